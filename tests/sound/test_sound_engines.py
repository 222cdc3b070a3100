"""Speech engines: programs of ours in their place, hostile texts, time limits; and, where they are, the real ones."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import struct
import sys
import wave
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_mind.errors import EXIT_FAILED, Stopped, UsageError
from massage_mind.sound.voice.engine import Engine, EngineError, EngineVoice, Machine, Manner, fitting
from massage_mind.sound.voice.engine_wav import read_wav
from massage_mind.sound.voice.engines import find_engines
from massage_mind.sound.voice.engines.piper import PiperEngine, PiperVoice
from massage_mind.sound.voice.kept_open import KeptOpen
from massage_mind.sound.voice.plain_text import plain
from massage_mind.sound.voice.processes import run_program
from massage_mind.sound.voice.program import limit_s

ALL = ("piper", "say", "sapi", "espeak-ng")
PLATFORMS = {"say": "darwin", "sapi": "win32"}
PROGRAMS = {"say": "say", "sapi": "powershell", "espeak-ng": "espeak-ng", "piper": "piper"}
SOON_S = 10.0
posix = pytest.mark.skipif(sys.platform == "win32", reason="uses a POSIX shell")

LISTS = {
    "say": "Albert              en_US    # Hello! My name is Albert.\n"
    "Daniel              en_GB    # Hello! My name is Daniel.\n"
    "Eddy (German (Germany)) de_DE    # Hallo! Ich heiße Eddy.\n"
    "Anna                de_DE    # Hallo! Ich heiße Anna.\n"
    "Samantha            en_US    # Hello! My name is Samantha.\n"
    "Serena (Premium)    en_GB    # Hello! My name is Serena.\n",
    "sapi": "\ufeffMicrosoft David Desktop\ten-US\tMale\r\nMicrosoft Zira Desktop\ten-US\tFemale\r\n"
    "Microsoft Hedda Desktop\tde-DE\tFemale\r\n",
    "espeak-ng": "Pty Language       Age/Gender VoiceName          File                 Other Languages \n"
    " 5  cmn             --/M      Chinese_(Mandarin)  sit/cmn              (zh-cmn 5)(zh 5)\n"
    " 5  de              --/M      German             gmw/de               \n"
    " 2  en-gb           --/M      English_(Great_Britain) gmw/en           (en 2)\n"
    " 2  en-us           --/M      English_(America)  gmw/en-US            (en 3)\n",
}
"""What the programs answer when they are asked for their voices."""

HOSTILE = {
    "quotes": "it's \"quoted\" `touch x` 'twice'",
    "a command": "$(touch x); touch x | touch x & touch x > x",
    "variables": "$HOME %PATH% $env:PATH ${x} !x!",
    "options": "-o evil.wav --help -f /etc/passwd -- -v x",
    "a dash": "- one",
    "SSML": '<speak><break time="9s"/><volume level="0">hidden</volume></speak> & &lt;b&gt;',
    "orders": "one [[slnc 4000]] two [[[volm 0]]] three ]]]] four [[",
    "NUL": "be\0fore",
    "lines": "one\ntwo\r\nthree\u2028four\tfive",
    "escapes": "\x1b[31mred\x1b[0m \x9b2J \x07",
    "emoji": "calm 🙂👩‍👩‍👧 hands",
    "right to left": "שלום עולם \u202eabc",
    "a lone surrogate": "one \ud800 two \udfff three",
    "long": "Let your shoulders be heavy. " * 345,
    "one word": "a" * 10_000,
}

FAKE = '''
"""Stands for a speech program: notes how it was called, and writes a WAV file where it was told to."""
import json, os, sys, wave
from pathlib import Path

args = sys.argv[1:]
said = sys.stdin.buffer.read().decode("utf-8")
home = Path(os.environ["FAKE_HOME"])
text = os.environ.get("MASSAGE_MIND_TEXT")
if "--" in args:
    said = args[-1]
call = {"args": args, "said": Path(text).read_text("utf-8") if text else said, "env": dict(os.environ)}
with open(home / "calls", "a", encoding="utf-8") as calls:
    calls.write(json.dumps(call) + "\\n")
does = os.environ.get("FAKE_DOES", "")
wav = os.environ.get("MASSAGE_MIND_WAV")
for option in ("-w", "-o", "-f"):
    if wav is None and option in args:
        wav = args[args.index(option) + 1]
if wav is None:
    sys.stdout.buffer.write((home / "list").read_bytes())
elif does == "fail":
    sys.exit("first line\\n\\x1b[31mno such " + "v" * 500 + "oice\\n\\n")
elif does != "nothing":
    with wave.open(wav, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes((b"\\0\\0" if does == "silence" else b"\\0\\x40") * (0 if does == "empty" else 2_205))
'''


@dataclass
class Call:
    """One call of a program."""

    args: list[str]
    said: str
    env: Mapping[str, str]
    timeout_s: float = 0.0


@dataclass
class Fakes:
    """Engines over a program of ours, which is run for real; `calls` are those that were to speak."""

    folder: Path
    does: str = ""

    def engine(self, name: str) -> Engine:
        """The engine of this name, over the fake."""
        program = self.folder / "fake.py"
        program.write_text(FAKE, "utf-8")
        for module in ("piper",):
            (self.folder / "modules" / module).mkdir(parents=True, exist_ok=True)
            (self.folder / "modules" / module / "__init__.py").touch()
            (self.folder / "modules" / module / "__main__.py").write_text(FAKE, "utf-8")
        (self.folder / "list").write_text(LISTS.get(name, ""), "utf-8")
        environ = {
            **os.environ,
            "PYTHONPATH": str(self.folder / "modules"),
            "FAKE_HOME": str(self.folder),
            "FAKE_DOES": self.does,
        }

        def run(args: Sequence[str], text: str, **rest: Any) -> str:
            # The fake is a script of Python's: what the system would do by its first line is done here.
            return run_program([sys.executable, *args] if args[0] == str(program) else args, text, **rest)

        return only(name, environ, voices(self.folder), lambda _: str(program), run)

    def calls(self) -> list[Call]:
        lines = (self.folder / "calls").read_text("utf-8").splitlines()
        return [call for call in (Call(**json.loads(line)) for line in lines) if call.said]


@dataclass
class Recorder:
    """A `run` that runs nothing: notes what it was given, writes a WAV file."""

    calls: list[Call] = field(default_factory=list)

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
        wav = env.get("MASSAGE_MIND_WAV")
        for option, value in pairwise(args):
            if option in ("-w", "-o", "-f") and wav is None:
                wav = value
        if wav is None:
            return LISTS[name]
        said = Path(env["MASSAGE_MIND_TEXT"]).read_text("utf-8") if "MASSAGE_MIND_TEXT" in env else text
        self.calls.append(Call(list(args), said, env, timeout_s))
        write_wav(Path(wav), b"\0\x40" * 100)
        return ""


def voices(folder: Path) -> Path:
    """A folder with two voices of piper's, and files that are none."""
    place = folder / "voices"
    place.mkdir(exist_ok=True)
    for name, about in (
        ("de_DE-eva-low", {"language": {"code": "de_DE"}, "inference": {"length_scale": 1.1}}),
        ("en_GB-alba-medium", {"language": {}}),
    ):
        (place / f"{name}.onnx").write_bytes(b"onnx")
        (place / f"{name}.onnx.json").write_text(json.dumps(about), "utf-8")
    (place / "fr_FR-half.onnx").write_bytes(b"onnx")
    return place


