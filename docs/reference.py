"""Writes the references in docs/scripts.md, docs/record.md, docs/look.md and docs/topics.md from the code. `make docs` runs it; a test compares."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from massage_mind.learn.topic_file import SOURCE, TOPIC
from massage_mind.places import shipped_bells
from massage_mind.reading.forms import Property
from massage_mind.reading.script_file import HEAD, MINUTES, SECTION, TIME
from massage_mind.reading.series_file import SERIES
from massage_mind.reading.step_rows import BARE_STEPS, STEP_ROWS, STEPS
from massage_mind.reading.style_file import REGION, STYLE
from massage_mind.record.fields import Field as RecordField
from massage_mind.record.head import COMMON
from massage_mind.record.kinds import FIELDS as RECORD_FIELDS
from massage_mind.record.measures import ITEMS
from massage_mind.script.body import LEVELS, REGIONS
from massage_mind.script.body_words import OTHER_WORDS
from massage_mind.script.breathing import PATTERNS
from massage_mind.script.care import RULES
from massage_mind.script.wording import FIELDS

sys.path.insert(0, str(Path(__file__).parent))
from contrast import contrast_table
from specimen import specimen

BEGIN = "<!-- reference: written by docs/reference.py, do not edit -->"
END = "<!-- end of reference -->"
FOLDER = Path(__file__).parent


def _table(rows: Iterator[tuple[str, str]], head: tuple[str, str]) -> Iterator[str]:
    yield f"| {head[0]} | {head[1]} |"
    yield "|---|---|"
    for left, right in rows:
        yield f"| {left} | {right.replace('|', chr(92) + '|')} |"
    yield ""


def _properties(properties: Mapping[str, Property]) -> list[str]:
    """The keys of a map, as a table."""
    rows = (
        (f"`{key}`", f"{one.about}; {one.kind.expects}.{' **Required.**' * one.required}")
        for key, one in properties.items()
    )
    return list(_table(rows, ("key", "what it is")))


def script_reference() -> str:
    """The whole reference of scripts as Markdown, between its markers."""
    lines: list[str] = [BEGIN, ""]
    lines += ["### A script", "", *_properties(HEAD)]
    lines += ["`minutes` holds:", "", *_properties(MINUTES.properties)]
    lines += ["### A section", "", *_properties(SECTION.properties)]
    lines += ["`time` as a map holds:", "", *_properties(TIME.properties)]
    lines += ["### Steps", ""]
    *others, last = (f"`{name}`" for name in BARE_STEPS)
    lines += [f"{', '.join(others)} and {last} may also stand alone as one word.", ""]
    for row in STEP_ROWS:
        lines += [f"#### `{row.name}`", "", "```yaml", f"- {row.example}", "```", ""]
        lines += _properties(STEPS[row.name].properties)
    lines += ["### A style", "", "A file in `styles/`; its id is the file's name.", ""]
    lines += _properties(STYLE.properties)
    lines += ["Each of its `regions` holds:", "", *_properties(REGION.properties)]
    lines += ["### A series", "", "A file in `series/`; its name is the file's name.", ""]
    lines += _properties(SERIES.properties)
    lines += [
        "### Fields",
        "",
        *_table(((f"`{{{k}}}`", v + ".") for k, v in FIELDS.items()), ("field", "stands for")),
    ]
    bells = (
        (f"`{name}`", f"rings for {length / 1000:g} seconds.") for name, length in shipped_bells().items()
    )
    lines += ["### Bells", "", *_table(bells, ("bell", "length"))]
    patterns = (
        (f"`{one.key}`", one.about + (f" One breath takes {one.cycle_ms / 1000:g} s." if one.paced else ""))
        for one in PATTERNS.values()
    )
    lines += ["### Breathing patterns", "", *_table(patterns, ("pattern", "what it is"))]
    lines += [
        "### Care rules",
        "",
        *_table(((f"`{k}`", v + ".") for k, v in RULES.items()), ("rule", "about")),
    ]
    return "\n".join([*lines, END])


_FORMS = {
    "text": "text",
    "choice": "one of",
    "whole": "whole number",
    "instant": "time",
    "flag": "true or false",
    "texts": "list of texts",
    "ratings": "item to 0-10",
    "body": "region to 0-3",
    "words": "region to words",
    "marks": "list of `at_ms`, `section`",
    "answers": "list of `question`, `answer`",
    "object": "object",
}


def _record_rows(fields: tuple[RecordField, ...]) -> Iterator[str]:
    yield "| key | form | what it is |"
    yield "|---|---|---|"
    for one in fields:
        form = _FORMS[one.form]
        if one.allowed and one.form == "choice":
            form += " " + ", ".join(f"`{choice}`" for choice in one.allowed)
        notes = " **Needed.**" if one.needed else ""
        notes += " Passed over on import." if one.derived else ""
        yield f"| `{one.key}` | {form} | {one.about.replace('|', chr(92) + '|')}{notes} |"
    yield ""


def record_reference() -> str:
    """The whole reference of records as Markdown, between its markers."""
    lines = [BEGIN, "", "### Every record", "", *_record_rows(COMMON)]
    for kind, fields in RECORD_FIELDS.items():
        if kind == "quiet-hour":
            continue
        title = "`session` and `quiet-hour`" if kind == "session" else f"`{kind}`"
        lines += [f"### {title}", "", *_record_rows(fields)]
    rows = ((f"`{item.key}`", f"0 {item.low}, 10 {item.high}; {', '.join(item.phases)}.") for item in ITEMS)
    lines += ["### Ratings", "", *_table(rows, ("item", "what it means, and when it is asked"))]
    lines += [
        "A person's own are records of kind `measure`; their ratings stand under the `key` of those. What no measure is known of",
        "is kept and shown by its key.",
        "",
    ]
    levels = ", ".join(f"{number} {word}" for number, word in enumerate(LEVELS))
    lines += ["### Regions", "", f"{', '.join(REGIONS)}. Tension: {levels}.", ""]
    lines += ["Other words are understood as these, and said back:", ""]
    lines += _table(((part, ", ".join(words)) for part, words in OTHER_WORDS.items()), ("region", "also"))
    return "\n".join([*lines, END])


def topics_reference() -> str:
    """The keys of a topic and of a source."""
    lines = [BEGIN, "", "## A topic", "", "Its id is the file's name.", "", *_properties(TOPIC.properties)]
    lines += [
        "## A source",
        "",
        "Its key is the file's name. It has a DOI, or an address where it has none.",
        "",
    ]
    return "\n".join([*lines, *_properties(SOURCE.properties), END])


def look_reference() -> str:
    """The specimen page: each element as it is set; and how well it can be read."""
    return "\n".join([BEGIN, "", *specimen(), *_READABLE, *contrast_table(), END])


_READABLE = (
    "## How well it can be read",
    "",
    "The contrast (WCAG 2.2) of what the program sends, in the palettes that usual terminals begin with. Words need 4.5, signs that "
    "are drawn 3; what is under 4.5 is in brackets. `docs/contrast.py` reckons it.",
    "",
)


PAGES = {
    "scripts.md": script_reference,
    "record.md": record_reference,
    "look.md": look_reference,
    "topics.md": topics_reference,
}


def with_reference(name: str, page: str) -> str:
    """The page of this name with the reference brought up to date."""
    before, rest = page.split(BEGIN, 1)
    return before + PAGES[name]() + rest.split(END, 1)[1]


def main() -> str:
    """Write or check every page; what is not up to date, if anything."""
    stale = []
    for name in PAGES:
        text = (FOLDER / name).read_text(encoding="utf-8")
        new = with_reference(name, text)
        if "--check" not in sys.argv:
            (FOLDER / name).write_text(new, encoding="utf-8")
        elif new != text:
            stale.append(f"docs/{name}")
    return f"{' and '.join(stale)}: not up to date, run `make docs`" if stale else ""


if __name__ == "__main__":
    sys.exit(main() or 0)
