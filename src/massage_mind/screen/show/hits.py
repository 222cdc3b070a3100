"""What a search found: each record in two lines, the hit shown in its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from massage_mind.screen.show.records import KIND_NAMES, Document, when_of
from massage_mind.screen.text import safe_text

BOLD, PLAIN = "\x1b[1m", "\x1b[22m"


def hit_lines(found: Sequence[tuple[Document, str, int, int]], *, bold: bool = False) -> list[str]:
    """For each: id, date, kind, then the sentence with where the hit begins and ends in it; bold on a terminal."""
    lines: list[str] = []
    for document, sentence, start, end in found:
        before, hit, after = (
            safe_text(part) for part in (sentence[:start], sentence[start:end], sentence[end:])
        )
        # What is cut off at the sides of a piece by making it harmless is a space at most.
        shown = f"{before}{BOLD}{hit}{PLAIN}{after}" if bold and hit else f"{before}{hit}{after}"
        kind = KIND_NAMES.get(document["kind"], document["kind"])
        lines.append(f"{safe_text(document['id'])}  {when_of(document):%Y-%m-%d %H:%M}  {kind}")
        lines.append(f"       {shown.strip()}")
    return lines
