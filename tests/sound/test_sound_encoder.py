"""The encoder: every kind of file with its chapters, whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from massage_mind.errors import MassageMindError, Stopped, UsageError
from massage_mind.sound.adding import how_to_add
from massage_mind.sound.bells import load_bell
from massage_mind.sound.file.encoder import SUFFIXES, Encoder, check_format
from massage_mind.sound.file.formats import wav
from massage_mind.sound.file.tagging import Chapter, Tags

soundfile = pytest.importorskip("soundfile")

RATE = 48_000
KINDS = (".mp3", ".flac", ".wav", ".ogg", ".opus")
"""Those that need no extra package."""
M4B = pytest.param(".m4b", marks=pytest.mark.filterwarnings("ignore::DeprecationWarning"))

TITLES = (
    "Ankommen",
    "Schultern & Rücken",
    'The “long” breath, "in" = out; 100 %',
    "🌿 静けさ",
    "Été d’hier",
    "ends in \\",
)
SIXTY = tuple(
    Chapter(number * 100 + 7, number * 100 + 107, f"{TITLES[number % len(TITLES)]} {number}")
    for number in range(60)
)
TAGS = Tags("Rest 🌿 “now”", album="Evenings", comment="for Zoë", chapters=SIXTY)

Samples = NDArray[np.float32]


def sound(frames: int, level: float = 0.3) -> Samples:
    """Noise that swells and fades, different in each channel, the same each time."""
    noise = np.random.default_rng(7).uniform(-level, level, (frames, 2))
    return (noise * np.sin(np.arange(frames) / 3_000)[:, np.newaxis] ** 2).astype(np.float32)


def write(path: Path, samples: Samples, tags: Tags = TAGS, block: int = RATE, **more: Any) -> Path:
    """The samples as a file, handed over in blocks of this size."""
    with Encoder(path, tags, **more) as sink:
        for start in range(0, len(samples), block):
            sink.write(samples[start : start + block])
    return path


def read(path: Path) -> Samples:
    """What libsndfile hears in the file."""
    samples, rate = soundfile.read(path, dtype="float32")
    assert RATE == rate
    return samples  # type: ignore[no-any-return]


def run(program: str, *arguments: str | Path) -> bytes:
    """What FFmpeg's programs print, which must not complain."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} isn't installed (Debian: ffmpeg)")
    done = subprocess.run([program, "-v", "error", *map(str, arguments)], capture_output=True, check=True)
    assert b"" == done.stderr
    return done.stdout


def probe(path: Path) -> tuple[dict[str, str], list[Chapter]]:
    """The tags, their names in small letters, and the chapters that ffprobe finds."""
    shown = "format_tags:stream_tags:chapter"
    found = json.loads(run("ffprobe", "-show_chapters", "-show_entries", shown, "-of", "json", path))
    tags: dict[str, str] = {}
    for part in (*found["streams"], found["format"]):  # Ogg has its tags in the stream
        tags |= {key.lower(): text for key, text in part.get("tags", {}).items()}
    chapters = [
        Chapter(
            round(float(chapter["start_time"]) * 1000),
            round(float(chapter["end_time"]) * 1000),
            chapter["tags"]["title"],
        )
        for chapter in found["chapters"]
    ]
    return tags, chapters


def riff_chunks(data: bytes) -> dict[bytes, bytes]:
    """The chunks of a RIFF list by their names (of lists: LIST and their kind); those of one name joined."""
    chunks: dict[bytes, bytes] = {}
    at = 0
    while at < len(data):
        name, size = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        body = data[at + 8 : at + 8 + size]
        assert size == len(body)
        if name == b"LIST":
            name, body = name + body[:4], body[4:]
        chunks[name] = chunks.get(name, b"") + body
        at += 8 + size + size % 2
    return chunks


# The chapters


@pytest.mark.parametrize("suffix", [*KINDS, M4B])
def test_ffprobe_reads_title_and_chapters(tmp_path: Path, suffix: str) -> None:
    """Sixty chapters with umlauts, quotes and emoji are where they belong, in every kind of file."""
    if suffix == ".m4b":
        pytest.importorskip("av")
    tags, chapters = probe(write(tmp_path / f"a{suffix}", sound(7 * RATE)))
    assert ("Rest 🌿 “now”", "massage-mind", "Evenings", "for Zoë") == tuple(
        tags[key] for key in ("title", "artist", "album", "comment")
    )
    assert [chapter.title for chapter in SIXTY] == [chapter.title for chapter in chapters]
    starts = [chapter.at_ms for chapter in chapters]
    if suffix == ".m4b":
        starts[0] += 7  # MPEG-4 has no time before the first chapter
    assert [chapter.at_ms for chapter in SIXTY] == starts
    # Where the last one ends is not kept in all kinds.
    assert [chapter.end_ms for chapter in SIXTY][:-1] == [chapter.end_ms for chapter in chapters][:-1]