def only(
    name: str, environ: Mapping[str, str], voices_dir: Path, which: Callable[[str], str], run: Any
) -> Engine:
    """The engine of this name alone; piper as a module, whose text takes the same way as the program's."""
    (engine,) = find_engines(
        environ,
        voices_dir=voices_dir if name == "piper" else voices_dir / "none",
        which=lambda program: which(program) if PROGRAMS.get(name) == program else None,
        has_module=lambda module: name == module == "piper",
        platform=PLATFORMS.get(name, "linux"),
        run=run,
    )
    assert name == engine.name
    return engine


def write_wav(path: Path, data: bytes, *, channels: int = 1, width: int = 2, rate: int = 22_050) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(data)
    return path


def letters(text: str) -> str:
    """What must arrive whatever else is done to a text."""
    return "".join(letter for letter in text if letter.isalnum())


@pytest.fixture
def fakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fakes:
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return Fakes(tmp_path)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Engine, Recorder]]:
    """Gives the engine of a name over a recorder."""
    place = voices(tmp_path_factory.mktemp("recorded"))

    def make(name: str) -> tuple[Engine, Recorder]:
        recorder = Recorder()
        return only(name, {"HOME": "/home"}, place, lambda program: f"/bin/{program}", recorder), recorder

    return make


# What each program is told


@pytest.mark.parametrize("name", ALL)
def test_an_engine_gives_samples(name: str, fakes: Fakes) -> None:
    """A text becomes the samples of the file the program wrote, between -1 and 1, and their rate."""
    samples, rate = fakes.engine(name).speak("Breathe out.", Manner())
    assert (2_205, 22_050, np.float32) == (len(samples), rate, samples.dtype)
    assert 0.5 == samples.max()
    (call,) = fakes.calls()
    assert "Breathe out." == call.said.strip()


