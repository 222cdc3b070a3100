"""Mutated scripts through every door: a sentence with line and column, or a timeline exact to its length, performed so.

FUZZ_SECONDS says how long the slow test goes on finding others.
"""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from script_slips import mutated, texts

from massage_mind.cli.main import run
from massage_mind.errors import LengthError, MassageMindError, ScriptError
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.timeline import Timeline
from massage_mind.places import shipped_folder
from massage_mind.reading.library import Library
from massage_mind.script.care import is_english
from massage_mind.script.script import Script
from massage_mind.sound.file.mixdown import mixed
from massage_mind.sound.rate import RATE
from massage_mind.sound.score import build
from massage_mind.sound.sounds import Sounds
from massage_mind.testing import manual_world

HARM, RULE = "push through", "deeper"
"""What no script may say, and the rule that says so."""


def with_harm(text: str, rng: random.Random) -> str:
    """The script with words that no script may say, at the end of one of its texts."""
    ends = [at for at in range(1, len(text)) if text[at] == '"' and text[at - 1] in ".?!"]
    if not ends:
        return text
    at = rng.choice(ends)
    return f"{text[:at]} It may help to {HARM}.{text[at:]}"


class Doors:
    """One script file, and the command lines that take it. `folder` is where it lies."""

    def __init__(self, folder: Path, data: bytes) -> None:
        self.path = folder / "mine.yaml"
        self.path.write_bytes(data)
        self.lines = data.count(b"\n") + data.count(b"\r") + 2

    def call(self, *words: str) -> tuple[int, str, str, Any]:
        """The exit code, what was printed, what was said, and the sessions that are kept of it."""
        world = manual_world()
        code = run([*words], lambda: world)
        out, err = world.stdout.getvalue(), world.stderr.getvalue()  # type: ignore[union-attr]
        assert "Traceback" not in err
        assert all(letter.isprintable() or letter == "\n" for letter in err), err
        with world.open_store(writing=False) as store:
            return code, out, err, store.sessions()

    def checked(self) -> list[dict[str, Any]]:
        """What `scripts check` finds, each at a place in the file."""
        code, out, _, _ = self.call("scripts", "check", str(self.path), "--json")
        faults = json.loads(out)["faults"]
        assert code == (1 if faults else 0)
        for fault in faults:
            assert 1 <= fault["line"] <= self.lines, fault
            assert 1 <= fault["column"], fault
            assert fault["message"].strip(), fault
        return list(faults)

    def refused(self, faults: list[dict[str, Any]]) -> None:
        """What is no script is refused at each door in the same words, and nothing is kept of it."""
        assert faults
        for words in (("preview", "--json"), ("preview", "--text"), ("before", "--no-ask", "--no-sound")):
            code, out, err, sessions = self.call(words[0], str(self.path), *words[1:])
            assert (code, out, sessions) == (1, "", []), (words, code, err)
            assert any(f":{fault['line']}:{fault['column']}: " in err for fault in faults), err

    def taken(self, script: Script, timeline: Timeline) -> None:
        """What is a script is shown, heard and performed as it was fitted."""
        code, out, err, _ = self.call("preview", str(self.path), "--json", "--voice", "off")
        assert code == 0, err
        shown = json.loads(out)
        at = 0
        for cue in shown["cues"]:
            assert (at, True) == (cue["at_ms"], cue["length_ms"] > 0)
            at += cue["length_ms"]
        assert at == shown["total_ms"] == script.ideal_ms
        head = next(mixed(build(Sounds(shipped_folder("audio")), lambda *_: None), timeline))
        assert (min(RATE, timeline.total_ms * RATE // 1000), 2) == head.shape
        assert bool(np.isfinite(head).all())
        moment = "before" if script.moment == "anytime" else script.moment
        words = (moment, str(self.path), "--no-ask", "--no-sound", "--minutes", f"{script.ideal_ms / 60_000}")
        code, _, err, sessions = self.call(*words)
        if code == 2:
            return  # a length that this moment does not take
        assert code == 0, err
        (session,) = sessions
        assert ("finished", script.ideal_ms) == (session.ending, session.played_ms)
        assert session.position_ms == session.total_ms == session.planned_ms


def through_all_doors(seed: int, folder: Path) -> str:
    """What the mutation with this seed comes to."""
    rng = random.Random(seed)
    _, text = rng.choice(texts())
    harmful = rng.random() < 0.5
    text = mutated(with_harm(text, rng) if harmful else text, rng)
    doors = Doors(folder, text.encode("utf-8", "surrogatepass"))
    faults = doors.checked()
    try:
        script = Library(None).read(doors.path)
    except ScriptError:
        doors.refused(faults)
        return "refused"
    timelines = []
    for guidance in script.guidances:
        try:
            timelines.append(Fitting(script, guidance=guidance).fit(script.ideal_ms))
        except LengthError:
            continue
    said = any(HARM in cue.text for timeline in timelines for cue in timeline.cues)
    waived = any(waiver.rule == RULE for waiver in script.waivers)
    if said and is_english(script) and not waived:
        assert RULE in {fault["rule"] for fault in faults}, "the care rules do not read what is spoken"
    try:
        first = Fitting(script).fit(script.ideal_ms)
    except MassageMindError as error:
        code, _, err, _ = doors.call("preview", str(doors.path), "--voice", "off")
        assert (error.exit_code, True) == (code, bool(err))
        return "too short"
    doors.taken(script, first)
    return "harm found" if said else "taken"


def test_a_mutated_script_goes_through_every_door_or_none(tmp_path: Path) -> None:
    """Forty of them, the same ones each time; each end there is is reached."""
    ends = [through_all_doors(seed, tmp_path) for seed in range(40)]
    assert {"refused", "taken", "harm found"} <= set(ends)


@pytest.mark.slow
def test_mutated_scripts_for_as_long_as_there_is_time(
    tmp_path: Path, fuzz_seconds: float, fuzz_chance: random.Random
) -> None:
    """Others each time; the seed of one that fails is named."""
    until = time.monotonic() + fuzz_seconds
    while time.monotonic() < until:
        seed = fuzz_chance.randrange(2**64)
        try:
            through_all_doors(seed, tmp_path)
        except Exception as error:
            error.add_note(f"through_all_doors({seed}, ...)")
            raise
