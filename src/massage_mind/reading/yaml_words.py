"""What is wrong where a file is not well-formed, in our words: what stands there, and what to do about it.

The parser of YAML speaks of itself ("did not find expected key"); a person who writes words for a friend has never heard
of it. Each of its sentences, of libyaml and of PyYAML alike, has one here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_WORDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("mapping values are not allowed", "found unexpected ':'"),
        'a colon stands inside words here; put the words between quotes, such as say: "One thing: the breath."',
    ),
    (
        ("could not find expected ':'",),
        "a line stands here without its colon; write key: value, or put words that go on between quotes",
    ),
    (
        ("tab character", "found character '\\t'", "found character '\t'"),
        "a tab stands here; move lines in with spaces",
    ),
    (
        ("cannot start any token",),
        "words cannot begin with this sign; put them between quotes",
    ),
    (
        ("sequence entries are not allowed",),
        "a dash stands in the middle of a line; begin a line of its own with it, or put the words between quotes",
    ),
    (
        ("mapping keys are not allowed",),
        "a question mark stands at the beginning; put the words between quotes",
    ),
    (
        ("end of stream", "document indicator", "document separator", "quoted scalar"),
        "the quotes that open here are not closed; close them where the words end",
    ),
    (
        ("unknown escape", "hexdecimal", "hexadecimal", "escape code", "low surrogate"),
        "a backslash has a meaning of its own between these quotes; leave it out, or use single quotes",
    ),
    (
        ("',' or ']'", "unclosed '['"),
        "a list that opens here with [ has no end; close it with ], and put a comma between two things",
    ),
    (
        ("',' or '}'",),
        "a brace that opens here has no end; close it with }, or put the words between quotes",
    ),
    (
        ("'-' indicator", "parsing a block collection"),
        "this line does not belong to the list above it; move it in as far as its neighbours",
    ),
    (
        ("expected key", "<block end>", "block mapping"),
        "this line does not fit to those above it; move it in as far as its neighbours",
    ),
    (
        ("node content",),
        "something is missing here, or one sign is too many; put words between quotes",
    ),
    (
        ("comment or line break", "comment or a line break", "indentation indicator", "chomping"),
        "only a line break can follow | or > here; put the words on the next line, or between quotes",
    ),
    (
        ("alphabetic or numeric", "an alias", "an anchor"),
        "words that begin with & or * stand without quotes; put them between quotes",
    ),
    (
        (
            *("tag", "'!'", "'>'", "' '", "URI", "whitespace", "digit"),
            *("directive", "version", "YAML document", "<document start>", "<stream-start>"),
        ),
        "words that begin with ! or % stand without quotes; put them between quotes",
    ),
    (
        ("control characters", "special characters", "UTF-8", "Unicode character"),
        "a sign stands here that is no letter; take it out",
    ),
    (("nesting depth", "increasing flow level", "increasing block level"), "this is nested too deep"),
)
"""Pieces of the parser's sentences, and what we say instead; the first that fits."""

_UNKNOWN = "this line cannot be read; put its words between quotes, and move it in as far as its neighbours"
_NO_COLON = "could not find expected ':'"
_IN_TOO_FAR = (
    "this line is moved in further than its neighbours; move it back, or give the line above its colon"
)
_INNER = {
    '"': "quotes stand inside quotes here; leave the inner ones out, or put single ones around it all",
    "'": "an apostrophe ends the words here; put double quotes around them",
    "}": "words that begin with a brace stand without quotes; put quotes around them",
    "]": "words that begin with a bracket stand without quotes; put quotes around them",
}
"""What is said of what follows such a sign, where only a new line could."""
_OPENED = (
    "simple key",
    "quoted scalar",
    "flow sequence",
    "flow mapping",
    "tag",
    "anchor",
    "alias",
    "directive",
)
"""What is told at the place where it opens: there it can be closed."""
_FOLLOWS = ("expected key", "<block end>", "',' or ']'", "',' or '}'", "'-' indicator")
"""What the parser says of something that follows where nothing can."""


def what_and_where(error: Any, lines: Sequence[str]) -> tuple[str, int, int]:
    """What is wrong, and its line and column from 1. `error` is the parser's, `lines` are those of the file."""
    context, problem = error.context or "", error.problem or ""
    mark = error.problem_mark or error.context_mark
    if any(one in problem for one in _FOLLOWS):
        found = _after_a_sign(lines, mark.line + 1, mark.column + 1, context) if mark else None
        if found:
            return found
    if error.context_mark and any(one in context for one in _OPENED):
        mark = error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return _by_the_line(lines, line, column, problem) or (in_our_words(problem, context), line, column)


def _after_a_sign(lines: Sequence[str], line: int, column: int, context: str) -> tuple[str, int, int] | None:
    """What is wrong where something follows a sign that ends words; None where no such sign stands before it."""
    before = _line(lines, line)[: column - 1].rstrip()
    sign = before[-1:]
    opened = _unclosed_quote(lines[: line - 1]) if sign == '"' else None
    if opened:
        return in_our_words("quoted scalar"), *opened
    return (_INNER[sign], line, len(before)) if sign in _INNER and "flow" not in context else None


def _by_the_line(lines: Sequence[str], line: int, column: int, problem: str) -> tuple[str, int, int] | None:
    """What is wrong as the line itself shows it: a tab before its words, or that it goes on with the one above."""
    text = _line(lines, line)
    if "\t" in text[:column] and not text[:column].strip():
        return in_our_words("tab character"), line, text.index("\t") + 1
    if "mapping values" in problem and ":" not in text[: column - 1]:
        return _in_too_far(lines, line, column)
    return None


def _line(lines: Sequence[str], line: int) -> str:
    return lines[line - 1] if 0 < line <= len(lines) else ""


def in_our_words(*sentences: str) -> str:
    """What we say instead of what the parser says: of its problem, or else of what it was about."""
    for sentence in sentences:
        for pieces, words in _WORDS:
            if any(piece in sentence for piece in pieces):
                return words
    return _UNKNOWN


def _in_too_far(lines: Sequence[str], line: int, column: int) -> tuple[str, int, int]:
    """A key where the value of the one above goes on: that has no colon, or this one is moved in too far."""
    for number in range(line - 1, 0, -1):
        above = lines[number - 1]
        if above.strip() and not above.lstrip().startswith("#"):
            begins = len(above) - len(above.lstrip()) + 1
            if ":" not in above:
                return in_our_words(_NO_COLON), number, begins
            break
    text = lines[line - 1]
    return _IN_TOO_FAR, line, min(column, len(text) - len(text.lstrip()) + 1)


def _unclosed_quote(lines: Sequence[str]) -> tuple[int, int] | None:
    """The place of quotes that open in the last of these lines with an odd number of them; None where there is none."""
    for number in range(len(lines), 0, -1):
        bare = lines[number - 1].replace('\\"', "  ")
        if bare.count('"') % 2 and not bare.lstrip().startswith("#"):
            return number, bare.rindex('"') + 1
    return None
