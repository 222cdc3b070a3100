"""The record as calm text: a list, and one record in full.

What is shown are documents, as `journal show --json` gives them, since the screen does not know the journal. The plain
forms need no Rich and are never wrapped or cut; the Rich forms fit the terminal. Both say the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from massage_mind.screen.text import cut, safe_text, width

if TYPE_CHECKING:
    from rich.table import Table

Document: TypeAlias = Mapping[str, Any]
Row: TypeAlias = tuple[str, list[str]]
"""A label and the lines beside it. An empty label goes on with the one above; ("", [""]) parts two groups."""

_SHORT_ENDING = {
    "finished": "to the end",
    "early": "ended early",
    "interrupted": "interrupted",
    None: "running now",
}
_LONG_ENDING = {
    "finished": "It came to its end.",
    "early": "You ended it when it was right for you.",
    "interrupted": "Something cut it short; what was there by then is kept.",
    None: "It is running now.",
}
KIND_NAMES = {
    "session": "session",
    "quiet-hour": "quiet hour",
    "checkin": "check-in",
    "entry": "entry",
    "appointment": "appointment",
    "intention": "intention",
    "parked": "parked",
}
PHASE_NAMES = {"before": "before", "after": "after", "next-day": "next day", "ordinary-day": "ordinary day"}
STATE_NAMES = {"planned": "planned", "moved": "moved", "done": "done", "skipped": "skipped"}


def length_text(length_ms: int) -> str:
    """A length or a place in a session: M:SS, from an hour on H:MM:SS. What is below a second is left out."""
    minutes, seconds = divmod(max(0, length_ms) // 1000, 60)
    if minutes < 60:
        return f"{minutes}:{seconds:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def when_of(document: Document, key: str = "at") -> datetime:
    """A time of a document, on the clock of the person it belongs to."""
    return datetime.fromisoformat(document[key])


def when_text(moment: datetime) -> str:
    """A time in full: "Friday 4 December 2026, 15:00"."""
    return f"{moment:%A} {moment.day} {moment:%B %Y, %H:%M}"


def is_session(document: Document) -> bool:
    return document["kind"] in ("session", "quiet-hour")


# ---------------------------------------------------------------- a list


def _cells(document: Document) -> tuple[str, ...]:
    """Id, time, which part or kind, how long, how it ended or stands, style, and the words."""
    return (
        safe_text(document["id"]),
        f"{when_of(document):%Y-%m-%d %H:%M}",
        safe_text(_what(document)),
        length_text(document["played_ms"]) if is_session(document) else "-",
        safe_text(_standing(document)),
        safe_text(document.get("style") or "") or "-",
        one_line(document),
    )


def _what(document: Document) -> str:
    if document["kind"] == "session":
        return str(document["moment"])
    return KIND_NAMES.get(document["kind"], str(document["kind"]))


def _standing(document: Document) -> str:
    if is_session(document):
        if document["logged"]:
            return "written down"
        return _SHORT_ENDING.get(document["ending"], str(document["ending"]))
    if document["kind"] == "checkin":
        return PHASE_NAMES.get(document["phase"], str(document["phase"]))
    return str(document.get("state") or "-")


def one_line(document: Document) -> str:
    """What a record says, in one line: a title, the first line of a text, ratings; tags behind it."""
    match document["kind"]:
        case "session" | "quiet-hour":
            text = safe_text(document["title"])
        case "checkin":
            text = safe_text(checkin_text(document))
        case "appointment":
            pieces = (_minutes(document), with_whom(document), document["note"] or "")
            text = safe_text(" · ".join(filter(None, pieces)))
        case _:
            text = _first_line(document.get("text") or "")
    tags = " ".join(f"#{safe_text(tag)}" for tag in document["tags"])
    return "  ".join(filter(None, (text, tags)))


def _first_line(text: str) -> str:
    return next((line for line in map(safe_text, text.splitlines()) if line.strip()), "").strip()


def checkin_text(document: Document) -> str:
    """Ratings and marks of a check-in in one line: "stress 6, tension 7 · jaw 2"."""
    ratings = ", ".join(f"{item} {value}" for item, value in document["ratings"].items())
    marks = ", ".join(f"{region} {level}" for region, level in document["body"].items() if level)
    return " · ".join(filter(None, (ratings, marks, _first_line(document["note"] or ""))))


_LENGTH_COLUMN = 3
_WORDS_COLUMN = 6


def list_lines(documents: Sequence[Document]) -> list[str]:
    """One line a record, in columns: id, when, what, played, how it stands, style, words. Never wrapped or cut."""
    rows = [_cells(document) for document in documents]
    if not rows:
        return []
    widths = [max(width(row[column]) for row in rows) for column in range(_WORDS_COLUMN)]
    lines = []
    for row in rows:
        cells = [
            " " * (wide - width(cell)) + cell
            if column == _LENGTH_COLUMN
            else cell + " " * (wide - width(cell))
            for column, (cell, wide) in enumerate(zip(row[:_WORDS_COLUMN], widths, strict=True))
        ]
        lines.append("  ".join((*cells, row[_WORDS_COLUMN])).rstrip())
    return lines


def _columns_for(columns: int) -> tuple[int, ...]:
    """Which cells there is room for; `show` has the rest."""
    if columns < 32:
        return 0, 6
    if columns < 56:
        return 0, 1, 6
    if columns < 72:
        return 0, 1, 2, 6
    return (0, 1, 2, 4, 6) if columns < 100 else (0, 1, 2, 3, 4, 5, 6)


def list_table(documents: Sequence[Document], columns: int) -> Table:
    """The same for a terminal that is so many columns wide, one line a record; long words are cut."""
    from rich.table import Table
    from rich.text import Text

    shown = _columns_for(columns)
    heads = ("id", "when", "what", "played", "standing", "style", "words")
    rows = [_cells(document) for document in documents]
    wide = {
        column: max(len(heads[column]), *(width(row[column]) for row in rows))
        for column in shown
        if column != _WORDS_COLUMN
    }
    room = max(1, columns - sum(wide.values()) - 2 * len(wide))
    table = Table(box=None, padding=(0, 2, 0, 0), show_edge=False, pad_edge=False, header_style="dim")
    for column in shown:
        table.add_column(
            Text(heads[column]),
            justify="right" if column == _LENGTH_COLUMN else "left",
            no_wrap=True,
            width=wide.get(column),
        )
    for row in rows:
        words = row[_WORDS_COLUMN]
        if width(words) > room:
            words = cut(words, room - 1) + "…"
        cells = (*row[:_WORDS_COLUMN], words)
        table.add_row(*(Text(cells[column], style="dim" if column == 1 else "") for column in shown))
    return table


# ---------------------------------------------------------------- one record


def rows_of(document: Document) -> list[Row]:
    """What there is to say of a record, as labels and lines."""
    match document["kind"]:
        case "session" | "quiet-hour":
            rows = _session_rows(document)
        case "entry":
            rows = _entry_rows(document)
        case "checkin":
            rows = _checkin_rows(document)
        case "appointment":
            rows = appointment_rows(document)
        case "intention":
            rows = [("intention", [safe_text(document["id"])]), _when(document), *intention_rows(document)]
        case _:
            rows = [
                ("parked", [safe_text(document["id"])]),
                _when(document),
                ("thought", parked_lines(document)),
            ]
    rows += [
        ("tags", ["  ".join(f"#{safe_text(tag)}" for tag in document["tags"])] if document["tags"] else []),
        ("belongs to", _belongs(document)),
        ("deleted", [when_text(when_of(document, "deleted_at"))] if document["deleted_at"] else []),
    ]
    return [(label, lines) for label, lines in rows if lines]


def _when(document: Document) -> Row:
    return "when", [when_text(when_of(document))]


def _belongs(document: Document) -> list[str]:
    ids = [f"{name} {safe_text(document[name])}" for name in ("appointment", "session") if document[name]]
    return [" · ".join(ids)] if ids else []


def lines_of(text: str | None) -> list[str]:
    """A text of several lines, harmless, without empty ones at its ends."""
    return safe_text(text or "", lines=True).strip("\n").splitlines()


def _session_rows(document: Document) -> list[Row]:
    kind = " · ".join(
        filter(None, (safe_text(document[key] or "") for key in ("moment", "style", "guidance")))
    )
    rows: list[Row] = [
        (KIND_NAMES[document["kind"]], [f"{safe_text(document['id'])}  {safe_text(document['title'])}"]),
        ("begun", [f"{when_of(document):%A %Y-%m-%d %H:%M}"]),
        ("kind", [kind]),
        ("wanted", [line for line in lines_of(document["intention"]) if line.strip()]),
        ("time", [_time(document)]),
        ("ending", [_ending(document)]),
        ("goes on from", [safe_text(document["resumed_from"])] if document["resumed_from"] else []),
        ("reached", [safe_text(title) for title in document["sections"]]),
        ("marked", [_mark(mark) for mark in document["marks"]]),
        ("ratings", ratings_lines(document["ratings"])),
    ]
    for pair in document["answers"]:
        rows.append(("answer", [safe_text(pair["question"]), "  " + safe_text(pair["answer"])]))
    return rows


def _ending(document: Document) -> str:
    if document["logged"]:
        return "You wrote it down afterwards."
    if document["ending"] == "interrupted" and document["signal"] == "SIGINT":
        return "You stopped it with Ctrl-C; what was there by then is kept."
    return _LONG_ENDING.get(document["ending"], safe_text(str(document["ending"])))


def _time(document: Document) -> str:
    if document["logged"]:
        return length_text(document["planned_ms"])
    paused = f", {length_text(document['paused_ms'])} paused" if document["paused_ms"] else ""
    return (
        f"{length_text(document['planned_ms'])} planned, {length_text(document['played_ms'])} played{paused}"
    )


def _mark(mark: Mapping[str, Any]) -> str:
    return f"{length_text(mark['at_ms'])}  {safe_text(mark['section'])}".rstrip()


def ratings_lines(phases: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Ratings side by side, as they were given; what they mean is the person's to say.

    With before and after there is the difference as well, as a plain number. What was not rated is a dash.
    """
    given = dict.fromkeys(item for values in phases.values() for item in values)
    if not given:
        return []
    from massage_mind.record.measures import ITEM_BY_KEY

    items = [
        *(item for item in ITEM_BY_KEY if item in given),
        *(item for item in given if item not in ITEM_BY_KEY),
    ]
    shown = [phase for phase in PHASE_NAMES if phases.get(phase)]
    if "before" in shown or "after" in shown:
        shown = [phase for phase in PHASE_NAMES if phase in ("before", "after") or phase in shown]
    both = all(phases.get(phase) for phase in ("before", "after"))
    wide = max(len(safe_text(item)) for item in items)
    heads = [PHASE_NAMES[phase] for phase in shown]
    if both:
        heads.insert(heads.index("after") + 1, "change")
    lines = ["  ".join((" " * wide, *heads))]
    for item in items:
        cells = []
        for head in heads:
            if head == "change":
                was, now = phases["before"].get(item), phases["after"].get(item)
                text = "-" if was is None or now is None else f"{now - was:+d}" if now != was else "0"
            else:
                value = phases.get(head.replace(" ", "-"), {}).get(item)
                text = "-" if value is None else str(value)
            cells.append(text.rjust(len(head)))
        lines.append("  ".join((safe_text(item).ljust(wide), *cells)))
    return lines


