"""What a search found: each record in two lines, the hit shown in its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from massage_mind.record.head import Record
from massage_mind.record.kinds import KIND_TITLES
from massage_mind.record.search import Hit
from massage_mind.screen.text import safe_text

BOLD, PLAIN = "\x1b[1m", "\x1b[22m"


def hit_lines(found: Sequence[tuple[Record, Hit]], *, bold: bool = False) -> list[str]:
    """For each: id, date, kind, then the sentence with the hit in it; bold on a terminal."""
    lines: list[str] = []
    for record, hit in found:
        sentence = hit.sentence
        before, words, after = (
            safe_text(part)
            for part in (sentence[: hit.start], sentence[hit.start : hit.end], sentence[hit.end :])
        )
        # What is cut off at the sides of a piece by making it harmless is a space at most.
        shown = f"{before}{BOLD}{words}{PLAIN}{after}" if bold and words else f"{before}{words}{after}"
        lines.append(f"{safe_text(record.id)}  {record.head.when:%Y-%m-%d %H:%M}  {KIND_TITLES[record.kind]}")
        lines.append(f"       {shown.strip()}")
    return lines
