"""`massage-mind checkin`: how it is now, in numbers and on a body map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.checkin_answers import print_checked_in
from massage_mind.cli.checkin_options import BodyMap, Note, PhaseWord, Rates, Ratings, read_marks, read_phase
from massage_mind.cli.options import AsJson
from massage_mind.cli.stated_options import FullStating

if TYPE_CHECKING:
    from massage_mind.world import World


def checkin(
    world: World,
    phase: PhaseWord = "",
    *,
    ratings: Ratings,
    rate: Rates = None,
    body: BodyMap = "",
    note: Note = "",
    stating: FullStating,
    as_json: AsJson = False,
) -> None:
    """How it is now, in numbers and on the body. Enter leaves anything out."""
    from massage_mind.diary.checking_in import CheckInRequest, check_in

    marks, stated = read_marks(world, body), stating.read(world)
    request = CheckInRequest(read_phase(phase), ratings.values(rate or ()), *marks, note, stated)
    print_checked_in(world, check_in(world, request), as_json)
