"""How long a script takes to become a timeline, by length and guidance: `python benchmarks/compile_time.py`.

The best of some rounds, in milliseconds, reading the files not included. Exits 1 if any script, at the longest it
takes, misses the bar.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time

from massage_mind.fit.fitting import Fitting
from massage_mind.names import Guidance
from massage_mind.reading.library import Library
from massage_mind.script.script import Script
from massage_mind.script.style import Style

BAR_MS = 20.0
MINUTE = 60_000
LENGTHS = (5, 15, 30, 60, 90, 120, 180)


def best_ms(
    script: Script, style: Style | None, guidance: Guidance, length_ms: int, rounds: int
) -> tuple[float, int]:
    """The shortest time of so many rounds, and how many cues came out."""
    taken = []
    cues = 0
    for _ in range(rounds):
        gc.collect()
        plan = Fitting(script, style=style, guidance=guidance)
        begun = time.perf_counter_ns()
        cues = len(plan.fit(length_ms).cues)
        taken.append(time.perf_counter_ns() - begun)
    return min(taken) / 1e6, cues


def main() -> int:
    parser = argparse.ArgumentParser(description="Time to compile, by length and guidance.")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    library = Library(None)
    swedish = library.style("swedish")
    script = library.script("following-the-touch")

    print(f"{script.name}, swedish; ms (cues)")
    print(f"{'minutes':>10}" + "".join(f"{guidance:>16}" for guidance in script.guidances))
    for minutes in LENGTHS:
        row = f"{minutes:10}"
        for guidance in script.guidances:
            taken, cues = best_ms(script, swedish, guidance, minutes * MINUTE, options.rounds)
            row += f"{taken:9.2f} ({cues:4})"
        print(row)

    print(f"\nevery script at the longest it takes, its slowest guidance; bar {BAR_MS:g} ms")
    worst = 0.0
    for found in library.found():
        one = library.read(found.path)
        style = swedish if not one.styles else library.style(one.styles[0])
        taken, guidance = max(
            (best_ms(one, style, guidance, one.most_ms, options.rounds)[0], guidance)
            for guidance in one.guidances
        )
        worst = max(worst, taken)
        verdict = "  MISSED" if taken > BAR_MS else ""
        print(f"{one.name:26}{one.most_ms / MINUTE:6g} min  {guidance:8}{taken:8.2f}{verdict}")
    return 1 if worst > BAR_MS else 0


if __name__ == "__main__":
    sys.exit(main())
