"""The voice: sentences, what an engine spoke made fit, what is kept of it, and which voice speaks."""

from __future__ import annotations

import os
import re
import stat
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from massage_mind.errors import MassageMindError, UsageError
from massage_mind.fit.pacing import WORDS_PER_MINUTE, spoken_ms
from massage_mind.sound.file.loudness import loudness
from massage_mind.sound.rate import RATE
from massage_mind.sound.samples import Samples
from massage_mind.sound.voice.clips import FORM, MadeClips, bound_cache
from massage_mind.sound.voice.engine import Finish, Manner
from massage_mind.sound.voice.sentences import digest, sentences, words_in
from massage_mind.sound.voice.shape import COMMA_MS, PEAK, VOICE_LUFS, resampled, shaped, soft_clipped
from massage_mind.sound.voice.speech import LEAST_GAP_MS, MOST_GAP_MS, Speech
from massage_mind.sound.voice.voices import (
    VoicePlaces,
    VoiceRequest,
    choose_speech,
    made,
)
from massage_mind.sound_names import voice_names


def noise(ms: int, rate: int = 22_050, level: float = 0.1, seed: int = 1) -> Samples:
    """What speech is to a meter: a stretch of noise without the highest and lowest, that swells and sinks."""
    frames = ms * rate // 1000
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(frames))
    hertz = np.fft.rfftfreq(frames, 1 / rate)
    spectrum[(hertz < 150) | (hertz > 4_000)] = 0
    swell = 0.75 - 0.25 * np.cos(2 * np.pi * np.arange(frames) / rate * 4)
    sound = np.fft.irfft(spectrum, frames) * swell
    return (level * sound / np.abs(sound).max()).astype(np.float32)


def silence(ms: int, rate: int = 22_050) -> Samples:
    return np.zeros(ms * rate // 1000, dtype=np.float32)


def words(*pauses_ms: int, level: float = 0.1, rate: int = 22_050) -> Samples:
    """Bursts of noise of 600 ms with these pauses between, and silence around."""
    pieces = [silence(300, rate), noise(600, rate, level)]
    for number, pause in enumerate(pauses_ms, 2):
        pieces += [silence(pause, rate), noise(600, rate, level, number)]
    return np.concatenate([*pieces, silence(400, rate)])


def silences_ms(sound: Samples, floor: float = 0.01) -> list[int]:
    """How long each silence inside the sound is, to the millisecond; those of 20 ms at least."""
    level = np.abs(sound[: len(sound) // 48 * 48]).reshape(-1, 48).max(axis=1) > floor
    heard = np.flatnonzero(level)
    gaps = np.diff(heard)
    return [int(gap) - 1 for gap in gaps if gap > 20]


def corners(sound: Samples) -> Any:
    return np.abs(np.diff(sound.astype(np.float64), 2))


class Engine:
    """Says every word as 300 ms of noise with 50 ms after it, at 16 kHz."""

    finish = Finish()

    def __init__(self, name: str = "espeak-ng", languages: Sequence[str] = ("en",), key: str = "") -> None:
        self.name = name
        self.languages = tuple(languages)
        self.said: list[tuple[str, Manner]] = []
        self._key = key

    def about(self) -> str:
        return f"{self.name}, a fake"

    def key(self, manner: Manner) -> str:
        return self._key or f"{self.name} 1 {manner}"

    def speaks(self, language: str) -> bool:
        return language.split("-", maxsplit=1)[0] in self.languages

    def speak(self, text: str, manner: Manner) -> tuple[Samples, int]:
        self.said.append((text, manner))
        spoken = [
            np.concatenate([noise(300, 16_000, 0.3, len(word)), silence(50, 16_000)]) for word in text.split()
        ]
        return np.concatenate([silence(200, 16_000), *spoken]), 16_000


class Known:
    """A source that has these sentences, so many frames each of ones."""

    def __init__(self, frames: dict[str, int], makes: Callable[[str], bool] = lambda _: False) -> None:
        self.lengths = frames
        self.makes = makes

    def frames(self, sentence: str) -> int | None:
        return self.lengths.get(sentence)

    def load(self, sentence: str) -> Samples:
        return np.ones(self.lengths[sentence], dtype=np.float32)

    def can_make(self, sentence: str) -> bool:
        return self.makes(sentence)

    def make(self, sentence: str) -> None:
        self.lengths[sentence] = 4_800 * words_in(sentence)


# -- sentences ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("  \n\t ", ()),
        ("One.", ("One.",)),
        ("One. Two! Three?", ("One.", "Two!", "Three?")),
        ("One.\n  Two  words\nhere.", ("One.", "Two words here.")),
        ("No stop at the end", ("No stop at the end",)),
        ("Wait... then go.", ("Wait...", "then go.")),
        ("Wait … then go.", ("Wait …", "then go.")),
        ("In 2.5 minutes.", ("In 2.5 minutes.",)),
        ("Really?! Yes.", ("Really?!", "Yes.")),
        ("你好。再见！好吗？好", ("你好。", "再见！", "好吗？", "好")),
        ("नमस्ते। ठीक है।", ("नमस्ते।", "ठीक है।")),
        ("🙂 🙏🏽", ()),
        ("…", ()),
        ("Hello. 🙂", ("Hello.",)),
        ("- . ! ?", ()),
        ("7.", ("7.",)),
    ],
)
def test_a_text_is_taken_apart_into_sentences(text: str, expected: tuple[str, ...]) -> None:
    """Each with its stop, on one line; what holds no letter and no number is not spoken."""
    assert expected == sentences(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("“Hello.” She waits. ‘Yes.’", 3),
        ('He said "stop." Then "go!" (Perhaps.) End.', 4),
        ("Say “lighter” at any time. It is heard.", 2),
    ],
)
def test_quotes_end_with_their_sentence(text: str, number: int) -> None:
    """A sentence that ends inside quotes ends there, and none begins with the quote that closes another."""
    parts = sentences(text)
    assert number == len(parts)
    assert [] == [part for part in parts if part[0] in "”’)]"]