def test_mutagen_reads_the_chapters_of_an_mp3(tmp_path: Path) -> None:
    """Version 2.3, with a table of contents that names the chapters in their order, to the millisecond."""
    id3 = pytest.importorskip("mutagen.id3")
    tag = id3.ID3(write(tmp_path / "a.mp3", sound(3 * RATE)), translate=False)
    assert (2, 3, 0) == tag.version
    (contents,) = tag.getall("CTOC")
    assert id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED == contents.flags
    chapters = [tag[f"CHAP:{name}"] for name in contents.child_element_ids]
    assert list(SIXTY) == [
        Chapter(chapter.start_time, chapter.end_time, str(chapter.sub_frames["TIT2"])) for chapter in chapters
    ]
    assert ("Rest 🌿 “now”", "for Zoë", 3_000) == (str(tag["TIT2"]), str(tag["COMM::und"]), +tag["TLEN"])


@pytest.mark.parametrize("suffix", [".flac", ".ogg", ".opus"])
def test_mutagen_reads_the_chapters_of_flac_and_ogg(tmp_path: Path, suffix: str) -> None:
    """Nothing but our comments stands in the file, each chapter as its time and its name."""
    mutagen = pytest.importorskip("mutagen")
    comments = mutagen.File(write(tmp_path / f"a{suffix}", sound(RATE))).tags.as_dict()
    expected = {
        "title": [TAGS.title],
        "artist": ["massage-mind"],
        "album": ["Evenings"],
        "comment": ["for Zoë"],
    }
    for number, chapter in enumerate(SIXTY, 1):
        expected[f"chapter{number:03d}"] = [f"00:00:{chapter.at_ms // 1000:02d}.{chapter.at_ms % 1000:03d}"]
        expected[f"chapter{number:03d}name"] = [chapter.title]
    assert expected == {key.lower(): texts for key, texts in comments.items()}


def test_a_wav_has_cue_points_with_names_and_lengths(tmp_path: Path) -> None:
    """The chunks fit into one another, the cue points fall on their frames, names and INFO are UTF-8."""
    data = write(tmp_path / "a.wav", sound(7 * RATE)).read_bytes()
    assert (b"RIFF", len(data) - 8, b"WAVE") == struct.unpack_from("<4sI4s", data)
    chunks = riff_chunks(data[12:])
    assert 7 * RATE * 4 == len(chunks[b"data"])
    assert "Rest 🌿 “now”\0" == riff_chunks(chunks[b"LISTINFO"])[b"INAM"].decode()
    points = list(struct.iter_unpack("<II4sIII", chunks[b"cue "][4:]))
    assert struct.pack("<I", 60) == chunks[b"cue "][:4]
    assert [
        (number, chapter.at_ms * 48, b"data", 0, 0, chapter.at_ms * 48)
        for number, chapter in enumerate(SIXTY, 1)
    ] == points
    extras = riff_chunks(chunks[b"LISTadtl"])
    assert "".join(chapter.title + "\0" for chapter in SIXTY) == "".join(
        part[4:] for part in _split_labels(extras[b"labl"], len(SIXTY))
    )
    assert [4_800] * 60 == [length[1] for length in struct.iter_unpack("<II4s4H", extras[b"ltxt"])]


def _split_labels(joined: bytes, count: int) -> Iterator[str]:
    """The labels of joined `labl` chunks, each with four characters for its number in front."""
    at = 0
    for _ in range(count):
        end = joined.index(b"\0", at + 4) + 1
        yield "1234" + joined[at + 4 : end].decode()
        at = end


@pytest.mark.parametrize("suffix", KINDS)
def test_late_chapters_keep_their_time(tmp_path: Path, suffix: str) -> None:
    """Ten hours in, a chapter is still exact: nothing runs over at 2^24 frames or 32 bits of samples."""
    late = Chapter(36_000_001, 36_000_002, "late")
    path = write(tmp_path / f"a{suffix}", sound(RATE), Tags("t", chapters=(Chapter(0, 1, "soon"), late)))
    assert [0, late.at_ms] == [chapter.at_ms for chapter in probe(path)[1]]


