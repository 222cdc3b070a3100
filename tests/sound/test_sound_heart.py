"""The voice `heart`: what it is told and asked, what becomes of a program that misbehaves, and, where it is, itself."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_mind.sound.file.loudness import loudness
from massage_mind.sound.rate import RATE
from massage_mind.sound.samples import Samples
from massage_mind.sound.voice.engine import EngineError, Finish, Manner
from massage_mind.sound.voice.engines import find_engines
from massage_mind.sound.voice.engines.heart import HeartEngine, speed_and_pause
from massage_mind.sound.voice.heart_program import (
    MOST_SOUNDS,
    drawn_out,
    in_one_breath,
    pieces,
    silences,
    trimmed,
)
from massage_mind.sound.voice.kept_open import KeptOpen, Refused
from massage_mind.sound.voice.processes import end_programs, run_program
from massage_mind.sound.voice.pronouncing import SOUNDS, readable, with_sounds
from massage_mind.sound.voice.shape import PEAK, VOICE_LUFS, shaped

there = pytest.mark.skipif(find_spec("hibari") is None, reason="the voice has no wheel here")

PROGRAM = """
import json, os, sys, time
does = sys.argv[1]
answer = sys.stdout.buffer
for number, line in enumerate(sys.stdin):
    if does == "hang": time.sleep(60)
    elif does == "die": os._exit(3)
    elif does == "flood":
        while True: answer.write(b"x" * 100_000)
    elif does == "flood on the side":
        for _ in range(200): sys.stderr.write("x" * 100_000)
    elif does == "promise": answer.write(b'{"bytes": 99999999999}\\n')
    elif does == "stop short":
        answer.write(b'{"bytes": 800}\\n' + b"x" * 80); answer.flush(); os._exit(0)
    elif does == "nonsense": answer.write(b"[" * 3_000 + b"\\n")
    elif does == "refuse" and "no" in line: answer.write(b'{"error": "no"}\\n'); answer.flush(); continue
    body = line.encode() * 2
    answer.write(b'{"bytes": %d}\\n' % len(body) + body)
    answer.flush()
    if does == "one and no more": os._exit(0)
"""


@pytest.fixture
def program() -> Iterator[Callable[[str], KeptOpen]]:
    """A program of ours that misbehaves in this way, kept open."""
    kept = []

    def opened(does: str) -> KeptOpen:
        kept.append(
            KeptOpen([sys.executable, "-c", PROGRAM, does], os.environ, name="heart", most_bytes=1_000_000)
        )
        return kept[-1]

    yield opened
    for one in kept:
        one.close()


def test_a_program_that_is_kept_open_answers_each_order(program: Callable[[str], KeptOpen]) -> None:
    """One process for all of them; whatever it says on standard error is nobody's business."""
    for does in ("", "flood on the side"):
        one = program(does)
        assert [b"a\na\n", b"b\nb\n"] == [one.ask(order, 30) for order in "ab"]


@pytest.mark.parametrize(
    ("does", "sentence"),
    [
        ("die", "heart ended without an answer."),
        ("stop short", "heart ended without an answer."),
        ("flood", "heart gave no answer that can be read."),
        ("promise", "heart gave no answer that can be read."),
        ("nonsense", "heart gave no answer that can be read."),
    ],
)
def test_a_program_that_misbehaves_gives_a_sentence(
    does: str, sentence: str, program: Callable[[str], KeptOpen]
) -> None:
    """Soon, and it does not go on running; asked again, another is run."""
    one = program(does)
    for _ in range(2):
        began_s = time.monotonic()
        with pytest.raises(EngineError) as caught:
            one.ask("a", 30)
        assert sentence == caught.value.sentence
        assert time.monotonic() - began_s < 20


def test_a_program_that_hangs_is_ended_at_its_time(program: Callable[[str], KeptOpen]) -> None:
    """And the sentence says how long that was."""
    began_s = time.monotonic()
    with pytest.raises(EngineError, match=r"heart did not answer within 1 seconds, and was ended\."):
        program("hang").ask("a", 1.0)
    assert time.monotonic() - began_s < 10


def test_one_that_ended_for_want_of_orders_is_run_again(program: Callable[[str], KeptOpen]) -> None:
    """Nobody hears of it."""
    one = program("one and no more")
    for order in "abc":
        assert f"{order}\n{order}\n".encode() == one.ask(order, 30)
        time.sleep(0.05)


