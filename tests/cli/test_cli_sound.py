"""`render`, `sound` and the settings of the ears: what they write, print and refuse."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from massage_mind.app import zone_name
from massage_mind.cli.main import run
from massage_mind.errors import EXIT_USAGE
from massage_mind.script.card import FREEDOM, NOTHING_TO_DO
from massage_mind.session.conversation import Conversation
from massage_mind.session.prepare import prepare
from massage_mind.session.request import SessionRequest, SoundRequest
from massage_mind.session.resume import sound_as_before
from massage_mind.session.voice_ready import with_voice_ready
from massage_mind.sound.adding import how_to_add
from massage_mind.sound.sounds import Sounds
from massage_mind.sound.voice.engine import EngineError, Finish, Manner
from massage_mind.testing import ManualClock, RecordingSpeaker, manual_world
from massage_mind.world import World

Call = Callable[..., tuple[int, str, str]]
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run a command line in a folder of its own, with no engine but those the test has put there."""
    monkeypatch.chdir(tmp_path)
    ENGINES.clear()

    def called(*words: str) -> tuple[int, str, str]:
        code = run(words, here)
        told = capsys.readouterr()
        return code, told.out, told.err

    return called


BRIEF = ("--minutes", "0.5")
"""What a render makes where its length is not the point: every second of it takes time."""

ENGINES: list[Engine] = []
"""The engines of this machine, as a test has put them there."""


