"""What `massage-mind trends` answers: a page, one JSON document, or a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import typer

from massage_mind.errors import EXIT_FAILED

if TYPE_CHECKING:
    from massage_mind.insight.trends_page import TrendsPage
    from massage_mind.record.query import Query
    from massage_mind.world import World


def rated_within(world: World, since: str, until: str) -> Query:
    """The check-ins within these bounds. Raises `UsageError`."""
    from massage_mind.cli.typed_query import narrowed_to
    from massage_mind.record.query import Query

    return narrowed_to(world, Query(("checkin",)), since, until)


class TrendsForm(NamedTuple):
    """In which form: a page in this file (over one that is there: `force`), a table, JSON, or for reading here."""

    html: str
    force: bool
    as_csv: bool
    as_json: bool


def print_trends(world: World, page: TrendsPage, form: TrendsForm, *, narrowed: bool) -> None:
    """The page in the form that was asked for; where nothing was rated, what to do. Raises `UsageError` for two forms."""
    if sum(map(bool, (form.html, form.as_csv, form.as_json))) > 1:
        from massage_mind.errors import UsageError

        raise UsageError("--html, --csv and --json are three forms of one thing.", "Leave all but one out.")
    if form.as_json:
        from massage_mind.insight.trends_page import trends_document

        world.print_json(trends_document(page))
    elif form.as_csv:
        _print_table(world, page)
    elif _is_empty(page):
        _say_nothing_rated(world, narrowed=narrowed, alone=page.alone)
        if form.html:  # Whoever asked for a file has none.
            raise typer.Exit(EXIT_FAILED)
    elif form.html:
        _write_page(world, page, form)
    else:
        _show(world, page)


def _seen(page: TrendsPage) -> tuple[TrendsPage, str]:
    """What a person sees of it: without what a comparison that runs keeps back; and what is said of that, empty for nothing."""
    from dataclasses import replace

    from massage_mind.diary.comparison_lock import left_out_words

    kept_back = [one.item.title for one in page.measures if one.item.key in page.locked]
    seen = replace(page, measures=tuple(one for one in page.measures if one.item.key not in page.locked))
    return seen, left_out_words(kept_back)


def _show(world: World, page: TrendsPage) -> None:
    from massage_mind.cli.record_page import now_of
    from massage_mind.screen.page.page_parts import Page, said
    from massage_mind.screen.show.show_trends import trends_page

    seen, left_out = _seen(page)
    told = [said(left_out)] if left_out else []
    parts = () if seen.alone and left_out else trends_page(seen, now_of(world)).parts
    world.show(Page((told, *parts)), paged=True)


def _write_page(world: World, page: TrendsPage, form: TrendsForm) -> None:
    from dataclasses import replace
    from pathlib import Path

    from massage_mind.cli.carry_pages import say_where
    from massage_mind.cli.record_page import now_of
    from massage_mind.diary.into_a_file import written_into
    from massage_mind.report.report_html import report_pieces
    from massage_mind.report.report_values import Prose
    from massage_mind.report.trends_report import trends_report

    seen, left_out = _seen(page)
    report = trends_report(seen, now_of(world))
    if left_out:
        report = replace(report, lead=(Prose(left_out), *report.lead))
    say_where(world, written_into(report_pieces(report), Path(form.html), over=form.force))


def _print_table(world: World, page: TrendsPage) -> None:
    from massage_mind.cli.carry_pages import stream_of
    from massage_mind.insight.trends_page import TABLE_FIELDS, table_rows
    from massage_mind.journal.carry.csv_form import shown_line

    write = stream_of(world)
    for row in (TABLE_FIELDS, *table_rows(page)):
        write(shown_line(row))


def _is_empty(page: TrendsPage) -> bool:
    """Whether nothing was rated of what was asked for."""
    return not any(
        one.rated or one.quiet.n or one.before.weeks or one.ordinary.given for one in page.measures
    )


def _say_nothing_rated(world: World, *, narrowed: bool, alone: bool) -> None:
    if narrowed:
        world.suggest("No massages rated in that time. Over all of it:", "massage-mind trends")
        return
    if alone:
        world.suggest("Of that one nothing can be told yet. Of others:", "massage-mind trends")
        return
    world.suggest(
        "No massages rated yet. Trends are made of a few numbers before a massage and after it. Before the next one:",
        "massage-mind checkin before",
    )