def test_piper_is_told(fakes: Fakes) -> None:
    """The voice of the language, its own scale times ours, and the text on standard input, in UTF-8."""
    fakes.engine("piper").speak("Größe", Manner("de", 0.8))
    (call,) = fakes.calls()
    assert ["-m", str(fakes.folder / "voices" / "de_DE-eva-low.onnx")] == call.args[:2]
    assert ["--length-scale", "1.788", "--sentence-silence", "0.3", "-f"] == call.args[2:7]
    assert ("Größe\n", "utf-8") == (call.said, call.env["PYTHONIOENCODING"])


def test_say_is_told(fakes: Fakes) -> None:
    """A WAV file, words a minute, a voice of the language and gender; the text on standard input."""
    fakes.engine("say").speak("Hello.", Manner("en", 1.2, "male"))
    (call,) = fakes.calls()
    assert ["--file-format=WAVE", "--data-format=LEI16@22050"] == call.args[2:4]
    assert ["-r", "162", "-v", "Daniel", "-f", "-"] == call.args[4:]
    assert "Hello." == call.said


def test_sapi_is_told(fakes: Fakes) -> None:
    """The script never changes; voice, rate and files come through the environment."""
    engine = fakes.engine("sapi")
    engine.speak("Hallo.", Manner("de"))
    engine.speak("Hello.", Manner("en-US", 2.0, "female"))
    german, english = fakes.calls()
    assert german.args == english.args
    assert '"' not in german.args[-1]
    assert ("Microsoft Hedda Desktop", "-2") == (
        german.env["MASSAGE_MIND_VOICE"],
        german.env["MASSAGE_MIND_RATE"],
    )
    assert ("Microsoft Zira Desktop", "4") == (
        english.env["MASSAGE_MIND_VOICE"],
        english.env["MASSAGE_MIND_RATE"],
    )


def test_espeak_is_told(fakes: Fakes) -> None:
    """A file, no markup (-m), the voice with the gender as its variant; the text on standard input."""
    fakes.engine("espeak-ng").speak("Hello.", Manner("en-US", 1.0, "female"))
    (call,) = fakes.calls()
    assert ["--stdin", "-b", "1", "-v", "gmw/en-US+f3", "-s", "120", "-g", "2", "-w"] == call.args[:-1]
    assert "-m" not in call.args


def test_a_slow_pace_is_slow_everywhere(recorded: Callable[[str], tuple[Engine, Recorder]]) -> None:
    """At pace 0.5, 1 and 2 every engine is given three different rates, within what it takes."""
    for name in ALL:
        engine, recorder = recorded(name)
        for pace in (0.5, 1.0, 2.0):
            engine.speak("Hello.", Manner(pace=pace))
        told = [[text for text in call.args if "massage-mind-" not in text] for call in recorder.calls]
        rates = [call.env.get("MASSAGE_MIND_RATE", "") for call in recorder.calls]
        assert 3 == len({(*args, rate) for args, rate in zip(told, rates, strict=True)}), name


# Which engine, which voice


def test_the_order_of_preference(tmp_path: Path) -> None:
    """heart, piper, the system's own, espeak-ng; nothing of it is run to find out."""

    def run(args: Sequence[str], text: str, **_: Any) -> str:
        raise AssertionError(args)

    def found(
        platform: str, *, place: Path, programs: Sequence[str], modules: Sequence[str] = ()
    ) -> list[str]:
        engines = find_engines(
            {},
            voices_dir=place,
            which=lambda name: f"/bin/{name}" if name in programs else None,
            has_module=lambda name: name in modules,
            platform=platform,
            run=run,
        )
        return [engine.name for engine in engines]

    everything = ("piper", "say", "powershell", "espeak-ng", "espeak")
    place = voices(tmp_path)
    assert ["heart", "piper", "espeak-ng"] == found(
        "linux", place=place, programs=everything, modules=["hibari", "onnxruntime"]
    )
    assert ["piper", "espeak-ng"] == found("linux", place=place, programs=everything, modules=["hibari"])
    assert ["piper", "say", "espeak-ng"] == found("darwin", place=place, programs=everything)
    assert ["piper", "sapi", "espeak-ng"] == found("win32", place=place, programs=everything)
    assert ["espeak-ng"] == found("linux", place=place, programs=["espeak"])
    assert ["piper"] == found("linux", place=place, programs=[], modules=["piper"])
    assert [] == found("linux", place=tmp_path / "none", programs=["piper", "say", "powershell"])
    assert [] == found("linux", place=place, programs=[])


