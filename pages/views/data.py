"""数据: a query over everything read, with the data dictionary beside it; its answer as table, chart and files; views with a name."""

import io
import tempfile
import zipfile
from functools import partial
from pathlib import Path

import streamlit as st

from core.errors import QueryError
from core.export.answer import export_answer
from core.export.tabular import DATABASE, export_tables
from core.store.dictionary import described
from core.store.example_queries import example_queries
from core.store.library import Library
from core.store.query import MOST_ROWS, SECONDS, Answer, ask
from pages.widgets.address import LIBRARY, asked, remember
from pages.widgets.answer_chart import answer_chart, choose_form
from pages.widgets.answer_table import answer_table
from pages.widgets.data_dictionary import dictionary
from pages.widgets.language import _, language, ngettext
from pages.widgets.plain import as_html, escaped
from pages.widgets.stock import definitions, library, sentence
from pages.widgets.taken_away import download

SCREEN = "data"
_TEXT, _EXAMPLE, _SAVED, _NAME = "data_query", "data_example", "data_saved", "data_name"
_TALL = 420
_SHOWN = ("chart", "x", "y", "piece")  # how an answer is shown; another query forgets it


def write(query: str) -> None:
    """Put a query into the address and forget how the answer before it was shown."""
    remember(q=query.strip(), **dict.fromkeys(_SHOWN, ""))
    st.session_state.pop("data_answer", None)


def _run() -> None:
    write(st.session_state[_TEXT])


def _example_chosen() -> None:
    if st.session_state[_EXAMPLE]:
        write(example_queries(language())[st.session_state[_EXAMPLE]])
        remember(saved="")


def _saved_chosen(views: dict[str, str]) -> None:
    name = st.session_state[_SAVED]
    if name:
        write(views[name])
    remember(saved=name or "")


def choices(views: dict[str, str]) -> None:
    """The examples and the queries a person saved."""
    now = asked("q")
    examples = example_queries(language())
    st.session_state[_EXAMPLE] = next((words for words, query in examples.items() if query == now), None)
    st.session_state[_SAVED] = asked("saved") if views.get(asked("saved")) == now else None
    hints = _("示例查询"), _("保存的查询")
    with st.container(horizontal=True, vertical_alignment="center", key="data_choices"):
        shown = {"label_visibility": "collapsed", "width": 300}
        st.selectbox(hints[0], list(examples), key=_EXAMPLE, index=None, placeholder=hints[0], on_change=_example_chosen, **shown)
        if views:
            chosen = partial(_saved_chosen, views)
            st.selectbox(hints[1], list(views), key=_SAVED, index=None, placeholder=hints[1], on_change=chosen, **shown)
            if st.session_state[_SAVED] and st.button(_("删除"), icon=":material/delete:", help=_("只删除这个名称，不影响数据")):
                library().delete_view(SCREEN, st.session_state[_SAVED])
                remember(saved="")
                st.rerun()


def editor() -> None:
    """The query, and the buttons that ask it and keep it."""
    if _TEXT not in st.session_state or st.session_state.get("data_written") != asked("q"):  # a field that was left is forgotten
        st.session_state[_TEXT] = st.session_state["data_written"] = asked("q")
    hint = _("在这里写查询语句，或先选一个示例。只能查询，不能改动")
    st.text_area(_("查询语句"), key=_TEXT, height=190, placeholder=hint, on_change=_run, label_visibility="collapsed")
    with st.container(horizontal=True, vertical_alignment="center", key="data_buttons"):
        st.button(_("查询"), type="primary", icon=":material/play_arrow:", on_click=_run)
        if asked("q"):
            with st.popover(_("保存"), icon=":material/bookmark:"):
                _keep()
        limits = _("只读；最多 {seconds} 秒，最多取 {rows} 行")
        st.caption(limits.format(seconds=f"{SECONDS:g}", rows=f"{MOST_ROWS:,}"))


def _keep() -> None:
    name = st.text_input(_("名称"), key=_NAME, max_chars=60).strip()
    if st.button(_("保存这个查询"), disabled=not name):
        library().keep_view(SCREEN, name, asked("q"))
        remember(saved=name)
        st.rerun()


