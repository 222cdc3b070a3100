"""Writes docs/sessions/: an hour of each style as it is heard in weeks 1, 2 and 12. `--check` compares instead.

One person, the same massage every week, few words, the record kept: what `benchmarks/freshness.py` measures, to read.
"""

from __future__ import annotations

import sys
from pathlib import Path

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent / "benchmarks"))

import freshness  # noqa: E402  (it lies beside the other measurements)

from massage_mind.fit.timeline import Timeline  # noqa: E402
from massage_mind.places import shipped_styles  # noqa: E402
from massage_mind.reading.library import Library  # noqa: E402
from massage_mind.script.style import Style  # noqa: E402

WEEKS = (1, 2, 12)
MINUTES = 60
SCRIPT = "following-the-touch"


def page(library: Library, style: Style) -> str:
    """The three hours of one style, as Markdown."""
    hours = list(freshness.weeks_of(library, SCRIPT, style.id, "sparse", MINUTES, max(WEEKS)))
    before: set[str] = set()
    parts = [
        f"# {style.title}, {MINUTES} minutes, few words",
        "As it is heard by somebody with the same massage every week; what was heard in an earlier one of these three is "
        "in italics. Written by docs/session_pages.py, do not edit.",
    ]
    for week in WEEKS:
        timeline = hours[week - 1]
        parts += [f"## Week {week}", table(timeline, before)]
        before |= {cue.source for cue in timeline.cues if cue.source}
    return "\n\n".join(parts) + "\n"


def table(timeline: Timeline, before: set[str]) -> str:
    """Its cues, and how long it is quiet after each."""
    rows = ["| at | is heard | then quiet |", "|---:|---|---:|"]
    heard = [cue for cue in timeline.cues if cue.kind != "rest"]
    ends = [*(cue.at_ms for cue in heard[1:]), timeline.total_ms]
    for cue, end in zip(heard, ends, strict=True):
        words = f"(bell: {cue.text})" if cue.kind == "bell" else cue.text
        words = f"*{words}*" if cue.source in before else words
        rows.append(f"| {clock(cue.at_ms)} | {words} | {round((end - cue.end_ms) / 1000)} s |")
    return "\n".join(rows)


def clock(ms: int) -> str:
    """Minutes and seconds."""
    return f"{ms // 60_000}:{ms // 1000 % 60:02}"


def main() -> int:
    library = Library(None)
    stale = []
    for name in shipped_styles():
        path, text = DOCS / "sessions" / f"{name}.md", page(library, library.style(name))
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path.name)
            if "--check" not in sys.argv:
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8")
    if stale and "--check" in sys.argv:
        print(
            f"Not as the scripts are: {', '.join(stale)}. Write them anew with: python docs/session_pages.py"
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
