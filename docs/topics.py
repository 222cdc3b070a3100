"""Writes the list of the topics that `learn` knows; `make docs` runs it. `--check` compares it instead, and looks at every page.

What a page has to have, its form reads (`learn/topic_file`). What it may say is checked here: sentences that can be read,
no word that says more than any verdict does, and a line to try that runs.
"""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from massage_mind.errors import ScriptError
from massage_mind.learn.topic import GROUPS, KnownFrom, Topic
from massage_mind.learn.topic_file import build_source, build_topic
from massage_mind.learn.topic_shelf import LIST_NAME, SOURCES, topics_folder

FEWEST_WORDS, MOST_WORDS = 6, 28
HARDEST = 9.0
"""The grade of school (Flesch and Kincaid) of the words of a page: some have names that can't be said in shorter ones."""
MEAN_EASE = (5.0, 8.0)
"""Between these the pages lie on average."""

TOO_SURE = (
    r"cures?", r"cured", r"heals?", r"treats?", r"treatments?", r"prove[ns]?", r"proved", r"proof", r"guarantee\w*", r"clinically",
    r"scientifically", r"always works", r"never fails", r"miracle", r"breakthrough", r"effective", r"powerful", r"detox\w*",
    r"boosts?", r"rewires?",
)  # fmt: skip
"""What no verdict carries; only a claim, told as people tell it, may say so."""
NO_AUTHOR = re.compile(r"not shown|unknown|anonymous", re.IGNORECASE)


def words_of(text: str) -> list[str]:
    """The words of a text; a number is one."""
    return re.findall(r"[^\W_]+(?:[-'’.,][^\W_]+)*", text)


def _syllables(word: str) -> int:
    """About how many syllables an English word has."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    if not plain:
        return 2
    groups = len(re.findall(r"[aeiouy]+", plain))
    silent = (plain.endswith("e") and not plain.endswith(("le", "ee"))) or re.search(r"[^aeiouytd]ed$", plain)
    return max(1, groups - bool(silent))


def grade(sentences: list[str]) -> float:
    """The grade of school that these are read in with ease, after Flesch and Kincaid."""
    words = [word for sentence in sentences for word in words_of(sentence)]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def sentences_of(*texts: str) -> list[str]:
    """Texts as their sentences."""
    return [one for text in texts for one in re.split(r"(?<=[.?!])\s+", text) if one]


def said_by(topic: Topic) -> list[str]:
    """The sentences that a page says itself: all but the claim, the lists and the sources."""
    return sentences_of(*topic.sentences, topic.tradition, topic.evidence, topic.care)


def read_sources() -> tuple[dict[str, KnownFrom], list[str]]:
    """All sources by key, and what is wrong with their files."""
    found, faults = {}, []
    for path in sorted(SOURCES.glob("*.yaml")):
        try:
            found[path.stem] = build_source(path.read_bytes(), str(path))
        except ScriptError as error:
            faults += map(str, error.faults)
    return found, faults


def read_topics(folder: Path, sources: dict[str, KnownFrom]) -> tuple[list[Topic], list[str]]:
    """All topics of a language in the order in which they are shown, and what is wrong with their files."""
    found, faults = [], []
    for path in sorted(folder.glob("*.yaml")):
        try:
            found.append(build_topic(path.read_bytes(), str(path), sources))
        except ScriptError as error:
            faults += map(str, error.faults)
    order = list(GROUPS)
    return sorted(found, key=lambda one: (order.index(one.entry.group), one.entry.id)), faults


def list_text(topics: list[Topic]) -> str:
    """What the list says of the topics."""
    return json.dumps([asdict(one.entry) for one in topics], indent=1, ensure_ascii=False) + "\n"


def page_faults(topic: Topic) -> Iterator[str]:
    """What is wrong with what a page says."""
    said = said_by(topic)
    for sentence in said:
        if not FEWEST_WORDS <= (count := len(words_of(sentence))) <= MOST_WORDS:
            yield f"{count} words in a sentence, not {FEWEST_WORDS} to {MOST_WORDS}: {sentence}"
    if (hard := grade(said)) > HARDEST:
        yield f"hard to read: grade {hard:.1f}, at most {HARDEST:g}"
    for text in (*said, *topic.items, topic.entry.title):
        for pattern in TOO_SURE:
            if found := re.search(rf"\b{pattern}\b", text, re.IGNORECASE):
                yield f"{found[0]!r} says more than a verdict does: {text}"
        if "!" in text:
            yield f"an exclamation mark: {text}"
    if not topic.entry.title.endswith("?"):
        yield "the title is no question"
    if topic.entry.id in topic.see:
        yield "it points to itself"
    for source in topic.sources:
        if NO_AUTHOR.search(source.authors):
            yield f"nobody wrote {source.key}: complete its authors, or leave it out"


def tried(line: str) -> str:
    """Why a line to try does not run; empty where it does. It is taken in a world that stands still and keeps nothing."""
    from massage_mind.cli.main import run
    from massage_mind.journal.file.memory import MemoryJournal
    from massage_mind.testing import manual_world

    program, *args = shlex.split(line)
    if program != "massage-mind":
        return "it is none of ours"
    journal = MemoryJournal()
    try:
        code = run(args, lambda: manual_world(journal=journal, engines=[]))
    finally:
        journal.close()
    return f"it ends with {code}" if code else ""


def all_faults(*, lines: bool = True) -> list[str]:
    """Everything that is wrong with the topics; `lines`: the lines to try are taken too."""
    sources, faults = read_sources()
    folder = topics_folder()
    topics, more = read_topics(folder, sources)
    faults += more
    ids = {one.entry.id for one in topics}
    for topic in topics:
        told = [*page_faults(topic), *(f"there's no topic {one!r}" for one in topic.see if one not in ids)]
        faults += [f"{topic.entry.id}: {one}" for one in told]
    used = {source.key for topic in topics for source in topic.sources}
    faults += [f"{key}: no topic names this source" for key in sources if key not in used]
    mean = sum(grade(said_by(one)) for one in topics) / len(topics)
    if not MEAN_EASE[0] <= mean <= MEAN_EASE[1]:
        faults.append(
            f"the pages are of grade {mean:.1f} on average, not {MEAN_EASE[0]:g} to {MEAN_EASE[1]:g}"
        )
    if lines:
        faults += [
            f"{line}: {why}" for line in sorted({one.try_line for one in topics}) if (why := tried(line))
        ]
    return faults


def main() -> int:
    """Write the list; with --check compare it instead, and look at every page. Says what is wrong."""
    sources, faults = read_sources()
    topics, more = read_topics(topics_folder(), sources)
    faults += more
    path, text = topics_folder() / LIST_NAME, list_text(topics)
    if "--check" not in sys.argv:
        if not faults:
            path.write_text(text, encoding="utf-8")
    else:
        faults = all_faults()
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            faults.append(f"{path} is not what the topics say; docs/topics.py writes it")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