@given(st.text(alphabet=st.one_of(st.sampled_from("ab. !?…。！？।\"'”’)] \n"), st.characters()), max_size=60))
def test_no_word_is_lost_or_moved(text: str) -> None:
    """Whatever the text: the letters of its sentences are its letters, and a sentence is one sentence."""
    parts = sentences(text)
    assert re.findall(r"\w", text) == re.findall(r"\w", " ".join(parts))
    assert [(part,) for part in parts] == [sentences(part) for part in parts]
    assert [] == [part for part in parts if part != part.strip() or "\n" in part]


def test_a_digest_tells_what_belongs_together() -> None:
    """The same for the same, another where the border between two texts lies elsewhere; halves of letters do no harm."""
    assert digest("a", "b") == digest("a", "b")
    assert 4 == len({digest("a", "b"), digest("ab"), digest("ab", ""), digest("", "ab")})
    assert 24 == len(digest("\ud800"))


# -- made fit for guidance ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000])
def test_any_rate_becomes_ours(rate: int) -> None:
    """A sine keeps its pitch, its strength and its length."""
    sine = (0.5 * np.sin(2 * np.pi * 440 * np.arange(rate) / rate)).astype(np.float32)
    sound = resampled(sine, rate)
    assert RATE == len(sound)
    whole = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    assert 440 == int(np.argmax(whole))
    middle = sound[RATE // 10 : -RATE // 10].astype(np.float64)
    assert abs(np.sqrt(2) * middle.std() - 0.5) < 0.002
    expected = 0.5 * np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)[RATE // 10 : -RATE // 10]
    assert np.abs(expected - middle).max() < 0.5 * 2 * np.pi * 440 / RATE  # no frame out of its place


@pytest.mark.parametrize("rate", [16_000, 22_050])
def test_nothing_is_added_above_what_was_there(rate: int) -> None:
    """No mirror of the voice above half the old rate."""
    sound = resampled(noise(1_000, rate, 0.5), rate)
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    assert power[rate // 2 + 200 :].sum() < 1e-7 * power.sum()


@pytest.mark.parametrize("level", [0.002, 0.02, 0.2, 1.0])
@pytest.mark.parametrize("rate", [16_000, 22_050])
def test_every_voice_is_as_loud(level: float, rate: int) -> None:
    """However loud it came, it leaves at -19 LUFS, and no sample beyond -3 dBFS."""
    sound = shaped(words(180, 220, level=level, rate=rate), rate)
    assert abs(VOICE_LUFS - loudness(sound)) <= 0.3
    assert np.abs(sound).max() <= PEAK
    assert np.float32 == sound.dtype and 1 == sound.ndim


def test_a_click_in_a_voice_is_bent_down() -> None:
    """A peak far above the rest stays within -3 dBFS, and the rest is not made much softer for it."""
    spoken = words(200)
    spoken[10_000:10_020] = 1.0
    sound = shaped(spoken, 22_050)
    assert np.abs(sound).max() <= PEAK
    assert abs(VOICE_LUFS - loudness(sound)) <= 3.0


@given(st.lists(st.floats(-40, 40, width=32), min_size=1, max_size=50))
def test_limited_bends_and_never_turns(values: list[float]) -> None:
    """Nothing beyond the peak, small samples untouched, and what was louder stays no softer."""
    given_ = np.array(sorted(values), dtype=np.float32)
    bent = soft_clipped(given_, 0.7)
    assert np.abs(bent).max() <= np.float32(0.7)
    assert (np.diff(bent) >= 0).all()
    small = np.abs(given_) <= 0.7 * 0.75
    np.testing.assert_array_equal(given_[small], bent[small])


def test_a_clip_begins_and_ends_in_silence() -> None:
    """Also where the engine cut its sound off in the middle of a swing: no click when it starts or stops."""
    for spoken in (words(200), noise(900), noise(900) + np.float32(0.2)):
        sound = shaped(spoken, 22_050)
        assert 0 == sound[0]
        assert abs(sound[-1]) < 1e-4
        assert np.abs(sound[:24]).max() < 0.05 and np.abs(sound[-24:]).max() < 0.05


def test_the_silence_around_is_trimmed() -> None:
    """A little of it stays, so that no breath is cut; the rest of the length is the voice's own."""
    sound = shaped(words(), 22_050)
    assert 600 <= len(sound) * 1000 / RATE <= 600 + 2 * 45


@pytest.mark.parametrize("pace", [0.8, 1.0, 1.5])
def test_a_pause_at_a_comma_is_drawn_out(pace: float) -> None:
    """200 ms become 550 at the usual pace, less where it is faster; a pause that is longer already stays."""
    short, long = silences_ms(shaped(words(200, 900), 22_050, pace=pace))
    wanted = COMMA_MS / pace
    assert wanted - 25 <= short <= wanted + 40
    assert abs(long - 900) <= 40
    assert silences_ms(shaped(words(200), 22_050, pace=1.0))[0] >= COMMA_MS - 1


def test_the_closure_of_a_consonant_is_no_pause() -> None:
    """60 ms of silence before a t stay 60 ms, sample for sample."""
    (gap,) = silences_ms(shaped(words(60), 22_050))
    assert abs(gap - 60) <= 6
    whole = len(shaped(words(60), 22_050)) * 1000 / RATE
    assert abs(whole - (600 + 60 + 600 + 50)) <= 20


@pytest.mark.parametrize("floor", [0.0, 0.0005])
def test_no_click_where_a_pause_is_drawn_out(floor: float) -> None:
    """With silence in the pause or with a little hiss, no corner there is sharper than the voice's own."""
    hiss = np.random.default_rng(5).standard_normal(len(words(200, 250))).astype(np.float32) * np.float32(
        floor
    )
    sound = shaped(words(200, 250) + hiss, 22_050)
    quiet = np.abs(sound) < 0.02
    edges = np.flatnonzero(np.diff(quiet.astype(np.int8)))
    assert len(edges)
    inside = corners(sound)
    pauses = [at for at in range(0, len(sound) - 480, 480) if np.abs(sound[at : at + 480]).max() < 0.02]
    sharpest = max(inside[at : at + 480].max() for at in pauses)
    assert sharpest < np.quantile(inside, 0.999)


@pytest.mark.parametrize("spoken", [silence(0), silence(500), silence(3), silence(500) + np.float32(0.25)])
def test_silence_is_an_empty_clip(spoken: Samples) -> None:
    """No engine's silence, nor one beside the zero line, is blown up."""
    assert 0 == len(shaped(spoken, 22_050))


@given(st.integers(1, 60), st.sampled_from((8_000, 16_000, 22_050, 44_100, 48_000)), st.floats(0.5, 2.0))
@settings(max_examples=15)
def test_any_short_sound_can_be_shaped(ms: int, rate: int, pace: float) -> None:
    """A sound of a few milliseconds is no error, is finite and within its bounds."""
    sound = shaped(noise(ms, rate, 0.5), rate, pace=pace)
    assert np.isfinite(sound).all()
    assert np.abs(sound).max(initial=0) <= PEAK


# -- the clips that are made -------------------------------------------------------------------------------------------


class Maker:
    """Makes a second of noise, and keeps what it was asked for."""

    def __init__(self, frames: int = RATE) -> None:
        self.asked: list[str] = []
        self.frames = frames

    def __call__(self, sentence: str) -> Samples:
        self.asked.append(sentence)
        return noise(1_000, RATE, 0.5)[: self.frames]


def test_a_sentence_is_made_once_and_found_again(tmp_path: Path) -> None:
    """By the same clips and by those of another day."""
    make = Maker()
    clips = MadeClips(tmp_path / "voice", "key", make)
    assert clips.frames("Hello.") is None
    assert not (tmp_path / "voice").exists()
    assert clips.can_make("Hello.")
    clips.make("Hello.")
    assert RATE == clips.frames("Hello.")
    later = MadeClips(tmp_path / "voice", "key", make)
    assert RATE == later.frames("Hello.")
    np.testing.assert_array_equal(clips.load("Hello."), later.load("Hello."))
    assert np.abs(make("") - later.load("Hello.")).max() < 1e-4
    assert ["Hello.", ""] == make.asked


def test_another_key_is_another_file(tmp_path: Path) -> None:
    """Another voice, pace or recipe does not find what was made before; both are kept."""
    one = MadeClips(tmp_path, "key", Maker())
    other = MadeClips(tmp_path, "other key", Maker(RATE // 2))
    one.make("Hello.")
    assert other.frames("Hello.") is None
    other.make("Hello.")
    assert (RATE, RATE // 2) == (one.frames("Hello."), other.frames("Hello."))
    assert 2 == len(list(tmp_path.glob("*.flac")))


@pytest.mark.skipif(os.name != "posix", reason="no modes")
def test_what_was_spoken_is_its_owners_alone(tmp_path: Path) -> None:
    """Names and intentions are in it: files 0600, their folder 0700."""
    MadeClips(tmp_path / "cache" / "voice", "key", Maker()).make("For Ada.")
    (file,) = (tmp_path / "cache" / "voice").iterdir()
    assert 0o600 == stat.S_IMODE(file.stat().st_mode)
    assert 0o700 == stat.S_IMODE(file.parent.stat().st_mode)
    assert "Ada" not in file.name


@pytest.mark.parametrize("kept", [0, 4, 60, 0.5])
def test_a_half_written_file_is_made_anew(tmp_path: Path, kept: float) -> None:
    """Empty, without its head, or cut in the middle: it is not there, and is there once it was made again."""
    MadeClips(tmp_path, "key", Maker()).make("Hello.")
    (file,) = tmp_path.iterdir()
    body = file.read_bytes()
    file.write_bytes(body[: int(kept * len(body)) if kept == 0.5 else int(kept)])
    clips = MadeClips(tmp_path, "key", Maker())
    speech = Speech([clips])
    speech("Hello.")
    assert ("Hello.",) == speech.missing(["Hello."])
    speech.make(speech.missing(["Hello."]), lambda _: None)
    assert RATE == clips.frames("Hello.") == len(clips.load("Hello."))


def test_a_sentence_that_is_silence_is_made_once(tmp_path: Path) -> None:
    """An engine that makes no sound of it is not asked for ever, and nothing breaks."""
    make = Maker(0)
    MadeClips(tmp_path, "key", make).make("Hm.")
    for clips in (MadeClips(tmp_path, "key", make), MadeClips(tmp_path, "key", make)):
        frames = clips.frames("Hm.")
        assert frames is not None
        assert frames < RATE // 10
        assert frames == len(clips.load("Hm."))
        assert not clips.load("Hm.").any()
    assert ["Hm."] == make.asked


def test_what_cannot_be_kept_is_heard_all_the_same(tmp_path: Path) -> None:
    """A file where the folder should be: told, and the sentence is there for this session."""
    (tmp_path / "voice").write_text("")
    clips = MadeClips(tmp_path / "voice", "key", Maker())
    clips.make("Hello.")
    assert str(tmp_path / "voice") in clips.trouble
    assert clips.frames("Hello.") == len(clips.load("Hello."))
    assert [clips.trouble] == list(Speech([clips, clips]).troubles)


def test_a_sentence_that_has_gone_is_a_sentence(tmp_path: Path) -> None:
    """Somebody emptied the cache while a session ran."""
    clips = MadeClips(tmp_path, "key", Maker())
    clips.make("Hello.")
    for path in tmp_path.iterdir():
        path.unlink()
    with pytest.raises(MassageMindError):
        clips.load("Hello.")


def test_the_cache_stays_within_its_bound(tmp_path: Path) -> None:
    """The longest unused go first, no more than is needed; what is kept is kept, and other files are not touched."""
    for number in range(10):
        path = tmp_path / f"{number}.flac"
        path.write_bytes(bytes(1_000))
        os.utime(path, (1_000_000 + number, 1_000_000 + number))
    (tmp_path / "note.txt").write_bytes(bytes(9_000))
    now_s = 1_000_020
    bound_cache(tmp_path, now_s=now_s, most=10_000)
    assert 10 == len(list(tmp_path.glob("*.flac")))
    bound_cache(tmp_path, now_s=now_s, most=4_500)
    assert ["6", "7", "8", "9"] == sorted(path.stem for path in tmp_path.glob("*.flac"))
    assert (tmp_path / "note.txt").exists()
    bound_cache(tmp_path, now_s=now_s, most=0)
    assert [] == list(tmp_path.glob("*.flac"))


def test_what_was_not_used_for_a_month_goes(tmp_path: Path) -> None:
    """However little there is: it may hold the words of an intention of long ago."""
    for name, days in (("old", 31), ("new", 29)):
        path = tmp_path / f"{FORM}{name}.flac"
        path.write_bytes(b"sound")
        os.utime(path, (1_000_000_000 - days * 86_400,) * 2)
    bound_cache(tmp_path, now_s=1_000_000_000)
    assert [f"{FORM}new"] == [path.stem for path in tmp_path.glob("*.flac")]


def test_a_sentence_that_is_used_is_not_the_oldest(tmp_path: Path) -> None:
    """Asking for its length is a use."""
    clips = MadeClips(tmp_path, "key", Maker())
    for number, sentence in enumerate(("One.", "Two.", "Three.")):
        clips.make(sentence)
        path = tmp_path / f"{FORM}{digest('key', sentence)}.flac"
        os.utime(path, (1_000_000 + number, 1_000_000 + number))
    later = MadeClips(tmp_path, "key", Maker())
    later.frames("One.")
    size = sum(path.stat().st_size for path in tmp_path.glob("*.flac"))
    bound_cache(tmp_path, now_s=1_000_020, most=size - 1)
    assert [True, False, True] == [
        (tmp_path / f"{FORM}{digest('key', one)}.flac").exists() for one in ("One.", "Two.", "Three.")
    ]


def test_a_cache_that_is_not_there_is_within_its_bound(tmp_path: Path) -> None:
    """Nothing is raised and nothing is made."""
    bound_cache(tmp_path / "nowhere", now_s=0)
    assert [] == list(tmp_path.iterdir())


# -- speech ------------------------------------------------------------------------------------------------------------

WORDS = st.lists(st.integers(1, 9), min_size=1, max_size=5)


def line_of(counts: Sequence[int]) -> tuple[str, tuple[str, ...]]:
    """A text whose sentences have so many words, all different."""
    parts = tuple(
        " ".join(f"w{number}x{word}" for word in range(count)) + "." for number, count in enumerate(counts)
    )
    return " ".join(parts), parts


@given(WORDS, st.lists(st.integers(1, 200_000), min_size=5, max_size=5), st.floats(0.5, 2.0))
def test_the_length_is_exactly_that_of_the_samples(
    counts: list[int], lengths: list[int], pace: float
) -> None:
    """In whole milliseconds, rounded up, so that nothing is ever cut; the sentences are in it one after another."""
    text, parts = line_of(counts)
    speech = Speech([Known(dict(zip(parts, lengths, strict=False)))], pace=pace)
    sound = speech.samples(text)
    assert speech(text) * 48 == speech.frames(text) == len(sound)
    assert sum(lengths[: len(parts)]) == int(sound.sum())
    assert len(parts) == int((np.diff(sound, prepend=np.float32(0)) > 0).sum())
    assert len(sound) - 48 < np.flatnonzero(sound)[-1] + 1 <= len(sound)


@given(WORDS, st.integers(1, 150_000), st.floats(0.5, 2.0))
def test_the_silence_between_sentences_stays_within_its_bounds(
    counts: list[int], frames: int, pace: float
) -> None:
    """600 to 1,900 ms at the usual pace, all the same in one line; more slowly longer, faster shorter."""
    text, parts = line_of(counts)
    speech = Speech([Known(dict.fromkeys(parts, frames))], pace=pace)
    sounding = np.flatnonzero(speech.samples(text))
    gaps = np.diff(sounding)
    gaps = gaps[gaps > 1] - 1
    assert len(parts) - 1 == len(gaps)
    for gap in gaps:
        assert LEAST_GAP_MS * 48 - 1 <= gap * pace <= MOST_GAP_MS * 48 + 2
    assert len(set(gaps.tolist())) <= 1


def test_a_line_comes_near_our_pace() -> None:
    """110 words a minute, where the bounds of the silence between allow it."""
    text, parts = line_of((8, 8, 8))
    frames = {part: round(8 * 60 / 150 * RATE) for part in parts}  # spoken at 150
    speech = Speech([Known(frames)])
    assert abs(24 * 60_000 / WORDS_PER_MINUTE - speech(text)) <= 1


def test_a_text_nobody_can_speak_is_estimated_and_not_wanted() -> None:
    """At the pace of the wish; also where only one of its sentences is unknown."""
    speech = Speech([Known({"Here.": 48_000})], pace=1.25)
    for text in ("Not here at all.", "Here. And this is not."):
        assert round(spoken_ms(text) / 1.25) == speech(text)
        assert not speech.speaks(text)
        assert 0 == speech.frames(text)
        assert () == speech.missing([text])
    assert not speech.makes


def test_what_can_be_made_is_wanted_once_and_then_measured() -> None:
    """Only the sentences that are missing; once made, the true length stands in place of the estimate."""
    source = Known({"Here.": 48_000}, makes=lambda _: True)
    speech = Speech([source])
    text = "Here. Not here yet."
    assert spoken_ms(text) == speech(text)
    texts = [text, "Not here yet."]
    assert ("Not here yet.",) == speech.missing(texts)
    told: list[int] = []
    speech.make(speech.missing(texts), told.append)
    assert [1] == told
    assert () == speech.missing(texts)
    assert speech.speaks(text)
    assert speech(text) * 48 == len(speech.samples(text)) > 48_000 + 3 * 4_800


def test_the_first_source_that_has_a_sentence_speaks_it() -> None:
    """Clips before what is made beside them."""
    speech = Speech([Known({"One.": 100}), Known({"One.": 999, "Two.": 200}, lambda _: True)])
    assert 100 == int(speech.samples("One.").sum())
    assert 300 == int(speech.samples("One. Two.").sum())


def test_a_text_without_words_is_not_spoken() -> None:
    """Nothing, an emoji, an ellipsis."""
    speech = Speech([Known({}, lambda _: True)])
    for text in ("", "🙂", "…"):
        speech(text)
        assert not speech.speaks(text)
        assert 0 == speech.frames(text)
        assert () == speech.missing([text])
    assert 0 == speech("")


def test_two_sentences_are_made_at_a_time() -> None:
    """Never more, both engines' worth at once, and every one is told of in its order."""
    pair = threading.Barrier(2, timeout=20)
    running: list[str] = []
    most = 0
    lock = threading.Lock()

    class Slow(Known):
        def make(self, sentence: str) -> None:
            nonlocal most
            with lock:
                running.append(sentence)
                most = max(most, len(running))
            pair.wait()  # nobody goes on before there are two
            with lock:
                running.remove(sentence)
            super().make(sentence)

    wanted = [f"Number {number}." for number in range(6)]
    source = Slow({}, lambda _: True)
    told: list[int] = []
    Speech([source]).make(wanted, told.append)
    assert 2 == most
    assert [1, 2, 3, 4, 5, 6] == told
    assert set(wanted) == set(source.lengths)


@pytest.mark.parametrize("error", [MassageMindError("it is gone"), OSError("full"), KeyboardInterrupt()])
def test_what_an_engine_raises_passes_through(error: BaseException) -> None:
    """As it is, and no thread is left."""

    class Failing(Known):
        def make(self, sentence: str) -> None:
            if sentence == "Two.":
                raise error
            super().make(sentence)

    told: list[int] = []
    others = threading.enumerate()
    with pytest.raises(type(error)) as caught:
        Speech([Failing({}, lambda _: True)]).make(["One.", "Two.", "Three."], told.append)
    assert error is caught.value
    assert [1] == told
    assert [] == [
        one.name for one in threading.enumerate() if one.name.startswith("voice") and one not in others
    ]


def test_an_interrupt_while_making_ends_it() -> None:
    """Ctrl-C arrives where the count is told; what was to be made after it is not."""
    interrupted = threading.Event()

    class Slow(Known):
        def make(self, sentence: str) -> None:
            if sentence not in first:  # by its place: how many are made says nothing of which
                assert interrupted.wait(20)
            super().make(sentence)

    def told(done: int) -> None:
        if done == 3:
            interrupted.set()
            raise KeyboardInterrupt

    wanted = [f"Number {number}." for number in range(4_000)]
    first = frozenset(wanted[:10])
    source = Slow({}, lambda _: True)
    others = threading.enumerate()
    with pytest.raises(KeyboardInterrupt):
        Speech([source]).make(wanted, told)
    assert 3 <= len(source.lengths) < 4_000
    assert [] == [
        one.name for one in threading.enumerate() if one.name.startswith("voice") and one not in others
    ]


@given(st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=3), max_size=4))
def test_asking_orders_nothing(counts: list[list[int]]) -> None:
    """However often a length is asked for, what is missing stays the answer to its own question, and nobody makes it."""
    texts = [line_of(count)[0] for count in counts]
    source = Known({}, lambda _: True)
    speech = Speech([source])
    for text in texts * 2:
        speech(text)
        speech.missing([text])
    assert {} == source.lengths
    assert () == speech.missing([])
    parts = [part for text in texts for part in sentences(text)]
    assert tuple(dict.fromkeys(parts)) == speech.missing(texts)


# -- which voice -------------------------------------------------------------------------------------------------------


@pytest.fixture
def room(tmp_path: Path) -> Callable[..., VoicePlaces]:
    """A machine with these engines."""

    def with_engines(*engines: Engine, hung: Iterable[str] = ()) -> VoicePlaces:
        return VoicePlaces(tmp_path / "voices", tmp_path / "cache", {}, lambda: engines, hung=frozenset(hung))

    return with_engines


def voices_of(speech: Speech | None) -> list[str]:
    """Who speaks, and who would where each of them fails."""
    found = []
    while speech is not None:
        found += [source.name for source in speech.sources]
        speech = speech.instead()
    return found


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["heart", "piper", "espeak-ng"]),
        ("en-GB", ["heart", "piper", "espeak-ng"]),
        ("de", ["piper", "espeak-ng"]),
        ("fr-CA", ["espeak-ng"]),
        ("zh", []),
    ],
)
def test_auto_takes_the_best_that_speaks_the_language(
    room: Callable[..., VoicePlaces], language: str, expected: list[str]
) -> None:
    """And the next best where that fails; nobody where nobody can."""
    engines = (
        Engine("heart"),
        Engine("piper", ("en", "de")),
        Engine("espeak-ng", ("en", "de", "fr")),
    )
    assert expected == voices_of(choose_speech(VoiceRequest(language=language), room(*engines)))


