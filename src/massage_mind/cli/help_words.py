"""What the help says beside what the options themselves say: under which heading each stands, ranges, and what holds unless set."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

Headed: TypeAlias = tuple[str, tuple[str, ...]]
"""A heading, and the options under it in their order."""

_SESSION: tuple[Headed, ...] = (
    ("How long", ("--minutes", "--until", "--before", "--after")),
    (
        "What you hear",
        ("--style", "--guidance", "--voice", "--sound", "--ambience", "--bells", "--end-bell", "--delay"),
    ),
    ("How it runs", ("--list", "--holds", "--table", "--ask", "--plain", "--captions")),
    ("Where it goes", ("--out", "--all-for", "--card", "--yes")),
    ("For the record", ("--appointment", "--quiet-hour", "--at")),
)
_RECORD: tuple[Headed, ...] = (
    (
        "What it says",
        (
            *("--text", "--editor", "--prompt", "--aim", "--when", "--then", "--where", "--clear", "--rate"),
            *("--phase", "--body", "--note", "--minutes", "--style", "--therapist", "--place", "--price"),
            *("--reason", "--done"),
        ),
    ),
    ("What it belongs to", ("--at", "--appointment", "--tag", "--symptom", "--care", "--week", "--untag")),
)
_LOOKING: tuple[Headed, ...] = (
    (
        "Which ones",
        (
            *("--limit", "--moment", "--since", "--until", "--tag", "--style", "--kind", "--state"),
            *("--appointment", "--all", "--bin"),
        ),
    ),
    ("Where it goes", ("--format", "--out", "--fields", "--force", "--ics")),
)
_SESSIONS = frozenset(
    {"session", "before", "during", "after", "breathe", "ground", "preview", "render", "sound test"}
)
_LISTS = frozenset(
    {"journal list", "journal search", "journal export", "appointment list", "park list", "scripts list"}
)
RARE = frozenset(
    {
        "--ambience",
        "--bells",
        "--end-bell",
        "--delay",
        "--appointment",
        "--quiet-hour",
        "--at",
        "--captions",
        "--card",
        "--all-for",
    }
)
"""Options of a session that few need: after the example, so that what many need fits a window of 24 rows."""
MORE = "More"
REST = "And"
"""The heading of what stands under no other, where there are others."""


def headings_of(words: str) -> tuple[Headed, ...]:
    """The headings of the options of the command that these words call."""
    if words in _SESSIONS:
        return _SESSION
    if words == "checkin":
        return (numbers(), *_RECORD)
    return _LOOKING if words in _LISTS else _RECORD


class HelpLine(NamedTuple):
    """What is said of one option of one command: in the place of what the option says itself, and what holds unless set."""

    about: str = ""
    unless_set: str = ""


_STYLES = "{styles}"
_LONG_STYLE = 15
"""Longer names come last, so that the lines of all are even."""
OF_ALL: dict[str, HelpLine] = {
    "--style": HelpLine(_STYLES),
    "--guidance": HelpLine("dense, guided, sparse, silent", "as the script"),
    "--voice": HelpLine("off, or one from sound voices", "auto"),
    "--sound": HelpLine("voice, bells and the rest, or none", "sound"),
    "--ask": HelpLine("no questions; never waits"),
    "--plain": HelpLine("plain lines, no motion"),
    "--until": HelpLine("ends then, questions included"),
    "--delay": HelpLine("0 to 600 seconds of silence first, to lie down in; part of the length", "0"),
}
"""Of the commands that take, show or write a session."""

OF_ONE: dict[tuple[str, str], HelpLine] = {
    ("session", "--minutes"): HelpLine("5 to 180, on the table", "60"),
    ("session", "--before"): HelpLine("0.5 to 20; 0 leaves it out", "5"),
    ("session", "--after"): HelpLine("1 to 30; 0 leaves it out", "5"),
    ("before", "--minutes"): HelpLine("0.5 to 20; decimals are fine", "5"),
    ("before", "--guidance"): HelpLine("dense, guided, sparse, silent", "guided"),
    ("during", "--minutes"): HelpLine("5 to 180", "as booked, or 60"),
    ("after", "--minutes"): HelpLine("1 to 30", "5"),
    ("breathe", "--minutes"): HelpLine("1 to 30", "5"),
    ("ground", "--minutes"): HelpLine("1.5 to 10", "3, on the table 4"),
    ("preview", "--minutes"): HelpLine("as long as the script can be", "what is usual for it"),
    ("render", "--minutes"): HelpLine("as long as the script can be", "what is usual for it"),
    ("appointment add", "--ask"): HelpLine("nobody is asked whether a time that has passed is meant"),
    ("appointment move", "--ask"): HelpLine("nobody is asked whether a time that has passed is meant"),
    ("breathe", "[PATTERN]"): HelpLine("a name, or seconds such as 4-0-6-0", "ease"),
    ("appointment add", "--style"): HelpLine(_STYLES),
    ("appointment edit", "--style"): HelpLine(_STYLES),
    ("appointment add", "--minutes"): HelpLine("1 to 1,440"),
    ("appointment edit", "--minutes"): HelpLine("1 to 1,440"),
}


def said_of(words: str, option: str) -> HelpLine:
    """What is said of this option of the command that these words call; empty where the option says it itself."""
    if words == "checkin" and option.startswith("--"):
        return _number(option)
    found = OF_ONE.get((words, option)) or (OF_ALL.get(option) if words in _SESSIONS else None) or HelpLine()
    if _STYLES in found.about:
        from massage_mind.places import shipped_styles

        styles = sorted(shipped_styles(), key=lambda style: len(style) > _LONG_STYLE)
        found = found._replace(about=found.about.replace(_STYLES, ", ".join(styles)))
    return found


def rare_in(words: str) -> frozenset[str]:
    """The options of this command that few need."""
    return RARE if words in _SESSIONS else frozenset()


def numbers() -> Headed:
    """The measures of a check-in, under a heading of their own."""
    from massage_mind.record.measures import ITEMS

    return "Numbers", tuple(f"--{item.key}" for item in ITEMS)


def _number(option: str) -> HelpLine:
    from massage_mind.record.measures import HIGH, ITEMS, LOW

    for item in ITEMS:
        if option == f"--{item.key}":
            return HelpLine(f"{LOW} {item.low}, {HIGH} {item.high}")
    return HelpLine()
