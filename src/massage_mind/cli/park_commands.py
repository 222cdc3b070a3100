"""The commands of `massage-mind park`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, cast

import typer

from massage_mind import app as world
from massage_mind.cli.given import (
    appointment_for,
    given_at,
    given_tags,
    given_text,
    print_json,
    say_notices,
    with_text,
)
from massage_mind.cli.options import AppointmentName, AsJson, At, Tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from massage_mind.record.head import Record
    from massage_mind.record.parked import Parked, ParkState
    from massage_mind.screen.ask.prompts import Prompts

Id = Annotated[str, typer.Argument(metavar="ID", help="Its id, or how its id begins.")]
Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Their ids, or how they begin.")]
WhenDue = Annotated[
    str,
    typer.Option("--when", metavar="WHEN", help="When you will deal with it: 'tomorrow 9:00', 'in 3 hours'."),
]
WhereDue = Annotated[str, typer.Option("--where", metavar="WORDS", help="Where you will deal with it.")]
Ics = Annotated[
    str,
    typer.Option(
        "--ics", metavar="FILE", help="Write those with a time as a calendar file; - for standard output."
    ),
]


def add(
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]", help="The thought; - takes it from standard input."),
    ] = None,
    when: WhenDue = "",
    where: WhereDue = "",
    at: At = "",
    appointment: AppointmentName = "",
    tag: Tags = None,
    ics: Ics = "",
    as_json: AsJson = False,
) -> None:
    """Put one thought down, with when and where you will deal with it: a plan lets it rest."""
    import os

    from massage_mind.errors import MassageMindError, UsageError
    from massage_mind.record.head import NewRecord
    from massage_mind.record.parked import Parked
    from massage_mind.record.texts import storable

    given = given_text(text, 'it, such as park add "call the bank"')
    if given is None or not given.strip():
        raise UsageError("There is nothing to put down.", 'Say it: massage-mind park add "call the bank"')
    if ics and not when:
        raise UsageError("Without a time it cannot go into a calendar.", "Add --when 'tomorrow 9:00'.")
    if ics not in ("", "-") and os.path.lexists(ics):
        raise MassageMindError(f"{ics} is there already.", "Choose another name. Nothing was kept.")
    now = world.wall_ms()
    moment = given_at(at, now)
    parked = Parked(storable(given.strip()), _due(when), storable(where.strip()))
    tags = given_tags(tag)
    with world.open_store(writing=True) as store:
        say_notices(store.notices)
        home = appointment_for(store, appointment, moment, forward=not at)
        record = store.records.add(
            NewRecord(parked, moment, world.zone_name(), home.id if home else "", tags=tags), now_ms=now
        )
    if ics:
        _write_ics([record], ics)
    if as_json and ics != "-":
        _json_of(record)
    elif not as_json:
        if ics != "-":
            _say(record)
        if home:
            world.note(with_text(home))


def list_(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID...]", help="Only these.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Those that are done or dropped as well.")
    ] = False,
    ics: Ics = "",
    as_json: AsJson = False,
) -> None:
    """List what you put down and what still waits."""
    from massage_mind.diary.thread import open_parked
    from massage_mind.errors import UsageError
    from massage_mind.record.document import record_document
    from massage_mind.record.query import Query

    now = world.wall_ms()
    with world.open_store(writing=False) as store:
        say_notices(store.notices)
        if ids:
            found = [store.records.get(one, now_ms=now, kinds=("parked",)) for one in ids]
        elif everything:
            found = store.records.find(Query(("parked",)), now_ms=now)
        else:
            found = open_parked(store)
    if ics:
        timed = [one for one in found if cast("Parked", one.details).due_at is not None]
        if not timed:
            raise UsageError(
                "None of these has a time.", "Say when: massage-mind park edit ID --when 'tomorrow 9:00'"
            )
        _write_ics(timed, ics)
        return
    if as_json:
        print_json([record_document(one) for one in found])
        return
    if not found:
        world.note('Nothing is waiting. To put something down: massage-mind park add "call the bank"')
    for one in found:
        _say(one)


def edit(
    which: Id,
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help="Other words for it.")] = None,
    when: Annotated[
        str | None, typer.Option("--when", metavar="WHEN", help="When; an empty text takes it away.")
    ] = None,
    where: Annotated[
        str | None, typer.Option("--where", metavar="WORDS", help="Where; an empty text takes it away.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say when and where, or put it in other words."""
    from massage_mind.errors import UsageError
    from massage_mind.record.texts import storable

    if text is None and when is None and where is None:
        raise UsageError("There is nothing to change.", "Give --text, --when or --where.")
    due = _due(when) if when is not None else None
    _change(
        which,
        lambda old: replace(
            old,
            text=old.text if text is None else storable(text.strip()),
            due_at=old.due_at if when is None else due,
            place=old.place if where is None else storable(where.strip()),
        ),
        as_json,
    )


def done(ids: Ids, as_json: AsJson = False) -> None:
    """It is dealt with."""
    _settle(ids, "done", as_json)


def drop(ids: Ids, as_json: AsJson = False) -> None:
    """It need not be dealt with."""
    _settle(ids, "dropped", as_json)


