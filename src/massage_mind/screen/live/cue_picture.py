"""A cue drawn in the middle of the live view: its words, a question with its answers, a breath that moves."""

from __future__ import annotations

from typing import assert_never

from massage_mind.fit.timeline import Cue
from massage_mind.screen.live.breath import bar, breath_at, disc
from massage_mind.screen.live.frame import Canvas, TextStyle
from massage_mind.screen.live.scene import Appearance, Scene
from massage_mind.screen.text import packed, width, wrap, wrap_sentences
from massage_mind.script.breathing import Pattern

_LONGEST_LINE = 56
_AT_REST = 0.5
"""How full a breath is drawn where nothing is to move: the words and the count say which way it goes."""


def draw_cue(canvas: Canvas, body: range, scene: Scene, appearance: Appearance) -> None:
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


def _words(canvas: Canvas, body: range, scene: Scene, appearance: Appearance) -> None:
    room, said = max(1, len(body)), appearance.clean(scene.words)
    whole, lines = (set_in(said, _measure(canvas.width)) for set_in in (wrap_sentences, wrap))
    lines = whole if len(whole) <= room else lines
    if len(lines) > room:
        # Too small for all of it: the part being spoken now.
        cue = scene.view.cue
        into = max(0, scene.view.position_ms - cue.at_ms)
        pages = -(-len(lines) // room)
        page = min(pages - 1, pages * into // max(1, cue.length_ms)) if cue.kind == "say" else pages - 1
        lines = lines[page * room : (page + 1) * room]
    canvas.block(body, lines, "dim" if scene.dimmed else "")


def _measure(columns: int) -> int:
    """How long a line of words may be: a margin on each side, and never too long to read at ease."""
    return max(1, min(_LONGEST_LINE, columns - (8 if columns >= 40 else 2 if columns > 10 else 0)))


def _question(canvas: Canvas, body: range, cue: Cue, appearance: Appearance, style: TextStyle) -> None:
    measure = _measure(canvas.width)
    question = wrap(appearance.clean(cue.text), measure)
    choices = [appearance.clean(f"{number}  {choice}") for number, choice in enumerate(cue.choices, 1)]
    if len(question) + 1 + len(choices) > len(body):
        # No room for one choice a line: run them together below the question.
        together = packed([" ".join(choice.split()) for choice in choices], canvas.width)
        canvas.block(body, (*question, *together)[: max(1, len(body))], style)
        return
    row = body.start + (len(body) - len(question) - 1 - len(choices)) // 2
    for line in question:
        canvas.centre(row, line, style)
        row += 1
    left = max(0, (canvas.width - max(map(width, choices), default=0)) // 2)
    for offset, choice in enumerate(choices, 1):
        number, _, rest = choice.partition(" ")
        canvas.put(row + offset, left, number, style or "bold")
        canvas.put(row + offset, left + len(number), f" {rest}", style)


def _breath(canvas: Canvas, body: range, scene: Scene, pattern: Pattern, appearance: Appearance) -> None:
    view = scene.view
    now = breath_at(pattern, view.position_ms - view.cue.at_ms)
    caption = f"{now.kind}  {now.seconds}"
    fullness = _AT_REST if appearance.still else now.fullness
    room = len(body)
    if room < 6 or canvas.width < 24:
        _small_breath(canvas, body, fullness, caption, appearance)
        return
    gap = 1 if room >= 8 else 0
    tall = min(9 if room < 24 else 11, room - 1 - gap, (canvas.width - 4) // 2)
    tall -= 1 - tall % 2
    wide = tall * 5 // 2 // 2 * 2
    used = tall + gap + 1
    row = body.start + (room - used) // 2
    left = (canvas.width - wide) // 2
    for offset, text in enumerate(disc(wide, tall, fullness, appearance.glyphs)):
        bare = text.strip(" ")
        canvas.put(row + offset, left + len(text) - len(text.lstrip(" ")), bare, "accent")
    canvas.centre(row + tall + gap, caption)


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
