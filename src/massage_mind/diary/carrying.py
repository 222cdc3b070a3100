"""Carrying the record out, into a stream, a file or a folder, and in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from massage_mind.diary.into_a_file import Carried, written_into
from massage_mind.diary.opened import opened, say_unknown
from massage_mind.errors import MassageMindError
from massage_mind.record.session import SESSIONS, SessionRecord
from massage_mind.values import dataclass
from massage_mind.words.lengths import count_word
from massage_mind.words.reasons import reason_words

if TYPE_CHECKING:
    from massage_mind.journal.carry.form import CarryForm, Surroundings
    from massage_mind.journal.carry.merge import Tally
    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record
    from massage_mind.record.measures import Item
    from massage_mind.record.query import Query
    from massage_mind.world import World

Sink: TypeAlias = Callable[[str], object]
"""Takes one piece of text after the other."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to carry out and how. `form`: one of `carry.forms.FORMATS`. `fields`: only these keys; all where none are named.

    `target`: the file or, for a form of one file a record, the folder to write; None for the stream. `binned`: what is
    in the bin as well. `over`: also over what is there already.
    """

    form: str
    query: Query
    fields: tuple[str, ...] = ()
    target: Path | None = None
    binned: bool = False
    over: bool = False


def export_records(world: World, request: ExportRequest, stream: Sink) -> Carried | None:
    """Carry the record out; where it is now, None for the stream.

    Raises `UsageError`, `StoreError`, and `MassageMindError` for a target that is taken or cannot be written; of a
    file there is then nothing.
    """
    from massage_mind.journal.carry.form import Request
    from massage_mind.journal.carry.formats import form_named

    form = form_named(request.form)
    with opened(world, writing=False) as store:
        unread: list[str] = []
        records = _all(store, request, unread)
        asked = Request(
            world.wall_ms(),
            world.zone,
            request.fields,
            _pages(store),
            lambda: _surroundings(store),
            lambda data: _book(world, store, request, data),
        )
        if request.target is not None and form.write_one is not None:
            write_one = form.write_one
            files = (write_one(record, asked) for record in records)
            done: Carried | None = _into_folder(
                files, request.target, over=request.over, now_s=world.wall_ms() / 1000
            )
        else:
            assert form.write is not None
            done = _carried(form.write(records, asked), request, stream)
        say_unknown(world, store, request.query)
    if unread:
        world.suggest(
            f"What was asked for can't be read of {', '.join(unread)}, and is left out: the journal is damaged. "
            "What can be done:",
            "massage-mind journal recover",
        )
    return done


def _carried(pieces: Iterable[str], request: ExportRequest, stream: Sink) -> Carried | None:
    if request.target is not None:
        return written_into(pieces, request.target, over=request.over)
    for piece in pieces:
        stream(piece)
    return None


def _all(store: Store, request: ExportRequest, unread: list[str]) -> Iterator[Record]:
    """Every record that is asked for. `unread` gets the ids of sessions of which not all can be read."""
    from massage_mind.journal.carry.outgoing import everything

    for binned in (False, True) if request.binned else (False,):
        for record in everything(store.records, replace(request.query, binned=binned)):
            if isinstance(record.details, SessionRecord) and not record.details.request_is_read:
                unread.append(record.id)
            yield record


def _pages(store: Store) -> Callable[[Record], str]:
    """A record as plain lines, a person's own measures by their names."""
    names: list[dict[str, str]] = []  # Read with the first page: most formats show none.

    def page(record: Record) -> str:
        from massage_mind.diary.own_measures import named, names_by_key
        from massage_mind.screen.show.show_record import record_lines

        if not names:
            names.append(names_by_key(store))
        return "\n".join(record_lines(named(record, names[0])))

    return page


def columns_of(world: World, form: CarryForm) -> tuple[str, ...]:
    """What this form can be cut down to, where those are columns: a person's own measures among them."""
    if not form.columns:
        return ()
    from massage_mind.diary.own_measures import keys_beside
    from massage_mind.journal.carry.csv_form import own_columns

    with world.open_store(writing=False) as store:
        return *form.columns, *own_columns(keys_beside(store)).values()


