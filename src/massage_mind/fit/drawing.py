"""Drawing the words of a session from all a script has: what this person is to hear, and in which order.

What was heard longest ago comes first, and a seed decides among equals; so the same record and the same seed give the
same words. What was drawn once can be drawn again by the order in which everything came up, whatever has been heard or
forgotten since. What is not for this person (a part of the body to leave out, the other position, another aim) falls away
here, so that the compiler meets only what may be said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import zip_longest
from typing import TypeAlias

from massage_mind.fit.flow import in_threads
from massage_mind.record.line_number import line_number
from massage_mind.script.lines import every_step
from massage_mind.script.person import Person
from massage_mind.script.script import Script, Section
from massage_mind.script.steps.giver_step import Giver
from massage_mind.script.style import Style
from massage_mind.script.wording import Line
from massage_mind.values import dataclass

Heard: TypeAlias = Callable[[str], int]
"""When a text was last heard: 0 for never, and the later the larger."""

MOST_OWN = 9
"""So many threads of its own come among the others, and the rest behind them: an hour with many words says no more of
them, so that the next one has some left that were not heard last time. A script about one thing that has more than so
many says half of them, two at a time."""


def nothing_heard(text: str) -> int:
    """Nobody has heard anything yet."""
    del text
    return 0


@dataclass(frozen=True, slots=True)
class Draw:
    """How the words of one session are drawn. Without a seed they come in the order of the script's file.

    `order` is what was drawn before (`order_drawn`): it goes before what was heard, and what is not in it comes last.
    """

    seed: int | None = None
    heard: Heard = nothing_heard
    order: tuple[int, ...] = ()

    @property
    def by_seed_alone(self) -> bool:
        """Whether the seed says all of it: nothing had been heard, and nothing was drawn before."""
        return self.heard is nothing_heard and not self.order


IN_ORDER = Draw()

Turn: TypeAlias = tuple[int, int, bool, bytes, int]
"""Whose turn it is, the least first: by its place in what was drawn before, when it was heard, whether it goes with what this is about
(the aim, the first anchor), and by lot."""


def order_drawn(draw: Draw, person: Person, style: Style, script: Script) -> tuple[int, ...]:
    """The number of everything that is weighed when this is drawn, whose turn it is first at the front."""
    drawing = WordDraw(draw, person, style)
    drawing.script(script)
    return tuple(sorted(drawing.turns, key=drawing.turns.__getitem__))


class WordDraw:
    """Draws from the pools of one script, for one person and style. Implements `script.steps.step.Draws`."""

    def __init__(self, draw: Draw, person: Person, style: Style) -> None:
        self.draw = draw
        self.style = style
        self.aim = person.aim
        self.gently = person.gently
        self.skip = set(person.left_out)
        self.wanted = {anchor.casefold() for anchor in person.anchors}
        self.places = {number: place for place, number in enumerate(draw.order)}
        self.turns: dict[int, Turn] = {}

    def script(self, script: Script) -> Script:
        """The script with its words drawn."""
        sections = [self.section(section) for section in script.sections]
        for number in range(1, len(sections) - 1):
            if _has_no_place_left(script.sections[number], sections[number]):
                sections[number] = replace(sections[number], steps=())
        return replace(
            script, sections=tuple(sections), free=self.freedom(script.free), remind=self.pool(script.remind)
        )

    def section(self, section: Section) -> Section:
        """The section with its words drawn."""
        return replace(section, steps=tuple(step.drawn(self) for step in section.steps))

    # -- what steps are drawn by (script.steps.step.Draws) ---------------------------------------------------------

    def lines(self, lines: Sequence[Line], turn: int = 0) -> tuple[Line, ...]:
        """These lines in their order, each in one wording, without those that are not for this person."""
        return tuple(said for line in lines if (said := self.wording(line, turn)) is not None)

    def pool(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """The lines to choose from, the one to be said first at the front."""
        return tuple(sorted(self.lines(lines), key=self._turn)) if self._mixed else self.lines(lines)

    def freedom(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """The freedom cues: where a script has any, one that its style needs takes the place of the first, which comes a round later."""
        pool = self.by_kind(lines)
        first = self.lines(self.style.free)
        if not pool or not first:
            return pool
        return (*first, *pool[1 : len(lines)], pool[0], *pool[len(lines) :])

    def by_kind(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """A pool whose lines have wordings: each line is a kind, and the kinds take turns in their order, so that whoever has
        heard how to have less hears next how to stop. Without wordings it is a pool like others.
        """
        if not any(line.others for line in lines):
            return self.pool(lines)
        most = max(1 + len(line.others) for line in lines)
        found = (said for turn in range(most) for said in self.lines(lines, turn))
        return tuple({line.text: line for line in found}.values())

    def threads(
        self,
        lines: Sequence[Line],
        *,
        also: Sequence[Line],
        style_lines: bool,
        keeps_to: Sequence[str] = (),
    ) -> tuple[Line, ...]:
        """The lines of a scan, those of a thread together; with `style_lines` the style's own among them; `keeps_to` as in `Scan`."""
        own = self._threads((*self.style.lines, *lines) if style_lines else lines)
        shared = self._threads(also, keeps_to)
        if keeps_to and len(own) > MOST_OWN:  # About one thing, and with much to say of it.
            rows = _interleaved(own, shared, each=2, most=(len(own) + 1) // 2)
        else:
            rows = _interleaved(own, shared)
        if self.gently:
            gentle = [thread for thread in rows if any(line.gently for line in thread)]
            others = [thread for thread in rows if thread not in gentle]
            rows = [*gentle[:1], *_interleaved(others, gentle[1:])]
        if self.wanted:
            rows.sort(key=lambda thread: not self._is_preferred(thread))
        return tuple(
            replace(line, thread=number if len(thread) > 1 else 0)
            for number, thread in enumerate(rows, 1)
            for line in thread
        )

    def wording(self, line: Line, turn: int = 0) -> Line | None:
        """The line in the wording heard longest ago, or a later one in turn; None where none is for this person."""
        found = [said for one in (line, *line.others) if (said := self._for_person(one)) is not None]
        if not found:
            return None
        if self._mixed:
            found.sort(key=self._turn)
        chosen = found[turn % len(found)]
        after = None if line.after is None else self.wording(line.after)
        return replace(chosen, others=(), after=after)

    # -- how it is decided -----------------------------------------------------------------------------------------

    @property
    def _mixed(self) -> bool:
        return self.draw.seed is not None

    def _turn(self, line: Line) -> Turn:
        """Whose turn it is: what was heard longest ago, then what goes with the aim, then by lot."""
        return self._turn_of(line.text, elsewhere=bool(self.aim) and line.aim != self.aim)

    def _turn_of(self, *texts: str, elsewhere: bool = False) -> Turn:
        """Whose turn it is of all that is said in one, one text or several; noted, so that it can be kept."""
        number = line_number("\n".join(texts))
        place = self.places.get(number)
        if place is not None:
            turn = (0, place, False, b"", number)
        else:
            turn = (1, max(map(self.draw.heard, texts)), elsewhere, self._lot(texts[0]), number)
        self.turns[number] = turn
        return turn

    def _lot(self, text: str) -> bytes:
        return sha256(f"{self.draw.seed}\0{self.style.id}\0{text}".encode()).digest()

    def _threads(self, lines: Sequence[Line], keeps_to: Sequence[str] = ()) -> list[tuple[Line, ...]]:
        """The threads that may be said whole, whose turn it is first; with `keeps_to` those that rest on these anchors or on none."""
        threads = []
        for whole in in_threads(lines):
            said = self.lines(whole)
            kept_to = not keeps_to or all(line.gently or line.anchor in ("", *keeps_to) for line in said)
            if len(said) == len(whole) and kept_to:
                threads.append(said)
        if self._mixed:
            threads.sort(key=lambda thread: self._turn_of_thread(thread, keeps_to[:1]))
        return threads

    def _turn_of_thread(self, thread: Sequence[Line], first: Sequence[str]) -> Turn:
        """Of those that are due alike, threads on the `first` anchor come before others."""
        elsewhere = bool(first) and any(line.anchor not in first for line in thread)
        return self._turn_of(*(line.text for line in thread), elsewhere=elsewhere)

    def _is_preferred(self, thread: Sequence[Line]) -> bool:
        return all(not line.anchor or line.anchor.casefold() in self.wanted for line in thread)

    def _for_person(self, line: Line) -> Line | None:
        """The line as it may be said to this person in this style, or None."""
        if line.aim and line.aim != self.aim:
            return None
        if line.gently is not None and line.gently != self.gently:
            return None
        if line.clothed is not None and line.clothed != self.style.clothed:
            return None
        if line.positions and not set(line.positions) & set(self.style.positions):
            return None
        if self.skip & {region.casefold() for region in line.regions}:
            return replace(line, text=line.instead, unset="", regions=()) if line.instead else None
        return line


def _interleaved(
    own: Sequence[tuple[Line, ...]],
    shared: Sequence[tuple[Line, ...]],
    *,
    each: int = 1,
    most: int = MOST_OWN,
) -> list[tuple[Line, ...]]:
    """The threads of its own and those that others have too, in turn: `each` of its own before one of the others.

    So many of its own at `most`, and the rest behind all: what an hour says of them, the next one leaves out.
    """
    first = own[:most]
    turns = [first[at : at + each] for at in range(0, len(first), each)]
    rows: list[tuple[Line, ...]] = []
    for some, one in zip_longest(turns, shared, fillvalue=()):
        rows += [*some, one] if one else some
    return [*rows, *own[most:]]


def _has_no_place_left(written: Section, drawn: Section) -> bool:
    """Whether the giver had somewhere to work in this section, and all of it is left out: then nothing of it is heard either."""
    before, after = (
        [step for step in every_step(one.steps) if isinstance(step, Giver) and not step.asks]
        for one in (written, drawn)
    )
    return bool(before) and not any(step.lines for step in after)
