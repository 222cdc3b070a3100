"""How long a session is held up before its first word: engines that hang or are slow, files without an end."""

from __future__ import annotations

import os
import sys
import threading
import time
import wave
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
import soundfile

from massage_mind.errors import MassageMindError
from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.session.conversation import Conversation
from massage_mind.session.prepare import Prepared, prepare
from massage_mind.session.request import SessionRequest, SoundRequest
from massage_mind.session.voice_ready import (
    Begun,
    end_making,
    leave_voice,
    with_voice_at_work,
    with_voice_begun,
    with_voice_ready,
)
from massage_mind.sound.play.miniaudio_speaker import MiniaudioSpeaker
from massage_mind.sound.play.output_stream import OutputStream
from massage_mind.sound.rate import RATE
from massage_mind.sound.samples import Samples
from massage_mind.sound.score import LazyClip, Score, ambience_of, build
from massage_mind.sound.sounds import Sounds
from massage_mind.sound.voice.clips import MadeClips
from massage_mind.sound.voice.engine import EngineError, Finish, Manner
from massage_mind.sound.voice.engine_wav import read_wav
from massage_mind.sound.voice.engines import find_engines
from massage_mind.sound.voice.patience import MOST_MS, Patience
from massage_mind.sound.voice.processes import TookTooLong
from massage_mind.sound.voice.sentences import sentences
from massage_mind.sound.voice.speech import AT_ONCE, Speech
from massage_mind.testing import ManualClock, manual_world
from massage_mind.world import World

posix = pytest.mark.skipif(sys.platform == "win32", reason="uses a POSIX shell and pipes")
SOON_S = 30.0


class Slow:
    """A `run` on a clock of the test's: each program takes so long, and is ended where that is more than its limit."""

    def __init__(self, clock: ManualClock, took_ms: dict[str, int]) -> None:
        self.clock = clock
        self.took_ms = took_ms
        self.asked: list[str] = []

    def __call__(self, args: Sequence[str], text: str, *, timeout_s: float, name: str = "", **_: Any) -> str:
        self.asked.append(name)
        took_ms = self.took_ms[name]
        self.clock.advance(min(took_ms, round(timeout_s * 1000)))
        if took_ms > timeout_s * 1000:
            raise TookTooLong(f"{name} didn't finish.")
        return "heard"


def ask(patience: Patience, name: str, limit_s: float = 20.0) -> str:
    return patience.run([name], "", timeout_s=limit_s, name=name)


def test_all_programs_of_a_start_share_one_wait() -> None:
    """Three that hang take no longer than one, and who is asked after that is not even started."""
    clock = ManualClock()
    run = Slow(clock, dict.fromkeys("abc", 100_000))
    patience = Patience(clock.now, run=run)
    began = clock.now()
    with patience.hurry():
        for name in "abc":
            with pytest.raises(EngineError):
                ask(patience, name)
    assert MOST_MS == clock.now() - began
    assert ["a"] == run.asked


def test_who_did_not_answer_is_not_asked_again() -> None:
    """Not in the next start either; another one is, with the whole wait."""
    clock = ManualClock()
    run = Slow(clock, {"a": 100_000, "b": 1_500})
    patience = Patience(clock.now, run=run)
    for _ in range(3):
        with patience.hurry():
            with pytest.raises(EngineError, match="didn't finish"):
                ask(patience, "a")
            patience.anew()
            assert "heard" == ask(patience, "b")
    assert ["a", "b", "b", "b"] == run.asked
    assert ["a"] == list(patience.hung)


def test_where_nobody_waits_each_has_its_own_limit() -> None:
    """While a file is made, or a session runs; what a person takes to answer in between is no waiting."""
    clock = ManualClock()
    patience = Patience(clock.now, run=Slow(clock, {"a": 15_000}))
    assert "heard" == ask(patience, "a")
    clock.advance(600_000)
    assert MOST_MS / 1000 == patience.left_s


@posix
def test_an_engine_that_hangs_is_ended_and_asked_once(tmp_path: Path) -> None:
    """A real program that never answers: the session begins within its wait, its words on the screen."""
    script, calls = tmp_path / "espeak-ng", tmp_path / "calls"
    script.write_text(f"#!/bin/sh\necho $$ >>'{calls}'\nexec sleep 600\n")
    script.chmod(0o755)
    clock = Ticking()
    world = manual_world(tmp_path / "home", clock=clock, patience=Patience(clock.now, 600))

    def find() -> Any:
        return find_engines(
            os.environ,
            voices_dir=tmp_path,
            which=lambda name: str(script) if name == "espeak-ng" else None,
            has_module=lambda _: False,
            platform="linux",
            run=world.patience().run,
        )

    world = with_engines_found(world, find)
    before = clock.now()
    for voice in (None, "espeak-ng"):
        prepared = prepare(world, asking(voice))
        assert prepared.heard.speech is None
        assert 1 == sum("didn't finish" in note for note in prepared.notes)
    assert clock.now() - before < SOON_S * 1000
    (pid,) = calls.read_text().split()
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)


