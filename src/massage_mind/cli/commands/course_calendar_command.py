"""`massage-mind course calendar`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.course_answers import put_calendar
from massage_mind.cli.course_options import PlainTitles
from massage_mind.cli.options import IntoFile

if TYPE_CHECKING:
    from massage_mind.world import World


def calendar(world: World, out: IntoFile = "-", plain_titles: PlainTitles = False) -> None:
    """A file for your calendar: appointments, what lies around them, looks back. A second one brings it up to date."""
    from massage_mind.diary.course_ics import course_calendar

    put_calendar(world, course_calendar(world, plain=plain_titles), out)