def _entry_rows(document: Document) -> list[Row]:
    return [
        ("entry", [safe_text(document["id"])]),
        _when(document),
        ("asked", lines_of(document["prompt"])),
        ("wrote", lines_of(document["text"])),
    ]


def _checkin_rows(document: Document) -> list[Row]:
    from massage_mind.screen.show.figure import LEGEND, picture

    body = document["body"]
    return [
        (
            "check-in",
            [f"{safe_text(document['id'])}  {PHASE_NAMES.get(document['phase'], document['phase'])}"],
        ),
        _when(document),
        ("ratings", [f"{safe_text(item):10}  {value:>2}" for item, value in document["ratings"].items()]),
        ("body", [*picture(body), LEGEND] if body else []),
        ("note", lines_of(document["note"])),
    ]


def _minutes(document: Document) -> str:
    minutes = document["minutes"]
    return f"{minutes} minute{'s' * (minutes != 1)}" if minutes else ""


def with_whom(document: Document) -> str:
    """With whom, where and for how much, as far as it was said."""
    price = f"{document['price']} {document['currency'] or ''}".strip() if document["price"] else ""
    return ", ".join(
        filter(
            None,
            (
                f"with {document['therapist']}" if document["therapist"] else "",
                document["place"] or "",
                price,
            ),
        )
    )