def test_an_order_that_is_refused_is_not_the_end(program: Callable[[str], KeptOpen]) -> None:
    """The same program answers the next."""
    one = program("refuse")
    with pytest.raises(Refused, match="heart failed: no"):
        one.ask("no", 30)
    assert b"a\na\n" == one.ask("a", 30)


def test_a_program_that_is_not_there_gives_a_sentence(tmp_path: Path) -> None:
    """As where the interpreter has gone."""
    one = KeptOpen([str(tmp_path / "none")], {}, name="heart", most_bytes=10)
    with pytest.raises(EngineError, match="heart cannot be started"):
        one.ask("a", 5)


def test_whoever_ends_all_programs_ends_this_one(program: Callable[[str], KeptOpen]) -> None:
    """A signal, or a session that is over; the next that asks has another run."""
    one = program("hang")
    threading.Timer(0.5, end_programs).start()
    with pytest.raises(EngineError, match=r"heart ended without an answer\."):
        one.ask("a", 30)
    other = program("")
    other.ask("a", 30)
    end_programs()
    assert b"b\nb\n" == other.ask("b", 30)


def test_the_program_stays_alone() -> None:
    """Nothing in it reaches the network or runs a program, not even a package that wants to."""
    code = (
        "import socket, subprocess; from massage_mind.sound.voice.heart_program import stay_alone; stay_alone()\n"
        "for one in (lambda: socket.create_connection(('127.0.0.1', 9), 1), lambda: subprocess.run(['true'])):\n"
        "    try: one()\n"
        "    except PermissionError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert 2 == done.stdout.count("refused: the voice stays on this machine")


SPEAKS_ONCE = """
import os, pathlib, sys
from massage_mind.sound.voice.engine import Manner
from massage_mind.sound.voice.engines import find_engines
one = find_engines(os.environ, voices_dir=pathlib.Path("none"))[0]
assert one.name == "heart" and len(one.speak("Here.", Manner())[0])
for process in pathlib.Path("/proc").glob("[0-9]*"):
    try:
        if b"heart_program" in (process / "cmdline").read_bytes() and str(os.getpid()) in (process / "status").read_text().partition("PPid:")[2].split("\\n")[0]:
            print(*(os.readlink(one) for one in (process / "fd").iterdir()))
    except OSError:
        continue
"""


@there
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_what_speaks_reports_to_nobody(tmp_path: Path) -> None:
    """No file in a home that names this machine, no connection: onnxruntime makes both unless it is told beforehand.

    Where it believes that it is tested it makes none either, so nothing here says so.
    """
    tells = ("CI", "GITHUB", "TF_BUILD", "BUILD", "JENKINS", "PYTEST", "ORT_", "XDG_")
    told = {name: value for name, value in os.environ.items() if not name.startswith(tells)}
    done = subprocess.run(
        [sys.executable, "-c", SPEAKS_ONCE],
        capture_output=True,
        text=True,
        check=True,
        env={**told, "HOME": str(tmp_path)},
    )
    assert "pipe:" in done.stdout and "socket:" not in done.stdout
    assert [] == list(tmp_path.rglob("*"))


def test_every_program_that_speaks_is_told_to_report_to_nobody() -> None:
    """In the environment it begins with, whether it is run once or kept open, whatever the person's own says."""
    shows = "import os; print(os.environ['ORT_DISABLE_TELEMETRY'])"
    for env in (None, {}, {"ORT_DISABLE_TELEMETRY": "0"}):
        assert "1\n" == run_program([sys.executable, "-c", shows], "", timeout_s=30, env=env)
    answers = "import os; input(); value = os.environ['ORT_DISABLE_TELEMETRY']; print('{\"bytes\": 1}'); print(value, end='', flush=True)"
    kept = KeptOpen([sys.executable, "-c", answers], {}, name="heart", most_bytes=10)
    assert b"1" == kept.ask("a", 30)


# -- what it reads -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("calm 🙂👩‍👩‍👧 hands", "calm hands"),
        ("café naïve Zoë Łukasz Øyvind", "cafe naive Zoe Lukasz Oyvind"),
        ("“Lighter” (or firmer), please…", "Lighter, or firmer, please..."),
        ("a π b", "a pi b"),
        ("שלום עולם abc", "a word in Hebrew abc"),
        ("「漢字」", "a word in Chinese"),
        ("٣٤ minutes", "34 minutes"),
        ("5–10 minutes – then rest", "5-10 minutes — then rest"),
        ("€4 and 3 €", "4 euros and 3 euros"),
        ("4½ hours, 10²", "4 and 1/2 hours, 10 squared"),
        ('<speak><break time="9s"/>hidden</speak>', "hidden"),
        ("3 < 4", "3 less than 4"),
        ("one [[slnc 4000]] two", "one slnc 4000 two"),
        ("[soles](/x/)", "soles, /x/,"),
        ("What?!", "What?"),
        ("How firm is it now, from nought to ten?", "How firm is it now, from nought to ten?"),
    ],
)
def test_a_text_is_made_readable(text: str, expected: str) -> None:
    """Nothing that is to be heard falls out, and nothing is an order to the voice."""
    assert expected == readable(text)


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_whatever_is_written_is_made_readable(text: str) -> None:
    """Only signs the voice knows are left, and every letter and digit of ours is still there."""
    plain = readable(text)
    assert plain.isascii() or set("—…°£") >= {one for one in plain if not one.isascii()}
    assert not set("[]<>{}\n") & set(plain)
    bare = "".join(one for one in text if one.isascii() and one.isalnum())
    if "<" not in text:
        left = iter(plain)
        assert all(one in left for one in bare)


