"""Text from scripts and people as text: made safe for a terminal, measured in cells, wrapped, put into ASCII."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

# Whole escape sequences first: control strings up to their end, then CSI, then any other; 7-bit and 8-bit forms.
_ESCAPES = (
    r"(?:\x1b[\]PX^_]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|\x1b[ -/]*[0-~]"
)
_SPACES = r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+"
_SPACES_IN_LINES = r"[\t\v\f\r\x1c-\x1e\x85\u2028\u2029]+"
# What is left of C0 and C1, the bidirectional overrides and isolates (they reorder what follows them), the byte
# order mark, and the noncharacters.
_UNSAFE = r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
_SURROGATES = r"[\ud800-\udfff]"
_BETWEEN_SENTENCES = r"(?<=[.?!:]) +|(?<=[.?!]['’\"”]) +"

_ASCII = str.maketrans(
    {
        "·": "-", "•": "*", "…": "...", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "‘": "'", "’": "'",
        "‚": ",", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "×": "x", "←": "<", "→": ">", "↑": "^",
        "↓": "v", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200b": "", "\u200c": "", "\u200d": "", "\u00ad": "",
    }
)  # fmt: skip


def safe_text(text: str, *, lines: bool = False) -> str:
    """The text without anything a terminal would act on: escape sequences, control characters, text reordering.

    Line breaks and tabs become one space; with `lines`, line feeds are kept. Lone surrogates (undecodable bytes
    of an argument) become U+FFFD, so that the result can always be encoded as UTF-8.
    """
    if text.isascii() and text.isprintable():
        return text
    if lines:
        text = text.replace("\r\n", "\n")
    # Compiled when first needed (`re` keeps them): most of what is shown never comes here.
    text = re.sub(_ESCAPES, "", text)
    text = re.sub(_SPACES_IN_LINES if lines else _SPACES, " ", text)
    text = re.sub(_SURROGATES, "\ufffd", text)
    return re.sub(_UNSAFE, "", text)


def ascii_text(text: str) -> str:
    """The text in ASCII: punctuation by a table, accents left out, "?" for what remains."""
    if text.isascii():
        return text
    import unicodedata

    plain = unicodedata.normalize("NFKD", text.translate(_ASCII)).translate(_ASCII)
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return bare.encode("ascii", "replace").decode("ascii")


def encodable(text: str, encoding: str) -> str:
    """The text as far as this encoding can carry it, the rest in ASCII. Never fails to encode afterwards."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(char if _carries(encoding, char) else ascii_text(char) for char in text)
    except LookupError:
        return ascii_text(text)
    return text


def _carries(encoding: str, char: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


_ONE_CELL = frozenset((*map(chr, range(0x20, 0x7F)), *"·…–—‘’“”×→○●◉◌─│"))
"""What pages are set of, one cell each: for these alone the tables of all characters aren't loaded."""


def width(text: str) -> int:
    """How many cells of a terminal the text takes: wide characters two, combining ones none."""
    if text.isascii() or _ONE_CELL.issuperset(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, cells: int) -> str:
    """The longest beginning of the text that fits into so many cells."""
    if width(text) <= cells:
        return text
    taken, used = 0, 0
    for char in text:
        used += width(char)
        if used > cells:
            break
        taken += 1
    return text[:taken]


@lru_cache(maxsize=64)
def wrap(text: str, cells: int) -> tuple[str, ...]:
    """The text in lines of at most so many cells, broken between words; a word that is too long is broken too.

    The lines are about equally long (the narrowest width that needs no more lines), which sits well when centred.
    """
    if cells < 1:
        return ()
    lines = fill(text, cells)
    if len(lines) < 2:
        return tuple(lines)
    low, high = max(1, cells // 2), cells
    while low < high:
        middle = (low + high) // 2
        if len(fill(text, middle)) <= len(lines):
            high = middle
        else:
            low = middle + 1
    return tuple(fill(text, high))


@lru_cache(maxsize=64)
def wrap_sentences(text: str, cells: int) -> tuple[str, ...]:
    """The same, and a sentence (or what a colon leads in) that fits into one line is not begun at the end of another.

    Where one is longer than a line, all of it is set as by `wrap`.
    """
    lines: list[str] = []
    for sentence in re.split(_BETWEEN_SENTENCES, text.strip()):
        joined = f"{lines[-1]} {sentence}" if lines else sentence
        if width(joined) <= cells:
            lines[-1:] = [joined]
        elif width(sentence) <= cells:
            lines.append(sentence)
        else:
            return wrap(text, cells)
    return tuple(line for line in lines if line)


def fill(text: str, cells: int) -> list[str]:
    """The text in lines of at most so many cells, each as full as it gets."""
    lines: list[str] = []
    line, used = "", 0
    for word in text.split():
        wide = width(word)
        if line and used + 1 + wide <= cells:
            line, used = f"{line} {word}", used + 1 + wide
            continue
        if line:
            lines.append(line)
        while wide > cells:
            part = cut(word, cells) or word[0]
            lines.append(part)
            word = word[len(part) :]
            wide = width(word)
        line, used = word, wide
    if line:
        lines.append(line)
    return lines


def packed(items: Iterable[str], columns: int) -> list[str]:
    """Items side by side, as many to a line as fit, none broken."""
    lines: list[str] = []
    for item in items:
        if lines and width(lines[-1]) + 2 + width(item) <= columns:
            lines[-1] += f"  {item}"
        else:
            lines.append(item)
    return lines


def place_text(at_ms: int, *, aloud: bool) -> str:
    """A place within a session: 3:01; aloud, where that is heard as a time of day, in words."""
    if not aloud:
        return elapsed_text(at_ms)
    from massage_mind.words.lengths import place_words

    return place_words(at_ms)


def elapsed_text(at_ms: int, *, hours: bool = False) -> str:
    """A length, or a place within a session: M:SS, from an hour on (or with `hours`) H:MM:SS.

    What is below a second is left out, and so is what lies before the beginning.
    """
    minutes, seconds = divmod(max(0, at_ms) // 1000, 60)
    if hours or minutes >= 60:
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return f"{minutes}:{seconds:02}"