class Ticking(ManualClock):
    """The system's own time: for the tests in which a process is the subject."""

    def now(self) -> int:
        return time.monotonic_ns() // 1_000_000


def with_engines_found(world: World, find: Any) -> World:
    """The same world, whose engines are found so."""
    doors = world.doors
    return replace(world, doors=replace(doors, voices=lambda one: replace(doors.voices(one), find=find)))


def asking(voice: str | None = None, script: str | None = None) -> SessionRequest:
    return SessionRequest("before", script, length_ms=300_000, sound=SoundRequest(voice=voice), ask=False)


# -- sentences that are made while the session runs --------------------------------------------------------------------


class Engine:
    """Speaks noise at once until it is told to hang; then it waits for the gate."""

    finish = Finish()

    made: ClassVar[list[Engine]] = []

    def __init__(self, name: str, most: int = 0) -> None:
        self.name = name
        self.most = most
        self.gate = threading.Event()
        self.over = False
        self.spoken: list[str] = []
        self.made.append(self)

    def about(self) -> str:
        return "noise"

    def key(self, manner: Manner) -> str:
        return f"{self.name} {manner}"

    def speaks(self, language: str) -> bool:
        return True

    def speak(self, text: str, manner: Manner) -> tuple[Samples, int]:
        self.spoken.append(text)
        if len(self.spoken) > self.most:
            self.gate.wait(SOON_S)
        if self.over:
            raise EngineError("the test is over")
        return np.random.default_rng(1).uniform(-0.5, 0.5, 16_000).astype(np.float32), 16_000


@pytest.fixture(autouse=True)
def _no_voice_is_left_at_work() -> Iterator[None]:
    """What hangs is let go: the next test in this process finds no thread of this one."""
    yield
    for engine in Engine.made:
        engine.over = True
        engine.gate.set()
    Engine.made.clear()
    for thread in threading.enumerate():
        if thread.name.startswith("voice"):
            thread.join(SOON_S)


