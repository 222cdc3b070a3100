"""`massage-mind intention`: what you want from this appointment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from massage_mind.cli.options import AppointmentName, At, Tags

if TYPE_CHECKING:
    from massage_mind.journal.store import Store
    from massage_mind.record.head import Record
    from massage_mind.record.intention import Intention


def intention(
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]", help="What you want from it; - takes it from standard input."),
    ] = None,
    aim: Annotated[
        str, typer.Option("--aim", help="Which kind: relax, area, rest, present, speak-up or none.")
    ] = "",
    when: Annotated[
        str,
        typer.Option("--when", metavar="WORDS", help='When ..., such as "I catch myself planning dinner".'),
    ] = "",
    then: Annotated[
        str, typer.Option("--then", metavar="WORDS", help='... I will ..., such as "feel the hands again".')
    ] = "",
    clear: Annotated[bool, typer.Option("--clear", help="Go without one.")] = False,
    back: Annotated[bool, typer.Option("--list", help="Look back at earlier ones.")] = False,
    at: At = "",
    appointment: AppointmentName = "",
    tag: Tags = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object, or null.")] = False,
) -> None:
    """Say what you want from this appointment, or see what you said. Alone, at a terminal, it guides you."""
    from massage_mind import app as world
    from massage_mind.cli.given import (
        appointment_for,
        given_at,
        given_tags,
        given_text,
        say_notices,
        with_text,
    )
    from massage_mind.diary import thread
    from massage_mind.errors import UsageError
    from massage_mind.record.texts import storable

    if clear and (text or aim or when or then):
        raise UsageError("--clear goes without a text.", "Leave one of the two out.")
    tags = given_tags(tag)
    if back:
        _look_back(as_json)
        return
    given = None if clear else given_text(text, 'it, such as intention "soft shoulders"')
    if given is not None and storable(given) != given:
        raise UsageError("The intention has bytes in it that are not UTF-8 text.", "Type it once more.")
    now = world.wall_ms()
    moment = given_at(at, now)

    def keep(store: Store, said: Intention, appointment_id: str) -> Record:
        return thread.set_intention(
            store,
            said,
            now_ms=now,
            at_ms=moment,
            zone=world.zone_name(),
            appointment=appointment_id,
            tags=tags,
        )

    wanted = _wanted(given or "", aim, when, then) if given is not None or aim or when or then else None
    with world.open_store(writing=bool(clear or wanted)) as store:
        say_notices(store.notices)
        home = appointment_for(store, appointment, moment, forward=not at)
        home_id = home.id if home else ""
        if clear:
            thread.clear_intention(store, moment, home_id, now_ms=now)
            if home_id:  # One that belongs to no appointment went along as well.
                thread.clear_intention(store, moment, now_ms=now)
            current = None
        elif wanted is not None:
            current = keep(store, wanted, home_id)
        else:
            current = thread.current_intention(store, moment, home_id)
    if not (clear or wanted) and not as_json and world.stdin_is_terminal() and world.stdout_is_terminal():
        guided = _guide(current)
        if guided is not None:
            with world.open_store(writing=True) as store:
                current = keep(store, guided, home_id)
            wanted = guided
    _print(current, as_json)
    if as_json:
        return
    if clear:
        world.note("You go without an intention now.")
    elif wanted is not None:
        hours = thread.INTENTION_MS // thread.HOUR_MS
        goes = f"It goes along with your sessions of the next {hours} hours."
        if wanted.aim == "none":
            goes = "You go without an intention this time."
        world.note(with_text(home) or goes)
        if home is None and wanted.aim != "none" and (later := _later()):
            world.note(f"For your appointment {later}, add --appointment {later.split(' ')[0]}.")
    elif current is not None:
        world.note('Another one: massage-mind intention "TEXT". None: --clear.')
    else:
        world.note('You have no intention set. To set one: massage-mind intention "TEXT".')


def _wanted(text: str, aim: str, when: str, then: str) -> Intention:
    """An intention as it was said on the command line. Raises `UsageError`."""
    from massage_mind.errors import UsageError
    from massage_mind.record.intention import AIM_TITLES, AIMS, Intention
    from massage_mind.record.texts import storable

    if aim and aim not in AIMS:
        raise UsageError(f"There is no kind of intention {aim!r}.", f"There are: {', '.join(AIMS)}.")
    if not text.strip() and aim not in ("", "none"):
        text = AIM_TITLES[aim]  # type: ignore[index]
    return Intention(
        text.strip(),
        aim or None,
        _bare(storable(when.strip()), "when "),
        _bare(storable(then.strip()), "i will "),
    )


def _later() -> str:
    """The next appointment, where there is one that is too far off to draw things to itself: its id and time."""
    from massage_mind import app as world
    from massage_mind.diary.thread import appointment_of
    from massage_mind.record.query import Query
    from massage_mind.record.typed_times import spoken_when

    now = world.wall_ms()
    with world.open_store(writing=False) as store:
        found = store.records.find(Query(("appointment",), since_ms=now), now_ms=now)
    coming = [one for one in found if appointment_of(one).state in ("planned", "moved")]
    if not coming:
        return ""
    return f"{coming[-1].id} on {spoken_when(coming[-1].head.at, coming[-1].head.zone)}"


def _guide(current: Record | None) -> Intention | None:
    """Ask for kind, words and plan; None where nothing was said or what there is shall stay."""
    from massage_mind import app as world
    from massage_mind.perform.asker import NoMoreAnswers
    from massage_mind.record.intention import AIM_EXAMPLES, AIM_TITLES, AIMS, WHEN_EXAMPLE, Intention
    from massage_mind.screen.ask.prompts import Prompts

    prompts = Prompts()
    try:
        if current is not None:
            prompts.tell(f"Your intention: {cast(Intention, current.details).text}")
            if prompts.read("Another one? [y/N] ").casefold() not in ("y", "yes"):
                return None
        chosen = prompts.choice(
            "What would you like from this massage? Enter leaves it for now.",
            [AIM_TITLES[aim] for aim in AIMS],
        )
        if chosen is None:
            return None
        aim = AIMS[chosen]
        if aim == "none":
            return Intention("", aim)
        text = prompts.read(f"In your own words, such as “{AIM_EXAMPLES[aim]}”: ") or AIM_TITLES[aim]
        prompts.tell(f"If you like, a plan for when attention wanders: “{WHEN_EXAMPLE}”", dim=True)
        when = prompts.read("When … (Enter leaves it out): ")
        then = prompts.read("I will … : ") if when else ""
        return _wanted(text, aim, when, then)
    except NoMoreAnswers:
        world.note("Nothing was set.")
        return None


def _bare(text: str, lead: str) -> str:
    """Without the words that the sentence says by itself, and without a stop at its end."""
    bare = text[len(lead) :] if text.casefold().startswith(lead) else text
    return bare.rstrip(" .,")


def _look_back(as_json: bool) -> None:
    from massage_mind import app as world
    from massage_mind.cli.given import print_json, say_notices
    from massage_mind.record.document import record_document
    from massage_mind.record.query import Query

    with world.open_store(writing=False) as store:
        say_notices(store.notices)
        found = store.records.find(Query(("intention",)), now_ms=world.wall_ms())
    if as_json:
        print_json([record_document(one) for one in found])
        return
    from massage_mind.screen.show.show_record import rows_of
    from massage_mind.screen.show.show_rows import show_lines

    if not found:
        world.note('You have set no intention yet. To set one: massage-mind intention "TEXT".')
    for number, one in enumerate(found):
        world.write(("\n" if number else "") + "\n".join(show_lines(rows_of(one))))


def _print(current: Record | None, as_json: bool) -> None:
    from massage_mind import app as world

    if as_json:
        from massage_mind.cli.given import print_json
        from massage_mind.record.document import record_document

        print_json(None if current is None else record_document(current))
    elif current is not None and (words := cast("Intention", current.details)).text:
        from massage_mind.screen.text import safe_text

        world.say(f"Your intention: {safe_text(words.text)}")
        if words.when or words.then:
            world.say(f"When {safe_text(words.when or '…')}, I will {safe_text(words.then or '…')}.")
