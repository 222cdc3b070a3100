"""`journal export`, `import`, `backup` and `recover`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from massage_mind import app as world
from massage_mind.cli.given import confirmed, print_json, refuse_while_running, say_notices
from massage_mind.cli.journal_look import KindName, Since, StyleId, UntilDay, asked
from massage_mind.cli.options import AsJson, Tags, Yes

if TYPE_CHECKING:
    from massage_mind.journal.file.recover import State
    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record
    from massage_mind.record.query import Query
    from massage_mind.record.session import SessionRecord

OutFile = Annotated[
    str,
    typer.Option(
        "--out",
        "-o",
        metavar="FILE",
        help="Into this file, or for Markdown this folder; - for standard output.",
    ),
]


def export(
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help="json, jsonl, csv (ratings), markdown, text; or schema."
        ),
    ] = "json",
    out: OutFile = "-",
    fields: Annotated[
        str, typer.Option("--fields", metavar="KEYS", help="Only these keys, with commas between.")
    ] = "",
    since: Since = "",
    until: UntilDay = "",
    tag: Tags = None,
    style: StyleId = "",
    kind: KindName = None,
    binned: Annotated[bool, typer.Option("--bin", help="What is in the bin as well.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Over a file that is there already.")] = False,
) -> None:
    """Carry the record out; without options everything, as one JSON document on standard output."""
    from massage_mind.errors import UsageError
    from massage_mind.journal.carry import export as forms

    if form == "schema":
        from massage_mind.record.document import schema

        print_json(schema())
        return
    form = "json" if as_json else {"md": "markdown", "txt": "text", "ndjson": "jsonl"}.get(form, form)
    if form not in forms.FORMATS:
        raise UsageError(f"There is no format {form!r}.", f"There are: {', '.join(forms.FORMATS)}, schema.")
    wanted = filter(None, (part.strip() for part in fields.split(",")))
    keys = forms.known_fields(wanted, forms.CSV_FIELDS if form == "csv" else ())
    query = asked(0, since, until, tag, style, kind or ["all"], "", False)
    now, zone = world.wall_ms(), world.zone_name()
    with world.open_store(writing=False) as store:
        say_notices(store.notices)
        records = _all(store, query, binned, now)
        if form == "markdown":
            _markdown(records, out, keys, force)
            return
        if form == "json":
            pieces = forms.json_pieces(records, now_ms=now, zone=zone, fields=keys)
        elif form == "jsonl":
            pieces = forms.json_lines(records, keys)
        elif form == "csv":
            styles, kinds = _around(store, now)
            pieces = forms.csv_lines(records, styles, kinds, keys)
        else:
            pieces = _page(records, keys)
        with _target(out, force) as write:
            for piece in pieces:
                write(piece)


def _all(store: Store, query: Query, binned: bool, now: int) -> Iterator[Record]:
    from massage_mind.journal.carry.export import everything

    yield from everything(store.records, query, now_ms=now)
    if binned:
        yield from everything(store.records, replace(query, binned=True), now_ms=now)


def _around(store: Store, now: int) -> tuple[dict[str, str], dict[str, str]]:
    """The style by the id of an appointment or session, and the kind by the id of a session."""
    from massage_mind.diary.thread import appointment_of
    from massage_mind.record.query import Query
    from massage_mind.record.session import SESSIONS

    styles: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for one in store.records.find(Query(("appointment",)), now_ms=now):
        styles[one.id] = appointment_of(one).style
    for one in store.records.find(Query(SESSIONS), now_ms=now, bare=True):
        styles[one.id] = cast("SessionRecord", one.details).style
        kinds[one.id] = one.kind
    return styles, kinds


def _page(records: Iterable[Record], keys: tuple[str, ...]) -> Iterator[str]:
    """Everything as one plain page, the earliest first."""
    from massage_mind.screen.show.show_record import rows_of
    from massage_mind.screen.show.show_rows import show_lines

    if keys:
        from massage_mind.errors import UsageError

        raise UsageError(
            "A page of plain text has no fields.", "Leave --fields out, or choose another format."
        )
    for number, record in enumerate(records):
        yield ("\n" if number else "") + "\n".join(show_lines(rows_of(record))) + "\n"


def _markdown(records: Iterable[Record], out: str, keys: tuple[str, ...], force: bool) -> None:
    """One file a record into a folder; one after the other on standard output."""
    from massage_mind.errors import MassageMindError
    from massage_mind.home import private_folder
    from massage_mind.journal.carry.export import markdown, markdown_name

    if out == "-":
        from massage_mind.screen.text import safe_text

        for number, record in enumerate(records):
            text = markdown(record, keys, many=True)
            if world.stdout_is_terminal():
                text = safe_text(text, lines=True)
            world.out().write(("\n" if number else "") + world.carried(text))
        return
    folder = Path(out)
    count = 0
    try:
        private_folder(folder, only_if_ours=True)
        for record in records:
            path = folder / markdown_name(record)
            if path.exists() and not force:
                raise FileExistsError(path)
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(markdown(record, keys).encode())
            count += 1
    except FileExistsError as exc:
        raise MassageMindError(
            f"{exc} is there already; {count} records were written before it.",
            "Choose an empty folder, or add --force.",
        ) from exc
    except OSError as exc:
        raise MassageMindError(f"{out} cannot be written: {exc.strerror or exc}.") from exc
    world.note(f"{count} record{'s' * (count != 1)}, in {folder}.")


@contextmanager
def _target(out: str, force: bool) -> Iterator[Callable[[str], object]]:
    """Where text goes: standard output, or a file of the owner's alone that appears only when it is whole."""
    from massage_mind.errors import MassageMindError

    if out == "-":
        if world.stdout_is_terminal():
            from massage_mind.screen.text import safe_text

            yield lambda text: world.out().write(world.carried(safe_text(text, lines=True)))
        else:
            yield lambda text: world.out().write(world.carried(text))
        return
    path = Path(out)
    if path.is_dir():
        raise MassageMindError(f"{path} is a folder.", "Name a file in it.")
    if path.exists() and not force:
        raise MassageMindError(f"{path} is there already.", "Choose another name, or add --force.")
    passing = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with open(
            os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8", newline=""
        ) as file:
            yield file.write
        os.replace(passing, path)
    except OSError as exc:
        raise MassageMindError(f"{path} cannot be written: {exc.strerror or exc}.") from exc
    finally:
        passing.unlink(missing_ok=True)
    world.note(f"Written to {path}; only you can read it.")


