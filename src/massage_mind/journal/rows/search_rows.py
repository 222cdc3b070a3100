"""What a person searches for, as a condition on the table of all records: questions to the full-text tables."""

from __future__ import annotations

import re

from massage_mind.record.folding import fold_both, fold_unspaced
from massage_mind.record.search import Term
from massage_mind.record.texts import has_unspaced

_GRAM = 3
"""Trigrams find what is at least this long."""


def condition(terms: tuple[Term, ...]) -> tuple[str, list[object]]:
    """A condition on `record.n` in SQL, with its values."""
    spaced = [term for term in terms if not has_unspaced(term.text)]
    parts: list[str] = []
    values: list[object] = []
    if spaced:
        parts.append("record.n IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(words_question(spaced))
    for term in terms:
        if not has_unspaced(term.text):
            continue
        folded = fold_unspaced(term.text)
        if len(folded) >= _GRAM:
            parts.append("record.n IN (SELECT rowid FROM grams WHERE grams MATCH ?)")
            values.append(_quoted(folded))
        else:
            parts.append(
                "record.n IN (SELECT n FROM doc WHERE unspaced <> '' AND unspaced LIKE ? ESCAPE '\\')"
            )
            escaped = re.sub(r"([%_\\])", r"\\\1", folded)
            values.append(f"%{escaped}%")
    return " AND ".join(parts), values


def words_question(terms: list[Term]) -> str:
    """The terms in FTS5's language, each quoted, so that no operator is one."""
    return " AND ".join(
        "(" + " OR ".join(_quoted(words) + "*" * term.prefix for words in fold_both(term.text)) + ")"
        for term in terms
    )


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