@pytest.mark.parametrize("suffix", KINDS)
def test_a_file_needs_no_chapters_nor_title(tmp_path: Path, suffix: str) -> None:
    """With no text at all the file is as whole as any."""
    path = write(tmp_path / f"a{suffix}", sound(RATE), Tags("", artist=""))
    assert RATE == len(read(path))
    assert [] == probe(path)[1]


HOSTILE = {
    "two\nlines\r\nand\ttabs": "two lines and tabs",
    "nul\0in it": "nul in it",
    "  ": "4",
    "half \ud83c of a sign": "half \N{REPLACEMENT CHARACTER} of a sign",
    "\u2028a\u2029\x85\x1b[31mb": "a [31mb",
    "x" * 100_000: "x" * 199 + "…",
    "CHAPTER001=00:00:09.000": "CHAPTER001=00:00:09.000",
}


@pytest.mark.parametrize("suffix", [*KINDS, M4B])
def test_hostile_titles_become_one_line(tmp_path: Path, suffix: str) -> None:
    """Line ends, NUL, halves of characters and endless titles neither break the file nor the chapters after them."""
    if suffix == ".m4b":
        pytest.importorskip("av")
    titles = ["first", "second", "third", "   ", *(title for title in HOSTILE if title.strip())]
    chapters = tuple(Chapter(number * 50, number * 50 + 50, title) for number, title in enumerate(titles))
    tags, found = probe(write(tmp_path / f"a{suffix}", sound(RATE), Tags("a\nb\0c" * 90, chapters=chapters)))
    expected = ["first", "second", "third", *HOSTILE.values()]
    assert sorted(expected) == sorted(chapter.title for chapter in found)
    assert ("a b c" * 40)[:199].rstrip() + "…" == tags["title"]


@pytest.mark.parametrize("suffix", KINDS)
def test_as_many_chapters_as_there_may_be(tmp_path: Path, suffix: str) -> None:
    """255 chapters with titles as long as can be are all there, if need be with shorter titles."""
    chapters = tuple(Chapter(number, number + 1, f"{number} " + "🌿" * 300) for number in range(255))
    path = write(
        tmp_path / f"a{suffix}", sound(RATE), Tags("🌿" * 300, chapters=chapters, comment="🌿" * 2_000)
    )
    found = probe(path)[1]
    assert [str(number) for number in range(255)] == [chapter.title.split()[0] for chapter in found]
    assert all(chapter.title.endswith("🌿…") for chapter in found)
    assert RATE == len(read(path))


def test_too_many_chapters_are_refused(tmp_path: Path) -> None:
    """An MP3 cannot count further than 255, so no kind does, and it is said before anything is made."""
    with pytest.raises(MassageMindError, match="takes 255 chapters; this session has 256"):
        Encoder(tmp_path / "a.flac", Tags("t", chapters=(Chapter(0, 1, "x"),) * 256))


# The sound


@pytest.mark.parametrize("frames", [1, 1_151, 2 * RATE + 777])
@pytest.mark.parametrize("suffix", KINDS)
def test_the_sound_is_as_long_as_it_was(tmp_path: Path, suffix: str, frames: int) -> None:
    """To the frame, read through libsndfile, MP3 too: what its encoder adds at both ends is taken off again."""
    assert frames == len(read(write(tmp_path / f"a{suffix}", sound(frames))))


@pytest.mark.parametrize("suffix", KINDS)
def test_ffmpeg_hears_the_same_length(tmp_path: Path, suffix: str) -> None:
    """To the frame, for anything longer than a moment."""
    path = write(tmp_path / f"a{suffix}", sound(2 * RATE + 777))
    assert 2 * RATE + 777 == len(run("ffmpeg", "-i", path, "-f", "s16le", "-")) // 4


