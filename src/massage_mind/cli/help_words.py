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
    ("How it runs", ("--holds", "--table", "--ask", "--plain")),
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
REST = "And"
"""The heading of what stands under no other, where there are others."""


def headings_of(words: str) -> tuple[Headed, ...]:
    """The headings of the options of the command that these words call."""
    if words in _SESSIONS:
        return _SESSION
    return _LOOKING if words in _LISTS else _RECORD


class Said(NamedTuple):
    """What is said of one option of one command: in the place of what the option says itself, and what holds unless set."""

    about: str = ""
    unless_set: str = ""


_STYLES = "{styles}"
OF_ALL: dict[str, Said] = {
    "--style": Said(_STYLES),
    "--guidance": Said("dense, guided, sparse, silent", "as the script"),
    "--voice": Said("shipped, off, or one from sound voices", "auto"),
    "--sound": Said("voice, bells and the rest, or none", "sound"),
    "--plain": Said("plain lines, no motion"),
    "--until": Said("ends then, questions included"),
    "--delay": Said("0 to 600 seconds of silence first, to lie down in; part of the length", "0"),
}
"""Of the commands that take, show or write a session."""

OF_ONE: dict[tuple[str, str], Said] = {
    ("session", "--minutes"): Said("5 to 180, on the table", "60"),
    ("session", "--before"): Said("0.5 to 20; 0 leaves it out", "5"),
    ("session", "--after"): Said("1 to 30; 0 leaves it out", "5"),
    ("before", "--minutes"): Said("0.5 to 20; decimals are fine", "5"),
    ("before", "--guidance"): Said("dense, guided, sparse, silent", "guided"),
    ("during", "--minutes"): Said("5 to 180", "as booked, or 60"),
    ("after", "--minutes"): Said("1 to 30", "5"),
    ("breathe", "--minutes"): Said("1 to 30", "5"),
    ("ground", "--minutes"): Said("1.5 to 10", "3, on the table 4"),
    ("preview", "--minutes"): Said("as long as the script can be", "what is usual for it"),
    ("render", "--minutes"): Said("as long as the script can be", "what is usual for it"),
    ("appointment add", "--style"): Said(_STYLES),
    ("appointment edit", "--style"): Said(_STYLES),
    ("appointment add", "--minutes"): Said("1 to 1,440"),
    ("appointment edit", "--minutes"): Said("1 to 1,440"),
}


def said_of(words: str, option: str) -> Said:
    """What is said of this option of the command that these words call; empty where the option says it itself."""
    found = OF_ONE.get((words, option)) or (OF_ALL.get(option) if words in _SESSIONS else None) or Said()
    if _STYLES in found.about:
        from massage_mind.places import shipped_styles

        found = found._replace(about=found.about.replace(_STYLES, ", ".join(shipped_styles())))
    return found
