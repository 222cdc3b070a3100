"""What `course receipts` prints: a page, lines that can be printed, a table for a spreadsheet, or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massage_mind.diary.receipts import Receipts
    from massage_mind.record.course_count import Paid
    from massage_mind.screen.page.page_parts import Part
    from massage_mind.world import World

_COLUMNS = ("day", "with", "where", "minutes", "price", "tip", "total", "currency")


def print_receipts(world: World, receipts: Receipts, *, as_csv: bool, as_json: bool) -> None:
    """All of them, the earliest first. Raises `UsageError` for two forms at a time."""
    if as_csv and as_json:
        from massage_mind.errors import UsageError

        raise UsageError("--csv and --json don't go together.", "Leave one of them out.")
    if as_json:
        _print_json(world, receipts)
    elif as_csv:
        from massage_mind.journal.carry.csv_form import shown_line

        rows = [_COLUMNS, *(_cells(one) for one in receipts.paid)]
        world.write("".join(shown_line(row) for row in rows).removesuffix("\n"))
    elif not receipts.paid and receipts.course is not None and not receipts.unpriced:
        world.suggest(
            "Nothing of the course has taken place yet. All that was ever paid:",
            "massage-mind course receipts --all",
        )
    elif not receipts.paid:
        line = 'massage-mind appointment edit last --price "80 EUR"'
        world.suggest("Nothing that took place has a price yet. To note one:", line)
    else:
        _print_page(world, receipts)


def _cells(one: Paid) -> tuple[str, ...]:
    from massage_mind.record.appointment_thread import appointment_of

    details = appointment_of(one.appointment)
    minutes = "" if details.minutes is None else str(details.minutes)
    day = one.appointment.head.when.date().isoformat()
    return (
        day,
        details.therapist,
        details.place,
        minutes,
        str(one.price),
        str(one.tip),
        str(one.total),
        one.currency,
    )


def _print_json(world: World, receipts: Receipts) -> None:
    from massage_mind.record.instants import instant_text

    paid = []
    for one in receipts.paid:
        head = one.appointment.head
        row = dict(zip(_COLUMNS[1:], _cells(one)[1:], strict=True))
        paid.append({"appointment": head.id, "at": instant_text(head.at, head.zone), **row})
    totals = {name: str(amount) for name, amount in receipts.totals}
    course = receipts.course.id if receipts.course else None
    world.print_json({"course": course, "paid": paid, "totals": totals, "without_price": receipts.unpriced})


def _print_page(world: World, receipts: Receipts) -> None:
    from datetime import date

    from massage_mind.record.appointment_thread import appointment_of
    from massage_mind.record.course_count import money
    from massage_mind.screen.page.page_parts import Page, PageTable, heading, said
    from massage_mind.screen.text import safe_text
    from massage_mind.words.lengths import count_word
    from massage_mind.words.times import date_words

    # Every date with its year: it's read again at the end of one.
    tipped = any(one.tip for one in receipts.paid)
    rows, aloud = [], []
    for one in receipts.paid:
        day, whom = (
            date_words(one.appointment.head.when.date(), date.min),
            safe_text(appointment_of(one.appointment).therapist),
        )
        total = safe_text(money(one.total, one.currency))
        tip = money(one.tip, "") if one.tip else ""
        rows.append((day, whom, *((tip,) if tipped else ()), total))
        aloud.append(
            f"{day}{f', {whom}' if whom else ''}: {total}{f', the tip of {tip} in it' if tip else ''}."
        )
    heads = ("day", "with", *(("tip",) if tipped else ()), "paid")
    table = PageTable(heads, rows, figures=frozenset(range(2, len(heads))), sentences=aloud)
    title = "What was paid" + (" for the course" if receipts.course else "")
    all_told = "; ".join(safe_text(money(amount, name)) for name, amount in receipts.totals)
    last = [said(f"In all: {all_told}.")]
    if receipts.unpriced:
        one_only = receipts.unpriced == 1
        last.append(
            said(
                f"{count_word(receipts.unpriced).capitalize()} that took place ha{'s' if one_only else 've'} no price noted."
            )
        )
    parts: list[Part] = [[heading(title), table], last]
    world.show(Page(parts), paged=True)
