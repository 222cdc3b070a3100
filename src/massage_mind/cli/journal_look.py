"""`journal list`, `show`, `search` and `tags`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind import app as world
from massage_mind.cli.given import given_tags, print_json, say_notices
from massage_mind.cli.options import AsJson, Tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from massage_mind.journal.rows.query import Query
    from massage_mind.record.records import Kind, Version

_MOST = 1_000_000
_MOST_WORDS = 50

Limit = Annotated[
    int, typer.Option("--limit", "-n", min=0, max=_MOST, help="How many, the latest first; 0 for all.")
]
Since = Annotated[
    str,
    typer.Option(help="Only from then on: 2026-12-04, '2026-12-04 15:00', today, yesterday, monday, 7d, 2w."),
]
UntilDay = Annotated[
    str, typer.Option("--until", metavar="TEXT", help="Only up to then; a day is taken whole.")
]
StyleId = Annotated[str, typer.Option("--style", metavar="S", help="Only of this kind of massage.")]
KindName = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="Only session, quiet-hour, checkin, entry, appointment, intention, parked; or all. May be given again.",
    ),
]


def list_(
    limit: Limit = 20,
    moment: Annotated[str, typer.Option(help="Only before, during, after or anytime.")] = "",
    since: Since = "",
    until: UntilDay = "",
    tag: Tags = None,
    style: StyleId = "",
    kind: KindName = None,
    appointment: Annotated[
        str, typer.Option("--appointment", metavar="ID", help="Only what belongs to this one.")
    ] = "",
    binned: Annotated[bool, typer.Option("--bin", help="What is in the bin.")] = False,
    as_json: AsJson = False,
) -> None:
    """List sessions, check-ins and entries, the latest first."""
    from dataclasses import replace

    query = asked(limit, since, until, tag, style, kind, moment, binned)
    now = world.wall_ms()
    with world.open_store(writing=False) as store:
        say_notices(store.notices)
        if appointment:
            found = store.records.get(appointment, now_ms=now, kinds=("appointment",))
            query = replace(query, appointment=found.id)
        # Plain lines of sessions show nothing that lies in other tables.
        records = store.records.find(
            replace(query, limit=limit + 1 if limit else None), now_ms=now, bare=not as_json
        )
    shown = records[:limit] if limit else records
    if as_json:
        from massage_mind.record.document import record_document

        print_json([record_document(record) for record in shown])
        return
    if not shown:
        narrowed = moment or since or until or tag or style or kind or appointment or binned
        world.note(
            "Nothing matches."
            if narrowed
            else "No sessions yet. `massage-mind before` is a way to begin; --kind all lists what else there is."
        )
        return
    from massage_mind.record.brief import brief_document
    from massage_mind.screen.show.records import list_lines, list_table

    documents = [brief_document(record) for record in shown]
    if world.rich_wanted():
        from massage_mind.cli.journal_show import print_rich

        print_rich(lambda columns: list_table(documents, columns))
    else:
        world.write("\n".join(list_lines(documents)))
    if len(records) > len(shown):
        world.note(f"These are the latest {limit}; -n 0 shows all.")


def show(
    record: Annotated[
        str,
        typer.Argument(
            metavar="[ID]", help="Its id, or how its id begins; else the latest appointment or session."
        ),
    ] = "",
    history: Annotated[bool, typer.Option("--history", help="How it stood before each change.")] = False,
    alone: Annotated[bool, typer.Option("--alone", help="Only the record itself.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show one record in full, with all that belongs to it."""
    from massage_mind.cli.journal_show import print_rows, show_record
    from massage_mind.errors import StoreError
    from massage_mind.journal.rows.query import Query
    from massage_mind.record.document import record_document
    from massage_mind.record.records import SESSIONS

    now = world.wall_ms()
    with world.open_store(writing=False) as store:
        say_notices(store.notices)
        if record:
            try:
                found = store.records.get(record, now_ms=now)
            except StoreError as missing:
                try:
                    found = store.records.get(record, now_ms=now, binned=True)
                except StoreError:
                    raise missing from None
        else:
            latest = store.records.find(
                Query(("appointment", *SESSIONS), until_ms=now + 1, limit=1), now_ms=now
            )
            latest = latest or store.records.find(Query((), limit=1), now_ms=now)
            if not latest:
                raise StoreError("There is nothing to show yet.", "`massage-mind before` is a way to begin.")
            found = latest[0]
            if found.head.appointment:
                found = store.records.there(found.head.appointment, now_ms=now) or found
        if history:
            _history(store.records.versions(found.id), record_document(found), as_json)
        elif alone:
            from massage_mind.screen.show.records import rows_of

            document = record_document(found)
            if as_json:
                print_json(document)
            else:
                print_rows(rows_of(document))
        else:
            show_record(store, found, as_json)


