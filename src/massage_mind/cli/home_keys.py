"""Home as it is shown, and the one key that is waited for under it: Enter does what the page says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.home_answers import TASTE, ToDo, also_keys, home_aloud, home_page, lower_pages, todo_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from massage_mind.diary.next_thing import Standing
    from massage_mind.record.session import SessionRecord
    from massage_mind.screen.page.page_parts import Page
    from massage_mind.world import World

_ENTER = "enter"


def show_home(world: World, standing: Standing) -> ToDo:
    """Print it, for whoever looks or listens; gives the one thing to do."""
    also_asked = world.settings().more_ratings if standing.next == "follow-up" else ()
    todo = todo_of(standing, tuple(also_asked), aloud=world.accessible())
    if world.accessible():
        world.show(home_aloud(standing, todo, asked=_somebody(world)))
    else:
        world.show(_fitting(world, home_page(standing, todo), *lower_pages(standing, todo)))
    return todo


def _fitting(world: World, *pages: Page) -> Page:
    """The first of these that the window shows whole, with the line that the cursor stands on; else the last of them."""
    from massage_mind.screen.page.setting import set_page
    from massage_mind.screen.terminal.streams import rows_of

    rows = rows_of(world.stdout, world.environ.get("LINES", "")) if world.stdout_is_terminal() else 0
    if not rows:
        return pages[0]
    whole = (page for page in pages if len(set_page(page, world.columns())) <= rows)  # The first line is air.
    return next(whole, pages[-1])


def answer_home(world: World, standing: Standing, todo: ToDo) -> int:
    """Wait for a key where somebody can press one, and do what it stands for; the exit code. Raises `Stopped`."""
    match _key(world, lambda: show_home(world, standing)):
        case "enter" if standing.cut_short is not None and standing.state == "cut-short":
            return _go_on(world, standing.cut_short)
        case "n" if standing.cut_short is not None and standing.state == "cut-short":
            return _go_on(world, standing.cut_short, anew=True)
        case "enter":
            return _run(world, todo.command)
        case "b":
            return _run(world, TASTE)
        case "?":
            return _run(world, "massage-mind --help")
        case str(key) if key in (also := also_keys(standing)):
            return _run(world, also[key].command)
        case _:
            return 0


def _somebody(world: World) -> bool:
    return world.stdin_is_terminal() and world.stdout_is_terminal()


def _key(world: World, show_again: Callable[[], object]) -> str | None:
    """The key; for somebody who listens the line that was typed, an empty one being Enter."""
    if not _somebody(world):
        return None
    if not world.accessible():
        return world.one_key(show_again)
    from massage_mind.perform.asker import NoMoreAnswers

    try:
        return world.asker(plain=True).read("") or _ENTER
    except NoMoreAnswers:
        return None


def _go_on(world: World, cut_short: SessionRecord, *, anew: bool = False) -> int:
    """What the page's command does, without asking what the key has just said; `anew`: as it was asked for then."""
    from massage_mind.cli.session_requests import BESIDE_MINUTES, request_to_go_on
    from massage_mind.session.journey import take_journey, take_moment, take_quiet_hour
    from massage_mind.session.typed_lengths import minutes_ms

    request = request_to_go_on(cut_short, anew=anew)
    if request.quiet_hour:
        return take_quiet_hour(world, request)
    if not cut_short.journey:
        return take_moment(world, request)
    beside_ms = minutes_ms(BESIDE_MINUTES)
    return take_journey(world, request, before_ms=beside_ms, after_ms=beside_ms)


def _run(world: World, command: str) -> int:
    """The very command that the page shows, in this process and this world."""
    import shlex

    from massage_mind.cli.main import run

    return run(shlex.split(command)[1:], lambda: world)
