"""What `massage-mind lookback` answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massage_mind.diary.looking_back import LookedBack
    from massage_mind.world import World


def print_looked_back(world: World, back: LookedBack, *, as_json: bool) -> None:
    """A page, or one JSON document; where there is nothing to look back on, what will be."""
    if as_json:
        world.print_json(_document(back))
    elif not back.week and not back.different:
        world.suggest(
            "There's nothing to look back on yet: no massage before the one at hand, and nothing from a month ago. What there is:",
            "massage-mind journal list",
        )
    else:
        _print_page(world, back)


def _document(back: LookedBack) -> object:
    from massage_mind.record.document import record_document, thread_document

    times = {
        key: None
        if one is None
        else {"alike": list(one.alike), **thread_document(one.appointment, one.belonging)}
        for key, one in back.times.items()
    }
    return {
        "month_ago": {
            "from": back.first.isoformat(),
            "to": back.last.isoformat(),
            "records": [record_document(one) for one in back.week],
        },
        **times,
    }


def _print_page(world: World, back: LookedBack) -> None:
    from massage_mind.cli.record_page import now_of
    from massage_mind.diary.measure_names import shown_records
    from massage_mind.screen.page.page_parts import said
    from massage_mind.screen.show.show_lookback import last_time_parts, lookback_page, week_parts

    now = now_of(world)
    week, left_out = shown_records(world, back.week)
    parts = [*week_parts(back.first, back.last, week, now, back.hanging)]
    for one in back.different:
        belonging, too = shown_records(world, one.belonging)
        left_out = left_out or too
        parts += last_time_parts(one.alike, one.appointment, belonging, now, been=back.been)
    world.show(lookback_page([*parts, [said(left_out)] if left_out else []]), paged=True)
