"""What is typed and said where the record is carried out and in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import typer

from massage_mind.errors import StoreError, UsageError
from massage_mind.words.lengths import count_word
from massage_mind.words.near import quoted

if TYPE_CHECKING:
    from massage_mind.diary.carrying import Sink
    from massage_mind.diary.into_a_file import Carried
    from massage_mind.journal.carry.merge import Tally
    from massage_mind.journal.carry.remarks import Remarks
    from massage_mind.world import World

_STREAM = "-"
DEFAULT_FORM, BOOK = "json", "book"


# ---------------------------------------------------------------- out


def format_and_target(form: str, out: str, book: str, *, as_json: bool) -> tuple[str, str]:
    """The format of this name or alias, and where to; `book`: a book into that file.

    Raises `UsageError` for a format there is not, and for a book that is to be something else as well.
    """
    from massage_mind.journal.carry.formats import form_named

    if not book:
        return form_named("json" if as_json else form).name, out
    if as_json or form not in (DEFAULT_FORM, BOOK) or out != _STREAM:
        raise UsageError("--book says the format and the file.", "Leave --format, --json and --out out.")
    return BOOK, book


def fields_named(world: World, text: str, form: str) -> tuple[str, ...]:
    """The keys, or for a table the columns, to carry out; none for all. Raises `UsageError` for one there is not."""
    from massage_mind.diary.carrying import columns_of
    from massage_mind.journal.carry.formats import form_named
    from massage_mind.journal.carry.outgoing import known_fields

    names = [name for part in text.split(",") if (name := part.strip())]
    return known_fields(names, columns_of(world, form_named(form)) if names else ())


def target_named(out: str) -> Path | None:
    """The file or folder; None for standard output."""
    return None if out == _STREAM else Path(out)


def stream_of(world: World) -> Sink:
    """Standard output, piece by piece: harmless where it is a terminal, and else in UTF-8 whatever that would take."""
    if not world.stdout_is_terminal():
        sink = world.byte_sink()
        return lambda text: sink(text.encode())
    from massage_mind.screen.text import safe_text

    return lambda text: world.out().write(world.carried(safe_text(text, lines=True)))


def say_where(world: World, carried: Carried | None) -> None:
    """Where the record is carried to; of standard output nothing is said."""
    if carried is None:
        return
    from massage_mind.screen.page.page_parts import Page, Whole, said

    world.note_page(Page(((said(carried.sentence), Whole(str(carried.path), "bold")),)))


def print_schema(world: World) -> None:
    """The JSON Schema of a record."""
    from massage_mind.record.document import schema

    world.print_json(schema())


# ---------------------------------------------------------------- in


def source_named(world: World, name: str) -> Path | BinaryIO:
    """The file or folder, or standard input. Raises `StoreError` where it is not there."""
    if name == _STREAM:
        stream: BinaryIO | None = getattr(world.stdin, "buffer", None)
        if stream is None:
            raise UsageError("There's nothing on standard input.", "Name a file, or pipe one in.")
        return stream
    if not Path(name).exists():
        raise StoreError(f"There's no file {name}.")
    return Path(name)


def say_tally(world: World, tally: Tally, *, as_json: bool) -> None:
    """What an import came to. Exit code 1 where something was left out."""
    said = tally.remarks
    if as_json:
        world.print_json(
            {
                "added": tally.added,
                "changed": tally.changed,
                "known": tally.known,
                "older": tally.older,
                "deleted": tally.deleted,
                "left_out": tally.left_out,
                "faults": tally.faults,
                "left_behind": dict(said.behind),
                "unknown_zones": dict(said.zones + said.offsets),
                "no_zone": said.zoneless,
                "times_leapt_over": said.leapt,
                "times_shown_twice": said.twice,
                "broken_letters": said.halves,
                "beside": [list(pair) for pair in said.beside],
                "mixed_measures": said.mixed,
                "courses": said.courses,
                "passed_over": {"files": said.files, "no_files": said.no_files},
            }
        )
    else:
        here = f"{_many(tally.known)} already here"
        if tally.older:
            here += f" ({_many(tally.older)} of them in a later form)"
        pieces = [f"{_many(tally.added)} new", f"{_many(tally.changed)} newer", here]
        if tally.deleted:
            pieces.append(f"{_many(tally.deleted)} left out, since you deleted them for good")
        if tally.left_out:
            pieces.append(f"{_many(tally.left_out)} left out")
        told = ", ".join(pieces)
        world.say(f"{told[0].upper()}{told[1:]}.")
    for sentence in _remarks(said, world.zone):
        world.note(sentence)
    for fault in tally.faults:
        world.note(f"Left out: {fault}")
    _say_side_by_side(world, said)
    if tally.faults:
        raise typer.Exit(1)


def _say_side_by_side(world: World, said: Remarks) -> None:
    """Two courses, and measures of two meanings: both are kept, and what can be done about it."""
    if said.mixed:
        world.suggest(
            f"{'; '.join(said.mixed)}. All numbers are kept; trends tell nothing of them until one meaning is said:",
            "massage-mind measure list",
        )
    if said.courses:
        many = count_word(len(said.courses)).capitalize()
        other = "the other" if len(said.courses) == 2 else "another"
        world.suggest(
            f"{many} courses haven't ended now; the one begun last is the one that is meant. To end {other}:",
            f"massage-mind course end {said.courses[-1]}",
        )


def _many(count: int) -> str:
    """So many, standing by itself."""
    return count_word(count) if count else "none"


def _counted(count: int, one: str, more: str = "") -> str:
    return f"{count_word(count)} {one if count == 1 else more or one + 's'}"


_MOST_PAIRS = 20
_PLURALS = {"weather": "notes of the weather", "audio": "audio recordings", "pdf": "PDFs"}
_SINGULARS = {"weather": "note of the weather", "audio": "audio recording", "pdf": "PDF"}


def _remarks(said: Remarks, zone: str) -> Iterator[str]:
    """Sentences on what stays behind and what was not read exactly."""
    if said.behind:
        counts = (
            _counted(count, _SINGULARS.get(what, what), _PLURALS.get(what, ""))
            for what, count in said.behind.most_common()
        )
        yield f"Not taken in: {', '.join(counts)}. A journal here holds words; [photo] and the like say where one was."
    for name, count in said.zones.items():
        yield f"The time zone {quoted(name)} isn't known: the times of {_counted(count, 'record')} are shown in {zone or 'UTC'}."
    for name, count in said.offsets.items():
        yield f"The time zone {quoted(name)} isn't known: {_counted(count, 'record')} keep the offset they came with."
    if said.zoneless:
        yield f"{_counted(said.zoneless, 'entry names', 'entries name').capitalize()} no time zone: their times are shown in {zone or 'UTC'}."
    if said.leapt:
        yield (
            f"{_counted(said.leapt, 'entry is', 'entries are').capitalize()} of a time that the clocks in {zone or 'UTC'} leap over, "
            "and later here by as much."
        )
    if said.twice:
        yield (
            f"{_counted(said.twice, 'entry is', 'entries are').capitalize()} of a time that the clocks in {zone or 'UTC'} show twice: "
            "the first of the two was taken."
        )
    if said.halves:
        yield f"{_counted(said.halves, 'entry', 'entries').capitalize()} held half a character, which is U+FFFD now."
    yield from _beside(said.beside)
    if said.files:
        yield f"Passed over, since no records are in them: {_counted(said.files, 'file')}."
    if said.no_files:
        yield f"Passed over, since they are no files: {_counted(said.no_files, 'pipe, device or dead link', 'pipes, devices or dead links')}."


def _beside(pairs: list[tuple[str, str]]) -> Iterator[str]:
    """Entries that are likely here twice now: as they were, and as they were changed elsewhere."""
    if not pairs:
        return
    ids = ", ".join(f"{new} beside {old}" for new, old in pairs[:_MOST_PAIRS])
    rest = len(pairs) - _MOST_PAIRS
    more = f", and {count_word(rest)} more" if rest > 0 else ""
    yield (
        f"{_counted(len({new for new, _ in pairs}), 'entry is', 'entries are').capitalize()} likely here twice, as it was and as it was "
        f"changed elsewhere: {ids}{more}. Both are kept; one that you delete doesn't come again."
    )


def put_new_file(world: World, body: bytes, target: str, sentence: str) -> None:
    """A file that is not there yet, and where it is. Raises `MassageMindError` where it is there, or cannot be."""
    from massage_mind.diary.parked_ics import write_calendar
    from massage_mind.screen.page.page_parts import Page, Whole, said

    write_calendar(target, body)
    world.note_page(Page(((said(sentence), Whole(target, "bold")),)))