def test_words_that_are_got_wrong_have_their_sounds() -> None:
    """Whatever their case; a part of a word is left."""
    assert "The [Piriformis](/pˌɪɹəfˈɔɹməs/), now." == with_sounds("The Piriformis, now.")
    assert "guard" == with_sounds("guard")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Siobhan's hands", "[Siobhan's](/ʃəvˈɔnz/) hands"),
        ("Lukasz's", "[Lukasz's](/lˈukɑʃᵻz/)"),
        ("Wojciech's", "[Wojciech's](/vˈYʧɛks/)"),
        ("Kim's", "Kim's"),
        ("im here, pls", "[im](/ˌIm/) here, [pls](/plˈiz/)"),
    ],
)
def test_possessives_and_slips_have_their_sounds(text: str, expected: str) -> None:
    """A name that is written in keeps its sounds with an s behind it; so does what people shorten."""
    assert expected == with_sounds(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SLOW DOWN!", "slow down!"),
        ("LET GO of MY neck", "LET go of my neck"),
        ("ADHD, TMJ and the IT band", "ADHD, TMJ and the IT band"),
        ("Siobhan says BREATHE", "[Siobhan](/ʃəvˈɔn/) says breathe"),
    ],
)
def test_what_is_shouted_is_no_row_of_letters(text: str, expected: str) -> None:
    """In capitals "down", "go" and "my" were spelled; what is short for something still is."""
    assert expected == with_sounds(text)


@there
def test_every_sound_of_the_table_is_one_the_voice_has() -> None:
    """A sign it does not know would be passed over."""
    from massage_mind.sound.voice.heart_program import Heart

    vocab = Heart()._voice.vocab
    assert {} == {word: own for word, own in SOUNDS.items() if set(own) - set(vocab)}


@given(st.text("ab ,;—.", max_size=900))
def test_pieces_keep_every_sound(sounds: str) -> None:
    """In order, none longer than can be spoken at once."""
    found = pieces(sounds)
    assert [one for one in sounds if one in "ab"] == [one for piece in found for one in piece if one in "ab"]
    assert all(0 < len(piece) <= MOST_SOUNDS for piece in found)


def test_pieces_become_one_breath() -> None:
    """Each ends in what the voice pauses at, whatever it ended in; the last ends as it does."""
    assert "a b; ;, c; ;, d?" == in_one_breath(pieces("a b, c: d?"))
    assert "a." == in_one_breath(["a."])


