"""The care rules for a session as it is heard: what follows what, how often, and whether it is true there.

Each looks at one timeline; `fit.care_timeline` holds scripts to them at every length they take, and the tests every
shipped script in every style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from massage_mind.errors import Fault
from massage_mind.fit.flow import in_threads
from massage_mind.fit.pacing import FREE_EARLY_MS
from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.script.care import SESSION_RULES
from massage_mind.script.caring.as_read import SENTENCE, as_read, words_in
from massage_mind.script.caring.text_rules import care_fault
from massage_mind.script.lines import every_step
from massage_mind.script.script import Script
from massage_mind.script.steps.scan_step import Scan
from massage_mind.script.style import NO_STYLE, Style
from massage_mind.script.wording import Line, Place

BREATH_MS = 5_000
"""So long is one easy breath."""
MOST_ONE_SIDED = 1
MOST_IMPERATIVES = 0.2
SHORT_SENTENCE = 3
"""Fewer words than this are no sentence that anybody hears again: "Or not.", "Lighter."."""
TRUE_WITHIN = 0.1
"""A length in words may differ from the true one by so much of it, or by half a minute."""

_LEFT_SIDE = re.compile(
    r"\b(?:your|the|on the|to the|at the) left\b(?! of)|\bleft (?=side|\w+ (?:and|side)|hand|arm|leg|foot|shoulder|hip|knee|thigh|calf)"
)
_RIGHT_SIDE = re.compile(r"\b(?:your|the|on the|to the|at the) right\b(?! (?:of|one|time|moment|word|place|way))|\bright (?=side|hand|arm|leg|foot|shoulder|hip|knee|thigh|calf)")  # fmt: skip
_NUMBERS = {
    "a": 1, "one": 1, "two": 2, "couple": 2, "few": 3, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
_NUMBER = rf"(?:\d+|{'|'.join(_NUMBERS)})"
_BREATHS = re.compile(
    rf"(?<!between )\b(?P<number>{_NUMBER})(?: (?:or|to) (?P<more>{_NUMBER}))?(?: more| easy| slow| small| quiet| whole| of the next| of these)* "
    rf"(?:in-?|out-?)?breaths?\b(?:,? or (?P<or>{_NUMBER})\b)?"
)
_LENGTHS = re.compile(
    rf"\b(?P<number>half an|an|\d+(?:\.\d+)?|{'|'.join(one for one in _NUMBERS if one not in ('a', 'few', 'couple'))})[ -](?P<unit>hours?|minutes?|seconds?)\b"
)
_UNIT_MS = {"hour": 3_600_000, "minute": 60_000, "second": 1_000}
_WORDS_TO_USE = re.compile(r"you can say (?:where|'[\w ]+(?:', or '[\w ]+)?'?)")
"""Words to use may be said again: they are what is to be remembered."""
_SENTENCE_END = re.compile(r"(?<=[.!?…])['\"”’]?\s+")
_TIME_LEFT = re.compile(r"\b(?:have|are|is) about \w+ (?:\w+ )?left\b|\bleft\b.*\babout\b|\babout \w+ (?:minutes?|seconds?)\b", re.IGNORECASE)  # fmt: skip
_ORDERS = frozenset(
    words_in(
        "allow answer appreciate ask breathe bring check choose close come compare consider count drop ease exhale explore feel find "
        "follow give go hear hold imagine inhale invite keep lay lean leave let lie lift listen look make meet move name notice open pay pick "
        "place press put recall relax release remember rest return roll scan see sense set settle shift sink sit slow smell soften spread "
        "stand start stay stop stretch take tell think touch try turn wait walk watch welcome wiggle"
    )
)
_CHOICE = re.compile(
    r"\b(?:if|may|might|can|could|or|perhaps|maybe|whenever|when you|whichever|however|wherever|whatever|as (?:much|long|little|lightly|often|far|slowly) as|as you|see whether|in case|either)\b"
)


class SessionRule(Protocol):
    """What looks a session through for one kind of fault."""

    def __call__(self, timeline: Timeline, script: Script, style: Style = NO_STYLE) -> Iterator[Fault]:
        """The faults of this timeline, which was made of this script in this style."""
        ...


def session_faults(timeline: Timeline, script: Script, style: Style = NO_STYLE) -> Iterator[Fault]:
    """What a session does not keep; `script` is as it was written, with what it may say."""
    for rule in SESSION_CHECKS:
        yield from rule(timeline, script, style)


def spoken_cues(timeline: Timeline) -> tuple[Cue, ...]:
    """What is said, in its order."""
    return tuple(cue for cue in timeline.cues if cue.kind in ("say", "ask"))


def _fault(timeline: Timeline, script: Script, rule: str, found: str, place: Place | None = None) -> Fault:
    where = ", ".join(
        filter(None, (timeline.style, timeline.guidance, f"{timeline.total_ms / 60_000:g} minutes"))
    )
    return care_fault(place or script.place, rule, f"{where}: {found}; {SESSION_RULES[rule]}")


def leaves_in_a_row(timeline: Timeline, script: Script, style: Style = NO_STYLE) -> Iterator[Fault]:
    """Two freedom cues with nothing said between them, nearer to one another than they have to be."""
    del style
    for one, other in pairwise(spoken_cues(timeline)):
        if one.free and other.free and other.at_ms - one.at_ms < FREE_EARLY_MS:
            yield _fault(timeline, script, "leaves-in-a-row", f"{one.text!r}, {other.text!r}")
            return


def cut_threads(timeline: Timeline, script: Script, style: Style = NO_STYLE) -> Iterator[Fault]:
    """A freedom cue between two lines of a thread."""
    follows = _followers(script, style)
    open_line, free = "", ""
    for cue in spoken_cues(timeline):
        if cue.free:
            free = cue.text
        elif cue.source in follows.get(open_line, ()) and free:
            yield _fault(timeline, script, "cut-thread", f"{free!r} before {cue.text!r}")
            return
        else:
            open_line, free = cue.source, ""


def _followers(script: Script, style: Style) -> dict[str, frozenset[str]]:
    """By the text of a line of a thread, the texts its next line may have."""
    found: dict[str, frozenset[str]] = {}
    pools = [
        step.lines
        for section in script.sections
        for step in every_step(section.steps)
        if isinstance(step, Scan)
    ]
    for pool in (*pools, style.lines):
        for thread in in_threads(pool):
            for line, after in pairwise(thread):
                found |= dict.fromkeys(_said_as(line), frozenset(_said_as(after)))
    return found


def _said_as(line: Line) -> tuple[str, ...]:
    return tuple(text for one in (line, *line.others) for text in one.texts)


def one_sided(timeline: Timeline, script: Script, style: Style = NO_STYLE) -> Iterator[Fault]:
    """Left or right named in more lines than the other."""
    del style
    texts = [cue.text.lower() for cue in spoken_cues(timeline)]
    left = sum(bool(_LEFT_SIDE.search(text)) for text in texts)
    right = sum(bool(_RIGHT_SIDE.search(text)) for text in texts)
    if abs(left - right) > MOST_ONE_SIDED:
        yield _fault(timeline, script, "one-sided", f"{left} times left, {right} times right")


def breaths_fit(timeline: Timeline, script: Script, style: Style = NO_STYLE) -> Iterator[Fault]:
    """Breaths that are spoken of, and not as much silence or breathing after it."""
    del style
    for number, cue in enumerate(timeline.cues):
        claimed = (
            max((_most(match) for match in _BREATHS.finditer(cue.text.lower())), default=0)
            if cue.kind == "say"
            else 0
        )
        if claimed:
            quiet = _quiet_after(timeline.cues, number)
            if quiet < claimed * BREATH_MS:
                yield _fault(timeline, script, "breaths-fit", f"{cue.text!r}, and then {quiet / 1000:.0f} s")
                return


def _most(match: re.Match[str]) -> int:
    return max(_number(match[name]) for name in ("number", "more", "or") if match[name])


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBERS[word]


def _quiet_after(cues: Sequence[Cue], number: int) -> int:
    """How long nothing is said and nothing rings after a cue."""
    quiet = 0
    for cue in cues[number + 1 :]:
        if cue.kind not in ("rest", "breathe"):
            break
        quiet += cue.length_ms
    return quiet


def said_twice(timeline: Timeline, script: Script, style: Style = NO_STYLE) -> Iterator[Fault]:
    """A sentence that comes again, but for how much time is left."""
    del style
    said: set[str] = set()
    for cue in spoken_cues(timeline):
        for sentence in _SENTENCE_END.split(cue.text):
            plain = sentence.strip(" .!?…'\"“”‘’").lower()
            if (
                len(plain.split()) < SHORT_SENTENCE
                or _TIME_LEFT.search(plain)
                or _WORDS_TO_USE.fullmatch(plain)
            ):
                continue
            if plain in said:
                yield _fault(timeline, script, "said-twice", repr(sentence))
                return
            said.add(plain)


def lengths_true(timeline: Timeline, script: Script, style: Style = NO_STYLE) -> Iterator[Fault]:
    """A number of minutes that is neither the session's length nor what is left of it."""
    del style
    for cue in spoken_cues(timeline):
        text = cue.text.lower()
        for match in _LENGTHS.finditer(text):
            amount = {"half an": 0.5, "an": 1.0}.get(match["number"]) or _amount(match["number"])
            unit = match["unit"].removesuffix("s")
            if (amount == 1 and unit == "minute") or _of_later(timeline, text, match):
                continue
            length = round(amount * _UNIT_MS[unit])
            left = timeline.total_ms - cue.at_ms
            true = (
                timeline.total_ms,
                left,
                *(span.length_ms for span in timeline.sections if span.index == cue.section_index),
            )
            if all(abs(length - one) > max(30_000, TRUE_WITHIN * one) for one in true):
                yield _fault(timeline, script, "length-true", repr(cue.text))
                return


