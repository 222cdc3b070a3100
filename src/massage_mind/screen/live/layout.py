"""What the live view shows, as a pure function from a view and a size to a frame: calm, with plenty of space."""

from __future__ import annotations

from typing import assert_never

from massage_mind.perform.ports import Lead
from massage_mind.perform.step_aside import Grounding
from massage_mind.screen.live.cue_picture import draw_cue
from massage_mind.screen.live.frame import Canvas, Frame, TextStyle
from massage_mind.screen.live.giver_picture import draw_giver, giver_page
from massage_mind.screen.live.scene import Appearance, Scene, left_text
from massage_mind.screen.text import packed, width, wrap

_LONGEST_NOTE = 72
_LONGEST_LEAD = 64
_NOTE_LINES = 2
_ROOMY = 14
"""From this many rows on there is a margin above and below."""
_TITLED = 8
"""From this many rows on the section has a line, and a note has its own."""
_FOOTED = 3
_MARGIN_FROM = 40
"""From so many columns on the keys keep away from both edges."""

_HELP = (
    ("space", "pause, and go on"),
    ("g", "grounding, if it's too much"),
    ("q", "end and keep the record"),
    ("← →", "previous and next section"),
    ("+ -", "five minutes more or less"),
    ("e", "on to the last words"),
    ("m", "mark this moment"),
    ("s", "sound on or off"),
    ("?", "the safety list, and where help is"),
    ("Esc", "back"),
)
_HELP_SHORT = (
    "space pause", "g too much", "q end", "? more", "← → section", "+ - 5 min", "e ending", "m mark", "s sound",
)  # fmt: skip


_BACK = ("g", "back to the session")
_BACK_SHORT = "g back"


def compose(scene: Scene, columns: int, rows: int, appearance: Appearance) -> Frame:
    """The picture. Any size from 0 x 0 on; what does not fit is left out, the least important first."""
    canvas = Canvas(columns, rows)
    view = scene.view
    if view.help > 1:
        from massage_mind.screen.live.help_sheets import help_sheet

        help_sheet(canvas, view.help - 2, appearance, view.timeline.style)
        return canvas.frame()
    body = _body(rows)
    if view.lead is not None and not view.help:
        _lead(canvas, body, view.lead, appearance)
        return canvas.frame()
    page = giver_page(view)
    if rows >= _TITLED and not scene.dimmed and page is None and not view.help:
        canvas.centre(body.start - 1 - (rows >= _ROOMY), appearance.clean(view.cue.section), "dim")
    if view.help:
        _help(canvas, body, view.grounding, appearance)
    elif page is not None:
        draw_giver(canvas, body, page, view, appearance)
    else:
        draw_cue(canvas, body, scene, appearance)
    if rows >= _FOOTED:
        _footer(canvas, rows - 2 if rows >= _ROOMY else rows - 1, scene, appearance)
        _note(canvas, scene, appearance)
    return canvas.frame()


def _lead(canvas: Canvas, body: range, lead: Lead, appearance: Appearance) -> None:
    """Words, and below them what is beside them; the keys where the footer will be."""
    measure = max(1, min(_LONGEST_LEAD, canvas.width - 2))
    words, beside = (wrap(appearance.clean(text), measure) for text in (lead.words, lead.beside))
    gap = bool(words and beside)
    row = body.start + max(0, (len(body) - len(words) - gap - len(beside)) // 2)
    for line in words:
        canvas.centre(row, line)
        row += 1
    for offset, line in enumerate(beside, gap):
        canvas.centre(row + offset, line)
    if canvas.height >= _FOOTED and appearance.keys:
        more = "? the list" if lead.help_from > 1 else "? keys"
        foot = appearance.clean(f"Enter begins   {more}   Esc back")
        canvas.centre(canvas.height - (2 if canvas.height >= _ROOMY else 1), foot)


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
        parts += ["Esc back", "? keys"] if view.grounding == "inside" else ["? keys"]
    text = ""
    for part in filter(None, parts):
        longer = f"{text} · {part}" if text else part
        if width(longer) <= canvas.width:
            text = longer
    canvas.centre(row, appearance.clean(text), "dim" if scene.dimmed else "")


def _help(canvas: Canvas, body: range, grounding: Grounding, appearance: Appearance) -> None:
    rows = [(appearance.clean(key), appearance.clean(what)) for key, what in _keys(grounding)]
    key_width = max(width(key) for key, _ in rows)
    wide = key_width + 3 + max(width(what) for _, what in rows)
    if len(rows) > len(body) or wide > canvas.width:
        short = packed(
            [appearance.clean(item) for item in _keys_short(grounding)],
            canvas.width - 2 * (canvas.width >= _MARGIN_FROM),
        )
        canvas.block(body, short[: len(body)])
        return
    left = (canvas.width - wide) // 2
    row = body.start + (len(body) - len(rows)) // 2
    for offset, (key, what) in enumerate(rows):
        canvas.put(row + offset, left, key, "bold")
        canvas.put(row + offset, left + key_width + 3, what)


def _keys(grounding: Grounding) -> tuple[tuple[str, str], ...]:
    """What the keys do here: g begins the grounding, goes back from it, or is none of them."""
    match grounding:
        case "here":
            return _HELP
        case "inside":
            return tuple(_BACK if key == "g" else (key, what) for key, what in _HELP)
        case "none":
            return tuple((key, what) for key, what in _HELP if key != "g")
        case _:
            assert_never(grounding)


def _keys_short(grounding: Grounding) -> tuple[str, ...]:
    begins = {key[0] for key, _ in _keys(grounding)}
    short = tuple(text for text in _HELP_SHORT if text[0] != "g" or "g" in begins)
    return tuple(_BACK_SHORT if text[0] == "g" and grounding == "inside" else text for text in short)
