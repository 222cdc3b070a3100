"""`massage-mind` alone: where you are, and the one next thing to do."""

from __future__ import annotations


def show_home() -> None:
    """A few lines: the intention, the last session, and one thing to do next."""
    from massage_mind import app as world
    from massage_mind.screen.text import safe_text

    now = world.wall_ms()
    with world.open_store(writing=False) as store:
        intention = store.current_intention(now)
        last = next(iter(store.sessions(1, now_ms=now)), None)
    world.write("massage-mind, for before, during and after a massage.")
    if intention:
        world.write(f"Your intention: {safe_text(intention.text)}")
    if last is not None:
        world.write(f"Last: {safe_text(last.title)}, {last.started:%A %d %B} ({last.id}).")
    world.write(f"Next: {_next(last.moment if last else '', bool(intention))}")
    world.write("Everything: massage-mind --help")


def _next(last_moment: str, intention: bool) -> str:
    if not intention and last_moment in ("", "after", "anytime"):
        return 'massage-mind intention "what you would like from it"'
    return {
        "before": "massage-mind during, when it begins",
        "during": "massage-mind after, when it is over",
    }.get(last_moment, "massage-mind before --minutes 4")
