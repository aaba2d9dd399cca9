"""Whose figure it is: the name that is left of the words before a figure."""

from core.narrative.lexicon import Lexicon


def subject_of(rest: str, measure: str, names: tuple[str, ...], words: Lexicon) -> str:
    """The name in `rest`, or "" where the words only point back to what was spoken of before.  `names`: names of the unit."""
    text = words["subjects.cut_before.formula"].sub("", rest.strip(" "))
    text = _after_last(text, "subjects.cut_before.joined", words)
    owner, text = _without_year(text, words)
    if words["subjects.cut_before.named"].search(owner) and words["subjects.cut_before.after"].fullmatch(text):
        owner, text = "", owner
    text = _trimmed(text, words)
    if words["subjects.cut_before.owner"].search(owner) and is_generic(text, words):
        text = _trimmed(owner, words) + text
    for name in names:
        if text.startswith(name) and len(text) > len(name) + 1:
            text = text[len(name) :]
    text = _trimmed(text, words)
    if measure in ("current", "delta", "percent_change", "completion_percent", "share_percent"):
        text = _trimmed(words["subjects.tail.decided"].sub("", text), words)
        text = words["subjects.tail.executed"].sub("", text)
    return "" if is_generic(text, words) else balanced(text)


def _after_last(text: str, pattern: str, words: Lexicon) -> str:
    ends = [found.end() for found in words[pattern].finditer(text)]
    return text[ends[-1] :] if ends else text


def _without_year(text: str, words: Lexicon) -> tuple[str, str]:
    """What stands before the last year if it belongs to what follows it or is a name, and what follows."""
    found = list(words["subjects.cut_before.year"].finditer(text))
    if not found:
        return "", text
    owner = text[: found[-1].start()]
    kept = words["subjects.cut_before.owner"].search(owner) or words["subjects.cut_before.named"].search(owner)
    return (owner if kept else ""), text[found[-1].end() :]


def is_generic(text: str, words: Lexicon) -> bool:
    """Whether a text names nothing of its own."""
    return not text or (bool(words["subjects.generic.words"].match(text)) and not words["subjects.generic.keeps"].search(text))


def _trimmed(text: str, words: Lexicon) -> str:
    """Text without the words of speech around a name."""
    before = None
    while before != text:
        before = text
        lead = words["subjects.lead.words"].match(text)
        if lead and lead.end():
            text = text[lead.end() :]
        text = words["subjects.tail.words_end"].sub("", text).strip(" ")
    return text


def balanced(text: str) -> str:
    """Text without brackets that lost their other half."""
    while text.count(")") > text.count("(") and ")" in text:
        cut = text.find(")")
        if "(" in text[:cut]:
            break
        text = text[cut + 1 :]
    if text.count("(") > text.count(")"):
        text = text[: text.rfind("(")] if text.rfind("(") > 1 else text.replace("(", "", 1)
    text = text.strip(" ")
    for opening, closing in ("“”", "‘’", "「」", "『』"):
        if text.count(opening) != text.count(closing):
            text = text.strip(opening + closing)
        elif text.startswith(opening) and text.endswith(closing) and text.count(opening) == 1:
            text = text[1:-1]
    return text