def _history(kept: Sequence[Version], now: dict[str, object], as_json: bool) -> None:
    from massage_mind.cli.journal_show import print_rows
    from massage_mind.record.fields import instant_text
    from massage_mind.screen.show.records import rows_of

    zone = world.zone_name()
    if as_json:
        print_json(
            [
                *({"until": instant_text(one.until, zone), "record": one.document} for one in kept),
                {"until": None, "record": now},
            ]
        )
        return
    from massage_mind.record.typed_times import spoken_when

    for one in kept:
        world.write(f"until {spoken_when(one.until, zone)}")
        print_rows(rows_of(one.document))
        world.write("")
    world.write("now")
    print_rows(rows_of(now))


def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS", help='Words that all have to be there; shoulder* ; "words in a row".'
        ),
    ],
    limit: Limit = 20,
    since: Since = "",
    until: UntilDay = "",
    tag: Tags = None,
    style: StyleId = "",
    kind: KindName = None,
    as_json: AsJson = False,
) -> None:
    """Find words in everything that was written, what was written last first."""
    from dataclasses import replace

    from massage_mind.errors import UsageError
    from massage_mind.record.document import record_document
    from massage_mind.record.records import search_text
    from massage_mind.record.search import condition, find_hit, read_terms

    # A word of several, as a shell hands it over from within quotes, is a row of words.
    typed = " ".join(f'"{word}"' if " " in word.strip() and '"' not in word else word for word in words)
    terms = read_terms(typed)
    if len(terms) > _MOST_WORDS:
        raise UsageError(f"A search takes at most {_MOST_WORDS} words.", "Leave some out.")
    if not terms:
        raise UsageError(
            "There is no word in that to search for.", "A word holds at least one letter or digit."
        )
    query = asked(limit, since, until, tag, style, kind or ["all"], "", False)
    now = world.wall_ms()
    with world.open_store(writing=False) as store:
        say_notices(store.notices)
        found = store.records.search(
            condition(terms), replace(query, limit=limit + 1 if limit else None), now_ms=now
        )
    shown = found[:limit] if limit else found
    hits = [(record, find_hit(search_text(record.head, record.details), terms)) for record in shown]
    if as_json:
        print_json([{**record_document(record), "hit": hit.sentence} for record, hit in hits])
    else:
        from massage_mind.screen.show.hits import hit_lines

        bold = world.rich_wanted() and world.colour_wanted()
        lines = hit_lines(
            [(record_document(record), hit.sentence, hit.start, hit.end) for record, hit in hits], bold=bold
        )
        for line in lines:
            world.write(line)
    if not shown:
        world.note("Nothing found.")
    elif len(found) > len(shown):
        world.note(f"These are the latest {limit}; -n 0 shows all.")


def tags(as_json: AsJson = False) -> None:
    """List the tags in use, the commonest first."""
    from massage_mind.screen.text import safe_text

    with world.open_store(writing=False) as store:
        say_notices(store.notices)
        found = store.records.tags()
    if as_json:
        print_json([{"tag": name, "records": count} for name, count in found])
        return
    if not found:
        world.note("No tags yet. `massage-mind journal add ... --tag WORD` gives one.")
    for name, count in found:
        world.write(f"{count:>5}  {safe_text(name)}")


def asked(
    limit: int,
    since: str,
    until: str,
    tag: list[str] | None,
    style: str,
    kind: list[str] | None,
    moment: str,
    binned: bool,
) -> Query:
    """The query that these options mean. Raises `UsageError` for what is none."""
    from massage_mind.errors import UsageError
    from massage_mind.journal.rows.query import Query
    from massage_mind.journal.rows.wastebin import DAY_MS
    from massage_mind.record.records import KINDS, LISTED

    now, zone = world.wall_ms(), world.zone_name()
    if moment:
        from massage_mind.names import MOMENTS

        if moment not in MOMENTS:
            raise UsageError(f"There is no moment called {moment!r}.", f"There are: {', '.join(MOMENTS)}.")
    begin_ms = until_ms = None
    if since or until:
        from massage_mind.record.typed_times import since_ms
    if since:
        begin_ms = since_ms(since, now, zone)
    if until:
        until_ms = since_ms(until, now, zone)
        from massage_mind.record.model import local

        clock = local(until_ms, zone)
        if (clock.hour, clock.minute, clock.second) == (0, 0, 0) and ":" not in until:
            until_ms += DAY_MS
    kinds: tuple[Kind, ...] = () if binned else LISTED
    if kind:
        kinds = _kinds(kind, KINDS)
    return Query(
        kinds=kinds,
        since_ms=begin_ms,
        until_ms=until_ms,
        tags=given_tags(tag),
        style=world.library().style(style).id if style else "",
        moment=moment,
        binned=binned,
        limit=limit or None,
    )


def _kinds(given: list[str], known: tuple[Kind, ...]) -> tuple[Kind, ...]:
    from massage_mind.errors import UsageError

    found: list[Kind] = []
    for word in (one.strip() for text in given for one in text.split(",")):
        plain = {"check-in": "checkin", "park": "parked", "quiet": "quiet-hour"}.get(word, word)
        if plain == "all":
            return known
        matches = [kind for kind in known if kind == plain or f"{kind}s" == plain]
        if not matches:
            raise UsageError(f"There is no kind {word!r}.", f"There are: {', '.join(known)}; or all.")
        found += matches
    return tuple(dict.fromkeys(found))