def answered(query: str) -> Answer | None:
    """The answer, asked once per query; what is wrong with a query is said in its place."""
    kept = st.session_state.get("data_answer")
    if kept and kept[0] == query:
        return kept[1]
    try:
        with st.spinner(_("正在查询…")):
            answer = ask(library(), query)
    except QueryError as error:
        mistake(error)
        return None
    st.session_state["data_answer"] = query, answer
    return answer


def mistake(error: QueryError) -> None:
    """What is wrong, where, what may have been meant; the database's own words small."""
    told = sentence(error.code, error.details)
    if "line" in error.details:
        told += "　" + sentence("query_place", error.details)
    if error.details.get("near"):
        told += "　" + sentence("query_near", error.details)
    st.warning(escaped(told), icon=":material/edit_note:")
    if error.details.get("detail"):
        st.html(f'<p class="detail"><code>{as_html(error.details["detail"])}</code></p>')


def show(answer: Answer, query: str) -> None:
    """The answer: how much, as table or chart, to take away."""
    n = answer.rows.num_rows
    with st.container(horizontal=True, vertical_alignment="center", key="data_answer_head"):
        form = choose_form(answer.rows)
        st.markdown(told(answer))
        if n:
            _files(answer, query)
    if not n:
        st.caption(_("查询没有错，只是没有符合条件的行。"))
        return
    if form != "table":
        answer_chart(answer.rows, form)
    answer_table(answer.rows)
    if answer.cut:
        st.markdown("**" + sentence("answer_cut", {"n": f"{n:,}"}) + "**")


def told(answer: Answer) -> str:
    """How many rows, how long, and whether there are more."""
    n = answer.rows.num_rows
    words = ngettext("{n} 行，用时 {seconds} 秒", n).format(n=f"{n:,}", seconds=f"{answer.seconds:.2f}")
    return f"**{words}　{sentence('answer_cut', {'n': f'{n:,}'})}**" if answer.cut else words


def _files(answer: Answer, query: str) -> None:
    rows = [(table, column, kind, meaning.replace("`", "")) for table, column, kind, meaning in described(library(), language())]
    make = partial(_zipped, answer, query, rows, language())
    for form, label in (("csv", "CSV"), ("parquet", "Parquet")):
        name = f"{sentence('answer_result', {})}_{form}.zip"
        download(label, partial(make, form), name, key=f"data_{form}", icon=":material/download:")


def whole() -> None:
    """Everything of the newest reports as one database, to look into with another program while this one runs."""
    words, hint = _("下载整库（DuckDB）"), _("各份报告最新一版的全部内容，一个数据库文件，带数据字典；和命令行导出的一样")
    shown = {"key": "data_whole", "icon": ":material/database:", "help": hint, "mime": "application/octet-stream"}
    download(words, partial(_database, library()), DATABASE, **shown)


def _database(store: Library) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return export_tables(store, Path(folder), definitions(), store.selection(), "duckdb")[0].read_bytes()


def _zipped(answer: Answer, query: str, rows: list[tuple[str, ...]], spoken: str, form: str) -> bytes:
    """Made on the click, outside the screen's own run."""
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in export_answer(answer, query, rows, Path(folder), definitions(), form, spoken):
            archive.write(path, path.name)
    return packed.getvalue()


st.title(_("数据"), anchor=False)
st.caption(_("用一条查询语句查资料库里读出的全部内容。链接里带着查询，发给同事可以打开同样的结果。"))
if not library().selection():
    st.markdown(_("资料库里还没有报告。请先拖入一份，或用示例报告试一试。"))
    if st.button(_("去资料库"), type="primary"):
        st.switch_page(LIBRARY)
left, right = st.columns([3, 2], gap="medium")
with left:
    choices(library().views(SCREEN))
    editor()
with right:
    dictionary(_TALL - 140)
    if library().selection():
        whole()
if asked("q"):
    answer = answered(asked("q"))
    if answer is not None:
        show(answer, asked("q"))
