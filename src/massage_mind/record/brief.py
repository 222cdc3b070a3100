"""A brief for the therapist: the lines a person picked, in their own words. One for each appointment; each change keeps a version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, TypeAlias

from massage_mind.errors import UsageError
from massage_mind.record.fields import Field
from massage_mind.record.kind_info import KindInfo
from massage_mind.record.own_measure import tidied
from massage_mind.values import dataclass

BriefGroup: TypeAlias = Literal["say", "helped", "again", "not_again"]

LONGEST_BRIEF_LINE = 200
"""Characters of one line: some thirty-five words, so that five of them are read within a minute."""
MOST_OF_A_LINE = 8
"""How many of what helped, of what to repeat, and of what to leave, fit on one page."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What a person wants the therapist to read. Empty: not said, and then nothing of it is on the page."""

    goal: str = ""
    work_on: str = ""
    leave_out: str = ""
    pressure: str = ""
    health: str = ""
    allergy: str = ""
    stop: str = ""
    talk: str = ""
    warmth: str = ""
    scent: str = ""
    audio: str = ""
    helped: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    not_again: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


class BriefLine(NamedTuple):
    """One line of a brief: its key, what stands before it on the page, how it is asked, and what can be chosen."""

    key: str
    title: str
    question: str
    said: str = ""
    """An example, above the question."""
    choices: tuple[str, ...] = ()
    """What can be chosen, besides words of one's own; none: it is a few words."""


PHRASES = ("lighter, please", "a bit more", "not there")
"""Said on the table, exactly so: short enough to be said into a face cradle, and heard before by whoever read the page."""

BRIEF_LINES: tuple[BriefLine, ...] = (
    BriefLine("goal", "Goal", "What would you like from it?", 'Such as "softer shoulders", or "an hour of rest".'),
    BriefLine("work_on", "Work on", "Which places would you like worked on?", 'Such as "both shoulders, low back".'),
    BriefLine("leave_out", "Leave out", "Which places are to be left out?", 'Such as "face, belly, feet". No reason is needed.'),
    BriefLine(
        "pressure", "Pressure", "How firm?", choices=("light", "medium", "firm", "begin lightly, then ask me")
    ),
    BriefLine("health", "Health", "Anything of your health to know?", 'Such as "pregnant, week 20", or "a new scar on the knee".'),
    BriefLine("allergy", "Allergy", "Any allergy, or oil your skin doesn't take?", 'Such as "nuts: no almond oil".'),
    BriefLine(
        "stop",
        "Stop",
        "How will you say stop?",
        choices=('I say "stop"', "I raise a hand", "I tap the table twice"),
    ),
    BriefLine(
        "talk", "Talk", "Talk, or silence?", choices=("silence, please", "only about the pressure", "talk is fine", "ask me on the day")
    ),
    BriefLine("warmth", "Warmth", "How warm?", choices=("warm, with a blanket", "rather cool", "either is fine")),
    BriefLine("scent", "Scent", "Scent?", choices=("no scent, please", "a light scent is fine", "let me smell it first")),
    BriefLine(
        "audio",
        "Sound",
        "Do you bring something to listen to?",
        choices=("one earbud, spoken words now and then", "headphones", "a small speaker, softly", "nothing"),
    ),
)  # fmt: skip
"""What the person says, in the order of the page: the first five are what a therapist looks for first."""

BRIEF_LISTS: tuple[BriefLine, ...] = (
    BriefLine("helped", "What helped last time", "What helped last time?", "A few words; more with a ; between."),
    BriefLine("again", "To repeat", "What would you like again?", "A few words; more with a ; between."),
    BriefLine("not_again", "To leave this time", "What would you rather leave this time?", "A few words; more with a ; between."),
)  # fmt: skip
"""What a therapist's note has after that, a heading each."""

PHRASES_LINE = BriefLine("phrases", "What I may say", "Which words may you want to say?", choices=PHRASES)
EVERY_LINE: Mapping[str, BriefLine] = {one.key: one for one in (*BRIEF_LINES, *BRIEF_LISTS, PHRASES_LINE)}
"""By key. An option of the command is called as the key, with hyphens."""
LISTS = frozenset({*(one.key for one in BRIEF_LISTS), PHRASES_LINE.key})
"""The keys that hold several texts."""


def said_of(brief: Brief, key: str) -> tuple[str, ...]:
    """What the brief says under this key: no text, one or several."""
    value = getattr(brief, key)
    return value if isinstance(value, tuple) else (value,) * bool(value)


def has_words(brief: Brief) -> bool:
    """Whether anything stands on it."""
    return any(said_of(brief, key) for key in EVERY_LINE)


def brief_of(words: Mapping[str, Any]) -> Brief:
    """A brief of these words by key, each made one line, those said twice once. Raises `UsageError` for what none can be."""
    lines: dict[str, Any] = {
        key: tuple(dict.fromkeys(filter(None, map(tidied, value)))) if key in LISTS else tidied(value)
        for key, value in words.items()
    }
    made = Brief(**lines)
    _check(made)
    return made


def listed(text: str) -> tuple[str, ...]:
    """What somebody typed for a line that holds several: parted at each ;."""
    return tuple(filter(None, map(tidied, text.split(";"))))


def wrong_line(key: str, words: str) -> str:
    """Why these words can't stand under this key, "" where they can."""
    try:
        brief_of({key: listed(words) if key in LISTS else words})
    except UsageError as error:
        return f"{error.sentence} {error.hint}"
    return ""


def _check(brief: Brief) -> None:
    for key, line in EVERY_LINE.items():
        texts = said_of(brief, key)
        if len(texts) > MOST_OF_A_LINE:
            raise UsageError(
                f'"{line.title}" has room for {MOST_OF_A_LINE}; there are {len(texts)}.', "Leave some out."
            )
        for text in texts:
            if len(text) > LONGEST_BRIEF_LINE:
                raise UsageError(
                    f'"{line.title}" has room for {LONGEST_BRIEF_LINE} characters; this has {len(text):,}.',
                    "Put it more shortly: it's read in a minute, at the door.",
                )


_FIELDS = (
    Field("goal", "text", "What is wanted from it."),
    Field("work_on", "text", "Places to work on."),
    Field("leave_out", "text", "Places to leave out."),
    Field("pressure", "text", "How firm."),
    Field("health", "text", "What there is to know of one's health."),
    Field("allergy", "text", "Allergies."),
    Field("stop", "text", "How the person will say stop."),
    Field("talk", "text", "Talk or silence."),
    Field("warmth", "text", "How warm."),
    Field("scent", "text", "Scent."),
    Field("audio", "text", "What the person brings to listen to."),
    Field("helped", "texts", "What helped last time."),
    Field("again", "texts", "What to repeat."),
    Field("not_again", "texts", "What to leave this time."),
    Field("phrases", "texts", "What the person may say on the table."),
)


def _searched(brief: Brief) -> tuple[str, ...]:
    return tuple(text for key in EVERY_LINE for text in said_of(brief, key))


KIND = KindInfo(
    ("brief",),
    Brief,
    _FIELDS,
    _searched,
    titles=("brief",),
    aliases={"briefs": "brief"},
    check=_check,
    timeless=True,
    shown_by="brief --all",
)
