"""The giver's page in the live view: where, what, how long it is for, what comes next, and when to ask."""

from __future__ import annotations

from massage_mind.fit.giver_track import GiverCue, next_place, next_question, page_at
from massage_mind.perform.ports import View
from massage_mind.screen.giver_words import THEN_WAIT
from massage_mind.screen.live.frame import Canvas, TextStyle
from massage_mind.screen.live.scene import Appearance, left_for_ms, left_text
from massage_mind.screen.text import cut, wrap
from massage_mind.script.steps.giver_step import READ_MS
from massage_mind.values import dataclass

_LONGEST_LINE = 60


@dataclass(frozen=True, slots=True)
class GiverRow:
    """A line of the page. `keeps` says how late it goes where there is little room: 0 never."""

    text: str
    style: TextStyle = ""
    keeps: int = 0


def giver_page(view: View) -> GiverCue | None:
    """The page that is shown now; None in a session that is for one."""
    return page_at(view.timeline.giver, view.position_ms)


def giver_changes_ms(view: View) -> int:
    """Milliseconds until other words say how long a page is still for, or how soon to ask; 0 for never."""
    track, at = view.timeline.giver, view.position_ms
    page = giver_page(view)
    ends = [cue.at_ms for cue in (next_place(track, at), next_question(track, at)) if cue is not None]
    ends += [page.end_ms] if page is not None else []
    return min((left_for_ms(end - at) for end in ends if end > at), default=0)


def draw_giver(canvas: Canvas, body: range, page: GiverCue, view: View, appearance: Appearance) -> None:
    """The page in the middle of these rows. Where there are few, what matters least is left out, and the rest comes in turn."""
    measure = max(1, min(_LONGEST_LINE, canvas.width - (8 if canvas.width >= 60 else 2)))
    rows = giver_rows(page, view, measure, appearance)
    for level in (1, 2, 3, 4):
        if len(rows) <= len(body):
            break
        rows = [row for row in rows if row.keeps != level]
    if len(rows) > len(body):
        room = max(1, len(body))
        turn = (view.position_ms - page.at_ms) // READ_MS % -(-len(rows) // room)
        rows = rows[turn * room : (turn + 1) * room]
    elif view.cue.kind == "say":
        _draw_heard(canvas, body, len(rows), view.cue.text, appearance)
    at = body.start + max(0, (len(body) - len(rows)) // 2)
    for offset, row in enumerate(rows):
        canvas.centre(at + offset, row.text, row.style)


def giver_rows(page: GiverCue, view: View, measure: int, appearance: Appearance) -> list[GiverRow]:
    """The lines of the page: its head, its words, then what is still to come of it, each with how late it goes."""
    asks = page.kind == "ask"
    head = "Ask now" if asks else page.where
    rows = [GiverRow(cut(appearance.clean(head), measure), "bold"), GiverRow("", keeps=2)]
    rows += [GiverRow(line) for line in wrap(appearance.clean(page.text), measure)]
    rows.append(GiverRow("", keeps=1))
    if asks:
        rows += _set(THEN_WAIT, measure, appearance, keeps=4)
    else:
        rows += [row for text in _to_come(view) for row in _set(text, measure, appearance, keeps=4)]
    rows += _set(_what_next(page, view), measure, appearance, keeps=3)
    return rows


def _set(text: str, measure: int, appearance: Appearance, keeps: int) -> list[GiverRow]:
    return [GiverRow(line, keeps=keeps) for line in wrap(appearance.clean(text), measure) if text]


def _to_come(view: View) -> tuple[str, ...]:
    """How long hands stay here, and how soon to ask meanwhile."""
    track, at = view.timeline.giver, view.position_ms
    place, question = next_place(track, at), next_question(track, at)
    # A place that is followed by none goes on to the end.
    end = place.at_ms if place is not None else view.timeline.total_ms
    here = left_text(end - at, exact=False).removesuffix(" left")
    if question is None or question.at_ms > end:
        return (f"Here: {here} more",)
    soon = left_text(question.at_ms - at, exact=False).removesuffix(" left")
    return f"Here: {here} more", f"Ask in {soon}"


def _what_next(page: GiverCue, view: View) -> str:
    """The page that comes after this place; a question is followed by more of the same, or by the next place."""
    place = next_place(view.timeline.giver, view.position_ms)
    if page.kind == "ask":
        after = page_at(view.timeline.giver, page.end_ms)
        return f"Then: {after.where}" if after is not None and after is not page else ""
    return f"Next: {place.where}" if place is not None else ""


def _draw_heard(canvas: Canvas, body: range, taken: int, words: str, appearance: Appearance) -> None:
    """What the receiver hears, at the foot of these rows: to be read out where no voice speaks."""
    lines = wrap(appearance.clean(f"Heard: {words}"), max(1, min(_LONGEST_LINE, canvas.width - 4)))
    # The page is in the middle, so as many rows are free below it as above.
    if 2 * (len(lines) + 1) + taken <= len(body):
        for offset, line in enumerate(lines):
            canvas.centre(body.stop - len(lines) + offset, line, "dim")
