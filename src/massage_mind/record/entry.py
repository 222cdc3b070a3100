"""A journal entry: what a person wrote, and the question it answers."""

from __future__ import annotations

from massage_mind.record.fields import Field
from massage_mind.record.kind_info import KindInfo, needs_words
from massage_mind.values import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """Journal text, and the question it answers, if there was one."""

    text: str
    prompt: str = ""


_FIELDS = (
    Field("text", "text", "What was written.", True),
    Field("prompt", "text", "The question it answers."),
)  # fmt: skip


def _searched(entry: Entry) -> tuple[str, ...]:
    return entry.text, entry.prompt


KIND = KindInfo(
    ("entry",),
    Entry,
    _FIELDS,
    _searched,
    titles=("entry",),
    check=needs_words("entry"),
    body="text",
    place=3,
    around_session=True,
)
