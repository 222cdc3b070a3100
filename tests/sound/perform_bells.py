"""A session that is nothing but bells, as a process of its own: `python perform_bells.py PLAN` (JSON).

PLAN: `kind`, `folder`, `bells` [[at_ms, name], ...], `total_ms`, `warm` (wait for the device before starting), `keys`
[[at_ms, "mute"|"unmute"|"hush"|"follow"], ...], `forget` (end without closing the speaker). Prints one JSON document a line, each with its `event`.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.perform.ports import Speaker
from massage_mind.sound.play.players import open_speaker
from massage_mind.sound.sounds import Sounds


def now() -> int:
    return time.monotonic_ns() // 1_000_000


def timeline_of(bells: list[list[Any]], total_ms: int) -> Timeline:
    """A timeline with these bells; the speakers look at nothing else."""
    cues = [Cue(at_ms, 1_000, "bell", name, "") for at_ms, name in bells]
    cues.append(
        Cue(total_ms, 1, "say", "No bell at the end.", "")
    )  # which would swell instead of being struck
    return Timeline("test", "Test", "during", "swedish", "guided", total_ms, tuple(cues), ())


def say(event: str, **more: Any) -> None:
    print(json.dumps({"event": event, **more}), flush=True)


def press(speaker: Speaker, key: str, timeline: Timeline, origin_ms: int, position_ms: int) -> None:
    if key == "follow":
        speaker.follow(timeline, origin_ms, position_ms)
    elif key == "hush":
        speaker.hush()
    else:
        speaker.mute(key == "mute")


def main() -> None:
    plan = json.loads(sys.argv[1])
    timeline = timeline_of(plan["bells"], plan["total_ms"])
    before = now()
    speaker = open_speaker(plan["kind"], sounds=Sounds(Path(plan["folder"])), now=now)
    held_ms = now() - before
    troubles = []
    if plan["warm"]:
        while getattr(speaker, "_stream", None) is None:
            time.sleep(0.01)
    origin = now()
    speaker.follow(timeline, origin, 0)
    say("started", held_ms=held_ms)
    todo = [(cue.at_ms, "", cue) for cue in timeline.cues] + [(at, key, None) for at, key in plan["keys"]]
    latest = 0
    for at_ms, key, cue in [*sorted(todo, key=lambda item: item[0]), (plan["total_ms"], "", None)]:
        while (left := origin + at_ms - now()) > 0:
            time.sleep(min(left, 50) / 1000)
            if sentence := speaker.trouble():
                troubles.append(sentence)
                say("trouble", sentence=sentence, at_ms=now() - origin)
        latest = max(latest, -left)
        if cue is not None:
            speaker.strike(cue)
        elif key:
            press(speaker, key, timeline, origin, at_ms)
    if plan["forget"]:
        say("closed", troubles=troubles, latest_ms=latest, closing_ms=0)
        return
    before = now()
    speaker.close()
    if sentence := speaker.trouble():
        troubles.append(sentence)
    say("closed", troubles=troubles, latest_ms=latest, closing_ms=now() - before)


if __name__ == "__main__":
    main()