def test_ffmpeg_hears_at_most_a_packet_more_in_an_m4b(tmp_path: Path) -> None:
    """AAC comes in packets of 1,024 frames, and the last one is not always cut."""
    pytest.importorskip("av")
    path = write(tmp_path / "a.m4b", sound(2 * RATE + 777))
    more = len(run("ffmpeg", "-i", path, "-map", "0:a", "-f", "s16le", "-")) // 4 - (2 * RATE + 777)
    assert 0 <= more < 1_024
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("suffix", [".mp3", ".ogg", ".opus"])
def test_the_sound_is_in_its_place(tmp_path: Path, suffix: str) -> None:
    """A bell is neither early nor late, in either channel: the decoded sound fits best where it was."""
    samples = np.zeros((RATE, 2), dtype=np.float32)
    samples[20_000:24_800] = sound(4_800, 0.6)
    heard = read(write(tmp_path / f"a{suffix}", samples))
    for channel in range(2):
        spectra = np.fft.rfft(heard[:, channel]) * np.conj(np.fft.rfft(samples[:, channel]))
        assert 0 == int(np.argmax(np.fft.irfft(spectra)))


@pytest.mark.parametrize("suffix", [".flac", ".wav"])
def test_flac_and_wav_lose_nothing(tmp_path: Path, bells_folder: Path, suffix: str) -> None:
    """A bell of 16 bits comes out as it went in."""
    bell = load_bell(bells_folder, "bell")[:RATE]
    samples = np.stack([bell, -bell], axis=1)
    np.testing.assert_array_equal(samples, read(write(tmp_path / f"a{suffix}", samples)))


@pytest.mark.parametrize("suffix", [".flac", ".wav"])
def test_what_is_too_loud_is_cut_off_not_turned_over(tmp_path: Path, suffix: str) -> None:
    """A value beyond full scale becomes full scale, of the same sign."""
    samples = np.array([[1.0, -1.0], [1.5, -1.5], [9e9, -9e9]], dtype=np.float32)
    heard = read(write(tmp_path / f"a{suffix}", samples))
    np.testing.assert_array_equal(np.tile(np.float32([32767 / 32768, -1.0]), (3, 1)), heard)


@pytest.mark.parametrize("suffix", KINDS)
def test_silence_stays_silent(tmp_path: Path, suffix: str) -> None:
    """Nothing is added to digital silence."""
    heard = read(write(tmp_path / f"a{suffix}", np.zeros((2 * RATE, 2), dtype=np.float32)))
    assert 2 * RATE == len(heard)
    assert float(np.abs(heard).max()) < 1e-6


@pytest.mark.parametrize("suffix", KINDS)
def test_the_size_of_the_blocks_does_not_matter(tmp_path: Path, suffix: str) -> None:
    """Handed over frame by frame at first, then in odd pieces, or all at once: the same sound, also from a view."""
    samples = sound(3 * RATE)
    whole = read(write(tmp_path / f"a{suffix}", samples, block=len(samples)))
    sizes, start = [1, 1, 1, 0, 7, 1_151, 4_801, 50_001], 0
    with Encoder(tmp_path / f"b{suffix}", TAGS) as sink:
        while start < len(samples):
            size = sizes.pop(0) if sizes else 20_011
            sink.write(np.repeat(samples[start : start + size], 2, axis=0)[::2])
            start += size
    # Vorbis guesses what came before the first frame from what it is given first: a difference of -110 dB.
    np.testing.assert_allclose(read(tmp_path / f"b{suffix}"), whole, rtol=0, atol=1e-5 * (suffix == ".ogg"))


def test_a_long_block_of_vorbis_does_no_harm(tmp_path: Path) -> None:
    """Given 70 seconds at once, libsndfile would bring the interpreter down."""
    samples = np.tile(sound(RATE), (70, 1))
    assert len(samples) == soundfile.info(write(tmp_path / "a.ogg", samples, block=len(samples))).frames


@pytest.mark.parametrize("suffix", [".mp3", ".ogg", ".opus", M4B])
def test_better_quality_takes_more_room(tmp_path: Path, suffix: str) -> None:
    """From the smallest over the usual to the best."""
    if suffix == ".m4b":
        pytest.importorskip("av")
    samples = sound(2 * RATE)
    sizes = [
        write(tmp_path / f"{quality}{suffix}", samples, quality=quality).stat().st_size
        for quality in (0.0, None, 1.0)
    ]
    assert sizes == sorted(set(sizes))


# Whole or not at all