def import_(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="A file, a folder of Markdown files, or - for standard input."),
    ],
    as_json: AsJson = False,
) -> None:
    """Take records in: our own JSON, JSON Lines or Markdown, jrnl's JSON, Day One's. Twice changes nothing."""
    from massage_mind.errors import StoreError
    from massage_mind.journal.carry.incoming import read_file, read_stream
    from massage_mind.journal.carry.merge import merge

    zone = world.zone_name()
    if file == "-":
        incoming = read_stream(sys.stdin.buffer, "standard input", zone)
    else:
        if not Path(file).exists():
            raise StoreError(f"There is no file {file}.")
        incoming = read_file(Path(file), zone)
    with world.open_store(writing=True) as store:
        say_notices(store.notices)
        tally = merge(store, incoming, now_ms=world.wall_ms())
    counts = {
        "added": tally.added,
        "changed": tally.changed,
        "known": tally.known,
        "deleted": tally.deleted,
        "faults": tally.faults,
    }
    if as_json:
        print_json(counts)
    else:
        pieces = [f"{tally.added} new", f"{tally.changed} newer", f"{tally.known} already here"]
        if tally.deleted:
            pieces.append(f"{tally.deleted} left out, since you deleted them for good")
        world.write(", ".join(pieces) + ".")
    for fault in tally.faults:
        world.note(f"Left out: {fault}")
    if tally.faults:
        raise typer.Exit(1)


def backup(
    file: Annotated[str, typer.Argument(metavar="[FILE]", help="Where to; else beside the journal.")] = "",
    as_json: AsJson = False,
) -> None:
    """Make a copy of the whole journal; beside it, the last eight are kept."""
    import sqlite3

    from massage_mind.errors import StoreError
    from massage_mind.journal.file.backup import back_up, copy_to
    from massage_mind.journal.file.faults import as_store_error

    target = Path(file).absolute() if file else None
    with world.open_store(writing=False) as store:
        if not store.path.exists():
            raise StoreError("There is no journal yet, so there is nothing to copy.")
        try:
            if target is None:
                target = back_up(store.ground.conn, store.path, now_ms=world.wall_ms(), before="asked")
            else:
                copy_to(store.ground.conn, target)
        except FileExistsError:
            raise StoreError(
                f"{target} is there already.", "Choose another name. Nothing was written."
            ) from None
        except OSError as exc:
            raise StoreError(f"The copy cannot be written: {exc.strerror or exc}.") from exc
        except sqlite3.Error as exc:
            raise as_store_error(target or store.path, exc) from exc
    if as_json:
        print_json({"file": str(target), "bytes": target.stat().st_size})
        return
    from massage_mind.screen.text import safe_text

    world.write(safe_text(str(target)))


