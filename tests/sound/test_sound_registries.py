"""Every engine, format, player, bell and ambience through every door: whatever is added is walked as well."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import wave
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from massage_mind.errors import SettingsError
from massage_mind.fit.timeline import Timeline
from massage_mind.home import find_home
from massage_mind.places import ambiences, bells_in, shipped_bells, shipped_folder
from massage_mind.settings import load_settings, setting_named
from massage_mind.sound.ambience import Ambience, load_ambience
from massage_mind.sound.bells import load_bell
from massage_mind.sound.file import formats as formats_package
from massage_mind.sound.file.encoder import SUFFIXES, Encoder, check_format
from massage_mind.sound.file.formats import format_of, formats
from massage_mind.sound.file.tagging import Chapter, Tags
from massage_mind.sound.play.players import open_speaker
from massage_mind.sound.rate import RATE
from massage_mind.sound.sounds import Sounds, check_ambience
from massage_mind.sound.voice import engines as engines_package
from massage_mind.sound.voice.engine import Engine, Machine, Manner
from massage_mind.sound.voice.engines import engine_module, find_engines
from massage_mind.sound.voice.voices import VoicePlaces, VoiceRequest, choose_speech
from massage_mind.sound_names import (
    LIBRARIES,
    PLAYERS,
    EngineFacts,
    PlayerName,
    engine_names,
    engines,
    voice_names,
)
from massage_mind.words.lengths import length_words

AUDIO = shipped_folder("audio")
EVERY_VOICE = (
    "Daniel  en_GB  # Hello.\n"  # as `say -v ?` lists
    "Microsoft David\ten-US\tMale\r\n"  # as our script for PowerShell does
    " 2  en-gb  --/M  English  gmw/en  (en 2)\n"  # as `espeak-ng --voices` does
)


def modules_in(package: object) -> set[str]:
    (folder,) = cast(Sequence[str], package.__path__)  # type: ignore[attr-defined]
    return {path.stem for path in Path(folder).glob("*.py")} - {"__init__"}


# -- engines -----------------------------------------------------------------------------------------------------------


class Program:
    """Stands for any engine's program: lists a voice in every form, and writes a WAV wherever a path is named."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def __call__(
        self,
        args: Sequence[str],
        text: str,
        *,
        timeout_s: float,
        env: Mapping[str, str] | None = None,
        name: str = "",
    ) -> str:
        env = env or {}
        paths = [value for value in (*args, *env.values()) if value.endswith(".wav")]
        for path in paths:
            with wave.open(path, "wb") as file:
                file.setparams((1, 2, 22_050, 0, "NONE", ""))
                file.writeframes(b"\0\x40" * 2_205)
        if paths:
            texts = [value for value in env.values() if value.endswith(".txt")]
            self.said.append("".join([text, *(Path(one).read_text("utf-8") for one in texts)]))
        return EVERY_VOICE


class KeptProgram:
    """Stands for any program that is kept open: answers a tenth of a second of sound."""

    def __init__(self, run: Program) -> None:
        self._run = run

    def ask(self, order: str, timeout_s: float) -> bytes:
        assert timeout_s > 0
        self._run.said.append(json.loads(order)["text"])
        return np.full(2_205, 0.5, "<f4").tobytes()

    def close(self) -> None:
        pass


def voices_dir(folder: Path, facts: EngineFacts) -> Path:
    """A folder of voices with what this engine needs to have there."""
    if facts.voice_files:
        path = folder / facts.voice_files.replace("*", "en_GB-any")
        path.write_bytes(b"")
        path.with_name(path.name + ".json").write_text("{}", "utf-8")
    return folder


@pytest.fixture(params=engines(), ids=engine_names())
def facts(request: pytest.FixtureRequest) -> EngineFacts:
    return cast(EngineFacts, request.param)


def found(facts: EngineFacts, folder: Path, run: Program, platform: str = "") -> list[Engine]:
    """What is found on a machine that has every program and module."""
    return find_engines(
        {},
        voices_dir=voices_dir(folder, facts),
        which=lambda program: f"/bin/{program}",
        has_module=lambda _: True,
        platform=platform or facts.platform or "linux",
        run=run,
        keep=lambda *_, **__: KeptProgram(run),
    )


def test_the_engines_are_the_modules_of_their_folder() -> None:
    """In the order that every list of them has; the facts are those the module has when it is loaded."""
    assert ("heart", "piper", "say", "sapi", "espeak-ng") == engine_names()
    assert {name.replace("-", "_") for name in engine_names()} == modules_in(engines_package)
    assert len(engines()) == len({facts.rank for facts in engines()})
    for facts in engines():
        module = engine_module(facts.name)
        assert facts.rank == module.RANK  # type: ignore[attr-defined]
        assert facts.platform == getattr(module, "PLATFORM", "")
        assert facts.voice_files == getattr(module, "VOICE_FILES", "")