def appointment_rows(document: Document) -> list[Row]:
    """The appointment itself."""
    state = STATE_NAMES.get(document["state"], str(document["state"]))
    details = " · ".join(filter(None, (safe_text(document["style"] or ""), _minutes(document), state)))
    first = f"first planned for {when_text(when_of(document, 'first_at'))}" if document["first_at"] else ""
    return [
        ("appointment", [f"{safe_text(document['id'])}  {when_text(when_of(document))}"]),
        ("", [details]),
        ("", [safe_text(with_whom(document))] if with_whom(document) else []),
        ("", [first] if first else []),
        ("why", lines_of(document["reason"])),
        ("note", lines_of(document["note"])),
    ]


def intention_rows(document: Document) -> list[Row]:
    """What was wanted, and how it showed up."""
    from massage_mind.record.intention import AIM_TITLES, OUTCOMES

    aim = AIM_TITLES.get(document["aim"], "") if document["aim"] else ""
    words = lines_of(document["text"]) or [aim]
    if aim and document["text"]:
        words[-1] += f"  ({aim})"
    if document["when"] or document["then"]:
        words.append(
            f"When {safe_text(document['when'] or '…')}, I will {safe_text(document['then'] or '…')}."
        )
    outcome = []
    if document["outcome"] is not None:
        outcome = [OUTCOMES[document["outcome"]]]
    if document["outcome_words"]:
        outcome += lines_of(document["outcome_words"])
    cleared = ["taken back"] if document["cleared_at"] else []
    return [("wanted", [*words, *cleared]), ("showed up", outcome)]


def parked_lines(document: Document) -> list[str]:
    """A thought that was put down, with when and where, and how it stands."""
    plan = []
    if document["due_at"]:
        plan.append(when_text(when_of(document, "due_at")))
    if document["place"]:
        plan.append(safe_text(document["place"]))
    text = lines_of(document["text"])
    state = {"open": "waiting", "done": "done", "dropped": "dropped"}.get(document["state"], "")
    return [*text, "  " + " · ".join([*plan, state])]


# ---------------------------------------------------------------- as lines, as a table


def show_lines(rows: Sequence[Row]) -> list[str]:
    """Rows as lines that are never wrapped or cut."""
    wide = max(len(label) for label, _ in rows)
    return [
        f"{label if first else '':{wide}}  {line}".rstrip()
        for label, lines in rows
        for first, line in ((index == 0, line) for index, line in enumerate(lines))
    ]


def show_table(rows: Sequence[Row]) -> Table:
    """The same for a terminal: labels dim at the left, long lines go on below themselves."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for label, lines in rows:
        table.add_row(Text(label, style="dim"), Text("\n".join(lines)))
    return table