@pytest.mark.parametrize(
    ("sounds", "spoken"),
    [("ɔɹ nˌɑt", [", ɔɹ nˌɑt"]), ("wˈɔɹm, kˈul", [", wˈɔɹm; ;, kˈul", ", wˈɔɹm,", ", kˈul"])],
)
def test_everything_is_begun_as_after_a_comma(sounds: str, spoken: list[str]) -> None:
    """In one breath and piece by piece: begun as a sentence is, "or" was heard as "war" in sixteen lines of eighteen."""
    from massage_mind.sound.voice.heart_program import Heart

    given: list[str] = []

    def from_phonemes(text: str, **_: object) -> Samples:
        given.append(text)
        return np.full(2_400, 0.5, np.float32)

    heart = Heart.__new__(Heart)
    heart._voice = SimpleNamespace(g2p=lambda _: sounds, vocab=set(sounds), from_phonemes=from_phonemes)
    heart.speak("anything", 0.6, 700)
    assert spoken == given


def test_a_sound_is_trimmed_and_no_breath_of_it_is_cut() -> None:
    """20 ms are kept around what is heard; silence is nothing."""
    silence = np.zeros(12_000, np.float32)
    heard = np.full(2_400, 0.5, np.float32)
    assert 2_400 + 2 * 480 == len(trimmed(np.concatenate([silence, heard, silence])))
    assert 0 == len(trimmed(silence))


def test_pauses_are_found_and_drawn_out() -> None:
    """To the length wanted; a short silence is a consonant's, a long one stays as it is."""

    def tone(ms: int) -> Samples:
        return np.full(24 * ms, 0.5, np.float32)

    def silence(ms: int) -> Samples:
        return np.zeros(24 * ms, np.float32)

    sound = np.concatenate(
        [tone(300), silence(200), tone(300), silence(60), tone(300), silence(900), tone(300)]
    )
    found = silences(sound)
    assert [(300 * 24, 500 * 24), (1160 * 24, 2060 * 24)] == found
    assert len(sound) + 600 * 24 == len(drawn_out(sound, found, 800))
    assert np.array_equal(sound, drawn_out(sound, [], 800))


def test_pace_changes_speed_and_pauses() -> None:
    """Over all that can be set, each slower than the one before it."""
    told = [speed_and_pause(pace / 100) for pace in range(60, 151, 10)]
    assert sorted(told, key=lambda one: (one[0], -one[1])) == told
    assert len(told) == len(set(told))


# -- itself ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def heart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HeartEngine]:
    """The voice itself, in its program."""
    found = find_engines(dict(os.environ), voices_dir=tmp_path_factory.mktemp("none"), which=lambda _: None)
    (one,) = (engine for engine in found if isinstance(engine, HeartEngine))
    yield one
    one.close()


@there
def test_heart_speaks_the_same_again(heart: HeartEngine) -> None:
    """A second or three for a short sentence, between -1 and 1 or near it, and the same samples a second time."""
    first, rate = heart.speak("Let the breath go.", Manner())
    again, _ = heart.speak("Let the breath go.", Manner())
    assert 24_000 == rate
    assert 0.8 < len(first) / rate < 3.5
    assert np.array_equal(first, again)


@there
def test_heart_is_silent_at_a_comma_and_slower_at_a_slower_pace(heart: HeartEngine) -> None:
    """Seven to nine tenths of a second, and more of both at 60."""
    sound, rate = heart.speak("Now, let the breath go.", Manner())
    quiet = np.abs(sound) < 1e-4
    edges = np.flatnonzero(np.diff(np.concatenate([[False], quiet, [False]]).astype(int)))
    assert 0.7 < max(np.diff(edges)[::2]) / rate < 1.0
    lengths = [len(heart.speak("Now, let the breath go.", Manner(pace=pace))[0]) for pace in (0.6, 1.0, 1.5)]
    assert lengths[0] > 1.3 * lengths[1] > 1.6 * lengths[2]


@there
def test_heart_is_as_loud_and_as_whole_as_every_other_voice(heart: HeartEngine) -> None:
    """At -19 LUFS within 1 LU, below its peak, softer above 6 kHz, and no part of a last word is missing."""
    for text in ("Soft.", "Notice the breath.", "How firm is it now, from nought to ten?", "Let it be."):
        sound, rate = heart.speak(text, Manner())
        plain, made = (
            shaped(sound, rate, finish=Finish(pauses=False)),
            shaped(sound, rate, finish=heart.finish),
        )
        assert len(made) == 2 * len(sound)
        assert abs(loudness(made) - VOICE_LUFS) <= 1
        assert np.abs(made).max() <= PEAK + 1e-6
        assert np.abs(made[:2]).max() < 1e-3 > np.abs(made[-2:]).max()
        bright, soft = (
            np.square(np.abs(np.fft.rfft(one)))[np.fft.rfftfreq(len(one), 1 / RATE) > 6_500].sum()
            for one in (plain / np.abs(plain).max(), made / np.abs(made).max())
        )
        assert soft < bright