def test_a_voice_of_piper_needs_both_files(tmp_path: Path) -> None:
    """A voice without its JSON is none; a broken JSON leaves the language of the name; pinyin would go to the network."""
    place = voices(tmp_path)
    (place / "it_IT-broken.onnx").write_bytes(b"onnx")
    (place / "it_IT-broken.onnx.json").write_bytes(b"\xff{[")
    (place / "list.onnx").write_bytes(b"onnx")
    (place / "list.onnx.json").write_text('["a list"]', "utf-8")
    (place / "zh_CN-x.onnx").write_bytes(b"onnx")
    (place / "zh_CN-x.onnx.json").write_text(
        '{"phoneme_type": "pinyin", "language": {"code": "zh_CN"}}', "utf-8"
    )
    engine = only("piper", {}, place, lambda _: "/bin/piper", Recorder())
    assert [True, True, True, False, False] == [
        engine.speaks(tag) for tag in ("en", "de-AT", "it", "fr", "zh")
    ]
    assert "piper: de_DE-eva-low, en_GB-alba-medium, it_IT-broken, list (python -m piper)" == engine.about()


def test_the_program_piper_serves_where_the_module_is_not(tmp_path: Path) -> None:
    """The command begins with the program from the path."""
    recorder = Recorder()
    (engine,) = find_engines(
        {},
        voices_dir=voices(tmp_path),
        which=lambda name: "/bin/piper" if name == "piper" else None,
        has_module=lambda _: False,
        platform="linux",
        run=recorder,
    )
    engine.speak("Hello.", Manner())
    assert "/bin/piper" == recorder.calls[0].args[0]
    assert engine.about().endswith("(/bin/piper)")


@pytest.mark.parametrize("name", ALL)
def test_an_engine_says_what_it_speaks(name: str, recorded: Callable[[str], tuple[Engine, Recorder]]) -> None:
    """English of any country, however it is written, and no Klingon; asked for that, it says so in a sentence."""
    engine, recorder = recorded(name)
    assert [True] * 5 == [engine.speaks(tag) for tag in ("en", "en-GB", "EN_us", "en-NZ", "de")]
    assert [False] * 4 == [engine.speaks(tag) for tag in ("tlh", "", "e", "--help")]
    with pytest.raises(EngineError, match=rf"{name} has no voice for the language \"tlh\""):
        engine.speak("nuqneH", Manner("tlh"))
    assert [] == recorder.calls
    assert "\n" not in engine.about()


def test_the_voice_that_fits() -> None:
    """Language before country before gender before rank; the first of equals."""
    made = [
        EngineVoice("a", "en_US", "male"),
        EngineVoice("b", "en-GB", "female", rank=2),
        EngineVoice("c", "en-GB", "male", rank=3),
        EngineVoice("d", "en-GB", "male", rank=1),
        EngineVoice("e", "eng"),
    ]

    def best(language: str, gender: str = "") -> str:
        voice = fitting(made, Manner(language, gender=gender))
        return voice.name if voice else ""

    assert ["d", "b", "d", "a"] == [
        best("en-GB"),
        best("en-GB", "female"),
        best("en-GB", "male"),
        best("en-US", "female"),
    ]
    assert ["a", "b", "a", ""] == [best("en"), best("en", "female"), best("en-AU"), best("fr")]


def test_say_takes_no_joke_and_the_best_voice_there_is(fakes: Fakes) -> None:
    """Premium before plain before the robots; the voices made for fun never."""
    engine = fakes.engine("say")
    for manner in (Manner("en"), Manner("de"), Manner("en-US")):
        engine.speak("Hello.", manner)
    chosen = [call.args[call.args.index("-v") + 1] for call in fakes.calls()]
    assert ["Serena (Premium)", "Anna", "Samantha"] == chosen
    assert "Albert" not in engine.about()


@pytest.mark.parametrize("name", ALL)
def test_a_key_changes_with_the_sound(name: str, recorded: Callable[[str], tuple[Engine, Recorder]]) -> None:
    """Language, pace and gender each change it; the same twice is the same, from another object too."""
    manners = [Manner(), Manner("de"), Manner(pace=0.9), Manner(gender="female"), Manner(gender="male")]
    keys = [recorded(name)[0].key(manner) for manner in manners]
    assert len(manners) == len(set(keys))
    assert keys == [recorded(name)[0].key(manner) for manner in manners]
    assert all(key.startswith(name) for key in keys)
    assert recorded(name)[0].key(Manner("tlh"))


def test_a_key_changes_with_the_voice_file(tmp_path: Path) -> None:
    """Another network of the same name is another sound."""
    place = voices(tmp_path)
    engine = only("piper", {}, place, lambda _: "/bin/piper", Recorder())
    before = engine.key(Manner()), engine.key(Manner("de"))
    (place / "en_GB-alba-medium.onnx").write_bytes(b"another")
    after = engine.key(Manner()), engine.key(Manner("de"))
    assert before[0] != after[0]
    assert before[1] == after[1]


