"""What the live view shows, as a pure function from a view and a size to a frame: calm, with plenty of space."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import assert_never

from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.perform.ports import View
from massage_mind.screen.live.breath import Glyphs, bar, breath_at, disc
from massage_mind.screen.live.frame import Canvas, Frame, TextStyle
from massage_mind.screen.text import width, wrap
from massage_mind.script.breathing import Pattern

FRAME_MS = 100
_MINUTE_MS = 60_000
_LONGEST_LINE = 56
_LONGEST_NOTE = 72
_NOTE_LINES = 2
_ROOMY = 14
"""From this many rows on there is a margin above and below."""
_TITLED = 8
"""From this many rows on the section has a line, and a note has its own."""
_FOOTED = 3

_HELP = (
    ("space", "pause, and go on"),
    ("← →", "previous and next section"),
    ("+ -", "five minutes more or less"),
    ("e", "it is ending: on to the closing"),
    ("m", "mark this moment"),
    ("s", "sound on or off"),
    ("q", "end and keep the record"),
    ("?", "back"),
)
_HELP_SHORT = ("space pause", "q end", "← → section", "? back", "+ - 5 min", "e ending", "m mark", "s sound")


@dataclass(frozen=True, slots=True)
class Appearance:
    """How this terminal is drawn on. `clean` makes a text safe and fit for its encoding; `keys`: somebody can press
    keys, so they are hinted at."""

    clean: Callable[[str], str]
    glyphs: Glyphs = "braille"
    keys: bool = True


@dataclass(frozen=True, slots=True)
class Scene:
    """A view with what belongs to it: the words to show, and the quiet line about the session."""

    view: View
    words: str
    notice: str = ""

    @property
    def dimmed(self) -> bool:
        """Whether everything is dim: on the table nobody looks, and the room is dark."""
        return self.view.timeline.moment == "during"

    @property
    def breath(self) -> Pattern | None:
        """The breath that is shown moving or held, if any."""
        view = self.view
        if self.dimmed or view.help or view.cue.kind != "breathe" or view.cue.breath is None:
            return None
        return view.cue.breath if view.cue.breath.paced else None


def words_at(timeline: Timeline, cue: Cue) -> str:
    """The words on screen while this cue runs: its own, or those of the last cue that had any.

    Empty after a question (it has been answered), the title before the first words.
    """
    for earlier in reversed(timeline.cues[: timeline.index_at(cue.at_ms) + 1]):
        if earlier.at_ms > cue.at_ms or (earlier.at_ms == cue.at_ms and earlier.end_ms > cue.end_ms):
            continue
        match earlier.kind:
            case "say":
                return earlier.text
            case "ask":
                return ""
            case "breathe":
                if earlier.breath is not None and not earlier.breath.paced:
                    return earlier.text or earlier.breath.about
            case "bell" | "rest":
                pass
            case _:
                assert_never(earlier.kind)
    return timeline.title


def frame_ms(scene: Scene) -> int:
    """Milliseconds until the picture changes next: 100 while a breath moves, the next second of its count while it
    is held, otherwise the next whole minute left. 0 if it stays as it is.
    """
    view = scene.view
    if view.paused:
        return 0
    pattern = scene.breath
    if pattern is None:
        return view.left_ms % _MINUTE_MS or (_MINUTE_MS if view.left_ms else 0)
    into = max(0, view.position_ms - view.cue.at_ms)
    phase, done = pattern.phase_at(into % pattern.cycle_ms)
    if phase.kind == "hold":
        return max(1, (phase.length_ms - done) % 1000 or 1000)
    return FRAME_MS - into % FRAME_MS


def compose(scene: Scene, columns: int, rows: int, appearance: Appearance) -> Frame:
    """The picture. Any size from 0 x 0 on; what does not fit is left out, the least important first."""
    canvas = Canvas(columns, rows)
    view = scene.view
    body = _body(rows)
    if rows >= _TITLED and not scene.dimmed:
        canvas.centre(body.start - 1 - (rows >= _ROOMY), appearance.clean(view.cue.section), "dim")
    if view.help:
        _help(canvas, body, appearance)
    else:
        _cue(canvas, body, scene, appearance)
    if rows >= _FOOTED:
        _footer(canvas, rows - 2 if rows >= _ROOMY else rows - 1, scene, appearance)
        _note(canvas, scene, appearance)
    return canvas.frame()


def _cue(canvas: Canvas, body: range, scene: Scene, appearance: Appearance) -> None:
    """What the cue shows: a question, a breath that moves, or the words that go on standing."""
    cue = scene.view.cue
    match cue.kind:
        case "ask":
            _question(canvas, body, cue, appearance, "dim" if scene.dimmed else "")
        case "breathe" if scene.breath is not None:
            _breath(canvas, body, scene, scene.breath, appearance)
        case "say" | "breathe" | "bell" | "rest":
            _words(canvas, body, scene, appearance)
        case _:
            assert_never(cue.kind)


def _body(rows: int) -> range:
    """The rows for words, breath, question or help. The same whether or not there is a note, so that nothing jumps."""
    if rows >= _ROOMY:
        return range(3, rows - 4)
    if rows >= _TITLED:
        return range(1, rows - 2)
    return range(rows - 1 if rows >= _FOOTED else rows)


def _note(canvas: Canvas, scene: Scene, appearance: Appearance) -> None:
    """The quiet line about the session above the footer; in its place where there are few rows."""
    style: TextStyle = "dim" if scene.dimmed else ""
    notice = appearance.clean(scene.notice)
    state = "paused" if scene.view.paused else ""
    text = appearance.clean(" · ".join(filter(None, (notice, state))))
    if not text:
        return
    rows = canvas.height
    if rows < _TITLED:
        fits = width(text) <= canvas.width or not state
        canvas.clear(rows - 1)
        canvas.centre(rows - 1, text if fits else state, style)
        return
    lines = wrap(text, max(1, min(canvas.width - 2, _LONGEST_NOTE)))[:_NOTE_LINES]
    last = rows - 4 if rows >= _ROOMY else rows - 2
    for offset, line in enumerate(reversed(lines)):
        canvas.clear(last - offset)
        canvas.centre(last - offset, line, style)


def _footer(canvas: Canvas, row: int, scene: Scene, appearance: Appearance) -> None:
    view = scene.view
    parts = [left_text(view.left_ms, exact=scene.breath is not None)]
    if view.muted:
        parts.append("sound off")
    if appearance.keys and not scene.dimmed and not view.help:
        parts.append("? keys")
    text = ""
    for part in filter(None, parts):
        longer = f"{text} · {part}" if text else part
        if width(longer) <= canvas.width:
            text = longer
    canvas.centre(row, appearance.clean(text), "dim")


def left_text(left_ms: int, *, exact: bool) -> str:
    """What is left in words: minutes and seconds if `exact`, else whole minutes, rounded up."""
    if left_ms <= 0:
        return ""
    if exact:
        seconds = -(-left_ms // 1000)
        hours, rest = divmod(seconds, 3600)
        clock = f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
        return f"{clock} left"
    minutes = -(-left_ms // _MINUTE_MS)
    return f"{minutes} min left" if minutes > 1 else "about a minute left"


def _words(canvas: Canvas, body: range, scene: Scene, appearance: Appearance) -> None:
    lines = wrap(appearance.clean(scene.words), _measure(canvas.width))
    room = max(1, len(body))
    if len(lines) > room:
        # Too small for all of it: the part being spoken now.
        cue = scene.view.cue
        into = max(0, scene.view.position_ms - cue.at_ms)
        pages = -(-len(lines) // room)
        page = min(pages - 1, pages * into // max(1, cue.length_ms)) if cue.kind == "say" else pages - 1
        lines = lines[page * room : (page + 1) * room]
    _block(canvas, body, lines, "dim" if scene.dimmed else "")


def _measure(columns: int) -> int:
    """How long a line of words may be: a margin on each side, and never too long to read at ease."""
    return max(1, min(_LONGEST_LINE, columns - (8 if columns >= 40 else 2 if columns > 10 else 0)))


def _block(canvas: Canvas, body: range, lines: Sequence[str], style: TextStyle) -> None:
    """Lines centred in the body."""
    row = body.start + max(0, (len(body) - len(lines)) // 2)
    for line in lines:
        canvas.centre(row, line, style)
        row += 1


def _question(canvas: Canvas, body: range, cue: Cue, appearance: Appearance, style: TextStyle) -> None:
    measure = _measure(canvas.width)
    question = wrap(appearance.clean(cue.text), measure)
    choices = [appearance.clean(f"{number}  {choice}") for number, choice in enumerate(cue.choices, 1)]
    if len(question) + 1 + len(choices) > len(body):
        # No room for one choice a line: run them together below the question.
        together = _packed([" ".join(choice.split()) for choice in choices], canvas.width)
        _block(canvas, body, (*question, *together)[: max(1, len(body))], style)
        return
    row = body.start + (len(body) - len(question) - 1 - len(choices)) // 2
    for line in question:
        canvas.centre(row, line, style)
        row += 1
    left = max(0, (canvas.width - max(map(width, choices), default=0)) // 2)
    for offset, choice in enumerate(choices, 1):
        number, _, rest = choice.partition(" ")
        canvas.put(row + offset, left, number, style or "accent")
        canvas.put(row + offset, left + len(number), f" {rest}", style)


def _help(canvas: Canvas, body: range, appearance: Appearance) -> None:
    rows = [(appearance.clean(key), appearance.clean(what)) for key, what in _HELP]
    key_width = max(width(key) for key, _ in rows)
    wide = key_width + 3 + max(width(what) for _, what in rows)
    if len(rows) > len(body) or wide > canvas.width:
        _block(
            canvas,
            body,
            _packed([appearance.clean(item) for item in _HELP_SHORT], canvas.width)[: len(body)],
            "",
        )
        return
    left = (canvas.width - wide) // 2
    row = body.start + (len(body) - len(rows)) // 2
    for offset, (key, what) in enumerate(rows):
        canvas.put(row + offset, left, key, "bold")
        canvas.put(row + offset, left + key_width + 3, what)


def _packed(items: list[str], columns: int) -> list[str]:
    """Items side by side, as many to a line as fit, none broken."""
    lines: list[str] = []
    for item in items:
        if lines and width(lines[-1]) + 2 + width(item) <= columns:
            lines[-1] += f"  {item}"
        else:
            lines.append(item)
    return lines


def _breath(canvas: Canvas, body: range, scene: Scene, pattern: Pattern, appearance: Appearance) -> None:
    view = scene.view
    now = breath_at(pattern, view.position_ms - view.cue.at_ms)
    caption = f"{now.kind}  {now.seconds}"
    room = len(body)
    if room < 6 or canvas.width < 24:
        _small_breath(canvas, body, now.fullness, caption, appearance)
        return
    lines = wrap(appearance.clean(scene.words), _measure(canvas.width))
    # The words stay below the disc where there is room for a good one beside them.
    if room < 11 + len(lines):
        lines = ()
    gap = 1 if room >= 8 else 0
    tall = room - 1 - gap - (len(lines) + 2 if lines else 0)
    tall = min(9 if room < 24 else 11, tall, (canvas.width - 4) // 2)
    tall -= 1 - tall % 2
    wide = tall * 5 // 2 // 2 * 2
    used = tall + gap + 1 + (len(lines) + 2 if lines else 0)
    row = body.start + (room - used) // 2
    left = (canvas.width - wide) // 2
    for offset, text in enumerate(disc(wide, tall, now.fullness, appearance.glyphs)):
        bare = text.strip(" ")
        canvas.put(row + offset, left + len(text) - len(text.lstrip(" ")), bare, "accent")
    row += tall + gap
    canvas.centre(row, caption)
    for offset, line in enumerate(lines, 2):
        canvas.centre(row + offset, line, "dim")


def _small_breath(canvas: Canvas, body: range, fullness: float, caption: str, appearance: Appearance) -> None:
    """A bar and the count, or only the count."""
    if len(body) < 2:
        canvas.centre(body.start if len(body) else 0, caption)
        return
    row = body.start + (len(body) - 2) // 2
    wide = max(1, min(canvas.width - 4, 30) // 2 * 2)
    text = bar(wide, fullness, appearance.glyphs)
    canvas.put(row, (canvas.width - wide) // 2 + len(text) - len(text.lstrip()), text.strip(), "accent")
    canvas.centre(row + 1, caption)