def test_without_an_engine_there_is_no_voice(room: Callable[..., VoicePlaces]) -> None:
    """Nor where none is wanted."""
    assert choose_speech(VoiceRequest(), room()) is None
    assert choose_speech(VoiceRequest("off"), room(Engine("heart"))) is None


def test_who_did_not_answer_is_not_asked_again(room: Callable[..., VoicePlaces]) -> None:
    """Not by its name either."""
    place = room(Engine("heart"), Engine("espeak-ng"), hung=["heart"])
    assert ["espeak-ng"] == voices_of(choose_speech(VoiceRequest(), place))
    with pytest.raises(UsageError):
        choose_speech(VoiceRequest("heart"), place)


@pytest.mark.parametrize("name", [name for name in voice_names() if name not in ("auto", "off")])
def test_an_engine_that_is_named_speaks_every_line(room: Callable[..., VoicePlaces], name: str) -> None:
    """Also beside a better one, which speaks where it fails."""
    engines = [Engine(one) for one in voice_names() if one not in ("auto", "off")]
    spoken = voices_of(choose_speech(VoiceRequest(name), room(*engines)))
    assert name == spoken[0]
    assert sorted(spoken) == sorted(engine.name for engine in engines)


@pytest.mark.parametrize(
    ("wish", "engines"),
    [
        (VoiceRequest("piper"), ()),
        (VoiceRequest("piper"), ("espeak-ng",)),
        (VoiceRequest("espeak-ng", language="de"), ("espeak-ng",)),
        (VoiceRequest("festival"), ("espeak-ng",)),
        (VoiceRequest("shipped"), ("espeak-ng",)),
        (VoiceRequest(""), ()),
    ],
)
def test_a_voice_that_is_not_there_is_refused(
    room: Callable[..., VoicePlaces], wish: VoiceRequest, engines: tuple[str, ...]
) -> None:
    """Missing, not speaking the language, or unknown: exit code 2, and where to look."""
    with pytest.raises(UsageError) as caught:
        choose_speech(wish, room(*map(Engine, engines)))
    assert 2 == caught.value.exit_code
    assert caught.value.hint