def begun_with(tmp_path: Path, *engines: Engine, wait_ms: int = 300) -> tuple[Conversation, Prepared, Begun]:
    """A session that has begun with these engines, its wait being over."""
    clock = ManualClock(wall=time.time_ns() // 1_000_000)
    world = manual_world(tmp_path, clock=clock, engines=engines, patience=Patience(clock.now, wait_ms))
    talk = Conversation(world, ask=False)
    prepared = talk.prepare(asking())
    return talk, prepared, with_voice_begun(talk, prepared)


def test_an_engine_that_has_not_spoken_is_left_for_the_next(tmp_path: Path) -> None:
    """Which then speaks every line; the next part of a journey does not wait for the first again."""
    hanging, other = Engine("heart"), Engine("espeak-ng", most=1_000)
    in_the_end = threading.Timer(20, hanging.gate.set)  # long after nobody waits for it any more
    in_the_end.daemon = True
    in_the_end.start()
    talk, _, begun = begun_with(tmp_path, hanging, other, wait_ms=2_000)
    speech = begun.prepared.heard.speech
    assert speech is not None
    assert ["espeak-ng"] == [source.name for source in speech.sources]
    said = talk.world.stderr.getvalue()
    assert 1 == said.count(
        "The voice has not spoken yet, and the session does not wait for it. espeak-ng speaks"
    )
    if begun.making is not None:
        assert begun.making._over.wait(SOON_S)
    timeline = begun.prepared.fitter.fit(begun.prepared.length_ms)
    assert all(speech.speaks(cue.spoken) for cue in timeline.cues if cue.spoken)
    again = talk.prepare(asking()).heard.speech
    assert again is not None and "espeak-ng" == again.sources[0].name
    end_making(talk, begun.making)


def test_an_engine_that_is_slow_and_alone_is_waited_for_while_the_session_runs(tmp_path: Path) -> None:
    """There is no other: its words are read until it comes."""
    engine = Engine("heart")
    talk, _, begun = begun_with(tmp_path, engine)
    assert begun.making is not None
    assert "what it has not made in time is read, not heard" in talk.world.stderr.getvalue()
    engine.gate.set()
    assert begun.making._over.wait(SOON_S)
    assert begun.making.done > 10
    end_making(talk, begun.making)


def test_an_engine_that_speaks_goes_on_while_the_session_runs(tmp_path: Path) -> None:
    """The timeline stays as it was to the millisecond, and each line is heard that is there by then."""
    engine = Engine("piper", most=3)
    talk, prepared, begun = begun_with(tmp_path, engine)
    speech = begun.prepared.heard.speech
    assert speech is prepared.heard.speech
    assert speech is not None
    before = begun.prepared.fitter.fit(prepared.length_ms)
    spoken = [cue for cue in before.cues if cue.spoken]
    late = [cue for cue in spoken if not speech.speaks(cue.spoken)]
    assert late
    assert "" == begun.prepared.heard.unspoken(before)
    placed = {sound.at_ms: sound.source for sound in Score({}, speech=speech).lay_out(before)}
    assert not any(placed[cue.at_ms].prefetch() for cue in late)
    engine.gate.set()
    assert begun.making is not None
    assert begun.making.wait(SOON_S)
    assert before == begun.prepared.fitter.fit(prepared.length_ms)
    for cue in late:
        assert placed[cue.at_ms].prefetch()
        assert placed[cue.at_ms].read(0, placed[cue.at_ms].frames).any()
    end_making(talk, begun.making)


def test_the_voice_is_at_work_while_somebody_answers(tmp_path: Path) -> None:
    """What was made by then is not waited for; what the session says as planned comes before what it may yet say."""
    engine = Engine("piper", most=1_000)
    clock = ManualClock(wall=time.time_ns() // 1_000_000)
    world = manual_world(tmp_path, clock=clock, engines=[engine], patience=Patience(clock.now, 0))
    talk = Conversation(world, ask=False)
    asked = talk.prepare(asking("piper"))
    planned = {cue.spoken for cue in asked.fitter.fit(asked.length_ms).cues if cue.spoken}
    prepared = with_voice_at_work(world, asked)
    assert prepared.making is not None
    assert prepared.making._over.wait(SOON_S)
    first = {part for text in planned for part in sentences(text)}
    assert first == set(engine.spoken[: len(first)])
    made = len(engine.spoken)
    begun = with_voice_begun(talk, prepared)
    assert begun.making is None
    assert made == len(engine.spoken)


def test_who_leaves_at_a_question_leaves_no_voice_at_work(tmp_path: Path) -> None:
    """The sentences in hand, two at a time, are the last."""
    engine = Engine("piper")
    world = manual_world(tmp_path, clock=ManualClock(wall=time.time_ns() // 1_000_000), engines=[engine])
    prepared = with_voice_at_work(world, Conversation(world, ask=False).prepare(asking("piper")))
    making = prepared.making
    assert making is not None

    def open_once_stopped() -> None:
        """The sentence in hand comes back after the stop, however slow the machine is."""
        while not making._stopped:
            time.sleep(0.002)
        engine.gate.set()

    threading.Thread(target=open_once_stopped, daemon=True).start()
    leave_voice(prepared)
    assert making.over
    assert len(engine.spoken) <= AT_ONCE


def test_what_is_still_made_ends_with_the_session(tmp_path: Path) -> None:
    """No more sentences after it; what went wrong in the meantime is said once."""
    engine = Engine("piper", most=2)
    talk, _, begun = begun_with(tmp_path, engine)
    making = begun.making
    assert making is not None
    making._stopped = True  # as `stop` says, before the one in hand comes back
    engine.gate.set()
    assert making.wait(SOON_S)
    made = len(engine.spoken)
    end_making(talk, making)
    assert made == len(engine.spoken) < 10


@pytest.mark.parametrize("to_file", [False, True])
def test_an_engine_that_fails_is_said_and_the_next_speaks(tmp_path: Path, to_file: bool) -> None:
    """One line for each that fails; where none is left, the words are on the screen."""

    class Broken(Engine):
        def speak(self, text: str, manner: Manner) -> tuple[Samples, int]:
            raise EngineError("The voice has a cold.", "Try another.")

    for engines, expected in (
        ((Broken("heart"), Engine("espeak-ng", 1_000)), "espeak-ng"),
        ((Broken("heart"), Broken("piper"), Engine("espeak-ng", 1_000)), "espeak-ng"),
        ((Broken("heart"),), ""),
    ):
        clock = ManualClock(wall=time.time_ns() // 1_000_000)
        world = manual_world(
            tmp_path / f"{len(engines)}", clock=clock, engines=engines, patience=Patience(clock.now, 60_000)
        )
        talk = Conversation(world, ask=False)
        prepared = talk.prepare(asking())
        ready = with_voice_ready(talk, prepared) if to_file else with_voice_begun(talk, prepared).prepared
        speech = ready.heard.speech
        assert expected == (speech.sources[0].name if speech is not None else "")
        assert len(engines) - bool(expected) == world.stderr.getvalue().count("The voice has a cold.")
        timeline = ready.fitter.fit(ready.length_ms)
        assert bool(expected) is not bool(ready.heard.unspoken(timeline))


def test_an_engine_that_hung_all_the_while_is_not_asked_by_the_next_part(tmp_path: Path) -> None:
    """Before, during and after are one journey: only the first of them waits for it."""
    engine = Engine("piper")
    talk, _, begun = begun_with(tmp_path, engine)
    assert begun.making is not None
    threading.Timer(0.2, engine.gate.set).start()
    end_making(talk, begun.making)
    assert ["piper"] == list(talk.world.patience().hung)


class Later:
    """A source that makes what it is told of; half a second of a level each."""

    name, trouble = "later", ""

    def __init__(self) -> None:
        self.there: set[str] = set()

    def frames(self, sentence: str) -> int | None:
        return RATE // 2 if sentence in self.there else None

    def load(self, sentence: str) -> Samples:
        return np.full(RATE // 2, 0.5, np.float32)

    def can_make(self, sentence: str) -> bool:
        return True

    def make(self, sentence: str) -> None:
        self.there.add(sentence)


def test_a_length_that_was_said_stays() -> None:
    """While sentences are still made a session is fitted with the lengths it began with."""
    source = Later()
    speech = Speech([source])
    text = "Here you are. Let it be."
    speech.hold()
    said = speech(text)
    assert speech.awaits(text)
    assert said * 48 == speech.frames(text)
    for one in ("Here you are.", "Let it be."):
        source.make(one)
    assert said == speech(text)
    assert not speech.awaits(text)
    sound = speech.samples(text)
    assert said * 48 == len(sound)
    assert 0.5 * RATE == float(sound.sum())


def test_a_clip_that_comes_late_is_not_taken_up_in_its_middle() -> None:
    """Asked again until it should begin; not there by then, it is silence to its end."""
    there = [False]
    clip = LazyClip(100, lambda: np.ones(100, np.float32), lambda: there[0])
    assert not clip.prefetch()
    assert not clip.read(0, 50).any()
    there[0] = True
    assert not clip.read(50, 100).any()
    assert clip.prefetch()


def test_what_is_not_there_is_looked_for_again() -> None:
    """Each time the stream looks ahead; what is there is decoded once."""
    now, there, loads = [10_000], [False], []

    def load() -> Samples:
        loads.append(now[0])
        return np.ones(4_800, np.float32)

    stream = OutputStream(lambda: now[0])
    stream.render(2_400)
    from massage_mind.sound.score import PlacedSound

    clips = [LazyClip(4_800, load, lambda: there[0]), LazyClip(4_800, load)]
    stream.follow(
        [PlacedSound(at, clip, 1.0) for at, clip in zip((5_000, 6_000), clips, strict=True)], 10_000, 0
    )
    stream.prefetch()
    assert [10_000] == loads
    there[0], now[0] = True, 11_000
    stream.prefetch()
    stream.prefetch()
    assert [10_000, 11_000] == loads


# -- files without an end ----------------------------------------------------------------------------------------------


@posix
def test_only_a_regular_file_is_what_an_engine_has_left(tmp_path: Path) -> None:
    """A pipe in its place would be waited for, a device read without end."""
    os.mkfifo(tmp_path / "speech.wav")
    (tmp_path / "zero.wav").symlink_to("/dev/zero")
    for name in ("speech.wav", "zero.wav"):
        with pytest.raises(EngineError, match="espeak-ng left no sound file"):
            read_wav(tmp_path / name, "espeak-ng")
    os.mkfifo(tmp_path / "of_its_own.flac")
    clips = MadeClips(tmp_path, "key", lambda _: np.zeros(1, np.float32))
    clips._path = lambda _: tmp_path / "of_its_own.flac"  # type: ignore[method-assign]
    assert clips.frames("Here.") is None


@pytest.mark.parametrize("rate", [1, 1_000, 2**31])
def test_an_engines_head_is_not_believed(tmp_path: Path, rate: int) -> None:
    """A rate that no voice has is refused; a promise of two gigabytes makes no room for them."""
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes(b"\0\x40" * 4_410)
    data = bytearray(path.read_bytes())
    data[40:44] = (2**31).to_bytes(4, "little")
    path.write_bytes(data)
    assert 4_410 == len(read_wav(path, "espeak-ng")[0])
    data[24:28] = rate.to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(EngineError, match="form that isn't read"):
        read_wav(path, "espeak-ng")


# -- ambience of one's own comes in when it has been read --------------------------------------------------------------


class Silent:
    """A device that asks for frames when the test does."""

    notice = ""

    def __init__(self) -> None:
        self.render: Any = None

    def start(self, render: Any) -> None:
        self.render = render
        render(2_400)

    def close(self) -> None:
        pass


def test_the_first_bell_does_not_wait_for_a_file(
    ticks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is struck on its frame while the file is read; the ambience then comes out of silence where the session is."""
    gate, now = threading.Event(), [1_000]
    loop = np.full((RATE, 2), 16_384, np.int16)

    def slowly(sounds: Sounds, tell: Any) -> Any:
        gate.wait(SOON_S)
        return (loop,)

    monkeypatch.setattr("massage_mind.sound.score.ambience_of", slowly)
    device = Silent()
    speaker = MiniaudioSpeaker(
        Sounds(ticks, ambience=str(tmp_path / "sea.wav")),
        lambda: now[0],
        open_device=lambda: device,
        close_s=0.1,
    )
    speaker.start()
    speaker.ready(round(SOON_S * 1000))
    cue = Cue(0, 100, "bell", "tick", "")
    speaker.follow(Timeline("t", "T", "before", "", "guided", 60_000, (cue,), ()), now[0], 0)
    heard = np.asarray(device.render(24_000))
    assert np.abs(heard).max() > 0.05
    assert not heard[-4_800:].any()
    now[0] += 10_000
    gate.set()
    speaker._reader.join(SOON_S)
    ahead = np.asarray(device.render(10 * RATE))[:, 0]
    assert ahead[0] < 0.01
    assert np.abs(np.diff(ahead)).max() < 0.001
    assert 0.5 == pytest.approx(ahead[-1], abs=0.01)
    assert np.argmax(ahead > 0.1) > 500 * 48
    speaker.close()


def test_without_memory_the_ambience_is_left_out(bells_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a sentence; the bells are there."""

    def too_much(*_: Any) -> Any:
        raise MemoryError

    monkeypatch.setattr("massage_mind.sound.score.load_ambience", too_much)
    told: list[str] = []
    score = build(Sounds(bells_folder, ambience="rain"), lambda what, why: told.append(why))
    assert ["There isn't enough memory for the ambience rain. It is left out."] == told
    assert score.names


def test_a_session_that_has_begun_goes_on_without_its_ambience(tmp_path: Path) -> None:
    """Taken up again, or in a later part of a journey: the file that was named then is gone, and that is all."""
    world = manual_world(tmp_path)
    gone = str(tmp_path / "sea.wav")
    with pytest.raises(MassageMindError):
        prepare(world, replace(asking(), sound=SoundRequest(ambience=gone)))
    prepared = prepare(world, replace(asking(), sound=SoundRequest(ambience=gone, remembered=True)))
    assert "" == prepared.heard.sounds.ambience
    assert any("It's left out." in note for note in prepared.notes)


def test_live_and_in_a_file_the_ambience_is_the_same(tmp_path: Path) -> None:
    """Both take it from the one place: the same samples, at the same frames."""
    soundfile.write(tmp_path / "a.wav", np.random.default_rng(1).uniform(-0.1, 0.1, (3 * RATE, 2)), RATE)
    sounds = Sounds(tmp_path, ambience=str(tmp_path / "a.wav"))
    timeline = Timeline("t", "T", "before", "", "guided", 20_000, (Cue(0, 20_000, "rest", "", ""),), ())
    rendered, live = build(sounds, lambda *_: None), build(sounds, lambda *_: None, own=False)
    assert not live.lay_out(timeline)
    live.with_ambience(ambience_of(sounds, lambda *_: None), 0)
    one, other = (score.lay_out(timeline)[0].source.read(0, 10 * RATE) for score in (rendered, live))
    np.testing.assert_array_equal(one, other)
