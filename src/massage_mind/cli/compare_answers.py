"""What the commands of `massage-mind compare` answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from massage_mind.diary.comparing import ComparisonLook, ComparisonSaid, PlannedComparison
    from massage_mind.diary.comparison_ends import ComparisonResult, Verified
    from massage_mind.world import World


def what_is_compared(world: World, given: ComparisonSaid, *, asks: bool) -> PlannedComparison:
    """The plan, as typed or as answered. Raises `StoreError` where one runs; ends the command where it isn't planned."""
    from massage_mind.diary.comparing import planned_comparison, refuse_second_comparison

    refuse_second_comparison(world)
    asker = world.asker_at_hand() if asks else None
    if asker is None or (given.first_at and given.if_more):
        return planned_comparison(world, given)
    from massage_mind.cli.answered import answered
    from massage_mind.cli.appointment_options import read_price
    from massage_mind.diary.asking_comparison import ask_comparison
    from massage_mind.diary.comparing import not_said

    def ask() -> ComparisonSaid | None:
        said = ask_comparison(world, asker, given, lambda words: read_price(words, "A price"))
        return None if not_said(said) else said

    return planned_comparison(world, answered(world, ask, "Nothing was planned."))


def preview_or_lock(
    world: World, planned: PlannedComparison, *, preview: bool, asks: bool, as_json: bool
) -> None:
    """Show what it takes and can find; then, unless that was all, draw the order and keep it."""
    from massage_mind.diary.comparing import lock_comparison

    if not as_json:
        _show_plan(world, planned)
    elif preview:
        world.print_json(_plan_document(planned))
    if preview:
        return
    if asks and not _agreed(world):
        world.suggest("Nothing was planned.")
        return
    look = lock_comparison(world, planned)
    if as_json:
        print_look(world, look, as_json=True)
        return
    from massage_mind.screen.page.page_parts import Page, Whole, command, said

    world.show(
        Page(
            (
                [said("It's locked, and the order is drawn. The SHA-256 of the plan:")],
                [Whole(look.plan.digest, "", 4)],
                [said("Which hour is next:")],
                [command("massage-mind compare show")],
            )
        )
    )


def _agreed(world: World) -> bool:
    """Whether somebody who can be asked has read the safety list and says yes; where nobody can, it was typed as it is meant."""
    from massage_mind.perform.asker import Leave, NoMoreAnswers

    asker = world.asker_at_hand()
    if asker is None:
        return True
    try:
        asker.safety_list()
        return asker.yes("Lock it, and draw the order?", otherwise=False)
    except (Leave, NoMoreAnswers):
        return False


def _show_plan(world: World, planned: PlannedComparison) -> None:
    from massage_mind.cli.record_page import now_of
    from massage_mind.screen.show.show_comparison import plan_page

    world.show(plan_page(planned.plan, planned.chances, planned.others, planned.cost, now_of(world)))


def _plan_document(planned: PlannedComparison) -> dict[str, Any]:
    return {
        "weeks": planned.plan.weeks,
        "difference": float(planned.plan.named),
        "cost": None if planned.cost is None else str(planned.cost),
        "currency": planned.plan.currency or None,
        "spread": planned.plan.spread / 10,
        "own_spread": planned.own,
        "chances": [
            {
                "extra": float(one.extra),
                "endings": {name: chance._asdict() for name, chance in one.chances.items()},
            }
            for one in planned.chances
        ],
    }


def print_look(world: World, look: ComparisonLook, *, as_json: bool) -> None:
    """The comparison as it stands."""
    if as_json:
        from massage_mind.record.document import record_document

        world.print_json({"comparison": record_document(look.record), "weeks": _weeks_document(look)})
        return
    from massage_mind.cli.record_page import now_of
    from massage_mind.screen.show.show_comparison import comparison_page

    world.show(
        comparison_page(look.plan, look.record.head, look.weeks, now_of(world), look.others), paged=True
    )


def _weeks_document(look: ComparisonLook) -> list[dict[str, Any]]:
    from massage_mind.insight.comparison_document import week_document

    return [week_document(one, look.plan) for one in look.weeks]


def print_result(world: World, result: ComparisonResult, *, as_json: bool) -> None:
    """What came of it."""
    if as_json:
        from massage_mind.insight.comparison_document import result_document

        world.print_json(result_document(result.facts, result.differs, result.earlier))
        return
    from massage_mind.screen.show.show_comparison import result_page

    world.show(result_page(result.facts, result.differs, result.earlier), paged=True)


def print_verified(world: World, verified: Verified, *, as_json: bool) -> None:
    """Whether plan, digest and order follow from one another; ends with exit code 1 where they don't."""
    if as_json:
        world.print_json(
            {
                "hash": verified.plan.digest,
                "order": verified.order,
                "matches": not verified.differs,
                "plan": verified.text,
                "differs": list(verified.differs),
            }
        )
    else:
        from massage_mind.screen.show.show_comparison import verified_page

        world.show(verified_page(verified.plan, verified.text, verified.order, verified.differs), paged=True)
    if verified.differs:
        raise typer.Exit(1)


def print_stopped(world: World, look: ComparisonLook, *, as_json: bool) -> None:
    """That it was stopped, and what may be said of it."""
    if as_json:
        print_look(world, look, as_json=True)
        return
    may = (
        "If eight weeks have both hours, it may still have an ending, at twice the rarity."
        if look.plan.outside == "yes"
        else "It has no ending, only its weeks. The hours were yours all the same."
    )
    world.suggest(f"It's stopped. {may} What there is:", "massage-mind compare result")


def put_report(world: World, body: str, target: str) -> None:
    """The report, to standard output with `-`, or to a file that is not there yet."""
    if target in ("", "-"):
        world.write(body.rstrip("\n"))
        return
    from massage_mind.cli.carry_pages import put_new_file

    put_new_file(world, body.encode(), target, "The report:")
