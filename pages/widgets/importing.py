"""An import with its progress in words.  Every file ends in a receipt; the receipts add up to the files."""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from core.batch import Progress, import_paths
from core.model import Receipt
from core.reading.sources import Source
from pages.widgets.language import N_, _, ngettext
from pages.widgets.plain import escaped, strong
from pages.widgets.stock import definitions, library, sentence
from pages.widgets.words import RECEIPT_STATES

STEPS = {
    "opening": N_("正在打开"),
    "pages": N_("读取第 {done} / {total} 页"),
    "ocr": N_("识别第 {done} / {total} 页扫描图片"),
    "tables": N_("找到 {done} 张表"),
    "saving": N_("正在保存"),
    "done": N_("已完成"),
}
_WORTH_WORKERS = 8  # below that many files starting worker processes takes longer than it saves
_SHOWN = 8  # receipts named while the import runs


def import_with_words(items: list[Path | Source], stopped: Callable[[list[Receipt]], None]) -> list[Receipt]:
    """Import and show how far it is; the receipts in the order of the files.

    A person may stop it: what is under way is dropped with the next step, `stopped` gets the receipts so far, and the page runs anew.
    """
    receipts: list[Receipt] = []
    with st.container(border=True, key="importing"):
        bar, done = st.progress(0.0, text=_("准备导入")), st.empty()
        st.button(_("停止导入"), key="stop_import", type="tertiary", on_click=stopped, args=(receipts,))
    folders = any(isinstance(item, Path) and item.is_dir() for item in items)
    jobs = workers(_WORTH_WORKERS if folders else len(items))

    def listen(progress: Progress) -> None:
        share = min(1.0, len(receipts) / max(len(items), 1)) if not folders else 0.0
        bar.progress(share, text=_progress_words(progress, len(receipts)))

    for receipt in import_paths(items, library(), definitions(), jobs, listen):
        receipts.append(receipt)
        with done.container():
            for finished in receipts[-_SHOWN:]:
                st.markdown(receipt_line(finished))
    return receipts


def workers(files: int) -> int:
    """How many processes read or check so many files: one core is left to the screen."""
    return max(1, min(4, (os.cpu_count() or 2) - 1)) if files >= _WORTH_WORKERS else 1


def _progress_words(progress: Progress, before: int) -> str:
    step = _(STEPS[progress.step]).format(done=progress.done, total=progress.total)
    done = ngettext("已处理 {n} 份", before).format(n=before)
    return f"{done}　{escaped(progress.file)}　{step}"


def receipt_line(receipt: Receipt) -> str:
    """One file and what became of it, with the reason, as Markdown."""
    sign, colour, word = RECEIPT_STATES[receipt.state]
    why = escaped(sentence(receipt.reason, receipt.details)) if receipt.reason else ""
    return f":{colour}[**{escaped(sign)} {_(word)}**]　{escaped(receipt.file)}" + (f"　{why}" if why else "")


def totals_line(receipts: list[Receipt]) -> str:
    """How many files came to which end; the counts add up to the files."""
    counts = Counter(receipt.state for receipt in receipts)
    ends = [(counts[state], *marks) for state, marks in RECEIPT_STATES.items() if counts[state]]
    parts = [f":{colour}[{escaped(sign)} {_(word)} {count}]" for count, sign, colour, word in ends]
    return "　".join([strong(ngettext("这次共 {n} 份", len(receipts)).format(n=len(receipts))), *parts])