def _of_later(timeline: Timeline, text: str, match: re.Match[str]) -> bool:
    """Whether the time after the session is meant: "the next two hours" off the table."""
    return (
        timeline.moment != "during" and match["unit"] == "hours" and text[: match.start()].endswith("next ")
    )


def _amount(word: str) -> float:
    return float(_NUMBERS.get(word, 0) or word)


def imperatives(timeline: Timeline, script: Script, style: Style = NO_STYLE) -> Iterator[Fault]:
    """Lines with a sentence that begins as an order, and no choice in them; a single one is let pass."""
    del style
    texts = dict.fromkeys(cue.text for cue in spoken_cues(timeline))
    orders = [text for text in texts if is_bare_order(text)]
    if len(orders) > 1 and len(orders) >= MOST_IMPERATIVES * len(texts):
        yield _fault(timeline, script, "imperatives", f"{len(orders)} of {len(texts)}, such as {orders[0]!r}")


def is_bare_order(text: str) -> bool:
    """Whether a text gives an order and leaves no choice."""
    one = as_read(text)
    begins = (word for word, seam in zip(one.said, one.seams, strict=True) if seam == SENTENCE)
    return any(word in _ORDERS for word in begins) and not _CHOICE.search(one.plain) and "?" not in text


SESSION_CHECKS: tuple[SessionRule, ...] = (
    leaves_in_a_row,
    cut_threads,
    one_sided,
    breaths_fit,
    said_twice,
    lengths_true,
    imperatives,
)
"""The rules for whole sessions."""
CHECKED_SESSIONS = tuple(rule for rule in SESSION_CHECKS if rule is not said_twice)
"""Those that hold for anybody's script. Whether nothing comes twice hangs on how many lines there are, and is held for ours."""