@contextmanager
def nothing_changes(folder: Path) -> Iterator[None]:
    """The folder holds the same afterwards, to the byte."""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    yield
    assert before == {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("old", [b"", b"an earlier session"])
@pytest.mark.parametrize("error", [KeyboardInterrupt(), Stopped(15), ValueError("no")])
@pytest.mark.parametrize("suffix", [*KINDS, M4B])
def test_what_is_interrupted_leaves_nothing(
    tmp_path: Path, suffix: str, error: BaseException, old: bytes
) -> None:
    """Ctrl-C, a signal or a fault: no half file, no temporary one, and an earlier file as it was."""
    if suffix == ".m4b":
        pytest.importorskip("av")
    if old:
        (tmp_path / f"a{suffix}").write_bytes(old)
    with (
        nothing_changes(tmp_path),
        pytest.raises(type(error)),
        Encoder(tmp_path / f"a{suffix}", TAGS) as sink,
    ):
        sink.write(sound(RATE))
        assert len(old and b"1") + 1 == len(list(tmp_path.iterdir()))
        raise error


@pytest.mark.parametrize("suffix", KINDS)
def test_an_interruption_while_finishing_leaves_nothing(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even in the last moment, when the sound is written and the tags are."""

    def interrupt(number: int) -> None:
        raise KeyboardInterrupt

    (tmp_path / f"a{suffix}").write_bytes(b"an earlier session")
    monkeypatch.setattr(os, "fsync", interrupt)
    with nothing_changes(tmp_path), pytest.raises(KeyboardInterrupt):
        write(tmp_path / f"a{suffix}", sound(RATE))


@pytest.mark.parametrize("suffix", [*KINDS, M4B])
def test_a_file_takes_the_place_of_an_earlier_one(tmp_path: Path, suffix: str) -> None:
    """Afterwards there is that file and no other, for its owner's eyes only."""
    if suffix == ".m4b":
        pytest.importorskip("av")
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"an earlier session")
    path.chmod(0o644)
    write(path, sound(RATE))
    assert [path] == list(tmp_path.iterdir())
    assert path.stat().st_size > 1_000
    if os.name == "posix":
        assert 0o600 == stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX")
def test_the_file_is_private_while_it_grows(tmp_path: Path) -> None:
    """Its temporary name is hidden and says whose it is; nobody else may read it."""
    with Encoder(tmp_path / "rest.mp3", TAGS) as sink:
        sink.write(sound(RATE))
        (part,) = tmp_path.iterdir()
        assert part.name.startswith(f".rest.mp3.massage-mind-{os.getpid()}-")
        assert 0o600 == stat.S_IMODE(part.stat().st_mode)


@pytest.mark.skipif(os.name != "posix", reason="limits are POSIX")
@pytest.mark.parametrize("room", [0, 30, 3_000, "all but 20 bytes"])
@pytest.mark.parametrize("suffix", [*KINDS, M4B])
def test_a_full_disk_is_said_in_a_sentence(tmp_path: Path, suffix: str, room: int | str) -> None:
    """Wherever the room runs out, at the start, in the middle or with the last bytes: no file, no traceback."""
    import resource

    if suffix == ".m4b":
        pytest.importorskip("av")
    limit = room if isinstance(room, int) else write(tmp_path / f"b{suffix}", sound(RATE)).stat().st_size - 20
    (tmp_path / f"a{suffix}").write_bytes(b"an earlier session")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with (
        nothing_changes(tmp_path),
        pytest.raises(MassageMindError, match="can't be written: .*[a-z]") as caught,
    ):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
        try:
            write(tmp_path / f"a{suffix}", sound(RATE))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert ".tmp" not in caught.value.sentence


def test_a_file_without_sound_is_none(tmp_path: Path) -> None:
    """If nothing was written, nothing is left."""
    with pytest.raises(MassageMindError, match="There's no sound to write"):
        write(tmp_path / "a.mp3", sound(0))
    assert [] == list(tmp_path.iterdir())


def test_a_wav_that_would_be_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond what 32 bits can count no byte is written; the hint names a kind that can."""
    monkeypatch.setattr(wav, "MOST_FRAMES", 2 * RATE)
    with pytest.raises(MassageMindError, match="no more than 6 hours") as caught:
        write(tmp_path / "a.wav", sound(2 * RATE + 1))
    assert ".flac" in caught.value.hint
    assert 2 * RATE == len(read(write(tmp_path / "a.wav", sound(2 * RATE))))


# What is refused at once


@pytest.mark.parametrize("name", ["a", "a.aiff", ".mp3", "mp3", "a.mp3 "])
def test_a_name_that_says_no_kind_is_refused(tmp_path: Path, name: str) -> None:
    """The hint names all that are known."""
    with pytest.raises(UsageError) as caught:
        check_format(tmp_path / name)
    assert all(suffix in caught.value.hint for suffix in SUFFIXES)


@pytest.mark.parametrize("name", ["a.mp3", "A.FLAC", "a.b.Ogg", "🌿 “rest”.opus"])
def test_a_good_name_passes_and_makes_nothing(tmp_path: Path, name: str) -> None:
    """In capitals, too; and the check leaves no trace."""
    check_format(tmp_path / name)
    assert [] == list(tmp_path.iterdir())
    assert RATE == len(read(write(tmp_path / name, sound(RATE))))


def test_places_where_no_file_can_be(tmp_path: Path) -> None:
    """A folder of that name, no such folder, a file as a folder, an endless name, NUL: each has its sentence."""
    (tmp_path / "folder.mp3").mkdir()
    (tmp_path / "file").touch()
    places = {
        "folder.mp3": "is a folder",
        "none/a.mp3": "There's no folder",
        "file/a.mp3": "There can be no sound file|There's no folder",
        "x" * 300 + ".mp3": "There can be no sound file|can't be written",
        "a\0.mp3": "There can be no sound file",
    }
    for place, sentence in places.items():
        with pytest.raises(UsageError, match=sentence):
            check_format(tmp_path / place)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    """Replacing a device or a pipe by a file would surprise whoever named it."""
    os.mkfifo(tmp_path / "a.mp3")
    with pytest.raises(UsageError, match="isn't a file that can be replaced"):
        check_format(tmp_path / "a.mp3")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="modes of folders are POSIX")
def test_a_folder_that_cannot_be_written_to() -> None:
    """It is said before the work, not after; asked as the user that we are in effect."""
    folder = Path(tempfile.mkdtemp())
    root = os.geteuid() == 0
    try:
        folder.chmod(0o555)
        if root:
            os.seteuid(65_534)  # nobody: root may write anywhere
        with pytest.raises(UsageError, match="can't be written to"):
            check_format(folder / "a.mp3")
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        folder.rmdir()


def test_a_folder_that_is_gone_by_then(tmp_path: Path) -> None:
    """Between the check and the work: still a sentence."""
    (tmp_path / "folder").mkdir()
    sink = Encoder(tmp_path / "folder" / "a.mp3", TAGS)
    (tmp_path / "folder").rmdir()
    with pytest.raises(MassageMindError, match="can't be written"), sink:
        pass


def test_a_name_as_long_as_a_name_can_be(tmp_path: Path) -> None:
    """255 bytes leave no room for a temporary name, which is cut then."""
    path = write(tmp_path / ("é" * 125 + "a.mp3"), sound(RATE))
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", [".m4b", ".m4a"])
def test_m4b_without_its_library(tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says which package is needed and how this installation gets it."""
    monkeypatch.setitem(sys.modules, "av", None)
    with pytest.raises(UsageError) as caught:
        check_format(tmp_path / f"a{suffix}")
    assert f"needs the package av: {how_to_add('av')}" in caught.value.sentence


def test_without_soundfile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where libsndfile is missing there is a sentence and no file."""
    monkeypatch.setitem(sys.modules, "soundfile", None)
    with pytest.raises(MassageMindError, match="the package soundfile doesn't load"):
        write(tmp_path / "a.flac", sound(RATE))
    assert [] == list(tmp_path.iterdir())


def test_misuse_is_loud(tmp_path: Path) -> None:
    """What only a programmer can get wrong is a ValueError."""
    sink = Encoder(tmp_path / "a.wav", TAGS)
    with pytest.raises(ValueError, match="within its `with` block"):
        sink.write(sound(1))
    for block in (sound(4)[:, :1], sound(4)[:, 0], np.float32([[np.nan, 0.0]]), np.float32([[np.inf, 0.0]])):
        with pytest.raises(ValueError, match="a block"), sink:
            sink.write(block)
    with pytest.raises(ValueError, match="quality runs from 0 to 1"):
        Encoder(tmp_path / "a.wav", TAGS, quality=1.1)
    with pytest.raises(ValueError, match="can't run from 2 to 1 ms"):
        Chapter(2, 1, "backwards")
    assert [] == list(tmp_path.iterdir())
