"""What the voice costs: `python benchmarks/voice.py [--runs N]`.

- From a session that is prepared to one that can begin, every line of it spoken: an hour, sparse and guided, in an empty cache
  (while somebody answers questions this passes beside them) and again. Bars: 3 s and 6 s; 0.3 s where it is kept.
- How many times faster than it is heard the voice speaks, on one thread, in its own program.
- The memory of that program and of the session's process.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARS_S = {"sparse": 3.0, "guided": 6.0}
KEPT_BAR_S = 0.3
LINES = (
    "Let the shoulders be as heavy as they are.",
    "Notice the breath where it is easiest to feel, and stay with it for a while.",
    "If you like, the out-breath may be a little longer than the in-breath.",
    "What is there to feel, or not to feel, with the touch?",
)


def begin(guidance: str) -> None:
    """Have the voice of such an hour ready; prints the seconds that took, those of the processor in all, memory in MB."""
    from massage_mind.app import real_world
    from massage_mind.session.conversation import Conversation
    from massage_mind.session.request import SessionRequest, SoundRequest
    from massage_mind.session.voice_ready import end_making, with_voice_begun
    from massage_mind.sound.voice.patience import Patience

    world = real_world()
    world._patience.append(Patience(world.clock.now, 60_000))
    talk = Conversation(world, ask=False)
    sound = SoundRequest(voice="heart", on=True)
    request = SessionRequest("during", length_ms=3_600_000, guidance=guidance, ask=False, sound=sound, seed=1)
    prepared = talk.prepare(request)
    began = time.perf_counter()
    begun = with_voice_begun(talk, prepared)
    ready = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    end_making(talk, begun.making)
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor_s = used.ru_utime + used.ru_stime + theirs.ru_utime + theirs.ru_stime
    print(ready, processor_s, used.ru_maxrss / 1024)


def timed(guidance: str, home: str) -> tuple[float, float, float]:
    """What `begin` prints in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--begin", guidance],
        env={**os.environ, "MASSAGE_MIND_HOME": home},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    seconds, processor_s, megabytes = map(float, done.stdout.split())
    return seconds, processor_s, megabytes


def ready(runs: int) -> bool:
    kept = True
    for guidance, bar_s in BARS_S.items():
        new, again = [], []
        for _ in range(runs):
            with tempfile.TemporaryDirectory() as home:
                new.append(timed(guidance, home))
                again.append(timed(guidance, home))
        (first, used_s, memory), (second, _, _) = sorted(new)[runs // 2], sorted(again)[runs // 2]
        print(
            f"an hour, {guidance}: ready after {first:.2f} s (bar {bar_s:g}; the processor {used_s:.1f} s, of all it may "
            f"say), where it is kept {second:.2f} s (bar {KEPT_BAR_S:g}); the process {memory:.0f} MB"
        )
        kept = kept and first <= bar_s and second <= KEPT_BAR_S
    return kept


def speed() -> None:
    from massage_mind.sound.voice.engine import Manner
    from massage_mind.sound.voice.engines import find_engines

    (heart, *_) = find_engines(dict(os.environ), voices_dir=Path("none"))
    began = time.perf_counter()
    heart.speak("Here.", Manner())
    loaded = time.perf_counter() - began
    began, spoken = time.perf_counter(), 0.0
    for _ in range(5):
        for line in LINES:
            samples, rate = heart.speak(line, Manner())
            spoken += len(samples) / rate
    took = time.perf_counter() - began
    heart.close()  # type: ignore[attr-defined]
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"the first sentence after {loaded:.2f} s; then {spoken / took:.0f} times real time; {memory:.0f} MB"
    )


def main() -> None:
    """Measure; exit code 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description="What the voice costs.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--begin", choices=BARS_S, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.begin:
        begin(options.begin)
        return
    speed()
    sys.exit(not ready(options.runs))


if __name__ == "__main__":
    main()