def test_a_manner_that_cannot_be() -> None:
    """A pace of nothing, of no number or beyond what voices do, and a gender there is not: a sentence each."""
    for pace in (0.0, -1.0, 0.49, 2.01, float("nan"), float("inf")):
        with pytest.raises(UsageError, match="pace"):
            Manner(pace=pace)
    with pytest.raises(UsageError, match="robot"):
        Manner(gender="robot")


# Hostile texts


@pytest.mark.parametrize("name", ALL)
def test_hostile_text_reaches_a_real_program_whole(name: str, fakes: Fakes) -> None:
    """Through a real process: nothing is run by it, nothing is an option, every letter arrives, on one line."""
    engine = fakes.engine(name)
    text = " ".join(HOSTILE[kind] for kind in HOSTILE if kind not in ("options", "one word"))
    engine.speak(HOSTILE["options"] + " " + text, Manner())
    (call,) = fakes.calls()
    assert letters(HOSTILE["options"] + text) == letters(call.said)
    assert call.said.startswith("-o evil.wav --help")
    assert [] == list(Path.cwd().iterdir())


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", ALL)
def test_hostile_text_arrives_as_text(
    name: str, kind: str, recorded: Callable[[str], tuple[Engine, Recorder]]
) -> None:
    """For every engine and every kind: all letters, no orders, and nothing of it among arguments or environment."""
    engine, recorder = recorded(name)
    samples, _ = engine.speak(HOSTILE[kind], Manner())
    engine.speak("Other words.", Manner())
    assert samples.any()
    harmless(name, HOSTILE[kind], recorder.calls[0])
    assert without_places(recorder.calls[0]) == without_places(recorder.calls[1])


@pytest.mark.parametrize("name", ALL)
@given(text=st.text(st.characters(exclude_categories=())))
def test_any_text_is_spoken_or_has_no_words(
    name: str, text: str, recorded: Callable[[str], tuple[Engine, Recorder]]
) -> None:
    """Whatever the characters: it arrives, or there was nothing to say and nothing was run."""
    engine, recorder = recorded(name)
    samples, rate = engine.speak(text, Manner())
    assert rate > 0
    if letters(text):
        harmless(name, text, recorder.calls[0])
    else:
        assert (0, []) == (len(samples), recorder.calls)


def harmless(name: str, text: str, call: Call) -> None:
    assert letters(text) == letters(call.said)
    assert "[[" not in call.said
    assert "]]" not in call.said
    assert not set("\0\n\r\x1b\x9b\u2028") & set(call.said.removesuffix("\n"))
    assert limit_s(call.said.removesuffix("\n")) == pytest.approx(call.timeout_s)


def without_places(call: Call) -> tuple[list[str], dict[str, str]]:
    """Arguments and environment without the folder that is made anew each time."""
    return (
        [text for text in call.args if "massage-mind-" not in text],
        {name: value for name, value in call.env.items() if "massage-mind-" not in value},
    )


@pytest.mark.parametrize("text", ["", " \n", "…", "🙂 👩‍👩‍👧", "?!", "[[]]", "\0", "\ud800"])
def test_a_text_without_words_is_no_sound(
    text: str, recorded: Callable[[str], tuple[Engine, Recorder]]
) -> None:
    """No samples, no error, and no program."""
    for name in ALL:
        engine, recorder = recorded(name)
        assert 0 == len(engine.speak(text, Manner())[0])
        assert [] == recorder.calls


def test_plain_text_is_left_as_it_is() -> None:
    """Every mark of an ordinary sentence stays."""
    for text in (
        "It’s all right — really: “yes”, 20 % (more).",
        "שלום",
        "[one] [two]",
        "naïve café",
        "a < b",
    ):
        assert text == plain(text)


# What may go wrong


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(
    ("does", "sentence"),
    [
        ("fail", r"{} failed \(1\): \[31mno such v+…$"),
        ("nothing", "{} left no sound that can be read: No such file or directory"),
        ("empty", '{} gave no sound for "Hello."'),
        ("silence", '{} gave no sound for "Hello."'),
    ],
)
def test_a_failing_program_gives_a_sentence(does: str, sentence: str, name: str, fakes: Fakes) -> None:
    """Which engine, what it said last (shortened, without escapes), and what to do; the program fails with 1."""
    fakes.does = does
    with pytest.raises(EngineError, match=sentence.format(name)) as caught:
        fakes.engine(name).speak("Hello.", Manner())
    assert caught.value.hint
    assert EXIT_FAILED == caught.value.exit_code
    assert len(caught.value.sentence) < 300


def test_an_engine_that_cannot_list_its_voices_is_passed_over(fakes: Fakes) -> None:
    """It speaks nothing, its line says why, its key is still a text, and speaking gives the sentence."""
    engine = fakes.engine("espeak-ng")
    (fakes.folder / "fake.py").write_text("raise SystemExit('out of order')", "utf-8")
    assert not engine.speaks("en")
    assert "espeak-ng: espeak-ng failed (1): out of order" == engine.about()
    assert engine.key(Manner())
    with pytest.raises(EngineError, match="out of order"):
        engine.speak("Hello.", Manner())


