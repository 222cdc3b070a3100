"""The rules for texts held against everything a script or a style may say, text by text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from massage_mind.errors import Fault
from massage_mind.script.caring import line_shape
from massage_mind.script.caring.as_read import as_read
from massage_mind.script.caring.body_parts import covers, named_parts, region_for
from massage_mind.script.caring.giver_rules import (
    LEAVE_ALONE,
    NOT_FOR_GIVERS,
    receivers_parts,
    where_hands_go,
)
from massage_mind.script.caring.table_rules import TABLE_RULES
from massage_mind.script.caring.word_rule import WordRule
from massage_mind.script.caring.word_rules import EVERYWHERE_RULES
from massage_mind.script.lines import Utterance, utterances
from massage_mind.script.script import Script
from massage_mind.script.steps.giver_step import Giver
from massage_mind.script.steps.scan_step import Scan
from massage_mind.script.style import Style
from massage_mind.script.wording import Line, Place
from massage_mind.values import dataclass

_FIRST = ("commands", "deeper", "promises", "others-body", "certain-hands", "assumed")
_LAST = ("gender",)
WORD_RULES: tuple[WordRule, ...] = tuple(
    sorted(
        (*EVERYWHERE_RULES, *TABLE_RULES),
        key=lambda rule: (
            _FIRST.index(rule.name) if rule.name in _FIRST else len(_FIRST) + (rule.name in _LAST)
        ),
    )
)
"""The rules that look at spoken words. Of two that find the same words the one that stands first is named: what says most of
them comes first, a single "her" last."""

SHAPE_RULES: dict[str, str] = {
    "body-part": "a line names a part of the body without `regions:`, by which a person leaves parts out",
    "length-word": "a length that is not from {length} or {left} is untrue in most sessions",
    "position": "words that hold only lying, or only seated, without `position:`",
    "clothed": "words that hold only under a sheet, without `clothed: false`",
    "leaning": "a line of a pool leans on the one before it, which is another one each time",
    "question-last": "on the table a question ends its cue; what comes after it is an answer",
    "long": f"a sentence of more than {line_shape.MOST_WORDS} words, of which the beginning is gone by its end",
    "symptoms": "a list of symptoms, which somebody who fears them begins to look for",
    "idiom": "words that somebody who learned English late trips over",
}
"""The rules that look at how a line is made, and at what it supposes."""

SENSITIVE = re.compile(
    r"\b(abdomen|belly|stomach|chest|inner thighs?|throat|face(?! down| up| cradle| it\b| the\b| that\b| each\b)|breasts?|groin|pelvis|genitals)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SpokenText:
    """One text of a line, with what a rule has to know around it.

    `table` is whether it is said on the table, `pool` whether it is drawn from among others, `heard` whether a voice speaks
    it, `giver` whether it is a page for the giver. `placed` and `dressed` are whether it is known how the person lies, and that there is skin under a sheet.
    """

    text: str
    line: Line
    regions: tuple[str, ...]
    table: bool
    pool: bool = True
    heard: bool = True
    placed: bool = False
    dressed: bool = False
    giver: bool = False

    def fault(self, rule: str, message: str, found: str = "", rather: str = "") -> Fault:
        """A fault of this text, at the place of its line."""
        return care_fault(self.line.place, rule, message, found, rather)


def care_fault(place: Place, rule: str, message: str, found: str = "", rather: str = "") -> Fault:
    """A fault against a care rule, at this place."""
    return Fault(place.path, place.line, place.column, rule, message, found, rather)


def texts_of_script(script: Script) -> Iterator[SpokenText]:
    """Every text of every line it may speak or show."""
    for one in utterances(script):
        yield from _texts(
            one.line,
            table=script.with_hands,
            pool=_of_a_pool(one),
            heard=one.words.heard,
            placed=len(script.positions) == 1,
            giver=isinstance(one.step, Giver),
        )


def texts_of_style(style: Style) -> Iterator[SpokenText]:
    """Every text of its own lines: what a style says of itself goes for all of them."""
    for line in (*style.lines, *style.free):
        for one in line.wordings:
            yield from _texts(one, table=True, placed=len(style.positions) == 1, dressed=not style.clothed)


def _texts(
    line: Line,
    *,
    table: bool,
    pool: bool = True,
    heard: bool = True,
    placed: bool = False,
    dressed: bool = False,
    giver: bool = False,
) -> Iterator[SpokenText]:
    for text in line.texts:
        # What is said instead is said to somebody who leaves the regions of the line out.
        regions = () if text == line.instead else line.regions
        yield SpokenText(
            text,
            line,
            regions,
            table,
            pool,
            heard,
            placed or bool(line.positions),
            dressed or line.clothed is False,
            giver,
        )


def _of_a_pool(one: Utterance) -> bool:
    """Whether nobody knows what was said before a line."""
    return one.step is None or (
        isinstance(one.step, Scan)
        and any(one.line in line.wordings for line in (*one.step.lines, *one.step.turn))
    )


def word_faults_of(texts: Iterable[SpokenText], waived: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """Where words break a rule; of what is waived another rule may still find it."""
    for one in texts:
        taken: list[tuple[int, int]] = []
        for rule, places in _broken(one.text, table=one.table, giver=one.giver):
            if rule.name in waived:
                continue
            new = [place for place in places if all(place[1] <= a or place[0] >= b for a, b in taken)]
            taken += places
            if new:
                words = as_read(one.text).piece(*new[0])
                message = f"{words!r}: {rule.about}. Rather: {rule.instead}."
                yield one.fault(rule.name, message, words, rule.instead)


@lru_cache(maxsize=4_096)
def _broken(
    text: str, *, table: bool, giver: bool = False
) -> tuple[tuple[WordRule, tuple[tuple[int, int], ...]], ...]:
    """The rules a text breaks, with the places of the words, the first and longest first. Scripts share many lines."""
    said = as_read(text)
    rules = [rule for rule in WORD_RULES if rule.name not in NOT_FOR_GIVERS] if giver else WORD_RULES
    found = [(rule, rule.found_in(said)) for rule in rules if table or not rule.table]
    found += [(LEAVE_ALONE, LEAVE_ALONE.found_in(said))] * giver
    return tuple((rule, places) for rule, places in found if places)


def part_faults_of(texts: Iterable[SpokenText]) -> Iterator[Fault]:
    """Parts of the body that a line names and its `regions:` do not; those many people leave out have a rule of their own."""
    for one in texts:
        if not one.heard and not one.giver:
            continue
        text = where_hands_go(one.text) if one.giver else one.text
        sensitive = SENSITIVE.search(text) if not one.regions else None
        if sensitive:
            named = sensitive[0].lower()
            message = f"names the {named}; write a map with `text` and `regions: [{named}]`"
            yield one.fault("sensitive-region", message, sensitive[0])
        for word, found in _parts_named(one):
            if not covers(one.regions, word) and not (sensitive and SENSITIVE.search(word)):
                message = f"names the {word}; write a map with `text` and `regions: [{region_for(word)}]`"
                yield one.fault("body-part", message, found)
                break


def _parts_named(one: SpokenText) -> Iterator[tuple[str, str]]:
    """Each part of the listener's body, or the receiver's on a giver's page, and how it is written there."""
    if one.giver:
        yield from ((word, word) for word in receivers_parts(one.text))
        return
    said = as_read(one.text)
    yield from ((word, said.piece(start, end)) for word, start, end in named_parts(said))