def _settle(ids: list[str], state: ParkState, as_json: bool) -> None:
    """All of them, or none where one is not there."""
    from massage_mind.record.document import record_document

    now = world.wall_ms()
    with world.open_store(writing=True) as store:
        say_notices(store.notices)
        found = dict.fromkeys(store.records.get(one, now_ms=now, kinds=("parked",)).id for one in ids)
        store.records.change_all(
            {one: (lambda old: _settled(cast("Parked", old), state), None) for one in found}, now_ms=now
        )
        records = [store.records.get(one, now_ms=now) for one in found]
    if as_json:
        documents = [record_document(one) for one in records]
        print_json(documents[0] if len(documents) == 1 else documents)
        return
    for one in records:
        _say(one)


def _settled(old: Parked, state: ParkState) -> Parked:
    return old if old.state == state else replace(old, state=state, settled_at=world.wall_ms())


def quick_list() -> None:
    """Ask for thoughts one by one, each with its when and where; where nobody can be asked, list what waits."""
    if not (world.stdin_is_terminal() and world.stdout_is_terminal()):
        list_()
        return
    from massage_mind.perform.asker import NoMoreAnswers
    from massage_mind.screen.ask.prompts import Prompts

    prompts = Prompts()
    now = world.wall_ms()
    with world.open_store(writing=False) as store:
        home = appointment_for(store, "", now, forward=True)
    if home:
        prompts.tell(with_text(home), dim=True)
    prompts.tell("What is on your mind? One at a time; Enter alone ends it. It will be here afterwards.")
    try:
        count = ask_thoughts(prompts, home.id if home else "")
    except NoMoreAnswers:
        return
    if count:
        prompts.tell(f"{count} put down. massage-mind park list shows what waits.")
    else:
        list_()


def ask_thoughts(prompts: Prompts, appointment: str) -> int:
    """Ask for thoughts until Enter alone; each is kept at once. Returns how many. Raises `NoMoreAnswers`."""
    from massage_mind.record.head import NewRecord
    from massage_mind.record.parked import Parked
    from massage_mind.record.texts import storable

    count = 0
    while text := prompts.read("  > "):
        now = world.wall_ms()
        with world.open_store(writing=True) as store:
            record = store.records.add(
                NewRecord(Parked(storable(text)), now, world.zone_name(), appointment), now_ms=now
            )
        count += 1
        due = _ask_when(prompts)
        if due is None:
            continue
        where = prompts.read("    Where? (Enter leaves it open): ")
        with world.open_store(writing=True) as store:
            store.records.change(
                record.id,
                now_ms=world.wall_ms(),
                details=lambda old, due=due, where=where: replace(  # type: ignore[misc]
                    cast("Parked", old), due_at=due, place=storable(where)
                ),
            )
    return count


def _ask_when(prompts: Prompts) -> int | None:
    from massage_mind.errors import UsageError
    from massage_mind.record.typed_times import spoken_when

    while typed := prompts.read("    When will you deal with it? (Enter leaves it open): "):
        try:
            due = _due(typed)
        except UsageError as error:
            prompts.tell(f"    {error.sentence} {error.hint}", dim=True)
            continue
        assert due is not None
        prompts.tell(f"    {spoken_when(due, world.zone_name())}", dim=True)
        return due
    return None


def _due(when: str) -> int | None:
    """When it will be dealt with. Raises `UsageError`, also for what has passed."""
    from massage_mind.errors import UsageError
    from massage_mind.record.typed_times import read_when, spoken_when

    if not when.strip():
        return None
    now = world.wall_ms()
    due = read_when(when, now, world.zone_name())
    if due < now - 60_000:
        raise UsageError(f"{spoken_when(due, world.zone_name())} has passed.", "When will you deal with it?")
    return due


def _change(which: str, change: Callable[[Parked], Parked], as_json: bool) -> None:
    now = world.wall_ms()
    with world.open_store(writing=True) as store:
        say_notices(store.notices)
        found = store.records.get(which, now_ms=now, kinds=("parked",))
        record = store.records.change(found.id, now_ms=now, details=lambda old: change(cast("Parked", old)))
    if as_json:
        _json_of(record)
    else:
        _say(record)


def _json_of(record: Record) -> None:
    from massage_mind.record.document import record_document

    print_json(record_document(record))


def _say(record: Record) -> None:
    from massage_mind.screen.show.show_parked import parked_lines

    first, *rest = parked_lines(record.head, cast("Parked", record.details))
    world.write("\n".join([f"{record.id}  {first}", *(f"       {line.strip()}" for line in rest)]))


def _write_ics(records: list[Record], target: str) -> None:
    """The calendar file, to standard output or to a file that is not there yet."""
    import os

    from massage_mind.errors import MassageMindError
    from massage_mind.journal.carry.ics import calendar_of

    body = calendar_of(records, world.wall_ms())
    if target == "-":
        world.write(body.decode().replace("\r\n", "\n").rstrip("\n"))
        return
    try:
        with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(body)
    except FileExistsError:
        raise MassageMindError(
            f"{target} is there already.", "Choose another name. Nothing was written."
        ) from None
    except OSError as exc:
        raise MassageMindError(f"{target} cannot be written: {exc.strerror or exc}.") from exc
    world.note(f"Written to {target}; open it with your calendar.")