def test_a_program_that_is_not_there_gives_a_sentence(tmp_path: Path) -> None:
    """Gone since it was found, or no program at all."""
    for program in (str(tmp_path / "gone"), str(tmp_path), "a\0b"):
        with pytest.raises(EngineError, match="voice can't be started: .*[^.]\\.$"):
            run_program([program], "", timeout_s=SOON_S, name="voice")


def test_a_disk_without_room_gives_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no temporary file can be made: asking for voices and speaking both say so."""
    engine = only("espeak-ng", {}, tmp_path, lambda _: sys.executable, run_program)
    machine = Machine({}, tmp_path, str, lambda _: True, run_program, KeptOpen)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    assert "espeak-ng: espeak-ng has no room to work in: No such file or directory." == engine.about()
    with pytest.raises(EngineError, match="no room to work in"):
        PiperEngine((sys.executable,), machine, {"en": PiperVoice(tmp_path, "en", 1.0)}).speak(
            "Hi.", Manner()
        )


def test_a_program_gets_its_text_and_gives_its_answer() -> None:
    """UTF-8 both ways, a lone surrogate as a question mark, an environment of its own, large texts too."""
    echo = "import os, sys; sys.stdout.buffer.write(sys.stdin.buffer.read()); print(os.environ.get('ONLY'))"
    env = {**os.environ, "ONLY": "this"}
    text = "é\ud800" + "x" * 300_000
    answer = run_program([sys.executable, "-c", echo], text, timeout_s=SOON_S, env=env)
    assert sorted("é?" + "x" * 300_000 + "this") == sorted(answer.strip())


@pytest.fixture
def line(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """A FIFO, and its reading end: at its end once everybody who wrote to it is gone."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    yield fifo, reader
    os.close(reader)


STUBBORN = 'trap "" INT TERM HUP; exec 3>"$0"; echo started >&3; sleep 60 & wait'


def all_gone(reader: int) -> bool:
    """Whether those who held the line, and had started, are gone soon."""
    heard = b""
    while select.select([reader], [], [], SOON_S)[0]:
        more = os.read(reader, 100)
        if not more:
            return heard == b"started\n"
        heard += more
    return False


@posix
def test_the_time_limit_ends_a_program_and_its_children(line: tuple[Path, int]) -> None:
    """Also one that does not listen to signals, and has a child that would live on; then there is a sentence."""
    fifo, reader = line
    with pytest.raises(EngineError, match="voice didn't finish within 1 seconds"):
        run_program(["/bin/sh", "-c", STUBBORN, str(fifo)], "", timeout_s=0.6, name="voice")
    assert all_gone(reader)


@posix
def test_a_signal_ends_the_wait_and_the_program(line: tuple[Path, int]) -> None:
    """A Ctrl-C does not reach the program by itself, so it is ended when we are."""
    fifo, reader = line

    def stop(signum: int, _: object) -> None:
        raise Stopped(signum)

    before = signal.signal(signal.SIGALRM, stop)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.5)
        with pytest.raises(Stopped):
            run_program(["/bin/sh", "-c", STUBBORN, str(fifo)], "", timeout_s=60)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert all_gone(reader)


@posix
def test_a_program_is_in_a_session_of_its_own() -> None:
    """So no signal of the terminal reaches it."""
    ask = "import os; print(os.getsid(0) == os.getpid())"
    assert "True" == run_program([sys.executable, "-c", ask], "", timeout_s=SOON_S).strip()


@pytest.mark.parametrize("width", [1, 2, 3, 4])
@pytest.mark.parametrize("channels", [1, 2])
def test_wav_files_of_every_width_are_read(width: int, channels: int, tmp_path: Path) -> None:
    """8 to 32 bits, one or two channels: the same values, from -1 to 1, in one channel."""
    values = (0.0, 0.5, -0.5, -1.0)
    top = 2 ** (8 * width - 1)
    data = b"".join(
        ((round(value * top) + (128 if width == 1 else 0)) % 2 ** (8 * width)).to_bytes(width, "little")
        * channels
        for value in values
    )
    path = write_wav(tmp_path / "a.wav", data, channels=channels, width=width, rate=16_000)
    samples, rate = read_wav(path, "voice")
    assert (list(values), 16_000, np.float32) == (samples.tolist(), rate, samples.dtype)


def test_two_channels_become_their_mean(tmp_path: Path) -> None:
    """Left and right are mixed, not left out."""
    path = write_wav(tmp_path / "a.wav", struct.pack("<4h", 0, 16_384, -16_384, 16_384), channels=2)
    assert [0.25, 0.0] == read_wav(path, "voice")[0].tolist()


