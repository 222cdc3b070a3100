"""Where the topics lie: their list, read from one file that is made of them, and one topic from its own.

The list is asked for at every `learn`, and eighty YAML files take a third of a second to read; `docs/topics.py` writes
the list, `make check` compares it with the files.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from massage_mind.learn.topic import KnownFrom, Topic, TopicEntry

LANGUAGE = "en"
_ROOM = Path(__file__).parent
SOURCES = _ROOM / "sources"
LIST_NAME = "topics.json"


def topics_folder(language: str = LANGUAGE) -> Path:
    """The folder of the topics in this language."""
    return _ROOM / "topics" / language


def topic_list(folder: Path | None = None) -> tuple[TopicEntry, ...]:
    """All topics, in the order in which they are shown."""
    rows = json.loads(((folder or topics_folder()) / LIST_NAME).read_text(encoding="utf-8"))
    return tuple(TopicEntry(**{**row, "words": tuple(row["words"])}) for row in rows)


def read_topic(topic_id: str, folder: Path | None = None) -> Topic:
    """The topic with this id, and its sources. Raises `ScriptError` where its file or one of theirs has a fault."""
    from massage_mind.learn.topic_file import build_topic

    path = (folder or topics_folder()) / f"{topic_id}.yaml"
    return build_topic(path.read_bytes(), str(path), _Sources())


class _Sources(Mapping[str, KnownFrom]):
    """The sources by key, each read when it is asked for."""

    def __getitem__(self, key: str) -> KnownFrom:
        from massage_mind.learn.topic_file import build_source

        path = SOURCES / f"{key}.yaml"
        if not path.is_file():
            raise KeyError(key)
        return build_source(path.read_bytes(), str(path))

    def __contains__(self, key: object) -> bool:
        return (SOURCES / f"{key}.yaml").is_file()

    def __iter__(self) -> Iterator[str]:
        return (path.stem for path in sorted(SOURCES.glob("*.yaml")))

    def __len__(self) -> int:
        return sum(1 for _ in self)