def shape_faults_of(texts: Iterable[SpokenText]) -> Iterator[Fault]:
    """What a line takes for granted of the session it is in, and how it is made."""
    for one in texts:
        if one.heard or one.giver:
            said = as_read(one.text)
            for rule, advice, place in (*_anywhere(one), *(_on_the_table(one) if one.table else ())):
                if one.giver and rule in NOT_FOR_GIVERS:
                    continue
                about = SHAPE_RULES[rule]
                words = said.piece(*place)
                if rule == "idiom":
                    yield one.fault(rule, f"{words!r}: {about}. Rather: {advice}.", words, advice)
                else:
                    yield one.fault(rule, f"{about}; {advice}", words)


def _anywhere(one: SpokenText) -> Iterator[tuple[str, str, tuple[int, int]]]:
    said = as_read(one.text)
    for place in line_shape.length_words(said, later_hours=not one.table):
        yield "length-word", "write {length} or {left}, or leave it out", place
    for place in line_shape.symptoms(said):
        yield "symptoms", "name one thing to do instead", place
    for start, end, plainly in line_shape.idioms(said):
        yield "idiom", plainly, (start, end)
    for place in line_shape.leaning(said) if one.pool else ():
        yield "leaning", "say what it is about", place


def _on_the_table(one: SpokenText) -> Iterator[tuple[str, str, tuple[int, int]]]:
    said = as_read(one.text)
    for place in line_shape.early_question(said):
        yield "question-last", "let it stand last", place
    for place in line_shape.long_sentences(said):
        yield "long", "make two of it", place
    for place in line_shape.positions_said(said) if not one.placed else ():
        yield "position", "write a map with `text` and `position`, such as `position: [prone]`", place
    for place in line_shape.bareness(said) if not one.dressed else ():
        yield "clothed", "write a map with `text` and `clothed: false`", place