def test_a_file_that_is_no_wav_gives_a_sentence(tmp_path: Path) -> None:
    """Empty, cut off in its head, or something else: never a traceback; cut off in its sound, what is there is read."""
    whole = write_wav(tmp_path / "a.wav", b"\0\x40" * 10).read_bytes()
    for data in (b"", whole[:20], b"ID3" + bytes(50), whole[:20] + b"\x03\0" + whole[22:]):
        (tmp_path / "b.wav").write_bytes(data)
        with pytest.raises(EngineError, match="voice left no sound that can be read"):
            read_wav(tmp_path / "b.wav", "voice")
    (tmp_path / "b.wav").write_bytes(whole[:-3])
    assert 8 == len(read_wav(tmp_path / "b.wav", "voice")[0])


# The real ones

SENTENCES = (
    "Before you go in: both feet on the floor.",
    "There is time for one easy breath, or three.",
    "Let the table carry the whole weight of the back.",
    "When the mind wanders, the touch is still there to come back to.",
    "Nothing needs to be done with it; it may be as it is.",
)


def real(name: str, voices_dir: Path) -> Engine:
    for engine in find_engines(dict(os.environ), voices_dir=voices_dir):
        if engine.name == name:
            return engine
    pytest.skip(f"{name} isn't installed here")


def words_a_minute(engine: Engine, manner: Manner) -> float:
    """While speaking: without the silence before and after each sentence."""
    seconds = 0.0
    for sentence in SENTENCES:
        samples, rate = engine.speak(sentence, manner)
        loud = np.flatnonzero(np.abs(samples) > np.abs(samples).max() / 100)
        seconds += (loud[-1] - loud[0]) / rate
    return sum(len(sentence.split()) for sentence in SENTENCES) * 60 / seconds


@pytest.mark.slow
@pytest.mark.parametrize("name", ["espeak-ng"])
def test_a_real_engine_speaks_at_our_pace(name: str, tmp_path: Path) -> None:
    """Near 135 words a minute at pace 1 (these sentences have short words), and faster or slower when asked."""
    engine = real(name, tmp_path)
    slow, usual, fast = (words_a_minute(engine, Manner("en-GB", pace)) for pace in (0.75, 1.0, 1.5))
    assert 120 <= usual <= 165
    assert slow < 0.85 * usual
    assert fast > 1.3 * usual