def test_pace_reaches_the_voice(room: Callable[..., VoicePlaces]) -> None:
    """The engine is asked for it, and the silences follow it."""
    engine = Engine()
    wish = VoiceRequest("espeak-ng", pace=1.5, gender="female")
    speech = choose_speech(wish, room(engine))
    assert speech is not None
    assert 1.5 == speech.pace
    speech.make(["Hello there."], lambda _: None)
    assert [("Hello there.", Manner("en", 1.5, "female"))] == engine.said


def test_another_pace_is_another_sound_even_where_the_engine_is_at_its_bound(
    room: Callable[..., VoicePlaces],
) -> None:
    """Engines have a slowest speed; the pauses of the shape still follow the pace, so the file is another."""
    engine = Engine(key="espeak-ng at its slowest")
    place = room(engine)
    slow, slower = (made(engine, VoiceRequest("espeak-ng", pace=pace), place) for pace in (0.6, 0.5))
    slow.make("Hello there.")
    assert slower.frames("Hello there.") is None


def test_what_voices_of_before_have_made_is_swept(tmp_path: Path) -> None:
    """It was used today, and nobody asks for it any more."""
    kept = MadeClips(tmp_path, "key", Maker())
    kept.make("Hello.")
    (tmp_path / "0123456789abcdef01234567.flac").write_bytes(b"of before")
    assert [] == bound_cache(tmp_path, now_s=time.time())
    assert [kept._path("Hello.")] == list(tmp_path.iterdir())
