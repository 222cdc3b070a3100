"""docs/terminal.md from the tables that `tests/screen/test_screen_matrix.py` holds the program to."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "screen"))

from matrix_events import EVENTS
from matrix_screens import SCREENS, Screen


def terminal_page() -> str:
    """The page: what is promised, the events, the screens, and the exit code of each with each."""
    cells = len(SCREENS) * len(EVENTS)
    return "\n".join(
        [
            "# In a terminal",
            "",
            "<!-- written by docs/house.py from tests/screen/matrix_events.py and matrix_screens.py, do not edit -->",
            "",
            f"There are {len(SCREENS)} screens at which a person can sit, and {len(EVENTS)} things that can happen to "
            f"somebody who does. Each with each is a test on a real pseudo-terminal: {cells} cells, `make test-slow`; "
            "the fast tests have every screen once.",
            "",
            "In every cell:",
            "",
            "- it ends, with the exit code of the table below: 128 and the number of the signal that ended it (as Linux counts), or the code "
            "with which one leaves that screen as usual;",
            "- the terminal is as it was: its settings, its main screen, the cursor, the wrapping of lines, the mode of pasting;",
            "- what was done is kept (the last column of the screens), and nothing that was there before is gone;",
            "- nobody is shown where in the program something went wrong, and no passing file is left behind.",
            "",
            "Where it goes on afterwards, as after Ctrl-Z or in a window of another size, the screen is drawn anew and then left as "
            "usual. Where the terminal takes nothing when it is to end, that is waited for 3 seconds at most, and not at all once a "
            "signal asks; the way back is what it finds when it goes on. What a map of the body holds on a terminal without escape "
            "sequences, and what of two who sit at one journal is whose, other tests look at.",
            "",
            "## What can happen",
            "",
            "| event | what it is |",
            "|---|---|",
            *(f"| `{name}` | {event.about} |" for name, event in EVENTS.items()),
            "",
            "## The screens",
            "",
            "| screen | what it is | command | left as usual with | what is kept |",
            "|---|---|---|---|---|",
            *(_screen(name, screen) for name, screen in SCREENS.items()),
            "",
            "## How each ends",
            "",
            "`*`: anything but a fault, since one may not come to the screen at all: a stream is missing or full from the start.",
            "",
            f"| | {' | '.join(SCREENS)} |",
            f"|---|{'---|' * len(SCREENS)}",
            *_ends(),
            "",
        ]
    )


def _screen(name: str, screen: Screen) -> str:
    kept = " ".join((screen.kept.__doc__ or "").split()).rstrip(".")
    words = " ".join(("massage-mind", *screen.words))
    return f"| {name} | {screen.about} | `{words}` | {screen.code} | {kept[0].lower()}{kept[1:]} |"


def _ends() -> Iterator[str]:
    for name, event in EVENTS.items():
        codes = [event.ends(screen) for screen in SCREENS.values()]
        yield f"| `{name}` | {' | '.join('*' if code is None else str(code) for code in codes)} |"
