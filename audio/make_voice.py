"""Speak every sentence of the shipped scripts into clips: `make voice`, or `python audio/make_voice.py [--check]`.

The voice is SVOX Pico, British English, under the Apache licence, from the package py-nanotts (the extra `voice`). It is
slowed to guidance pace, shaped like every other voice (`sound.shape`) and kept as Opus in one archive. Sentences that
are there already are kept as they are; those no script says any more are left out. `--check` makes nothing and names
what is missing; it needs no voice.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import zipfile
from pathlib import Path

from massage_mind.fit.sayable import sayable
from massage_mind.reading.library import Library
from massage_mind.sound.voice.clips import INDEX
from massage_mind.sound.voice.engines.nanotts import NANOTTS_SPEED
from massage_mind.sound.voice.sentences import digest, sentences

VOICE = "pico-en-GB"
ABOUT = "SVOX Pico, British English, female"
LANGUAGE = "en"
BITRATE_LEVEL = 0.95
"""libsndfile's scale for Opus, 0 for 256 kbit/s and 1 for 6; the voice holds nothing above 8 kHz."""
RECIPE = f"{VOICE} speed {NANOTTS_SPEED} Opus {BITRATE_LEVEL} shape 1"
ARCHIVE = Path(__file__).parent / "voice" / "en-GB.zip"
EPOCH = (1980, 1, 1, 0, 0, 0)


def spoken_lines() -> list[str]:
    """Every sentence that the shipped English scripts can have spoken, sorted."""
    library = Library(None)
    styles = library.styles()
    scripts = [library.script(found.name) for found in library.found()]
    texts = {text for one in scripts if one.language.startswith("en") for text in sayable(one, styles)}
    return sorted({sentence for text in texts for sentence in sentences(text)})


def there(path: Path) -> tuple[str, dict[str, int]]:
    """The recipe of an archive and the lengths of its clips; nothing where there is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            index = json.loads(archive.read(INDEX))
    except FileNotFoundError:
        return "", {}
    return index["recipe"], index["frames"]


def speak(sentence: str) -> tuple[bytes, int]:
    """A sentence as an Opus file, and its length in frames at 48 kHz."""
    import numpy as np
    import soundfile
    from py_nanotts import NanoTTS

    from massage_mind.sound.voice.shape import shaped

    pcm = NanoTTS().speak(sentence, voice="en-GB", speed=NANOTTS_SPEED)
    samples = shaped(np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32768), 16_000)
    file = io.BytesIO()
    soundfile.write(file, samples, 48_000, format="OGG", subtype="OPUS", compression_level=BITRATE_LEVEL)
    return file.getvalue(), len(samples)


def make(path: Path, wanted: list[str]) -> int:
    """Write the archive with exactly these sentences; how many of them had to be spoken."""
    recipe, frames = there(path)
    kept = frames if recipe == RECIPE else {}
    clips: dict[str, tuple[bytes, int]] = {}
    spoken = 0
    old = zipfile.ZipFile(path) if kept else None
    for sentence in wanted:
        name = digest(VOICE, sentence)
        if old is not None and name in kept:
            clips[name] = old.read(f"{name}.opus"), kept[name]
        else:
            clips[name] = speak(sentence)
            spoken += 1
    index = {
        "voice": VOICE,
        "about": ABOUT,
        "language": LANGUAGE,
        "recipe": RECIPE,
        "frames": {name: length for name, (_, length) in sorted(clips.items())},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    passing = path.with_suffix(".part")
    with zipfile.ZipFile(passing, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(INDEX, EPOCH), json.dumps(index, indent=0))
        for name, (data, _) in sorted(clips.items()):
            archive.writestr(zipfile.ZipInfo(f"{name}.opus", EPOCH), data)
    passing.replace(path)
    return spoken


def main() -> None:
    """Write the archive, or tell what is missing in it; exit code 1 if something is."""
    parser = argparse.ArgumentParser(description="Make the clips of the shipped voice.")
    parser.add_argument("--check", action="store_true", help="only tell what is missing")
    parser.add_argument("--out", type=Path, default=ARCHIVE)
    options = parser.parse_args()
    wanted = spoken_lines()
    if options.check:
        _, frames = there(options.out)
        missing = [sentence for sentence in wanted if digest(VOICE, sentence) not in frames]
        for sentence in missing:
            print(f"no clip: {sentence}")
        stale = len(frames) - (len(wanted) - len(missing))
        print(
            f"{len(wanted) - len(missing)} of {len(wanted)} sentences have a clip; {stale} are said by no script."
        )
        sys.exit(bool(missing or stale))
    spoken = make(options.out, wanted)
    size = options.out.stat().st_size / 1_000_000
    print(f"{options.out}: {len(wanted)} sentences, {spoken} of them spoken now, {size:.1f} MB")


if __name__ == "__main__":
    main()
