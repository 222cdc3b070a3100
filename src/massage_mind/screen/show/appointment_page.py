"""One appointment, one record: what was wanted, how it was before, what happened, how it was after, what was written."""

from __future__ import annotations

from collections.abc import Sequence

from massage_mind.screen.show.figure import LEGEND, picture, side_by_side
from massage_mind.screen.show.records import (
    Document,
    Row,
    appointment_rows,
    intention_rows,
    is_session,
    length_text,
    lines_of,
    parked_lines,
    ratings_lines,
    when_of,
    when_text,
    with_whom,
)
from massage_mind.screen.text import safe_text

_BREAK: Row = ("", [""])


def thread_rows(appointment: Document, belonging: Sequence[Document], columns: int) -> list[Row]:
    """The appointment with everything that hangs on it, as rows for `records.show_lines` or `show_table`.

    `columns` is the room for lines beside the labels; the body maps before and after stand side by side where they fit.
    """
    by_kind: dict[str, list[Document]] = {}
    for one in belonging:
        by_kind.setdefault("session" if is_session(one) else one["kind"], []).append(one)
    groups = [
        [*appointment_rows(appointment), ("tags", _tags(appointment))],
        _intentions(by_kind.get("intention", ())),
        _parked(by_kind.get("parked", ())),
        _sessions(by_kind.get("session", ()), appointment),
        _checkins(by_kind.get("checkin", ()), columns),
        _entries(by_kind.get("entry", ()), appointment),
    ]
    rows: list[Row] = []
    for group in groups:
        kept = [(label, lines) for label, lines in group if lines]
        if kept:
            rows += [*([_BREAK] if rows else []), *kept]
    return rows


def journey_rows(parts: Sequence[Document], belonging: Sequence[Document], columns: int) -> list[Row]:
    """What hangs on sessions taken without an appointment: body maps and what was written."""
    checkins = [one for one in belonging if one["kind"] == "checkin" and one["body"]]
    entries = [one for one in belonging if one["kind"] == "entry"]
    rows = [
        *([("body", lines)] if (lines := _maps(_by_phase(checkins, "body"), columns)) else []),
        *_entries(entries, parts[0]),
    ]
    return [_BREAK, *rows] if rows else []


def _tags(document: Document) -> list[str]:
    return ["  ".join(f"#{safe_text(tag)}" for tag in document["tags"])] if document["tags"] else []


def _intentions(found: Sequence[Document]) -> list[Row]:
    rows: list[Row] = []
    for one in found:
        if one["cleared_at"] is None or len(found) == 1:
            rows += intention_rows(one)
    return rows


def _parked(found: Sequence[Document]) -> list[Row]:
    return [("put down" if not number else "", parked_lines(one)) for number, one in enumerate(found)]


def _clock(document: Document, beside: Document) -> str:
    """The time of day; with the date where it is another day's."""
    moment = when_of(document)
    if moment.date() == when_of(beside).date():
        return f"{moment:%H:%M}"
    return f"{moment:%a} {moment.day} {moment:%b %H:%M}"


def _sessions(found: Sequence[Document], appointment: Document) -> list[Row]:
    rows: list[Row] = []
    for one in found:
        how = {"finished": "to the end", "early": "ended early", "interrupted": "cut short"}.get(
            one["ending"], "running now"
        )
        if one["logged"]:
            how = "written down afterwards"
        marks = f", {len(one['marks'])} marked" if one["marks"] else ""
        lines = [
            f"{_clock(one, appointment)}  {safe_text(one['title'])}, {length_text(one['played_ms'])}, {how}{marks}"
        ]
        for pair in one["answers"]:
            lines.append(f"       {safe_text(pair['question'])} {safe_text(pair['answer'])}")
        rows.append((safe_text(one["moment"]), lines))
    return rows


def _by_phase(found: Sequence[Document], key: str) -> dict[str, dict[str, int]]:
    """Ratings or body marks by phase; where there were several at one time, the latest counts."""
    phases: dict[str, dict[str, int]] = {}
    for one in found:
        phases.setdefault(one["phase"], {}).update(one[key])
    return phases


def _checkins(found: Sequence[Document], columns: int) -> list[Row]:
    ratings = ratings_lines(_by_phase(found, "ratings"))
    times = [one["phase"] for one in found if one["ratings"]]
    if len(times) > len(set(times)):
        ratings.append("There are several check-ins of one time; of each number the latest is shown.")
    maps = _maps(_by_phase(found, "body"), columns)
    notes = [line for one in found for line in lines_of(one["note"])]
    around = list(dict.fromkeys(tag for one in found for tag in one["tags"]))
    rows: list[Row] = [("ratings", ratings)]
    if ratings and maps:
        rows.append(("", [""]))
    context = [tag for tag in around if tag.startswith(("symptom/", "care/", "week/"))]
    plain = [tag for tag in around if tag not in context]
    return [
        *rows,
        ("body", maps),
        ("note", notes),
        ("around it", _tags({"tags": context})),
        ("tags", _tags({"tags": plain})),
    ]


def _maps(phases: dict[str, dict[str, int]], columns: int) -> list[str]:
    before, after = phases.get("before"), phases.get("after")
    if before and after:
        return [*side_by_side(before, after, columns), LEGEND]
    for phase in ("before", "after", "next-day", "ordinary-day"):
        if phases.get(phase):
            return [phase.replace("-", " "), *picture(phases[phase]), LEGEND]
    return []


def _entries(found: Sequence[Document], beside: Document) -> list[Row]:
    rows: list[Row] = []
    for one in found:
        text = lines_of(one["text"])
        head = f"{_clock(one, beside)}  {safe_text(one['prompt'] or '')}".rstrip()
        rows.append(
            (
                "wrote",
                [head, *("       " + line for line in text), *("       " + line for line in _tags(one))],
            )
        )
    return rows


def appointment_line(document: Document, away: str) -> str:
    """One line of a list: id, when, how far off, how it stands, the rest."""
    moment = when_of(document)
    when = f"{moment:%a} {moment.day:>2} {moment:%b %Y %H:%M}"
    rest = " · ".join(_details(document, "min"))
    return f"{safe_text(document['id'])}  {when}  {away:<12}  {document['state']:<7}  {rest}".rstrip()


def appointment_lines(document: Document, away: str) -> list[str]:
    """The appointment said back in full, as it was understood."""
    rest = ", ".join(_details(document, "minutes"))
    said = f"{when_text(when_of(document))} ({away})" + (f", {rest}" if rest else "")
    first = f" First planned for {when_text(when_of(document, 'first_at'))}." if document["first_at"] else ""
    return [f"{said}.{first}", f"{document['state'].capitalize()}. Kept as {safe_text(document['id'])}."]


def _details(document: Document, unit: str) -> list[str]:
    """Style, length, with whom and where, as far as they were said."""
    pieces = (
        safe_text(document["style"] or ""),
        f"{document['minutes']} {unit if document['minutes'] != 1 else unit.removesuffix('s')}"
        if document["minutes"]
        else "",
        safe_text(with_whom(document)),
    )
    return [piece for piece in pieces if piece]
