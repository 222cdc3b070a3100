"""What the commands of `massage-mind course` answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from massage_mind.diary.course_pausing import CourseEnded
    from massage_mind.diary.reviewing import ReviewLook
    from massage_mind.record.course_overview import Overview
    from massage_mind.record.head import Record
    from massage_mind.world import World


def print_started(world: World, overview: Overview, as_json: bool) -> None:
    """Say back what was planned, with what it costs in all and when there is a look back."""
    if as_json:
        world.print_json(_document(overview))
        return
    from massage_mind.cli.record_page import now_of
    from massage_mind.screen.show.show_course import started_page

    world.show(started_page(overview, now_of(world)))


def print_overview(world: World, overview: Overview, as_json: bool) -> None:
    """The course as it stands."""
    if as_json:
        world.print_json(_document(overview))
        return
    from massage_mind.cli.record_page import now_of
    from massage_mind.screen.show.show_course import overview_page

    world.show(overview_page(overview, now_of(world)), paged=True)
    say_beside(world, overview)


def say_beside(world: World, overview: Overview) -> None:
    """That another course has not ended either, and how it would; nothing where there is none, or this one has ended."""
    if not overview.beside or overview.standing == "ended":
        return
    from massage_mind.cli.record_page import now_of
    from massage_mind.screen.show.show_course import beside_words

    words = beside_words(overview.beside, now_of(world))
    world.suggest(f"{words} To end that one:", f"massage-mind course end {overview.beside[0].id}")


def print_next(world: World, overview: Overview, as_json: bool) -> None:
    """The next thing of it."""
    from massage_mind.record.course_next import next_of

    found = next_of(overview)
    if as_json:
        from massage_mind.record.document import record_document

        world.print_json(
            {
                "what": found.what,
                "appointment": record_document(found.appointment) if found.appointment else None,
                "week": found.week,
                "day": found.day.isoformat() if found.day else None,
            }
        )
        return
    from massage_mind.cli.record_page import now_of
    from massage_mind.screen.show.show_course import next_page

    world.show(next_page(overview, found, now_of(world)))
    say_beside(world, overview)


def print_look_back(world: World, looked: ReviewLook, as_json: bool) -> None:
    """The look back, and what may be said to it; how to say something where nothing was."""
    from massage_mind.record.course_review import proposal_for

    proposal = proposal_for(looked.review, looked.overview.course) if looked.review else None
    if as_json:
        _review_json(world, looked, proposal)
        return
    from massage_mind.screen.show.show_course import review_page

    before = () if looked.kept_back else looked.before
    world.show(review_page(looked.overview, looked.week, looked.review, before, proposal), paged=True)
    if looked.kept_back and looked.before:
        from massage_mind.diary.comparison_lock import left_out_words

        world.suggest(left_out_words([looked.overview.measure_name]))
    if looked.review is None:
        world.suggest(
            "You haven't said yet how it is so far: helped, nothing, worse or unsure. To say it:",
            "massage-mind course review --difference unsure",
        )
    say_beside(world, looked.overview)


def _review_json(world: World, looked: ReviewLook, proposal: Any) -> None:
    from massage_mind.record.document import record_document

    review = looked.review
    world.print_json(
        {
            "week": looked.week,
            "intention": looked.overview.course.intention or None,
            "measure": looked.overview.course.measure or None,
            "before_each": list(looked.before),
            "difference": review.difference if review else None,
            "signs": list(review.signs) if review else [],
            "onward": review.onward if review else None,
            "sentences": list(proposal.sentences) if proposal else [],
            "command": proposal.line or None if proposal else None,
            "entry": record_document(looked.entry) if looked.entry else None,
        }
    )


def print_ended(world: World, ended: CourseEnded, as_json: bool) -> None:
    """The course as it ended; that calling off what was planned is the person's own."""
    print_overview(world, ended.overview, as_json)
    if ended.let_go and not as_json:
        from massage_mind.words.lengths import count_word

        one = ended.let_go == 1
        world.suggest(
            f"{count_word(ended.let_go).capitalize()} planned appointment{'s' * (not one)} {'is' if one else 'are'} "
            "marked as skipped here. Calling them off is yours to do. To see them:",
            "massage-mind appointment list --state skipped",
        )
    if ended.overview.beside and not as_json:
        from massage_mind.cli.record_page import now_of
        from massage_mind.screen.show.show_course import beside_words

        world.suggest(
            f"{beside_words(ended.overview.beside, now_of(world))} To look at it:", "massage-mind course show"
        )


def print_wish(world: World, entry: Record | None, as_json: bool) -> None:
    """What was said, as it is kept."""
    if as_json:
        from massage_mind.record.document import record_document

        world.print_json(record_document(entry) if entry else None)
    elif entry is None:
        world.suggest("Nothing was kept.")
    else:
        from massage_mind.cli.record_page import print_record

        print_record(world, entry)


def put_calendar(world: World, body: bytes, target: str) -> None:
    """The calendar file, to standard output with `-`, or to a file that is not there yet."""
    if target in ("", "-"):
        world.byte_sink()(body)
        return
    from massage_mind.cli.carry_pages import put_new_file

    put_new_file(world, body, target, "For your calendar:")


def _document(overview: Overview) -> dict[str, Any]:
    """The course as one document with stable keys; money as decimals in text."""
    from massage_mind.record.course import review_weeks
    from massage_mind.record.document import record_document

    counts, costs, review = overview.counts, overview.costs, overview.review
    return {
        "course": record_document(overview.record),
        "standing": overview.standing,
        "week": overview.week,
        "weeks": overview.course.weeks,
        **counts._asdict(),
        "cost": {
            "currency": overview.course.currency or None,
            "to_date": str(costs.to_date),
            "projected": str(costs.projected),
            "cap": None if costs.cap is None else str(costs.cap),
            "apart": {name or "": str(amount) for name, amount in costs.apart},
        },
        "review_weeks": list(review_weeks(overview.course)),
        "next_review": {"week": review[0], "day": review[1].isoformat()} if review else None,
        "practice_ms": overview.practice_ms,
        "appointments": [record_document(one) for one in overview.appointments],
        "beside": [one.id for one in overview.beside],
    }