@pytest.mark.parametrize("body", ["", 'PLATFORM = "linux"\n', 'RANK = "5"\n', " RANK = 5\n"])
def test_an_engine_that_does_not_say_its_facts_is_loud(
    body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file and what it lacks are named, for whoever is adding it."""
    (tmp_path / "new.py").write_text(body, "utf-8")
    monkeypatch.setattr("massage_mind.sound_names._ENGINES", tmp_path)
    engines.cache_clear()
    try:
        with pytest.raises(ValueError, match="new.py has no line RANK = NUMBER"):
            engine_names()
        (tmp_path / "new.py").write_text('RANK = 7\nPLATFORM = "linux"\n', "utf-8")
        assert (EngineFacts(7, "new", "linux", ""),) == engines()
    finally:
        engines.cache_clear()


def test_to_look_for_engines_loads_next_to_nothing(tmp_path: Path) -> None:
    """Neither numpy nor what runs programs; and to know their names, none of them."""
    code = (
        "import sys, pathlib, massage_mind.settings; print(*sys.modules); "
        "from massage_mind.sound.voice.engines import find_engines; "
        f"find_engines({{}}, voices_dir=pathlib.Path({str(tmp_path)!r}), has_module=lambda _: True); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    named, looked = map(str.split, done.stdout.splitlines())
    assert [] == [name for name in named if name.startswith("massage_mind.sound.")]
    assert "massage_mind.sound.voice.engines.heart" in looked
    assert [] == [name for name in looked if name in ("numpy", "subprocess", "soundfile", "wave")]


def test_an_engine_is_found_where_it_is_and_nowhere_else(facts: EngineFacts, tmp_path: Path) -> None:
    """Once, by its name; not on a machine without its program, its platform or its files."""
    names = [engine.name for engine in found(facts, tmp_path, Program())]
    assert 1 == names.count(facts.name)
    assert names == [name for name in engine_names() if name in names]
    bare = Machine(
        {}, tmp_path, lambda _: None, lambda _: False, Program(), KeptProgram, facts.platform or "linux"
    )
    assert engine_module(facts.name).find(bare) is None
    if facts.platform:
        names = [engine.name for engine in found(facts, tmp_path, Program(), "plan9")]
        assert facts.name not in names
    if facts.voice_files:
        assert not facts.possible(sys.platform, tmp_path / "none")


def test_an_engine_speaks_and_its_sound_has_a_key(facts: EngineFacts, tmp_path: Path) -> None:
    """Over a program that stands for all: its words arrive, samples come back, it tells of itself in one line."""
    run = Program()
    (engine,) = (one for one in found(facts, tmp_path, run) if one.name == facts.name)
    assert engine.speaks("en") and not engine.speaks("tlh")
    samples, rate = engine.speak("Breathe out.", Manner())
    assert (2_205, np.float32) == (len(samples), samples.dtype)
    assert rate in (22_050, 24_000)
    assert ["Breathe out."] == [said.strip() for said in run.said]
    keys = [engine.key(Manner(pace=pace)) for pace in (0.8, 1.0, 1.25)]
    assert 3 == len(set(keys))
    assert all(key.startswith(facts.name) for key in keys)
    assert engine.about().startswith(facts.name) and "\n" not in engine.about()


def test_an_engine_can_be_asked_for(facts: EngineFacts, tmp_path: Path) -> None:
    """By its name: as a setting, and for a session, whose every sentence it then makes."""
    assert facts.name in setting_named("voice").allowed
    home = find_home({"MASSAGE_MIND_HOME": str(tmp_path)})
    home.config_file.write_text(f'voice = "{facts.name}"\n', "utf-8")
    assert facts.name == load_settings(home).voice
    engine = next(one for one in found(facts, tmp_path, Program()) if one.name == facts.name)
    places = VoicePlaces(tmp_path, tmp_path / "cache", {}, lambda: [engine])
    speech = choose_speech(VoiceRequest(facts.name), places)
    assert speech is not None
    assert [facts.name] == [source.name for source in speech.sources]
    speech.make(speech.missing(["A sentence of my own."]), lambda _: None)
    assert speech.speaks("A sentence of my own.")


def test_a_voice_there_is_not_names_all_there_are(tmp_path: Path) -> None:
    """The setting and its error list the same, in the same order, as a session does."""
    expected = ("auto", *engine_names(), "off")
    assert expected == voice_names() == setting_named("voice").allowed
    home = find_home({"MASSAGE_MIND_HOME": str(tmp_path)})
    home.config_file.write_text('voice = "nobody"\n', "utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(home)
    places = [caught.value.sentence.index(name) for name in expected]
    assert places == sorted(places)


# -- formats -----------------------------------------------------------------------------------------------------------

TAGS = Tags("A rest", comment="for you", chapters=(Chapter(0, 120, "Arriving"), Chapter(120, 200, "Leaving")))


def test_the_formats_are_the_modules_of_their_folder() -> None:
    """Each suffix is one format's; the order is that of the hint."""
    assert (".mp3", ".flac", ".wav", ".ogg", ".opus", ".m4b", ".m4a") == SUFFIXES
    assert len(formats()) == len(modules_in(formats_package)) == len({one.rank for one in formats()})
    assert len(SUFFIXES) == len(set(SUFFIXES))
    for suffix in SUFFIXES:
        assert suffix == suffix.lower()
        assert format_of(Path(f"A{suffix.upper()}")) is format_of(Path(f"a{suffix}")) is not None


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_format_is_written_and_read_back(tmp_path: Path, suffix: str) -> None:
    """A fifth of a second of a tone, as long and as loud as it was, with its title and the names of its chapters."""
    path = tmp_path / f"a{suffix}"
    if suffix in (".m4b", ".m4a"):
        pytest.importorskip("av")
    assert check_format(path) is format_of(path)
    tone = (0.5 * np.sin(2 * np.pi * 440 * np.arange(RATE // 5) / RATE)).astype(np.float32)
    with Encoder(path, TAGS) as encoder:
        encoder.write(np.stack((tone, tone), axis=1))
    heard = read_back(path)
    assert abs(len(heard) - len(tone)) <= (2_048 if suffix in (".m4b", ".m4a") else 0)
    assert np.sqrt(2 * np.mean(np.square(heard[RATE // 20 : RATE // 10]))) == pytest.approx(0.5, abs=0.03)
    data = path.read_bytes()
    for text in ("A rest", "massage-mind", "for you", "Arriving", "Leaving"):
        assert text.encode() in data


def read_back(path: Path) -> np.ndarray:
    if path.suffix in (".m4b", ".m4a"):
        import av

        with av.open(str(path)) as container:
            return np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    import soundfile

    return soundfile.read(path, dtype="float32")[0][:, 0]  # type: ignore[no-any-return]


# -- players -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("player", PLAYERS)
def test_a_player_can_be_asked_for(player: PlayerName) -> None:
    """As a setting; where its library is missing it is silence that names it, and `off` is silence without a word."""
    assert player in setting_named("player").allowed
    timeline = Timeline("", "", "during", "", "guided", 1, (), ())
    speaker = open_speaker(player, sounds=Sounds(AUDIO), now=lambda: 0, has=lambda name: name == "numpy")
    speaker.follow(timeline, 0, 0)
    said = speaker.trouble()
    assert ("" == said) == (player == "off")
    assert all(name in said for name in (LIBRARIES if player == "auto" else (player,) if said else ()))
    speaker.close()


def test_the_players_stand_once() -> None:
    """Which libraries there are, what is asked for, what is set."""
    assert ("auto", "miniaudio", "simpleaudio", "off") == PLAYERS == setting_named("player").allowed
    assert ("auto", *LIBRARIES, "off") == PLAYERS


# -- bells and ambiences -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def listed() -> list[dict[str, str]]:
    """What `sound list` says."""
    command = [sys.executable, "-m", "massage_mind", "sound", "list", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=dict(os.environ))
    return cast(list[dict[str, str]], json.loads(done.stdout))


def test_the_bells_and_ambiences_are_those_in_their_folder(listed: list[dict[str, str]]) -> None:
    """What is listed is what there is a file for, and the other way round."""
    assert set(shipped_bells()) == {path.stem for path in AUDIO.glob("*.wav")}
    loops = {path.stem.rpartition("-")[0] for path in (AUDIO / "ambience").glob("*.ogg")}
    assert set(ambiences()) == loops
    assert [*shipped_bells(), *ambiences()] == [row["name"] for row in listed]


@pytest.mark.parametrize("name", bells_in(AUDIO))
def test_a_bell_rings_as_long_as_is_said(name: str, listed: list[dict[str, str]]) -> None:
    """The timeline counts with the length of its file; it can be asked for at the end of a session."""
    samples = load_bell(AUDIO, name)
    assert shipped_bells()[name] * RATE // 1000 == len(samples)
    assert samples.any()
    assert name in setting_named("end_bell").allowed
    (row,) = (row for row in listed if row["name"] == name)
    assert ("bell", f"rings for {length_words(shipped_bells()[name])}") == (row["kind"], row["about"])


@pytest.mark.parametrize("name", ambiences())
def test_an_ambience_sounds(name: str, listed: list[dict[str, str]]) -> None:
    """It is checked without loading, loaded as loops of unequal length, and heard."""
    check_ambience(name)
    loops = load_ambience(name, AUDIO)
    assert all(a != b for a, b in pairwise(sorted(map(len, loops))))
    block = Ambience(loops, 60_000).read(10 * RATE, 11 * RATE)
    assert ((RATE, 2), np.float32) == (block.shape, block.dtype)
    assert np.abs(block).max() > 1e-3
    (row,) = (row for row in listed if row["name"] == name)
    assert "ambience" == row["kind"]
