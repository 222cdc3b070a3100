"""What `massage-mind brief` answers: a page, one JSON document, Markdown, files to print, a code for a telephone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from massage_mind.cli.brief_asking import BriefHere
    from massage_mind.cli.brief_options import BriefForms
    from massage_mind.record.brief import Brief
    from massage_mind.report.report_values import Report
    from massage_mind.world import World

_TITLE = "For my massage"


def print_brief(world: World, here: BriefHere, forms: BriefForms, *, as_json: bool) -> None:
    """The brief in each form that was asked for; without any as a page. Raises `MassageMindError` for a file that can't be written."""
    brief, title = _brief_of(here), brief_title(world, here)
    if as_json:
        from massage_mind.record.document import record_document

        world.print_json(record_document(here.record))
    elif forms.markdown:
        from massage_mind.cli.carry_pages import stream_of
        from massage_mind.report.brief_report import brief_report
        from massage_mind.report.report_markdown import report_markdown

        stream_of(world)(report_markdown(brief_report(brief, title)))
    elif forms.qr == "-":
        from massage_mind.cli.code_on_screen import show_code
        from massage_mind.screen.show.show_brief import brief_text

        show_code(world, brief_text(brief, title))
    elif not here.seen and not forms.any:
        show_brief(world, here)
    _into_files(world, brief, title, forms)
    if here.kept and not as_json and not forms.any:
        world.suggest(
            "It's kept. To hand it over as a page, or as a code for a telephone:",
            "massage-mind brief --html brief.html",
            "massage-mind brief --qr brief.png",
        )


def show_brief(world: World, here: BriefHere) -> None:
    """The page; on a pipe it is what a therapist reads."""
    from massage_mind.screen.show.show_brief import brief_page

    world.show(brief_page(_brief_of(here), brief_title(world, here)), paged=True)


def print_briefs(world: World, as_json: bool) -> None:
    """Every brief there is, the latest first."""
    from massage_mind.cli.record_page import lines_of
    from massage_mind.diary.briefing import EXAMPLE, every_brief

    found = every_brief(world)
    if as_json:
        from massage_mind.record.document import record_document

        world.print_json([record_document(one) for one in found])
        return
    if not found:
        world.suggest("There's no brief yet. One begins with a line of it:", EXAMPLE)
        return
    from massage_mind.screen.page.page_parts import Page, said

    shown = zip(lines_of(world, found), found, strict=True)
    world.show(Page([[said(line, aside=one.id) for line, one in shown]]), paged=True)


def _into_files(world: World, brief: Brief, title: str, forms: BriefForms) -> None:
    if forms.html or forms.pdf:
        from massage_mind.report.brief_report import brief_report

        write_report(
            world, brief_report(brief, title), html=forms.html, pdf=forms.pdf, over=forms.force, one_page=True
        )
    if forms.qr not in ("", "-"):
        from massage_mind.cli.carry_pages import say_where
        from massage_mind.diary.into_a_file import bytes_into
        from massage_mind.report.qr_code import qr_picture
        from massage_mind.screen.show.show_brief import brief_text

        picture = qr_picture(brief_text(brief, title), Path(forms.qr).suffix)
        say_where(world, bytes_into([picture], Path(forms.qr), over=forms.force))


def write_report(
    world: World, report: Report, *, html: str, pdf: str, over: bool, one_page: bool = False
) -> None:
    """The report into the files that are named (empty: into none), and where each is.

    Raises `MassageMindError` for one that can't be written, and where what makes a PDF isn't installed: before any is.
    """
    from massage_mind.cli.carry_pages import say_where
    from massage_mind.diary.into_a_file import bytes_into, written_into

    made = _pdf_made(world, report, one_page=one_page) if pdf else None
    if html:
        from massage_mind.report.report_html import report_pieces

        say_where(world, written_into(report_pieces(report), Path(html), over=over))
    if made is not None:
        say_where(world, bytes_into([made.data], Path(pdf), over=over))
        for note in made.notes:
            world.suggest(note)


def _pdf_made(world: World, report: Report, *, one_page: bool) -> Any:
    from massage_mind.report.report_pdf import PDF_LIBRARY, PDF_PACKAGE, report_pdf
    from massage_mind.sound.installed import installed

    if not installed(PDF_LIBRARY):
        from massage_mind.errors import MassageMindError
        from massage_mind.sound.adding import how_to_add

        raise MassageMindError(
            f"A PDF needs {PDF_PACKAGE}, which isn't installed. --html makes a page that a browser prints as well.",
            "To add it:",
            command=how_to_add(PDF_PACKAGE),
        )
    return report_pdf(report, world.local_now(), one_page=one_page)


def brief_title(world: World, here: BriefHere) -> str:
    """What stands above it: for whom, and when, with its date: it is read on that day."""
    if here.appointment is None:
        return _TITLE
    from massage_mind.record.appointment_thread import appointment_of
    from massage_mind.record.instants import local
    from massage_mind.words.times import dated_words

    when = here.appointment.head.when
    whom = appointment_of(here.appointment).therapist
    day = dated_words(when, local(world.wall_ms(), here.appointment.head.zone))
    return f"For {whom}, {day}" if whom else f"{_TITLE}, {day}"


def _brief_of(here: BriefHere) -> Brief:
    from massage_mind.diary.briefing import brief_in

    return brief_in(here.record)