def recover(
    copy: Annotated[
        str, typer.Option("--from", metavar="FILE", help="Put this copy into the place of the journal.")
    ] = "",
    newest: Annotated[
        bool, typer.Option("--newest", help="Put the newest whole copy into its place.")
    ] = False,
    salvage: Annotated[
        bool,
        typer.Option("--salvage", help="Without a copy: begin anew with what the damaged file still gives."),
    ] = False,
    replace_: Annotated[
        bool,
        typer.Option("--replace", help="Also where the journal is whole: go back to the copy as it was."),
    ] = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Look at the journal and its copies; put one back, with what the damaged file still gives."""
    from massage_mind.errors import StoreError, UsageError
    from massage_mind.journal.file.paths import FILE
    from massage_mind.journal.file.recover import copies, look_at, put_back
    from massage_mind.screen.text import safe_text

    if sum((bool(copy), newest, salvage)) > 1:
        raise UsageError("--from, --newest and --salvage are three ways.", "Choose one of them.")
    path = world.home().data_dir / FILE
    state = look_at(path) if path.exists() else None
    if not (copy or newest or salvage):
        _look(state, copies(path), as_json)
        return
    if state is not None and not state.trouble and not replace_:
        raise StoreError(
            "The journal is whole, so there is nothing to recover.",
            "To go back to a copy all the same, add --replace; what came after it is then kept in a file beside it only.",
        )
    if state is not None and not state.trouble:
        refuse_while_running()
    chosen = None if salvage else Path(copy) if copy else _newest(copies(path))
    what = f"{chosen.name}" if chosen else "an empty journal"
    if not confirmed(
        f"Put {what} into the place of {path.name}? The file there now is kept beside it.", yes=yes
    ):
        world.note("Nothing was changed.")
        return
    damaged = state is not None and bool(state.trouble)
    aside, tally = put_back(path, chosen, now_ms=world.wall_ms(), salvaging=damaged)
    saved = tally.added + tally.changed
    if as_json:
        print_json(
            {
                "from": None if chosen is None else str(chosen),
                "aside": None if aside is None else str(aside),
                "saved": saved,
            }
        )
        return
    world.say(safe_text(f"The journal is {what} again." if chosen else "A new journal is begun."))
    if aside is not None:
        if damaged:
            more = f"{saved} record{'s' * (saved != 1)}" + (" more" if chosen else "")
            world.say(
                f"Out of the damaged file {more} could be saved."
                if saved
                else "Out of the damaged file nothing could be read that is not here already."
                if chosen
                else "Out of the damaged file nothing could be read."
            )
        world.note(safe_text(f"The file that was there is kept as {aside}."))


def _look(state: State | None, found: list[State], as_json: bool) -> None:
    """Say what the journal and its copies are worth, and the way back; mend what can be mended without one."""
    from massage_mind.journal.file.recover import mend_index
    from massage_mind.screen.text import safe_text

    if as_json:
        print_json(
            {"journal": None if state is None else _state(state), "copies": [_state(one) for one in found]}
        )
    elif state is None:
        world.write("There is no journal yet.")
    else:
        for one in (state, *found):
            world.write(safe_text(f"{one.path}: {_worth(one)}"))
    if state is None:
        return
    if state.index and not state.trouble:
        with world.open_store(writing=True) as store:
            mend_index(store)
        world.note("What a search reads was out of step; it has been made anew.")
    if state.trouble:
        whole = [one for one in found if not one.trouble]
        if whole:
            world.note(
                f"To put the newest whole copy back ({_worth(whole[0])}), with what the damaged file still "
                "gives: massage-mind journal recover --newest"
            )
        else:
            world.note(
                "There is no whole copy. To begin anew with what the damaged file still gives: "
                "massage-mind journal recover --salvage"
            )
        raise typer.Exit(1)


def _newest(found: list[State]) -> Path:
    from massage_mind.errors import StoreError

    whole = [one.path for one in found if not one.trouble]
    if not whole:
        raise StoreError("There is no whole copy to put back.", "--salvage begins anew. Nothing was changed.")
    return whole[0]


def _state(one: State) -> dict[str, object]:
    return {
        "file": str(one.path),
        "whole": not one.trouble,
        "trouble": one.trouble or None,
        "records": one.records,
        "bytes": one.size,
    }


def _worth(one: State) -> str:
    if one.trouble:
        return f"damaged ({one.trouble})"
    return f"whole, {one.records} record{'s' * (one.records != 1)}"
