"""The commands of `massage-mind appointment`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, cast

import typer

from massage_mind import app as world
from massage_mind.cli.given import (
    appointment_for,
    confirmed,
    given_tags,
    print_json,
    say_notices,
    with_text,
)
from massage_mind.cli.options import AsJson, Care, Symptoms, Tags, Week, Yes

if TYPE_CHECKING:
    from collections.abc import Callable

    from massage_mind.journal.store import Store
    from massage_mind.record.appointment import Appointment
    from massage_mind.record.head import Head, Record

Which = Annotated[
    str, typer.Argument(metavar="[ID]", help="Its id, or how its id begins; else the nearest one.")
]
When = Annotated[
    list[str], typer.Argument(metavar="WHEN", help="'2026-12-04 15:00', friday 15:00, in 2 hours.")
]
Length = Annotated[int | None, typer.Option("--minutes", min=1, max=1440, help="How long, in minutes.")]
StyleId = Annotated[
    str | None, typer.Option("--style", metavar="S", help="The kind of massage, such as swedish.")
]
Therapist = Annotated[str | None, typer.Option("--therapist", metavar="NAME", help="With whom.")]
Place = Annotated[str | None, typer.Option("--place", metavar="WHERE", help="Where.")]
Price = Annotated[
    str | None, typer.Option("--price", metavar="N", help="What it costs: 80, 80.50 or '80 EUR'.")
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Words with it.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, if you like.")]


def add(
    when: When,
    minutes: Length = None,
    style: StyleId = None,
    therapist: Therapist = None,
    place: Place = None,
    price: Price = None,
    note: Note = None,
    tag: Tags = None,
    symptom: Symptoms = None,
    care: Care = None,
    week: Week = None,
    as_json: AsJson = False,
) -> None:
    """Note an appointment; one that is past counts as done. What was understood is said back."""
    from massage_mind.record.appointment import Appointment
    from massage_mind.record.head import NewRecord
    from massage_mind.record.query import Query
    from massage_mind.record.typed_times import read_when

    now = world.wall_ms()
    zone = world.zone_name()
    at = read_when(" ".join(when), now, zone)
    details = _changed(Appointment(), minutes, style, therapist, place, price, note)
    if at + (details.minutes or 60) * 60_000 <= now:
        details = replace(details, state="done")
    tags = given_tags(tag, symptom, care, week)
    with world.open_store(writing=True) as store:
        say_notices(store.notices)
        twin = store.records.find(Query(("appointment",), since_ms=at, until_ms=at + 1), now_ms=now)
        record = store.records.add(NewRecord(details, at, zone, tags=tags), now_ms=now)
    _answer(record, as_json)
    if twin:
        world.note(
            f"{twin[0].id} is at that time as well. To take this one back: appointment delete {record.id}"
        )


def list_(
    everything: Annotated[bool, typer.Option("--all", help="All there ever were.")] = False,
    state: Annotated[str, typer.Option("--state", help="Only planned, moved, done or skipped.")] = "",
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="How many; 0 for all.")] = 20,
    as_json: AsJson = False,
) -> None:
    """List what is coming, the next first, then what was in the last four weeks."""
    import shutil

    from massage_mind.diary.thread import appointment_of, end_ms
    from massage_mind.errors import UsageError
    from massage_mind.journal.rows.wastebin import DAY_MS
    from massage_mind.record.appointment import STATES
    from massage_mind.record.document import record_document
    from massage_mind.record.query import Query
    from massage_mind.record.typed_times import ago_text
    from massage_mind.screen.show.show_appointment import coming_line
    from massage_mind.screen.text import cut, width

    if state and state not in STATES:
        raise UsageError(f"There is no state {state!r}.", f"There are: {', '.join(STATES)}.")
    now = world.wall_ms()
    since = None if everything or state else now - 28 * DAY_MS
    with world.open_store(writing=False) as store:
        say_notices(store.notices)
        found = store.records.find(Query(("appointment",), since_ms=since), now_ms=now)
    if state:
        found = [one for one in found if appointment_of(one).state == state]
    coming = [
        one for one in found if end_ms(one) > now and appointment_of(one).state in ("planned", "moved")
    ][::-1]
    ids = {one.id for one in coming}
    everyone = [*coming, *(one for one in found if one.id not in ids)]
    shown = everyone[:limit] if limit else everyone
    if as_json:
        print_json([record_document(one) for one in shown])
        return
    if not shown:
        world.note('No appointments. To note one: massage-mind appointment add "friday 15:00" --minutes 60')
        return
    away = {one.id: ago_text(one.head.at, now) for one in shown}
    wide = max(map(len, away.values()))
    columns = shutil.get_terminal_size().columns if world.stdout_is_terminal() else 0
    for one in shown:
        line = coming_line(one.head, appointment_of(one), away[one.id].ljust(wide))
        world.write(cut(line, columns - 1) + "…" if columns and width(line) > columns else line)
    if len(everyone) > len(shown):
        world.note(f"These are {limit} of {len(everyone)}; -n 0 shows all.")


def show(appointment: Which = "", as_json: AsJson = False) -> None:
    """Show one with everything around it: intention, check-ins, sessions, what was written."""
    from massage_mind.cli.journal_show import show_record

    with world.open_store(writing=False) as store:
        say_notices(store.notices)
        show_record(store, _found(store, appointment), as_json)


def edit(
    appointment: Which = "",
    minutes: Length = None,
    style: StyleId = None,
    therapist: Therapist = None,
    place: Place = None,
    price: Price = None,
    note: Note = None,
    tag: Tags = None,
    symptom: Symptoms = None,
    care: Care = None,
    week: Week = None,
    untag: Annotated[list[str] | None, typer.Option("--untag", metavar="TAG", help="Take a tag off.")] = None,
    as_json: AsJson = False,
) -> None:
    """Change what it says; an empty text takes it away. Earlier versions are kept."""
    tags, off = given_tags(tag, symptom, care, week), given_tags(untag)

    def head(old: Head) -> Head:
        return replace(old, tags=tuple(t for t in dict.fromkeys((*old.tags, *tags)) if t not in off))

    _change(
        appointment,
        lambda details: _changed(details, minutes, style, therapist, place, price, note),
        as_json,
        head=head,
    )


def move(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[ID] WHEN", help="Its id, else the nearest one; then friday 15:00, tomorrow 9am."
        ),
    ],
    reason: Reason = "",
    as_json: AsJson = False,
) -> None:
    """Move it to another time. Its id stays, and with it all that hangs on it."""
    from massage_mind.errors import StoreError, UsageError
    from massage_mind.record.typed_times import read_when

    now, zone = world.wall_ms(), world.zone_name()
    whole: UsageError | None = None
    at = -1
    try:
        at = read_when(" ".join(words), now, zone)
    except UsageError as error:
        whole = error  # The first word may be an id, or how one begins; "4 december" begins with none.
    with world.open_store(writing=False) as store:
        if whole is None:
            found = _found(store, "")
        else:
            try:
                found = store.records.get(words[0], now_ms=now, kinds=("appointment",))
            except StoreError:
                if read_id(words[0]):
                    raise
                raise whole from None
            words = words[1:]
    if not words:
        raise UsageError("It does not say where to.", "Such as: massage-mind appointment move friday 15:00")
    if at < 0:
        at = read_when(" ".join(words), now, zone)

    def details(old: Appointment) -> Appointment:
        over = at + (old.minutes or 60) * 60_000 <= now
        return replace(
            old,
            state="done" if over else "moved",
            first_at=found.head.at if old.first_at is None else old.first_at,
            reason=reason or old.reason,
        )

    _change(found.id, details, as_json, head=lambda old: replace(old, at=at, zone=zone))


def read_id(word: str) -> bool:
    """Whether a word is of the form of an id, rather than the beginning of a time."""
    from massage_mind.record.ids import LENGTH, typed_id

    return len(word) == LENGTH and typed_id(word) is not None


def done(appointment: Which = "", as_json: AsJson = False) -> None:
    """It took place."""
    from massage_mind.errors import UsageError
    from massage_mind.record.typed_times import spoken_when

    with world.open_store(writing=False) as store:
        found = _found(store, appointment)
    if found.head.at > world.wall_ms() + 30 * 60_000:
        raise UsageError(
            f"{found.id} is still to come: {spoken_when(found.head.at, found.head.zone)}.",
            "If it was at another time: massage-mind appointment move ID WHEN",
        )
    _change(found.id, lambda details: replace(details, state="done"), as_json)


def skip(appointment: Which = "", reason: Reason = "", as_json: AsJson = False) -> None:
    """It does not take place. That is all right."""
    from massage_mind.diary.thread import appointment_of
    from massage_mind.errors import UsageError

    with world.open_store(writing=False) as store:
        found = _found(store, appointment)
    if not appointment and appointment_of(found).state == "done":
        raise UsageError(f"{found.id} has taken place.", "Name the one that does not: appointment skip ID")
    _change(
        found.id,
        lambda details: replace(details, state="skipped", reason=reason or details.reason),
        as_json,
    )


def delete(appointment: Which = "", yes: Yes = False) -> None:
    """Put it into the bin for 30 days; what hangs on it stays, by itself."""
    with world.open_store(writing=False) as store:
        found = _found(store, appointment)
    if not confirmed(f"{with_text(found)[:-1]}: put it into the bin?", yes=yes):
        world.note("It stays.")
        return
    with world.open_store(writing=True) as store:
        say_notices(store.notices)
        store.records.bin([found.id], now_ms=world.wall_ms())
    world.note(f"{found.id} is in the bin for 30 days; massage-mind journal restore {found.id} takes it out.")


def _found(store: Store, appointment: str) -> Record:
    """The one named, or else the nearest; else the next to come. Raises `StoreError`."""
    from massage_mind.diary.thread import appointment_of
    from massage_mind.errors import StoreError
    from massage_mind.record.query import Query

    now = world.wall_ms()
    if appointment != "none" and (found := appointment_for(store, appointment, now)):
        return found
    coming = [
        one
        for one in store.records.find(Query(("appointment",), since_ms=now), now_ms=now)
        if appointment_of(one).state in ("planned", "moved")
    ]
    if not coming:
        raise StoreError(
            "There is no appointment around this time.",
            'Name one by its id; `massage-mind appointment list --all` shows them. Or: appointment add "friday 15:00"',
        )
    return coming[-1]


def _change(
    appointment: str,
    change: Callable[[Appointment], Appointment],
    as_json: bool,
    *,
    head: Callable[[Head], Head] | None = None,
) -> None:
    from massage_mind.record.appointment import Appointment

    with world.open_store(writing=True) as store:
        say_notices(store.notices)
        record = store.records.change(
            _found(store, appointment).id,
            now_ms=world.wall_ms(),
            details=lambda details: change(cast(Appointment, details)),
            head=head,
        )
    _answer(record, as_json)


def _answer(record: Record, as_json: bool) -> None:
    """Say back what is kept now."""
    from massage_mind.record.document import record_document

    if as_json:
        print_json(record_document(record))
        return
    from massage_mind.diary.thread import appointment_of
    from massage_mind.record.typed_times import ago_text
    from massage_mind.screen.show.show_appointment import said_back

    away = ago_text(record.head.at, world.wall_ms())
    world.say("\n".join(said_back(record.head, appointment_of(record), away)))


def _changed(
    details: Appointment,
    minutes: int | None,
    style: str | None,
    therapist: str | None,
    place: str | None,
    price: str | None,
    note: str | None,
) -> Appointment:
    """The same with what was said on the command line. Raises `UsageError` for a style or price that is none."""
    from massage_mind.record.texts import storable

    if minutes is not None:
        details = replace(details, minutes=minutes)
    if style is not None:
        details = replace(details, style=world.library().style(style).id if style else "")
    if therapist is not None:
        details = replace(details, therapist=storable(therapist.strip()))
    if place is not None:
        details = replace(details, place=storable(place.strip()))
    if price is not None:
        amount, currency = _price(price)
        details = replace(details, price=amount, currency=currency)
    if note is not None:
        details = replace(details, note=storable(note.strip()))
    return details


def _price(text: str) -> tuple[str, str]:
    """A price as a decimal number and the money it is in. Raises `UsageError`."""
    import re

    from massage_mind.errors import UsageError

    word = text.strip()
    if not word:
        return "", ""
    match = re.fullmatch(r"([^\d\s.,+-]{0,4})\s*([0-9]{1,9}(?:[.,][0-9]{1,3})?)\s*([^\d\s.,+-]{0,4})", word)
    if match is None or (match[1] and match[3]):
        raise UsageError(f"--price takes a number such as 80, 80.50 or '80 EUR'; {text!r} is none.")
    return match[2].replace(",", "."), match[1] or match[3]
