"""What the help says beside what the options themselves say: under which heading each stands, ranges, and what holds unless set."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

Headed: TypeAlias = tuple[str, tuple[str, ...]]
"""A heading, and the options under it in their order."""

_SESSION: tuple[Headed, ...] = (
    ("How long", ("--minutes", "--until", "--late", "--before", "--after")),
    (
        "What you hear",
        (
            "--style",
            "--guidance",
            "--gently",
            "--seed",
            "--voice",
            "--sound",
            "--ambience",
            "--bells",
            "--end-bell",
            "--delay",
        ),
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
            *("--name", "--low", "--high", "--better"),
            *("--phase", "--body", "--note", "--minutes", "--style", "--therapist", "--place", "--price"),
            *("--reason", "--done"),
        ),
    ),
)
_LOOKING: tuple[Headed, ...] = (
    (
        "Which ones",
        (
            *("--limit", "--moment", "--since", "--until", "--tag", "--style", "--kind", "--state"),
            *("--appointment", "--all", "--bin"),
        ),
    ),
    ("Where it goes", ("--book", "--format", "--out", "--fields", "--force", "--json", "--ics")),
)
_SESSIONS = frozenset(
    {
        "session",
        "before",
        "during",
        "after",
        "breathe",
        "ground",
        "partner",
        "series",
        "preview",
        "render",
        "sound test",
    }
)
_LISTS = frozenset(
    {"journal list", "journal search", "journal export", "appointment list", "park list", "scripts list"}
)
_OF_SESSIONS = (
    *("--gently", "--ambience", "--bells", "--delay", "--at", "--appointment", "--captions", "--end-bell"),
    *("--seed", "--quiet-hour"),
)
_STATED = ("--at", "--appointment", "--tag", "--untag", "--symptom", "--care", "--week")
RARE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_SESSIONS - {"sound test"}, _OF_SESSIONS),
    "session": ("--plain", "--sound", "--hands-on", *_OF_SESSIONS),
    "before": ("--plain", *_OF_SESSIONS),
    "breathe": ("--until", *_OF_SESSIONS),
    "partner": ("--html", "--pdf", "--markdown", "--force", "--until", "--plain", "--ask", *_OF_SESSIONS),
    "series": ("--again", "--of", *_OF_SESSIONS, "--json"),
    "preview": ("--json", *_OF_SESSIONS),
    "render": ("--verbose", "--yes", "--card", "--all-for", *_OF_SESSIONS),
    "checkin": ("--note", "--rate", *_STATED, "--json"),
    "appointment add": ("--hands-on", *_STATED, "--ask", "--json"),
    "appointment edit": ("--hands-on", *_STATED, "--json"),
    "journal edit": (*_STATED, "--json"),
    "journal export": ("--fields", "--bin", "--force", "--json"),
    "choose": ("--dressed", "--warmth", "--scent", "--stretch", "--ask", "--json"),
    "brief": (
        *("--helped", "--again", "--not-again", "--last-time", "--phrase", "--warmth", "--scent", "--audio"),
        *("--without", "--markdown", "--appointment", "--all", "--ask", "--force", "--json"),
    ),
    "course start": (
        *("--cap", "--tip", "--review", "--baseline", "--measure", "--intention", "--then", "--hands-on"),
        *("--currency", "--ask", "--json"),
    ),
    "compare plan": (
        *("--audio", "--light", "--expect-massage", "--expect-quiet", "--price", "--cap", "--stop-when"),
        *("--preview", "--ask", "--json"),
    ),
}
"""Options that few need, of commands that have too many for one window of 24 rows: below the example, those most asked for first."""
MORE = "More"
REST = "And"
"""The heading of what stands under no other, where there are others."""


_CHOOSING: tuple[Headed, ...] = (
    ("How it is", ("--today", "--health")),
    (
        "What you'd like",
        ("--for", "--firm", "--dressed", "--warmth", "--scent", "--stretch", "--minutes", "--avoid"),
    ),
    ("How it runs", ("--ask", "--json")),
)
_OF_ONE_COMMAND: dict[str, tuple[Headed, ...]] = {
    "choose": _CHOOSING,
    "brief": (
        (
            "On the page",
            ("--goal", "--work-on", "--leave-out", "--pressure", "--health", "--allergy", "--stop", "--talk"),
        ),
        ("Where it goes", ("--html", "--pdf", "--qr")),
    ),
    "course start": (
        ("How often", ("--every", "--weeks")),
        ("Each time", ("--minutes", "--style", "--therapist", "--place", "--price")),
    ),
    "course review": (),
    "compare plan": (
        ("The hours", ("--first", "--second", "--weeks", "--minutes")),
        (
            "The question",
            ("--question", "--measure", "--difference", "--if-more", "--if-less", "--if-untold"),
        ),
    ),
}


def headings_of(words: str) -> tuple[Headed, ...]:
    """The headings of the options of the command that these words call."""
    if words in _SESSIONS:
        return _SESSION
    if words == "checkin":
        return (numbers(), *_RECORD)
    if words in _OF_ONE_COMMAND:
        return _OF_ONE_COMMAND[words]
    return _LOOKING if words in _LISTS else _RECORD


class HelpLine(NamedTuple):
    """What is said of one option of one command: in the place of what the option says itself, and what holds unless set."""

    about: str = ""
    unless_set: str = ""


_STYLES = "{styles}"
_NONE_OF_THESE = "other"
"""The style for a massage that is none of those named; the list of them has no room for it."""
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
    ("before", "--guidance"): HelpLine("dense, guided, sparse, silent", "dense"),
    ("before", "--late"): HelpLine("when you are: ninety seconds"),
    ("during", "--minutes"): HelpLine("5 to 180", "as booked, or 60"),
    ("after", "--minutes"): HelpLine("1 to 30", "5"),
    ("breathe", "--minutes"): HelpLine("1 to 30", "5"),
    ("ground", "--minutes"): HelpLine("1.5 to 10", "3, on the table 4"),
    ("partner", "--minutes"): HelpLine("10 to 45", "20"),
    ("series", "--minutes"): HelpLine("5 to 8", "6"),
    ("preview", "--minutes"): HelpLine("as long as the script can be", "what is usual for it"),
    ("render", "--minutes"): HelpLine("as long as the script can be", "what is usual for it"),
    ("appointment add", "--ask"): HelpLine("nobody is asked whether a time that has passed is meant"),
    ("appointment move", "--ask"): HelpLine("nobody is asked whether a time that has passed is meant"),
    ("breathe", "[PATTERN]"): HelpLine("a name, or seconds such as 4-0-6-0", "ease"),
    ("choose", "--ask"): HelpLine("no questions: what isn't said is left open"),
    ("brief", "--ask"): HelpLine("no questions: what isn't said is left out"),
    ("share", "--ask"): HelpLine("no questions: shown, and written at once"),
    ("course start", "--ask"): HelpLine("no questions: what isn't said is left out"),
    ("course review", "--ask"): HelpLine("no questions: what isn't said is left out"),
    ("compare plan", "--ask"): HelpLine("no questions: what isn't said is named"),
    ("measure add", "--ask"): HelpLine("no questions: what isn't said is named"),
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

        named = [style for style in shipped_styles() if style != _NONE_OF_THESE]
        styles = sorted(named, key=lambda style: len(style) > _LONG_STYLE)
        found = found._replace(about=found.about.replace(_STYLES, ", ".join(styles)))
    return found


def rare_in(words: str) -> tuple[str, ...]:
    """The options of this command that few need, in the order they are shown in."""
    return RARE.get(words, ())


def numbers() -> Headed:
    """The measures of a check-in and its body map, under a heading of their own."""
    from massage_mind.record.measures import ITEMS

    return "Numbers, and the body", (*(f"--{item.key}" for item in ITEMS), "--body")


def _number(option: str) -> HelpLine:
    from massage_mind.record.measures import HIGH, ITEMS, LOW

    for item in ITEMS:
        if option == f"--{item.key}":
            return HelpLine(f"{LOW} {item.low}, {HIGH} {item.high}")
    return HelpLine()
