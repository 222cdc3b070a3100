"""`journal add`, `edit`, `delete` and `restore`."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from massage_mind import app as world
from massage_mind.cli.given import (
    appointment_for,
    confirmed,
    given_at,
    given_tags,
    given_text,
    print_json,
    say_notices,
    with_text,
)
from massage_mind.cli.options import AppointmentName, AsJson, At, Care, Symptoms, Tags, Week, Yes

if TYPE_CHECKING:
    from collections.abc import Callable

    from massage_mind.errors import StoreError
    from massage_mind.journal.store import Store
    from massage_mind.record.checkin import CheckIn
    from massage_mind.record.head import Head, Record
    from massage_mind.record.kinds import Details

DRAFT = "draft.txt"
Id = Annotated[str, typer.Argument(metavar="ID", help="Its id, or how its id begins.")]
Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Their ids, or how they begin.")]
Rating = Annotated[
    list[str] | None,
    typer.Option("--rate", metavar="ITEM=N", help="A rating, such as stress=4; stress= takes it away."),
]
Editor = Annotated[bool, typer.Option("--editor", "-e", help="Write in your own editor (VISUAL or EDITOR).")]


def add(
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]", help="What to keep; - takes it from standard input."),
    ] = None,
    editor: Editor = False,
    prompt: Annotated[
        str,
        typer.Option("--prompt", metavar="TEXT", help="The question it answers; else one in turn, or none."),
    ] = "",
    at: At = "",
    appointment: AppointmentName = "",
    tag: Tags = None,
    symptom: Symptoms = None,
    care: Care = None,
    week: Week = None,
    as_json: AsJson = False,
) -> None:
    """Write an entry. Alone, at a terminal, it asks a question to write from."""
    from massage_mind.errors import StoreError, UsageError
    from massage_mind.record.document import record_document
    from massage_mind.record.entry import Entry
    from massage_mind.record.head import NewRecord
    from massage_mind.record.texts import storable

    now = world.wall_ms()
    moment = given_at(at, now)
    tags = given_tags(tag, symptom, care, week)
    given = None if editor else given_text(text, 'it, such as journal add "lighter"', replace=True)
    drafted = False
    if given is None:
        if not editor and not (world.stdin_is_terminal() and world.stdout_is_terminal()):
            raise UsageError(
                "There is nothing to keep.", 'Say it: massage-mind journal add "lighter than before"'
            )
        prompt, given = _written(prompt, editor, appointment, moment, " ".join(text or ()))
        drafted = True
    if not given.strip():
        world.note("Nothing was written, so nothing is kept.")
        return
    try:
        with world.open_store(writing=True) as store:
            say_notices(store.notices)
            home = appointment_for(store, appointment, moment)
            record = store.records.add(
                NewRecord(
                    Entry(storable(given), storable(prompt)),
                    moment,
                    world.zone_name(),
                    home.id if home else "",
                    tags=tags,
                ),
                now_ms=now,
            )
    except StoreError as error:
        raise _kept_beside(error, given) from error
    if drafted:
        _draft().unlink(missing_ok=True)
    if as_json:
        print_json(record_document(record))
        return
    if not world.stdout_is_terminal():
        world.write(record.id)
    world.note(f"Kept as {record.id}. {with_text(home)}".rstrip())


def _draft(record_id: str = "") -> Path:
    """Where what is being written lies until it is kept: one for new entries, one for each record being changed."""
    return world.home().data_dir / (f"draft-{record_id}.txt" if record_id else DRAFT)


def _kept_beside(error: StoreError, text: str) -> StoreError:
    """The journal did not take it: the words go into the draft, which the next `journal add` begins with."""
    from massage_mind.errors import StoreError

    try:
        earlier = _old_draft(tell=False)
        _keep_draft(earlier if text in earlier else "\n".join(filter(None, (earlier.rstrip("\n"), text))))
    except OSError:
        return error
    return StoreError(error.sentence, f"{error.hint} {_safe_in(_draft())}".strip())


def _safe_in(draft: Path) -> str:
    return f"What you wrote is safe in {draft}."


def _written(prompt: str, editor: bool, appointment: str, at: int, begin: str) -> tuple[str, str]:
    """What the person writes, and the question it answers. What was broken off lies in the draft, and begins the next."""
    from massage_mind.screen.ask.editor import Unfinished, write_lines

    before = "\n".join(filter(None, (_old_draft().rstrip("\n"), begin)))
    if editor:
        return prompt, _in_editor(before, _draft())
    question = prompt or _question(appointment, at)
    try:
        return question, write_lines(question, before)
    except Unfinished as unfinished:
        if unfinished.text.strip():
            _keep_draft(unfinished.text)
            world.note("What you wrote waits; the next `massage-mind journal add` goes on with it.")
        raise typer.Exit(128 + unfinished.signum) from None


def _in_editor(before: str, draft: Path) -> str:
    """What the person makes of it in their own editor. A draft that was written into stays until it is kept."""
    from massage_mind.errors import MassageMindError
    from massage_mind.screen.ask.editor import edit_file, editor_command

    editor_command(os.environ)
    _keep_draft(before, draft)
    try:
        edit_file(draft, os.environ)
        text = _text_of(draft).strip("\n")
    except (MassageMindError, OSError) as error:
        try:
            untouched = _text_of(draft) == before
        except OSError:
            untouched = False
        if untouched:
            draft.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise MassageMindError(f"The editor left nothing to read: {error.strerror or error}.") from error
        raise
    if not text.strip():
        draft.unlink(missing_ok=True)
    return text


def _text_of(draft: Path) -> str:
    return draft.read_text(encoding="utf-8", errors="replace")


def _old_draft(*, tell: bool = True) -> str:
    """What was broken off the last time."""
    try:
        text = _text_of(_draft())
    except FileNotFoundError:
        return ""
    if tell and text.strip():
        world.note("You left this unfinished; it begins with what you had.")
    return text


def _keep_draft(text: str, draft: Path | None = None) -> None:
    from massage_mind.home import private_folder, write_private

    private_folder(_draft().parent)
    write_private(draft or _draft(), text.encode("utf-8", "replace"))


def _question(appointment: str, at: int) -> str:
    """The question to write from: each in turn."""
    from massage_mind.diary import thread
    from massage_mind.record.intention import Intention
    from massage_mind.record.questions import prompt_for

    with world.open_store(writing=False) as store:
        home = appointment_for(store, appointment, at)
        found = thread.current_intention(store, at, home.id if home else "")
        massage = thread.last_massage(store, at, now_ms=world.wall_ms())
        count = store.records.count("entry")
    next_day = massage is not None and at - massage.end_ms > 12 * thread.HOUR_MS
    return prompt_for(count, cast(Intention, found.details).text if found else "", next_day=next_day)


# ---------------------------------------------------------------- changing


def edit(
    record: Id,
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help="Other words for it.")] = None,
    editor: Editor = False,
    rate: Rating = None,
    phase: Annotated[
        str, typer.Option("--phase", help="Of a session rated before and after: which ratings.")
    ] = "",
    body: Annotated[str | None, typer.Option("--body", metavar="MAP", help='"l shoulder 3, jaw 2"')] = None,
    at: At = "",
    appointment: Annotated[
        str, typer.Option("--appointment", metavar="ID", help="Let it belong to this one; none for none.")
    ] = "",
    tag: Tags = None,
    symptom: Symptoms = None,
    care: Care = None,
    week: Week = None,
    untag: Annotated[list[str] | None, typer.Option("--untag", metavar="TAG", help="Take a tag off.")] = None,
    as_json: AsJson = False,
) -> None:
    """Change words, ratings, tags, time or appointment of a record; how it stood before is kept."""
    from massage_mind.errors import StoreError, UsageError
    from massage_mind.record.checks import check_details
    from massage_mind.record.document import record_document
    from massage_mind.record.session import SESSIONS

    tags, off = given_tags(tag, symptom, care, week), given_tags(untag)
    now = world.wall_ms()
    moment = given_at(at, now) if at else None
    written = False
    with world.open_store(writing=False) as store:
        found = store.records.get(record, now_ms=now)
        home = appointment_for(store, appointment, now) if appointment else None
        target = _rated(store, found, phase) if rate or body is not None else None
    session = found.kind in SESSIONS
    if moment is not None and session:
        raise UsageError("When a session was, it was; its time cannot be changed.")
    if session and text is not None:
        raise UsageError(_NO_WORDS, "Its ratings and tags can be: --rate, --tag.")
    if found.kind == "appointment" and appointment:
        raise UsageError("An appointment belongs to no other.")
    if found.kind == "appointment" and at:
        raise UsageError("An appointment is moved.", f"massage-mind appointment move {found.id} friday 15:00")
    if phase not in ("", "before", "after"):
        raise UsageError(f"There is no phase {phase!r}.", "--phase before or --phase after.")
    if target is not None:
        check_details(_rerated(cast("CheckIn", target.details), rate, body))
    if not (text is not None or editor or rate or body is not None or at or appointment or tags or off):
        if not (world.stdin_is_terminal() and world.stdout_is_terminal()):
            raise UsageError(
                "There is nothing to change.", "Give --text, --rate, --body, --tag, --untag or --at."
            )
        text, written = _rewritten(found, editor=False), True
    elif editor:
        text, written = _rewritten(found, editor=True), True

    def head(old: Head) -> Head:
        kept = tuple(one for one in dict.fromkeys((*old.tags, *tags)) if one not in off)
        new = replace(old, tags=kept)
        if moment is not None:
            new = replace(new, at=moment)
        return replace(new, appointment=home.id if home else "") if appointment else new

    own = target is not None and target.id == found.id

    def details(old: Details) -> Details:
        new = _reworded(old, text)
        return _rerated(cast("CheckIn", new), rate, body) if own else new

    changes: dict[str, tuple[Callable[[Details], Details] | None, Callable[[Head], Head] | None]] = {
        found.id: (details, head)
    }
    if target is not None and not own:
        changes[target.id] = (lambda old: _rerated(cast("CheckIn", old), rate, body), None)
    try:
        with world.open_store(writing=True) as store:
            say_notices(store.notices)
            same = not store.records.change_all(changes, now_ms=now)
            changed = store.records.get(found.id, now_ms=now)
    except StoreError as error:
        raise (StoreError(error.sentence, _safe_in(_draft(found.id))) if written else error) from error
    if written:
        _draft(found.id).unlink(missing_ok=True)
    if as_json:
        print_json(record_document(changed))
        return
    if same:
        world.note("Nothing is different, so nothing was changed.")
        return
    world.note(f"{found.id} is changed; `journal show {found.id} --history` has how it was.")
    from massage_mind.cli.journal_show import print_rows
    from massage_mind.screen.show.show_record import rows_of

    print_rows(rows_of(changed))


_NO_WORDS = "A session has no words of its own to change."


def _reworded(details: Details, text: str | None) -> Details:
    from massage_mind.record.kinds import BODY_FIELDS, kind_of
    from massage_mind.record.texts import storable

    if text is None:
        return details
    return replace(details, **{BODY_FIELDS[kind_of(details)]: storable(text)})  # type: ignore[arg-type]


def _rewritten(found: Record, *, editor: bool) -> str:
    """Its words, written anew at the terminal or in the editor. Raises `UsageError` for what has none."""
    from massage_mind.errors import UsageError
    from massage_mind.record.kinds import BODY_FIELDS
    from massage_mind.screen.ask.editor import Unfinished, write_lines

    if found.kind not in BODY_FIELDS:
        raise UsageError(_NO_WORDS, "Its ratings and tags can be: --rate, --tag.")
    draft = _draft(found.id)
    old = str(getattr(found.details, BODY_FIELDS[found.kind]))
    if draft.exists():
        world.note("You left a change of this unfinished; it begins with what you had.")
        old = _text_of(draft)
    if editor:
        return _in_editor(old, draft)
    try:
        text = write_lines("How should it read?", old)
    except Unfinished as unfinished:
        if unfinished.text.strip() and unfinished.text != old:
            _keep_draft(unfinished.text, draft)
        world.note(f"What you wrote waits; the next `massage-mind journal edit {found.id}` goes on with it.")
        raise typer.Exit(128 + unfinished.signum) from None
    _keep_draft(text, draft)
    return text


def _rated(store: Store, found: Record, phase: str) -> Record:
    """The check-in whose ratings are meant: the record itself, or the one around a session. Raises `UsageError`."""
    from massage_mind.errors import UsageError

    if found.kind == "checkin":
        return found
    around = [
        one
        for one in store.records.around_session(found.id, now_ms=world.wall_ms())
        if one.kind == "checkin" and phase in ("", cast("CheckIn", one.details).phase)
    ]
    if len(around) == 1:
        return around[0]
    if around:
        raise UsageError("It was rated before and after.", "Add --phase before or --phase after.")
    raise UsageError(f"{found.id} has no ratings to change.", "massage-mind checkin gives some.")


def _rerated(details: CheckIn, rate: list[str] | None, body: str | None) -> CheckIn:
    from massage_mind.errors import UsageError
    from massage_mind.record.measures import ITEM_BY_KEY
    from massage_mind.script.body import read_body

    ratings = dict(details.ratings)
    for pair in rate or ():
        item, sign, value = pair.partition("=")
        item = item.strip().casefold()
        if item not in ITEM_BY_KEY:
            raise UsageError(f"There is no rating {item!r}.", f"There are: {', '.join(ITEM_BY_KEY)}.")
        typed = value.strip()
        if not sign or (typed and not (typed.isascii() and typed.isdecimal() and len(typed) < 4)):
            raise UsageError(
                f"--rate takes an item and a number from 0 to 10, such as stress=4; {pair!r} is none."
            )
        if typed:
            ratings[item] = int(typed)
        else:
            ratings.pop(item, None)
    return replace(details, ratings=ratings, body=details.body if body is None else read_body(body))


# ---------------------------------------------------------------- deleting


def delete(
    ids: Ids,
    forever: Annotated[
        bool, typer.Option("--forever", help="For good, at once; nothing of it can be had back.")
    ] = False,
    yes: Yes = False,
) -> None:
    """Put records into the bin, from where `restore` brings them back for 30 days; or delete them for good."""
    from massage_mind.errors import StoreError
    from massage_mind.journal.file.backup import backups
    from massage_mind.record.kinds import KIND_TITLES
    from massage_mind.screen.show.show_record import one_line
    from massage_mind.screen.text import cut

    now = world.wall_ms()
    with world.open_store(writing=False) as store:
        found = []
        for one in dict.fromkeys(ids):
            try:
                found.append(store.records.get(one, now_ms=now))
            except StoreError as missing:
                if not forever:
                    raise
                try:
                    found.append(store.records.get(one, now_ms=now, binned=True))
                except StoreError:
                    raise missing from None
    for record in found:
        name = KIND_TITLES[record.kind]
        world.note(
            f"{record.id}  {record.head.when:%Y-%m-%d %H:%M}  {name}  {cut(one_line(record), 60)}".rstrip()
        )
    what = "Delete this for good?" if forever else "Put this into the bin?"
    if not confirmed(what if len(found) == 1 else what.replace("this", f"these {len(found)}"), yes=yes):
        world.note("It stays." if len(found) == 1 else "They stay.")
        return
    with world.open_store(writing=True) as store:
        say_notices(store.notices)
        if forever:
            gone = store.records.forget([record.id for record in found], now_ms=now)
            world.forget_spoken()
            copies = len(backups(store.path))
            still = (
                f" Copies made before still hold it: {copies}, see `massage-mind data where`."
                if copies
                else ""
            )
            world.note(f"Deleted for good: {', '.join(gone)}.{still}")
            return
        store.records.bin([record.id for record in found], now_ms=now)
    names = " ".join(record.id for record in found)
    world.note(f"In the bin for 30 days. Out again: massage-mind journal restore {names}")


def restore(ids: Ids) -> None:
    """Take records out of the bin."""
    now = world.wall_ms()
    with world.open_store(writing=True) as store:
        say_notices(store.notices)
        found = [store.records.get(one, now_ms=now, binned=True).id for one in dict.fromkeys(ids)]
        for one in store.records.restore(found, now_ms=now):
            world.note(f"{one} is back.")
