"""Carrying the record out, into a stream, a file or a folder, and in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from massage_mind.diary.opened import opened
from massage_mind.errors import MassageMindError, UsageError
from massage_mind.record.session import SESSIONS, SessionRecord

if TYPE_CHECKING:
    from massage_mind.journal.carry.incoming import Tally
    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record
    from massage_mind.record.query import Query
    from massage_mind.world import World

Sink: TypeAlias = Callable[[str], object]
"""Takes one piece of text after the other."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to carry out and how. `form`: one of `export.FORMATS`. `fields`: only these keys; all where none are named.

    `target`: the file or, for a form of one file a record, the folder to write; None for the stream. `binned`: what is
    in the bin as well. `over`: also over what is there already.
    """

    form: str
    query: Query
    fields: tuple[str, ...] = ()
    target: Path | None = None
    binned: bool = False
    over: bool = False


def export_records(world: World, request: ExportRequest, stream: Sink) -> str:
    """Carry the record out; the sentence that says where it is now, empty for the stream.

    Raises `UsageError`, `StoreError`, and `MassageMindError` for a target that is taken or cannot be written; of a
    file there is then nothing.
    """
    with opened(world, writing=False) as store:
        out = _Outgoing(world, store, _all(store, request, world.wall_ms()), request.fields)
        if request.target is None:
            for piece in _pieces(request.form, out):
                stream(piece)
            return ""
        if request.form in _FILE_A_RECORD:
            return _into_folder(request, out, request.target)
        return _into_file(request, out, request.target)


@dataclass(frozen=True, slots=True)
class _Outgoing:
    """What a form is made from: the records, the earliest first, each read when its turn comes."""

    world: World
    store: Store
    records: Iterator[Record]
    fields: tuple[str, ...]


def _all(store: Store, request: ExportRequest, now_ms: int) -> Iterator[Record]:
    from massage_mind.journal.carry.export import everything

    yield from everything(store.records, request.query, now_ms=now_ms)
    if request.binned:
        yield from everything(store.records, replace(request.query, binned=True), now_ms=now_ms)


# ---------------------------------------------------------------- the forms


def _as_json(out: _Outgoing) -> Iterator[str]:
    from massage_mind.journal.carry.export import json_pieces

    return json_pieces(out.records, now_ms=out.world.wall_ms(), zone=out.world.zone, fields=out.fields)


def _as_json_lines(out: _Outgoing) -> Iterator[str]:
    from massage_mind.journal.carry.export import json_lines

    return json_lines(out.records, out.fields)


def _as_csv(out: _Outgoing) -> Iterator[str]:
    from massage_mind.journal.carry.export import csv_lines

    styles, kinds = _styles_and_kinds(out.store, out.world.wall_ms())
    return csv_lines(out.records, styles, kinds, out.fields)


def _as_markdown(out: _Outgoing) -> Iterator[str]:
    from massage_mind.journal.carry.export import markdown

    for number, record in enumerate(out.records):
        yield ("\n" if number else "") + markdown(record, out.fields, many=True)


def _as_page(out: _Outgoing) -> Iterator[str]:
    """Everything as one plain page."""
    from massage_mind.record.document import record_document
    from massage_mind.screen.show.records import rows_of, show_lines

    if out.fields:
        raise UsageError(
            "A page of plain text has no fields.", "Leave --fields out, or choose another format."
        )
    for number, record in enumerate(out.records):
        yield ("\n" if number else "") + "\n".join(show_lines(rows_of(record_document(record)))) + "\n"


_WRITERS: Mapping[str, Callable[[_Outgoing], Iterator[str]]] = {
    "json": _as_json,
    "jsonl": _as_json_lines,
    "csv": _as_csv,
    "markdown": _as_markdown,
    "text": _as_page,
}
_FILE_A_RECORD = frozenset({"markdown"})
"""The forms whose target is a folder with one file for each record."""


def _pieces(form: str, out: _Outgoing) -> Iterator[str]:
    writer = _WRITERS.get(form)
    if writer is None:
        raise MassageMindError(f"The format {form!r} is known, but nothing writes it.")
    return writer(out)


def _styles_and_kinds(store: Store, now_ms: int) -> tuple[dict[str, str], dict[str, str]]:
    """The style by the id of an appointment or session, and the kind by the id of a session."""
    from massage_mind.diary.thread import appointment_of
    from massage_mind.record.query import Query

    styles: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for one in store.records.find(Query(("appointment",)), now_ms=now_ms):
        styles[one.id] = appointment_of(one).style
    for one in store.records.find(Query(SESSIONS), now_ms=now_ms, bare=True):
        assert isinstance(one.details, SessionRecord)
        styles[one.id] = one.details.style
        kinds[one.id] = one.kind
    return styles, kinds


# ---------------------------------------------------------------- into files


def _into_file(request: ExportRequest, out: _Outgoing, path: Path) -> str:
    from massage_mind.home import whole_file

    if path.is_dir():
        raise MassageMindError(f"{path} is a folder.", "Name a file in it.")
    try:
        with whole_file(path, over=request.over) as file:
            for piece in _pieces(request.form, out):
                file.write(piece.encode())
    except FileExistsError as exc:
        raise MassageMindError(f"{path} is there already.", "Choose another name, or add --force.") from exc
    except OSError as exc:
        raise MassageMindError(f"{path} cannot be written: {exc.strerror or exc}.") from exc
    return f"Written to {path}; only you can read it."


def _into_folder(request: ExportRequest, out: _Outgoing, folder: Path) -> str:
    from massage_mind.home import private_folder, whole_file
    from massage_mind.journal.carry.export import markdown, markdown_name

    count = 0
    try:
        private_folder(folder, only_if_ours=True)
        for record in out.records:
            with whole_file(folder / markdown_name(record), over=request.over) as file:
                file.write(markdown(record, out.fields).encode())
            count += 1
    except FileExistsError as exc:
        raise MassageMindError(
            f"{exc.filename or folder} is there already; {count} records were written before it.",
            "Choose an empty folder, or add --force.",
        ) from exc
    except OSError as exc:
        raise MassageMindError(f"{folder} cannot be written: {exc.strerror or exc}.") from exc
    return f"{count} record{'s' * (count != 1)}, in {folder}."


# ---------------------------------------------------------------- in


def import_records(world: World, source: Path | BinaryIO) -> Tally:
    """Take in the records of a file, a folder of Markdown files or a stream; the same twice changes nothing.

    Raises `UsageError` for what cannot be read, `StoreError`.
    """
    from massage_mind.journal.carry.incoming import read_file, read_stream
    from massage_mind.journal.carry.merge import merge

    if isinstance(source, Path):
        incoming = read_file(source, world.zone)
    else:
        incoming = read_stream(source, "standard input", world.zone)
    with opened(world, writing=True) as store:
        return merge(store, incoming, now_ms=world.wall_ms())