def here() -> World:
    """The world as it is now, with these engines and no other."""
    return manual_world(
        Path(os.environ["MASSAGE_MIND_HOME"]),
        clock=ManualClock(wall=time.time_ns() // 1_000_000),
        zone=zone_name(),
        environ=os.environ,
        stdin=sys.stdin,
        stdout=sys.stdout,
        stderr=sys.stderr,
        engines=ENGINES,
    )


class Engine:
    """An engine that speaks noise, a tenth of a second a word; or fails."""

    finish = Finish()

    def __init__(self, name: str = "espeak-ng", *, fails: bool = False) -> None:
        self.name = name
        self.fails = fails
        self.spoken: list[str] = []

    def about(self) -> str:
        return "noise"

    def key(self, manner: Manner) -> str:
        return f"{self.name} {manner}"

    def speaks(self, language: str) -> bool:
        return language.startswith("en")

    def speak(self, text: str, manner: Manner) -> tuple[np.ndarray, int]:
        self.spoken.append(text)
        if self.fails:
            raise EngineError("The voice has a cold.", "Try another.")
        frames = 1_600 * len(text.split())
        return np.random.default_rng(1).uniform(-0.5, 0.5, frames).astype(np.float32), 16_000


def engines_here(*engines: Engine) -> None:
    """These engines are on this machine, and no other."""
    ENGINES[:] = engines


def minutes_in(path: Path) -> float:
    return soundfile.info(str(path)).duration / 60


# ---- render ----


@pytest.mark.parametrize("suffix", [".mp3", ".flac", ".wav", ".ogg", ".opus"])
def test_a_session_becomes_a_file(call: Call, tmp_path: Path, suffix: str) -> None:
    """Exactly as long as asked for, its path on standard output, its length and chapters on standard error; asked for,
    the loudness too."""
    engines_here(Engine())
    path = tmp_path / f"session{suffix}"
    code, out, err = call("render", "before", *BRIEF, "--out", str(path), "--verbose")
    assert (0, f"{path}\n") == (code, out)
    assert minutes_in(path) == pytest.approx(0.5, abs=0.001)
    assert "30 seconds, 4 chapters, " in err
    assert "-19.0 LUFS" in err


def test_without_a_name_it_is_an_mp3_named_after_the_script(call: Call, tmp_path: Path) -> None:
    """What a phone takes."""
    code, out, _ = call("render", "hand-on-the-door", *BRIEF)
    assert (0, "hand-on-the-door.mp3\n") == (code, out)
    assert (tmp_path / "hand-on-the-door.mp3").exists()


def test_a_file_that_is_there_stays_unless_yes_is_said(call: Call, tmp_path: Path) -> None:
    """Nobody to ask: refused, and the file is as it was."""
    path = tmp_path / "mine.flac"
    path.write_bytes(b"mine")
    code, _, err = call("render", "hand-on-the-door", *BRIEF, "--out", str(path))
    assert (EXIT_USAGE, b"mine") == (code, path.read_bytes())
    assert "--yes" in err
    code, _, _ = call("render", "hand-on-the-door", *BRIEF, "--out", str(path), "--yes")
    assert 0 == code
    assert path.read_bytes() != b"mine"


def test_a_name_that_says_no_kind_is_refused_before_anything_is_done(call: Call) -> None:
    """With the kinds there are."""
    code, _, err = call("render", "during", "--minutes", "60", "--out", "session")
    assert EXIT_USAGE == code
    assert ".mp3" in err


def test_a_session_of_three_parts_is_three_files(call: Call) -> None:
    """Said, with the way to have them."""
    code, _, err = call("render", "session")
    assert EXIT_USAGE == code
    assert "--all-for" in err


@pytest.mark.slow
def test_all_parts_for_an_appointment(call: Call, tmp_path: Path) -> None:
    """Before, during and after as three files; during as long as the appointment."""
    _, out, _ = call("appointment", "add", "2030-01-05 15:00", "--minutes", "6", "--style", "thai", "--json")
    number = json.loads(out)["id"]
    (tmp_path / "phone").mkdir()
    code, out, _ = call("render", "--all-for", number, "--out", "phone")
    assert 0 == code
    assert ["phone/1-before.mp3", "phone/2-during.mp3", "phone/3-after.mp3"] == out.split()
    assert minutes_in(tmp_path / "phone" / "2-during.mp3") == pytest.approx(6, abs=0.001)
    code, out, _ = call("render", "--all-for", number, "--out", "phone/kim.flac")
    assert ["phone/kim-1-before.flac", "phone/kim-2-during.flac", "phone/kim-3-after.flac"] == out.split()
    assert EXIT_USAGE == call("render", "--all-for", number, "--minutes", "5")[0]
    assert EXIT_USAGE == call("render", "--all-for", number, "--out", "nowhere")[0]


def test_the_card_has_three_lines(call: Call) -> None:
    """Where to rest attention, that a word is enough, and the intention if there is one."""
    _, out, _ = call("render", "hand-on-the-door", *BRIEF, "--card", "--out", "a.wav")
    _path, *card = out.splitlines()
    assert [FREEDOM, NOTHING_TO_DO] == card[1:]
    call("intention", "softer shoulders", "--appointment", "none")
    _, out, _ = call("render", "hand-on-the-door", "--minutes", "1", "--card", "--out", "b.wav")
    assert "Your word: softer shoulders." == out.splitlines()[3]


def test_a_path_is_text(call: Call, tmp_path: Path) -> None:
    """No escape sequence in it reaches the terminal."""
    path = tmp_path / "a\x1b[2Jb.wav"
    code, out, err = call("render", "hand-on-the-door", *BRIEF, "--out", str(path))
    assert 0 == code
    assert "\x1b" not in out + err
    assert path.exists()


@posix_only
@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_render_that_is_stopped_leaves_nothing(tmp_path: Path, signum: signal.Signals) -> None:
    """Ctrl-C and its like: no half file, the exit code of the signal, and a word."""
    command = [
        sys.executable,
        "-m",
        "massage_mind",
        "render",
        "before",
        "--minutes",
        "3",
        "--ambience",
        "rain",
    ]
    process = subprocess.Popen(
        [*command, "--out", str(tmp_path / "long.mp3")], stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 60
    while not list(tmp_path.iterdir()):
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(signum)
    _, err = process.communicate(timeout=30)
    assert 128 + signum == process.returncode
    assert "Stopped; nothing was written." in err
    assert [] == list(tmp_path.iterdir())


# ---- the voice ----


def test_the_intention_is_spoken(call: Call) -> None:
    """As every line is; the next time all of it is there already."""
    engine = Engine()
    engines_here(engine)
    call("intention", "softer shoulders", "--appointment", "none")
    assert 0 == call("render", "before", "--minutes", "1.5", "--out", "a.wav")[0]
    assert "You have a wish for this massage: softer shoulders." in engine.spoken
    made = len(engine.spoken)
    assert 0 == call("render", "before", "--minutes", "1.5", "--out", "b.wav")[0]
    assert made == len(engine.spoken)


def test_without_an_engine_the_words_are_on_the_screen(call: Call) -> None:
    """All of them, and that is said."""
    call("intention", "softer shoulders", "--appointment", "none")
    ready = prepare(here(), SessionRequest("before", length_ms=300_000, ask=False))
    timeline = ready.fitter.fit(300_000)
    assert [cue for cue in timeline.cues if "softer shoulders" in cue.text]
    assert ready.heard.unspoken(timeline).startswith(
        "None of its words can be spoken by a voice that is here"
    )


@pytest.mark.parametrize("old", ["shipped", "nanotts"])
def test_a_voice_of_before_means_the_best_and_that_is_said_once(call: Call, old: str) -> None:
    """As a setting of before; said on the command line it is taken as well."""
    engines_here(Engine())
    file = here().home.config_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'volume = 50\nvoice = "{old}"\n')
    said = [call("render", "hand-on-the-door", *BRIEF, "--yes", "--out", "a.wav")[2] for _ in range(2)]
    assert [1, 0] == [one.count(f"The voice {old} is no more") for one in said]
    assert 'volume = 50\nvoice = "auto"\n' == file.read_text()
    _, _, err = call("render", "hand-on-the-door", *BRIEF, "--yes", "--voice", old, "--out", "a.wav")
    assert f"The voice {old} is no more" in err
    assert EXIT_USAGE == call("config", "set", "voice", old)[0]


@pytest.mark.parametrize("intention", ["😀😀", "שלום", "..."])
def test_what_the_voice_has_no_letters_for_is_left_to_the_screen(call: Call, intention: str) -> None:
    """An English voice would leave a hole there."""
    engine = Engine()
    engines_here(engine)
    call("intention", intention, "--appointment", "none")
    call("render", "before", "--minutes", "1.5", "--out", "a.wav")
    assert engine.spoken and not [one for one in engine.spoken if intention in one]


def test_an_engine_that_fails_is_said_and_the_next_speaks(call: Call) -> None:
    """A voice is no reason to be without a session."""
    engines_here(Engine("piper", fails=True), Engine())
    code, _, err = call("render", "hand-on-the-door", *BRIEF, "--out", "a.wav")
    assert 0 == code
    assert "The voice has a cold." in err
    assert "espeak-ng speaks instead." in err
    sound, _ = soundfile.read("a.wav")
    assert np.abs(sound).max() > 0.1
    assert "None of its words" not in err


def test_a_script_nobody_here_can_speak_is_said(call: Call) -> None:
    """A file without words has to say so: nobody notices until they lie on the table."""
    call("scripts", "new", "my-evening")
    code, _, err = call("render", "my-evening", "--minutes", "1.5", "--out", "a.wav")
    assert 0 == code
    assert "can be spoken by a voice that is here" in err
    assert (
        "can be spoken"
        not in call("render", "my-evening", "--minutes", "1.5", "--voice", "off", "--out", "b.wav")[2]
    )


def test_deleting_for_good_takes_what_was_spoken_along(call: Call) -> None:
    """`--forever` leaves nothing of the content, as sound neither."""
    engines_here(Engine())
    _, out, _ = call("intention", "very private", "--appointment", "none", "--json")
    call("render", "before", "--minutes", "1.5", "--out", "a.wav")
    folder = here().voices_room().cache_dir
    assert list(folder.glob("*.flac"))
    call("journal", "delete", "--forever", "--yes", json.loads(out)["id"])
    assert [] == list(folder.glob("*.flac"))


def test_everything_a_session_may_come_to_say_is_made_before_it(call: Call) -> None:
    """Lengthened, shortened or closed early, it asks the engine for nothing more."""
    engine = Engine()
    engines_here(engine)
    request = SessionRequest("during", length_ms=1_800_000, sound=SoundRequest(voice="espeak-ng"), ask=False)
    talk = Conversation(here(), ask=False)
    ready = with_voice_ready(talk, talk.prepare(request))
    made = len(engine.spoken)
    timeline = ready.fitter.fit(ready.length_ms)
    speech = ready.heard.speech
    assert speech is not None
    for at in range(60_000, 1_600_000, 240_000):
        closed = ready.fitter.close(timeline, at)
        assert closed is not None
        longer = ready.fitter.refit(timeline, at, timeline.total_ms + 300_000)
        for cue in (*closed.cues, *longer.cues):
            assert not cue.spoken or speech.speaks(cue.spoken)
    assert made == len(engine.spoken)


def test_a_resumed_session_sounds_as_it_did() -> None:
    """What shapes the timeline comes from the record; a voice or ambience said anew goes before."""
    request = {"delay": "30", "end_bell": "none", "bells": "every 5", "voice": "piper", "ambience": "rain"}
    as_it_was = SoundRequest("piper", "rain", "every 5", "none", 30_000)
    assert as_it_was == sound_as_before(SoundRequest(), request)
    said_anew = SoundRequest("off", "ocean", "every 5", "none", 30_000)
    assert said_anew == sound_as_before(SoundRequest("off", "ocean"), request)
    assert SoundRequest() == sound_as_before(SoundRequest(), {})


# ---- ambience, bells, settings ----


def test_what_is_for_the_massage_does_not_reach_grounding(call: Call, tmp_path: Path) -> None:
    """At once: no delay, no bells, no voice that is not there, whatever is set."""
    file = here().home.config_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('delay = 60\nbells = "every often"\nvoice = "piper"\nend_bell = "gong"\n')
    ready = prepare(
        here(),
        SessionRequest("anytime", "grounding", sound=SoundRequest(bare=True), ask=False, at_once=True),
        here().library().script("grounding"),
    )
    timeline = ready.fitter.fit(ready.length_ms)
    assert "say" == timeline.cues[0].kind
    assert "bell" not in {cue.kind for cue in timeline.cues}


def test_a_voice_or_bells_that_are_set_and_cannot_be_hold_nothing_up(call: Call) -> None:
    """One line each, and the session; said on the command line, they are refused."""
    file = here().home.config_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('bells = "every often"\nvoice = "piper"\n')
    code, _, err = call("render", "hand-on-the-door", *BRIEF, "--out", "a.wav")
    assert 0 == code
    assert "The voice piper isn't on this machine" in err
    assert "They are left out" in err
    assert EXIT_USAGE == call("render", "hand-on-the-door", *BRIEF, "--voice", "piper", "--out", "b.wav")[0]


def test_an_ambience_that_was_set_and_is_gone_holds_nothing_up(call: Call, tmp_path: Path) -> None:
    """One line, and the session without it; said on the command line, it is refused."""
    path = tmp_path / "sea.wav"
    soundfile.write(path, np.full((96_000, 2), 0.1), 48_000)
    assert 0 == call("config", "set", "ambience", str(path))[0]
    path.unlink()
    code, _, err = call("render", "hand-on-the-door", *BRIEF, "--out", "a.wav")
    assert 0 == code
    assert "left out" in err
    assert (
        EXIT_USAGE == call("render", "hand-on-the-door", *BRIEF, "--ambience", str(path), "--out", "b.wav")[0]
    )


def unusable(folder: Path) -> dict[str, Path]:
    """Files that are no ambience, each in its own way; the reason that is said of each by its name."""
    made = {name: folder / name for name in UNUSABLE}
    tone = np.full((96_000 * 5, 2), 0.1)
    made["empty.wav"].touch()
    made["picture.flac"].write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5_000))
    made["text.mp3"].write_bytes(b"ID3 no sound at all" * 100)
    soundfile.write(made["short.wav"], tone[: 48_000 * 19 // 10], 48_000)
    noise = np.random.default_rng(1).uniform(-0.1, 0.1, tone.shape)
    for name in ("half.flac", "half.wav", "half.aiff"):
        soundfile.write(made[name], noise, 48_000)
        data = made[name].read_bytes()
        made[name].write_bytes(data[: len(data) // 2])
    soundfile.write(made["fast.wav"], tone, 48_000)
    head = bytearray(made["fast.wav"].read_bytes())
    head[24:28] = (2**31 - 1).to_bytes(4, "little")
    made["fast.wav"].write_bytes(head)
    made["folder.wav"].mkdir()
    return made


UNUSABLE = {
    "empty.wav": "it is empty",
    "picture.flac": "it holds no sound of a kind that is known",
    "text.mp3": "it holds no sound of a kind that is known",
    "short.wav": "is shorter than 2 seconds",
    "half.flac": "it breaks off before its end, or is damaged",
    "half.wav": "it breaks off before its end, or is damaged",
    "half.aiff": "it breaks off before its end, or is damaged",
    "fast.wav": "it says that it has 2147483647 frames a second",
    "folder.wav": "isn't a sound file",
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_file_named_as_ambience_that_cannot_be_used_is_refused(
    call: Call, tmp_path: Path, name: str
) -> None:
    """Before anything is written or begun, with the reason: to render, to begin, to play and to set."""
    unusable(tmp_path)
    before = sorted(tmp_path.iterdir())
    for words in (
        ("render", "hand-on-the-door", *BRIEF, "--ambience", name, "--out", "a.wav"),
        ("before", "--minutes", "2", "--no-ask", "--ambience", name),
        ("sound", "play", name),
        ("config", "set", "ambience", name),
    ):
        code, out, err = call(*words)
        assert (EXIT_USAGE, "") == (code, out)
        assert (words[0] == "sound" and name == "folder.wav") or UNUSABLE[name] in err
        assert "left out" not in err
    assert before == sorted(tmp_path.iterdir())
    assert not json.loads(call("journal", "list", "--json")[1])


OTHER_KINDS = {
    "my sea.m4a": (b"\0\0\0\x1cftypM4A ", "it's an M4A or MP4 file"),
    "film.mp4": (b"\0\0\0\x1cftypisom", "it's an M4A or MP4 file"),
    "m4a.mp3": (b"\0\0\0\x1cftypM4A ", "it's an M4A or MP4 file"),
    "sea.webm": (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81", "it's a Matroska or WebM file"),
    "sea.wma": (b"0&\xb2u\x8ef\xcf\x11\xa6\xd9\0\xaa", "it's a WMA file"),
    "sea.aac": (b"\xff\xf1P@!?\xfc\xde\x02\0La", "it's an AAC file"),
    "sea.amr": (b"#!AMR\n<U\0)\xaa", "it's an AMR file"),
}


@pytest.mark.parametrize("name", OTHER_KINDS)
def test_sound_that_only_others_can_read_is_named_and_what_makes_ours_of_it(
    call: Call, tmp_path: Path, name: str
) -> None:
    """By what is in it, not by its name; the line that converts it stands alone and can be copied."""
    head, kind = OTHER_KINDS[name]
    (tmp_path / name).write_bytes(head + bytes(4_000))
    for words in (
        ("render", "hand-on-the-door", *BRIEF, "--ambience", name, "--out", "a.wav"),
        ("before", "--minutes", "2", "--no-ask", "--ambience", name),
        ("config", "set", "ambience", name),
    ):
        code, out, err = call(*words)
        assert (EXIT_USAGE, "") == (code, out)
        assert kind in " ".join(err.split())
        line = next(one.strip() for one in err.splitlines() if one.strip().startswith("ffmpeg -i"))
        *_, given, made = shlex.split(line)
        assert (name, ".flac") == (Path(given).name, Path(made).suffix)


@pytest.mark.parametrize("name", ["~nobody-of-that-name/sea.wav", "a\0b", "x" * 5_000])
def test_a_path_that_no_file_can_have_is_refused(call: Call, name: str) -> None:
    """As ambience and as where a file goes, in a sentence."""
    words = ("render", "hand-on-the-door", *BRIEF, "--out", "a.wav", "--ambience", name)
    code, out, err = call(*words)
    assert (EXIT_USAGE, "") == (code, out)
    assert "ambience" in err
    code, out, err = call("render", "hand-on-the-door", *BRIEF, "--out", f"{name}.wav")
    assert code
    assert "" == out
    assert "Traceback" not in err


def test_a_file_that_is_set_and_cannot_be_used_is_left_out(call: Call, tmp_path: Path) -> None:
    """Said once, with the reason, and the session is made without it."""
    unusable(tmp_path)
    file = here().home.config_file
    file.parent.mkdir(parents=True, exist_ok=True)
    for name in ("text.mp3", "half.flac"):
        file.write_text(f'ambience = "{tmp_path / name}"\n')
        code, _, err = call("render", "hand-on-the-door", *BRIEF, "--yes", "--out", "a.wav")
        assert 0 == code
        assert 1 == err.count("It's left out")
        assert f"{UNUSABLE[name]}. It's left out" in err


def test_a_file_damaged_in_its_middle_is_refused_before_a_render_begins(call: Call, tmp_path: Path) -> None:
    """Its two ends are whole: that is noticed when it is read, which is before the first thing that is made."""
    noise = np.random.default_rng(1).uniform(-0.1, 0.1, (48_000 * 5, 2))
    soundfile.write(tmp_path / "a.flac", noise, 48_000)
    data = bytearray((tmp_path / "a.flac").read_bytes())
    middle = len(data) // 2
    data[middle : middle + 60_000] = bytes(60_000)
    (tmp_path / "a.flac").write_bytes(data)
    code, _, err = call("render", "hand-on-the-door", *BRIEF, "--ambience", "a.flac", "--out", "a.wav")
    assert EXIT_USAGE == code
    assert "can't be read" in err
    assert not (tmp_path / "a.wav").exists()


@pytest.mark.parametrize(
    ("key", "value"),
    [("ambience", "surf"), ("ambience", "."), ("bells", "often"), ("voice", "kim"), ("end_bell", "drum")],
)
def test_a_setting_that_cannot_be_is_refused_when_it_is_set(call: Call, key: str, value: str) -> None:
    """And not on the day."""
    assert EXIT_USAGE == call("config", "set", key, value)[0]


@pytest.mark.parametrize(
    "words",
    [
        ("--bells", "sometimes"),
        ("--delay", "-1"),
        ("--delay", "601"),
        ("--delay", "soon"),
        ("--end-bell", "drum"),
        ("--voice", "kim"),
        ("--ambience", "surf"),
    ],
)
def test_nonsense_is_refused_before_anything_begins(call: Call, words: tuple[str, ...]) -> None:
    """With what there is."""
    code, out, _ = call("before", "--minutes", "2", "--no-ask", *words)
    assert (EXIT_USAGE, "") == (code, out)


def test_a_preview_shows_the_bells_and_the_silence_before(call: Call) -> None:
    """One can look before rendering an hour."""
    _, out, _ = call(
        *("preview", "following-the-touch", "--minutes", "20", "--json"),
        *("--bells", "every 5 gong", "--delay", "20", "--end-bell", "none"),
    )
    cues = json.loads(out)["cues"]
    assert ("rest", 20_000) == (cues[0]["kind"], cues[0]["length_ms"])
    assert 3 == sum(cue["text"] == "gong" for cue in cues)
    assert "bell" != cues[-1]["kind"]


def test_a_preview_says_what_is_reckoned(call: Call, tmp_path: Path) -> None:
    """Until the voice has spoken its lines their lengths are a guess; then they are as long as they will be heard."""
    engines_here(engine := Engine())
    asked = ("preview", "before", *BRIEF)
    out = call(*asked)[1]
    assert "lines are not spoken yet: where they begin and end is reckoned" in out
    assert [] == engine.spoken
    assert 0 == call("render", "before", *BRIEF, "--out", str(tmp_path / "a.wav"))[0]
    out = call(*asked)[1]
    assert "reckoned" not in out
    said = [one for one in json.loads(call(*asked, "--json")[1])["cues"] if one["kind"] == "say"]
    assert all(one["length_ms"] < 400 * len(one["text"].split()) for one in said)
    assert "reckoned" not in call(*asked, "--voice", "off")[1]


# ---- sound ----


def test_the_sounds_are_listed(call: Call) -> None:
    """Three bells and three ambiences, as text and as JSON."""
    _, out, _ = call("sound", "list", "--json")
    assert ["bowl", "bell", "gong", "ocean", "rain", "brown-noise"] == [
        one["name"] for one in json.loads(out)
    ]
    assert 6 == len(call("sound", "list")[1].splitlines())


def test_the_voices_are_listed_with_the_one_that_speaks(call: Call) -> None:
    """What is on this machine, the best first; without the program's own it is said what else there is."""
    engines_here(Engine())
    _, out, err = call("sound", "voices")
    assert out.startswith("* espeak-ng")
    assert how_to_add("piper-tts") in err
    engines_here(Engine("piper"), Engine())
    told = json.loads(call("sound", "voices", "--json")[1])
    assert ("auto", "piper") == (told["set"], told["speaks"])
    assert ["piper", "espeak-ng"] == [one["name"] for one in told["voices"]]


def test_a_voice_that_is_set_and_not_here_speaks_for_nobody(call: Call) -> None:
    """`sound voices` tells what would be heard, not what was wished for."""
    assert 0 == call("config", "set", "voice", "piper")[0]
    told = json.loads(call("sound", "voices", "--json")[1])
    assert ("piper", "") == (told["set"], told["speaks"])


@pytest.fixture
def speakers(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Sounds, RecordingSpeaker]]:
    """What was played, and through which speaker; nobody waits for it."""
    from massage_mind.session import try_sounds

    opened: list[tuple[Sounds, RecordingSpeaker]] = []

    def speaker(_world: World, _player: str, _volume: int, sounds: Sounds) -> RecordingSpeaker:
        opened.append((sounds, RecordingSpeaker()))
        return opened[-1][1]

    monkeypatch.setattr("massage_mind.world.World.speaker", speaker)
    monkeypatch.setattr(try_sounds, "wait_until", lambda world, until_ms: world.clock.advance_to(until_ms))
    return opened


def test_each_voice_is_heard_with_the_same_words(
    call: Call, speakers: list[tuple[Sounds, RecordingSpeaker]]
) -> None:
    """One after the other, the best first, each named as it begins; every speaker is closed again."""
    engines_here(Engine("piper"), Engine())
    code, out, err = call("sound", "voices", "--try", "Let go. Now.")
    assert (0, "") == (code, out)
    assert ["piper: noise", "espeak-ng: noise"] == err.splitlines()
    assert ["piper", "espeak-ng"] == [
        sounds.speech.sources[0].name for sounds, _ in speakers if sounds.speech is not None
    ]
    for sounds, speaker in speakers:
        (cue, _) = speaker.struck
        assert ("say", "Let go. Now.") == (cue.kind, cue.text)
        assert sounds.speech is not None and sounds.speech.speaks(cue.text)
        assert sounds.speech(cue.text) == cue.length_ms
        assert 1 == speaker.closed


def test_a_voice_that_fails_is_said_and_the_next_is_heard(
    call: Call, speakers: list[tuple[Sounds, RecordingSpeaker]]
) -> None:
    """Where all fail it has failed; one that speaks no English is named and left out."""
    german = Engine("say")
    german.speaks = lambda language: language == "de"  # type: ignore[method-assign]
    engines_here(Engine("piper", fails=True), german, Engine())
    code, _, err = call("sound", "voices", "--try", "Let go.")
    assert 0 == code
    assert [
        "The voice has a cold.",
        "say doesn't speak English, and is left out.",
        "espeak-ng: noise",
    ] == err.splitlines()
    engines_here(Engine("piper", fails=True))
    code, _, err = call("sound", "voices", "--try", "Let go.")
    assert 1 == code
    assert "Nobody speaks here" in err
    assert 1 == len(speakers)


@pytest.mark.parametrize("words", ["", "🙂", "x" * 1_001])
def test_words_that_cannot_be_tried_are_refused(call: Call, words: str) -> None:
    """With a line that runs; nothing is played, nobody is asked."""
    engines_here(engine := Engine())
    code, _, err = call("sound", "voices", "--try", words)
    assert (EXIT_USAGE, []) == (code, engine.spoken)
    assert "massage-mind " in err


def test_trying_and_listing_are_two_things(call: Call) -> None:
    """A list for programs is silent."""
    assert EXIT_USAGE == call("sound", "voices", "--try", "a", "--json")[0]


def test_without_a_device_no_voice_can_be_tried(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, and what can play here."""

    class Silent(RecordingSpeaker):
        @property
        def playing(self) -> bool:
            return False

    monkeypatch.setattr(
        "massage_mind.world.World.speaker",
        lambda *_: Silent("No sound device answered, so the session goes on in silence."),
    )
    engines_here(Engine(), Engine("piper"))
    code, _, err = call("sound", "voices", "--try", "Let go.")
    assert 1 == code
    assert "No sound device answered. Nothing can be played here." in " ".join(err.split())
    assert 1 == err.count("Nothing can be played")
    assert "massage-mind sound devices" in err


@pytest.mark.parametrize(
    ("name", "chosen", "shown", "there", "said"),
    [
        ("espeak-ng", "auto", False, False, True),
        ("espeak-ng", "espeak-ng", False, False, False),
        ("piper", "auto", False, False, False),
        ("espeak-ng", "auto", True, False, False),
        ("espeak-ng", "auto", False, True, False),
    ],
)
def test_where_our_own_voice_cannot_run_it_is_said(
    monkeypatch: pytest.MonkeyPatch, name: str, chosen: str, shown: bool, there: bool, said: bool
) -> None:
    """In one line, with the way to a better one and to having it no more; not for a voice somebody put in place."""
    from massage_mind.session import heard

    monkeypatch.setattr(heard, "installed", lambda module: there or module != "onnxruntime")
    engines_here(Engine(name))
    request = SessionRequest("before", shown=shown, sound=SoundRequest(voice=chosen, on=True))
    notes = prepare(here(), request).notes
    expected = (
        f"{name} speaks: heart, the voice that comes with massage-mind, can't run here. "
        f"A better one: sound voices. To have this one for good: config set voice {name}."
    )
    assert said == (expected in notes)


def test_playing_what_is_not_there_is_refused(call: Call) -> None:
    """With what there is."""
    code, _, err = call("sound", "play", "drum")
    assert EXIT_USAGE == code
    assert "bowl" in err


def test_without_a_device_devices_are_an_empty_list(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """One document on standard output, whatever the machine has."""
    from massage_mind.errors import MassageMindError
    from massage_mind.sound.play import device

    def nothing() -> list[device.Playback]:
        raise MassageMindError("No sound device answered.")

    monkeypatch.setattr(device, "playback_devices", nothing)
    code, out, err = call("sound", "devices", "--json")
    assert (0, []) == (code, json.loads(out))
    assert "No sound device answered." in err
    assert 1 == call("sound", "devices")[0]


def test_the_style_stands_in_the_title_of_a_file(call: Call, tmp_path: Path) -> None:
    """Where hands are on, or where one was asked for: a phone shows it."""
    for moment, words, title in (
        ("during", ("--style", "thai"), "Following the touch, Thai"),
        ("before", ("--style", "thai"), "Arriving, Thai"),
        ("before", (), "Arriving"),
    ):
        minutes = "5" if moment == "during" else "1"
        call("render", moment, "--minutes", minutes, *words, "--out", "a.flac", "--voice", "off", "--yes")
        with soundfile.SoundFile("a.flac") as file:
            assert title == file.title
