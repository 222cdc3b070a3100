"""What the commands of `massage-mind measure` answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from massage_mind.diary.changing_measures import Added, Listing
    from massage_mind.record.head import Record
    from massage_mind.record.measures import Item
    from massage_mind.record.own_measure import OwnMeasure
    from massage_mind.world import World


def print_added(world: World, added: Added, as_json: bool) -> None:
    """That it is kept, or taken up again, and how it is rated at any time."""
    from massage_mind.diary.own_measures import own_of

    sentence = "It's taken up again." if added.again else "It's kept."
    print_measure(world, added.record, sentence, as_json)
    if not as_json:
        world.suggest("To rate it by itself:", f"massage-mind checkin --rate {own_of(added.record).key}=3")


def print_measure(world: World, record: Record, sentence: str, as_json: bool) -> None:
    """One measure as it is kept now."""
    from massage_mind.diary.own_measures import own_of

    if as_json:
        from massage_mind.record.document import record_document

        world.print_json(record_document(record))
        return
    from massage_mind.screen.show.record_text import begun
    from massage_mind.screen.show.show_measure import measure_page
    from massage_mind.screen.text import safe_text

    measure = own_of(record)
    world.show(measure_page(record.head, measure, f"{safe_text(begun(measure.name))}. {sentence}"))


def print_dropped(world: World, record: Record, as_json: bool) -> None:
    """That it is asked no longer, that what was rated stays, and the way back."""
    from massage_mind.diary.own_measures import own_of

    if as_json:
        print_measure(world, record, "", as_json)
        return
    world.suggest(
        "It's asked no longer. What you rated stays. To take it up again:",
        f"massage-mind measure add {own_of(record).key}",
    )


def print_measures(world: World, listing: Listing, as_json: bool) -> None:
    """All there are, and when each is asked."""
    from massage_mind.record.own_measure import called, item_of
    from massage_mind.screen.show.show_measure import measure_line, measures_page, mixed_sentence

    if as_json:
        world.print_json([*(_built_in(one, listing) for one in listing.built_in), *map(_own, listing.own)])
        return
    if world.stdout_is_terminal():
        page = measures_page(listing.built_in, listing.own, listing.asked, listing.aside, listing.mixed)
        world.show(page, paged=True)
        return
    lines = [measure_line(one.key, one, used=one in listing.asked) for one in listing.built_in]
    lines += [measure_line(called(one), item_of(one), used=one.state == "used") for one in listing.own]
    world.write("\n".join(lines))
    for items in listing.mixed.values():
        world.note(mixed_sentence(items))


def _built_in(item: Item, listing: Listing) -> dict[str, Any]:
    return _document(item, item.key, own=False, asked=item in listing.asked)


def _own(measure: OwnMeasure) -> dict[str, Any]:
    from massage_mind.record.own_measure import item_of

    return _document(item_of(measure), measure.name, own=True, asked=measure.state == "used")


def _document(item: Item, name: str, *, own: bool, asked: bool) -> dict[str, Any]:
    return {
        "key": item.key,
        "name": name,
        "low": item.low,
        "high": item.high,
        "better": "neither" if item.better == "none" else item.better,
        "when": list(item.phases),
        "own": own,
        "asked": asked,
    }