def _book(world: World, store: Store, request: ExportRequest, data: Iterator[str]) -> Iterator[str]:
    """All records as the page of a book, around the data that goes with it."""
    from massage_mind.diary.bookbinding import book_of
    from massage_mind.diary.own_measures import named, names_by_key

    names = names_by_key(store)
    # It goes through the records more than once; what can't be read of one is said by the pass that carries it.
    return book_of(
        lambda: _all(store, request, []),
        store.records,
        world.local_now(),
        data,
        lambda one: named(one, names),
    )


def _surroundings(store: Store) -> Surroundings:
    """The style by the id of an appointment or session, and the kind by the id of a session."""
    from massage_mind.diary.own_measures import keys_beside
    from massage_mind.journal.carry.form import Surroundings
    from massage_mind.record.appointment_thread import appointment_of
    from massage_mind.record.query import Query

    styles: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for one in store.records.find(Query(("appointment",))):
        styles[one.id] = appointment_of(one).style
    for one in store.records.find(Query(SESSIONS), bare=True):
        assert isinstance(one.details, SessionRecord)
        styles[one.id] = one.details.style
        kinds[one.id] = one.kind
    return Surroundings(styles, kinds, keys_beside(store))


# ---------------------------------------------------------------- into files


def _into_folder(files: Iterable[tuple[str, str]], folder: Path, *, over: bool, now_s: float) -> Carried:
    """All of them or none, unless what was there before is written over."""
    from massage_mind.home import private_folder
    from massage_mind.stops import held, stopping
    from massage_mind.whole_files import sweep, sync_folder, whole_file

    if folder.is_symlink() and not folder.exists():
        raise MassageMindError(f"{folder} is a link to nothing.", "Name a folder. Nothing was written.")
    written: list[Path] = []
    with stopping(), ExitStack() as undone:
        undone.callback(_take_back, written, None if folder.exists() else folder, over=over)
        try:
            private_folder(folder, only_if_ours=True)
            sweep(folder, now_s=now_s)
            for name, text in files:
                with held():
                    with whole_file(folder / name, over=over, alone=False) as file:
                        file.write(text.encode())
                    written.append(folder / name)
            sync_folder(folder)
        except FileExistsError as exc:
            raise MassageMindError(
                f"{exc.filename or folder} is there already; nothing was written.",
                "Choose an empty folder, or write over it:",
                instead=("", "--force"),
            ) from exc
        except OSError as exc:
            raise MassageMindError(f"{folder} can't be written: {reason_words(exc)}.") from exc
        undone.pop_all()
    count = len(written)
    are = "record is" if count == 1 else "records are"
    many = count_word(count)
    return Carried(f"{many[0].upper()}{many[1:]} {are} in this folder:", folder)


def _take_back(written: Sequence[Path], made: Path | None, *, over: bool) -> None:
    """Delete what was written before it failed, and the folder that was made for it; half of a record is none."""
    with suppress(OSError):
        for path in () if over else written:
            path.unlink(missing_ok=True)
        if made is not None:
            made.rmdir()


# ---------------------------------------------------------------- in


def import_records(world: World, source: Path | BinaryIO) -> Tally:
    """Take in the records of a file, an archive, a folder, another journal or a stream; the same twice changes nothing.

    Raises `UsageError` for what cannot be read, `StoreError`.
    """
    from massage_mind.journal.carry.incoming import read_file, read_stream
    from massage_mind.journal.carry.merge import merge
    from massage_mind.journal.carry.remarks import Remarks

    remarks = Remarks()
    if isinstance(source, Path):
        incoming = read_file(source, world.zone, remarks)
    else:
        incoming = read_stream(source, "standard input", world.zone, remarks)
    with opened(world, writing=True) as store:
        before = _courses_and_meanings(store)
        tally = merge(store, incoming, remarks)
        courses, meanings = _courses_and_meanings(store)
    if len(courses) > max(1, len(before[0])):
        remarks.courses += courses
    from massage_mind.insight.claims import mixed_words

    remarks.mixed += [
        f"{items[0].title} means more than one thing now: {mixed_words(items)}"
        for key, items in meanings.items()
        if len(items) > len(before[1].get(key, ()))
    ]
    return tally


def _courses_and_meanings(store: Store) -> tuple[list[str], dict[str, tuple[Item, ...]]]:
    """The courses that have not ended, and the measures of one key that mean more than one thing."""
    from massage_mind.diary.courses import courses_not_ended
    from massage_mind.diary.own_measures import meanings_of

    return [one.id for one in courses_not_ended(store)], meanings_of(store)