@there
@pytest.mark.parametrize("text", ["", " \n", "…", "🙂 👩‍👩‍👧", "?!", "\0"])
def test_heart_says_nothing_where_there_are_no_words(heart: HeartEngine, text: str) -> None:
    """No samples, and nobody is asked."""
    assert 0 == len(heart.speak(text, Manner())[0])


@there
@pytest.mark.parametrize(
    "text",
    [
        "$(touch x) `x` -- --help -o evil.wav %PATH%",
        "[x](/y/) [[slnc 4000]] <speak>a</speak> & &lt;",
        "שלום עולם \u202eabc Привет 漢字 π",
        "\x1b[31mred\x1b[0m be\0fore",
        "x" * 400,
        "1" * 400,
        "xqzv psst mm bcdfg",
        "one \ud800 two",
    ],
)
def test_heart_speaks_whatever_is_written(heart: HeartEngine, text: str) -> None:
    """Hostile text is sound, in its time."""
    sound, _ = heart.speak(text, Manner())
    assert np.isfinite(sound).all() and np.abs(sound).max() > 0.01


@there
@pytest.mark.slow
def test_heart_speaks_ten_thousand_characters(heart: HeartEngine) -> None:
    """Without one pause in them."""
    sound, rate = heart.speak("Let your shoulders be heavy and " * 312, Manner())
    assert len(sound) / rate > 400


@there
@pytest.mark.slow
def test_heart_has_sounds_for_every_word_of_the_scripts(heart: HeartEngine) -> None:
    """And for the places of the body and the styles: none is passed over."""
    from massage_mind.reading.library import Library
    from massage_mind.script.lines import lines_of
    from massage_mind.sound.voice.heart_program import Heart

    library = Library(None)
    styles = library.styles()
    texts = {line.text for found in library.found() for line in lines_of(library.script(found.name))}
    names = {region.name for style in styles for region in style.regions}
    loaded = Heart()
    for word in {word for text in texts | names for word in text.split()}:
        assert any(sound.isalpha() for sound in loaded.sounds(word)) or not any(map(str.isalnum, word)), word


@there
@pytest.mark.slow
def test_every_script_keeps_its_least_length_in_this_voice(heart: HeartEngine, tmp_path: Path) -> None:
    """What a script names as its shortest length is taken by a session once every line of it has been spoken."""
    from massage_mind.fit.fitting import Fitting
    from massage_mind.reading.library import Library
    from massage_mind.sound.voice.voices import VoicePlaces, VoiceRequest, choose_speech

    speech = choose_speech(VoiceRequest(), VoicePlaces(tmp_path, tmp_path, {}, find=lambda: [heart]))
    assert speech is not None
    library = Library(None)
    for script in (library.script(found.name) for found in library.found()):
        for guidance in script.guidances:
            reckoned = Fitting(script, guidance=guidance)
            lines = [cue.spoken for cue in reckoned.fit(script.least_ms).cues if cue.spoken]
            speech.make(speech.missing(lines), lambda _: None)
            shortest = Fitting(script, guidance=guidance, voice=speech).shortest_ms()
            assert shortest <= script.least_ms, (script.name, guidance, shortest)
            assert reckoned.with_(voice=speech).fit(script.least_ms).total_ms == script.least_ms


@there
def test_nothing_of_it_is_loaded_by_the_session() -> None:
    """The network and what runs it live in the program; who speaks is found without them."""
    code = (
        "import os, pathlib, sys; from massage_mind.sound.voice.engine import Manner; "
        "from massage_mind.sound.voice.engines import find_engines; "
        "one = find_engines(os.environ, voices_dir=pathlib.Path('none'))[0]; "
        "assert one.name == 'heart' and 'numpy' not in sys.modules; one.speak('Here.', Manner()); "
        "print(*(name for name in sys.modules if name.partition('.')[0] in ('onnxruntime', 'hibari')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "" == done.stdout.strip()