@pytest.mark.slow
@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", ["espeak-ng"])
def test_a_real_engine_takes_hostile_text(
    name: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It speaks, it writes nothing beside, and an order in the text is not followed."""
    engine = real(name, tmp_path)
    monkeypatch.chdir(tmp_path)
    samples, rate = engine.speak(HOSTILE[kind], Manner())
    assert samples.any()
    assert [] == list(tmp_path.iterdir())
    if kind in ("orders", "SSML"):  # the last half of it is neither silent nor seconds of a pause
        loud = np.flatnonzero(np.abs(samples) > 0.01)
        assert np.diff(loud).max() < 2 * rate
        assert loud[-1] > len(samples) / 2


@pytest.mark.slow
def test_a_real_espeak_speaks_other_languages(tmp_path: Path) -> None:
    """Those of its list, by the tags scripts use, as a woman and as a man; each is a sound of its own."""
    engine = real("espeak-ng", tmp_path)
    sounds = [
        engine.speak("Hallo und guten Tag", Manner(*manner))[0].tobytes()
        for manner in (
            ("en", 1.0),
            ("de-AT", 1.0),
            ("zh", 1.0),
            ("no", 1.0),
            ("en", 1.0, "female"),
            ("en", 1.0, "male"),
        )
    ]
    assert len(sounds) == len(set(sounds))


def protobuf(*fields: tuple[int, object]) -> bytes:
    """A message of protobuf's: (number, integer, text, bytes, or the fields of a message)."""

    def number(value: int) -> bytes:
        low, high = value & 0x7F, value >> 7
        return bytes([low | 0x80]) + number(high) if high else bytes([low])

    out = b""
    for key, value in fields:
        if isinstance(value, int):
            out += number(key << 3) + number(value)
        else:
            data = (
                value.encode()
                if isinstance(value, str)
                else value
                if isinstance(value, bytes)
                else protobuf(*value)  # type: ignore[misc]
            )
            out += number(key << 3 | 2) + number(len(data)) + data
    return out


FLOAT, INT64 = 1, 7
"""ONNX's numbers for types of elements."""


def stub_voice(folder: Path) -> Path:
    """A voice of piper's in 1.4 kB: each phoneme is a tone, 400 samples times the length scale long."""

    def value(name: str, kind: int, *dims: int | str) -> list[tuple[int, object]]:
        shape = [(1, [(1, dim) if isinstance(dim, int) else (2, dim)]) for dim in dims]
        return [(1, name), (2, [(1, [(1, kind), (2, shape)])])]

    def node(
        kind: str, inputs: str, output: str, *attributes: list[tuple[int, object]]
    ) -> tuple[int, object]:
        names = [(1, name) for name in inputs.split()]
        return (1, [*names, (2, output), (4, kind), *((5, attribute) for attribute in attributes)])

    def integer(name: str, number: int) -> list[tuple[int, object]]:
        return [(1, name), (3, number), (20, 2)]

    def constant(name: str, kind: int, *values: float) -> tuple[int, object]:
        raw = struct.pack(f"<{len(values)}{'f' if kind == FLOAT else 'q'}", *values)
        return (5, [(1, len(values)), (2, kind), (8, name), (9, raw)])

    graph = [
        # How long: [1, 1, 400 * scale]. The three scales are noise, length, width of noise.
        node("Gather", "scales one", "scale", integer("axis", 0)),
        node("Mul", "scale samples", "long"),
        node("Cast", "long", "long64", integer("to", INT64)),
        node("Concat", "one one long64", "times", integer("axis", 0)),
        # What: each number over and over, times the number of the sample, as a sine.
        node("Cast", "input", "numbers", integer("to", FLOAT)),
        node("Unsqueeze", "numbers two", "column"),
        node("Tile", "column times", "steps"),
        node("CumSum", "steps axis", "phase"),
        node("Mul", "phase small", "angle"),
        node("Sin", "angle", "tones"),
        node("Reshape", "tones shape", "output"),
        (2, "stub"),
        *(constant(name, INT64, number) for name, number in (("one", 1), ("two", 2))),
        (5, [(2, INT64), (8, "axis"), (9, struct.pack("<q", 2))]),
        constant("samples", FLOAT, 400.0),
        constant("small", FLOAT, 0.002),
        constant("shape", INT64, 1, 1, -1),
        (11, value("input", INT64, 1, "phonemes")),
        (11, value("input_lengths", INT64, 1)),
        (11, value("scales", FLOAT, 3)),
        (12, value("output", FLOAT, 1, 1, "time")),
    ]
    path = folder / "en_GB-stub-low.onnx"
    path.write_bytes(protobuf((1, 8), (8, [(1, ""), (2, 14)]), (7, graph)))
    ids = {
        letter: [number]
        for number, letter in enumerate("_^$ !',-.:;?abdefhijklmnopstuvwzæðŋɐɑɒɔəɚɛɜɡɪɹʃʊʌʒˈˌːθᵻ")
    }
    about = {
        "audio": {"sample_rate": 16_000},
        "espeak": {"voice": "en-gb-x-rp"},
        "language": {"code": "en_GB"},
        "inference": {"noise_scale": 0, "length_scale": 1, "noise_w": 0},
        "num_symbols": len(ids),
        "num_speakers": 1,
        "phoneme_type": "espeak",
        "phoneme_id_map": ids,
    }
    path.with_name(path.name + ".json").write_text(json.dumps(about), "utf-8")
    return path


def real_piper(folder: Path) -> Engine:
    (folder / "voices").mkdir()
    stub_voice(folder / "voices")
    if find_spec("piper") is None and shutil.which("piper") is None:
        pytest.skip("piper isn't installed here")
    return real("piper", folder / "voices")


@pytest.mark.slow
def test_a_real_piper_speaks_with_a_voice_put_in_place(tmp_path: Path) -> None:
    """The real program, with a network of a kilobyte: sound at the voice's rate, longer at a slower pace."""
    engine = real_piper(tmp_path)
    usual, rate = engine.speak("Let the shoulders be heavy.", Manner())
    slow, _ = engine.speak("Let the shoulders be heavy.", replace(Manner(), pace=0.5))
    assert 16_000 == rate
    assert 1.0 == pytest.approx(np.abs(usual).max(), abs=0.01)
    assert 2.0 == pytest.approx(len(slow) / len(usual), abs=0.02)


@pytest.mark.slow
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_real_piper_takes_hostile_text(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It speaks, and writes nothing beside."""
    engine = real_piper(tmp_path)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    assert engine.speak(HOSTILE[kind], Manner())[0].any()
    assert [] == list(work.iterdir())


@pytest.mark.slow
def test_a_real_piper_with_a_broken_voice_gives_a_sentence(tmp_path: Path) -> None:
    """The last line of what it says, not a traceback of ours."""
    engine = real_piper(tmp_path)
    (tmp_path / "voices" / "en_GB-stub-low.onnx").write_bytes(b"not a network")
    with pytest.raises(EngineError, match="piper failed .1.: .*onnx"):
        engine.speak("Hello.", Manner())
