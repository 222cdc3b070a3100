"""What `massage-mind share` answers: the text first, then the files; and what is asked where nothing was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from massage_mind.cli.share_options import ShareForms
    from massage_mind.diary.chosen_to_share import ShareRequest
    from massage_mind.insight.shared_page import SharedPage
    from massage_mind.world import World


def what_is_shared(world: World, request: ShareRequest, *, asks: bool) -> ShareRequest:
    """What was chosen, as typed, or as answered where nothing was; ends the command where nothing is chosen."""
    asker = world.asker_at_hand() if asks and request.says_nothing else None
    if asker is None:
        return request
    from massage_mind.diary.asking_share import ask_share
    from massage_mind.perform.asker import Leave, NoMoreAnswers

    try:
        answered = ask_share(world, asker, request)
    except (Leave, NoMoreAnswers):
        answered = request
    if answered.says_nothing:
        world.suggest("Nothing was chosen, and nothing was written.")
        raise typer.Exit
    return answered


def print_shared(world: World, page: SharedPage, forms: ShareForms, *, as_json: bool, asks: bool) -> None:
    """The page; into a file only after its text was shown and, where somebody can be asked, agreed to.

    Raises `MassageMindError` for a file that can't be written.
    """
    if as_json:
        from massage_mind.insight.shared_page import shared_document

        world.print_json(shared_document(page))
        return
    from massage_mind.cli.record_page import now_of
    from massage_mind.report.share_report import share_report

    report = share_report(page, now_of(world))
    if forms.markdown:
        from massage_mind.cli.carry_pages import stream_of
        from massage_mind.report.report_markdown import report_markdown

        stream_of(world)(report_markdown(report))
    else:
        from massage_mind.report.report_on_screen import report_page

        world.show(report_page(report), paged=True)
    _say_unrated(world, page)
    if (forms.html or forms.pdf) and (not asks or _agreed(world)):
        from massage_mind.cli.brief_answers import write_report

        write_report(world, report, html=forms.html, pdf=forms.pdf, over=forms.force)


def _say_unrated(world: World, page: SharedPage) -> None:
    from massage_mind.insight.shared_page import SHARED_BESIDE

    there = {one.item.key for one in page.measures}
    for key in page.chosen:
        if key not in there and key not in SHARED_BESIDE:
            world.note(f"Nothing was rated of {key} in that time.")


def _agreed(world: World) -> bool:
    """Whether the text that was shown may be written; yes where nobody can be asked: a file was named."""
    from massage_mind.perform.asker import Leave, NoMoreAnswers

    asker = world.asker_at_hand()
    if asker is None:
        return True
    try:
        agreed = asker.yes("Write it as it was shown?", otherwise=False, words=("write it", "leave it"))
    except (Leave, NoMoreAnswers):
        agreed = False
    if not agreed:
        world.suggest("Nothing was written.")
    return agreed
