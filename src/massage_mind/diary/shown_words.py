"""Words handed to a person to be changed: shown as everywhere else, and what comes back unchanged stays as it was.

A stored text can hold what would act on a terminal or turn the order of letters round. An editor is not handed that;
each line that comes back as it was shown is the stored line again.
"""

from __future__ import annotations

from massage_mind.screen.text import safe_text


def shown_words(text: str) -> str:
    """The text without what a terminal would act on; lines and tabs stay."""
    if text.isprintable():
        return text
    return "\n".join(_shown(line) for line in text.split("\n"))


def restored(text: str, back: str) -> str:
    """What came `back` of the text as it was shown; lines that are still the same as they stand in the text."""
    lines = text.split("\n")
    shown = [_shown(line) for line in lines]
    if back.strip("\n") == "\n".join(shown).strip("\n"):
        return text
    if lines == shown:
        return back
    from difflib import SequenceMatcher

    came = back.split("\n")
    found: list[str] = []
    for how, first, last, begin, end in SequenceMatcher(None, shown, came, autojunk=False).get_opcodes():
        found += lines[first:last] if how == "equal" else came[begin:end]
    return "\n".join(found)


def _shown(line: str) -> str:
    return "\t".join(safe_text(part) for part in line.removesuffix("\r").split("\t"))
