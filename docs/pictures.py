"""Pictures of the screens, taken of the program itself in a terminal (tmux) and set by a browser: to be looked at.

    .venv/bin/python docs/pictures.py OUT [--size 80x24] [--theme dark] [--only home]

Needs tmux, chromium and a font with braille dots (DejaVu Sans Mono with FreeMono, say); nothing of it is needed to run or
test massage-mind. OUT gets one sheet a size and a theme, and with --single each screen as a picture of its own.
"""

from __future__ import annotations

import argparse
import html
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
from contrast import NAMES, PALETTES, RGB, Palette

SIZES = ("80x24", "100x40", "60x20", "40x12")
THEMES = {"dark": "GNOME, dark", "light": "GNOME, light", "none": "xterm", "console": "Linux console"}
"""The palette a theme is set in; in `none` the program is told NO_COLOR, in `console` it sits at a Linux console."""
CELL_WIDTH, CELL_HEIGHT, FONT_PX = 8, 17, 13.3
CUT_AT_S = 26.0
_LOOKS, _TYPED_LINES = 30, 2
"""How often it is looked whether more is to be seen than what was typed, which takes at most so many lines."""
_SGR = re.compile(r"\x1b\[([0-9;]*)m|\x1b[()][A-Z0-9]|\x0e|\x0f")

QUIET = "--no-sound"
_WITH_KIM = "--minutes 60 --style swedish --therapist Kim"
_AN_HOUR = ("appointment add 'in 49 minutes' " + _WITH_KIM, "intention 'let my shoulders be'")
_RATED = (
    "checkin before --stress 6 --tension 5 --mood 6 --body 'l shoulder 3, jaw 2, r shoulder 1' --at '{day} 14:50'",
    "during --no-ask --at '{day} 15:05' --minutes 50",
    "checkin after --stress 3 --tension 2 --mood 6 --body 'l shoulder 1, jaw 1, belly 1' --at '{day} 16:10'",
)
_MASSAGE = (
    "appointment add --done '{day} 15:00' " + _WITH_KIM,
    "intention 'let my shoulders be' --at '{day} 14:30'",
    *_RATED,
)


def _on(day: str, lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(line.format(day=day) for line in lines)


_MONTHS = (
    *_on("7 days ago", _MASSAGE),
    "journal add 'Week 12: the shoulder is lighter. It stayed so through the evening, and I slept on that side.' --tag week "
    "--at '7 days ago 20:00'",
    "checkin next-day --sleep 8 --soreness 0 --at '6 days ago 8:05'",
    "journal add 'Only a short word about the shoulder.' --appointment none",
    "appointment add 'in 2 days 15:00' " + _WITH_KIM,
)
LIVES: dict[str, tuple[str, ...]] = {
    "new": (),
    "before": _AN_HOUR,
    "ended": (
        "appointment add --done '70 minutes ago' " + _WITH_KIM,
        "during --no-ask --at '65 minutes ago' --minutes 60",
    ),
    "morning": _on("yesterday", _MASSAGE),
    "months": _MONTHS,
    "cut-short": ("!during --minutes 10 --no-ask " + QUIET,),
    "settled": (*_AN_HOUR, "config set volume 55", "config set skip_regions abdomen"),
}
"""What was there before, as command lines; one with ! is begun and cut short."""


class Shot(NamedTuple):
    """A screen: its name, the life it is a part of, the command, and the keys that lead to it (a number waits, in s)."""

    name: str
    life: str
    words: str
    keys: tuple[str | float, ...] = ()


_BEFORE = "before --minutes 4 " + QUIET
_PAST_SAFETY: tuple[str | float, ...] = (1.5, "Enter", 0.8, "Enter", 1.0)
SHOTS: tuple[Shot, ...] = (
    Shot("home-new", "new", ""),
    Shot("home-before", "before", ""),
    Shot("home-ended", "ended", ""),
    Shot("home-cut-short", "cut-short", ""),
    Shot("home-morning-after", "morning", ""),
    Shot("home-months", "months", ""),
    Shot("safety", "new", _BEFORE, (1.5,)),
    Shot("question-rating", "before", _BEFORE, (*_PAST_SAFETY, "6", 0.1)),
    Shot("question-later", "before", _BEFORE, (*_PAST_SAFETY, "6", 1.2)),
    Shot("body-map", "before", "checkin before", (1.0, "6", 1, "5", 1, "6", 1, "6", 1.2, "3", 0.3, "Right", 0.3, "2", 0.4)),
    Shot("question-thoughts", "before", "park", (1.0, "call the bank", "Enter", 0.8, "tomorrow at nine", "Enter", 0.8)),
    Shot("question-cut-short", "cut-short", "during " + QUIET, (1.0,)),
    Shot("question-intention", "new", "intention", (1.0,)),
    Shot("breath", "new", "breathe --minutes 2 " + QUIET, (52.0,)),
    Shot("before", "before", _BEFORE + " --no-ask", (9.0,)),
    Shot("during", "before", "during --minutes 10 --delay 0 --no-ask " + QUIET, (9.0,)),
    Shot("lying-down", "months", "during --minutes 10 " + QUIET, _PAST_SAFETY),
    Shot("keys", "before", _BEFORE + " --no-ask", (2.0, "?", 0.5)),
    Shot("grounding", "before", "during --minutes 10 --delay 0 --no-ask " + QUIET, (3.0, "g", 4.0)),
    Shot("end-left", "before", "during --minutes 10 --delay 0 --no-ask " + QUIET, (2.0, "q", 1.0)),
    Shot("after", "ended", "after --minutes 2 --no-ask " + QUIET, (9.0,)),
    Shot("record", "months", "journal show last", (1.0,)),
    Shot("record-below", "months", "journal show last", (1.0, "Space", 0.5, "Space", 0.5)),
    Shot("list", "months", "journal list", (1.0,)),
    Shot("search", "months", "journal search shoulder", (1.0,)),
    Shot("render", "new", "render before --minutes 4 --voice off --out arriving.flac", (9.0,)),
    Shot("preview", "new", "preview before --minutes 4", (1.5,)),
    Shot("help", "new", "--help", (1.0,)),
    Shot("help-before", "new", "before --help", (1.0,)),
    Shot("config", "settled", "config list", (1.0,)),
    Shot("check", "new", "scripts check evening.yaml", (1.0,)),
    Shot("scripts", "new", "scripts list", (1.0,)),
    Shot("appointments", "months", "appointment list", (1.0,)),
    Shot("unknown-style", "new", "during --style sweedish", (1.0,)),
)  # fmt: skip
_FAULTY = """\
title: Evening
moment: before
minutes: {least: 2, ideal: 4, most: 10}
sections:
  - name: here
    steps:
      - say: "Your shoulders melt into the table."
      - scan: styel
"""


class Styling(NamedTuple):
    """How a cell is drawn."""

    bold: bool = False
    dim: bool = False
    colour: int = 0


class TmuxScreen:
    """One screen of tmux with a shell in it, in which the program is run."""

    def __init__(self, room: Path, size: str, theme: str) -> None:
        self.room = room
        columns, rows = size.split("x")
        self.socket = f"pictures-{os.getpid()}"
        environ = [f"MASSAGE_MIND_HOME={room / 'home'}", "LANG=C.UTF-8", "PS1=$ ", "HISTFILE="]
        environ += ["NO_COLOR=1"] * (theme == "none") + ["TERM=linux"] * (theme == "console")
        bin_ = Path(sys.executable).parent
        environ.append(f"PATH={bin_}:{os.environ['PATH']}")
        shell = " ".join(["env", *map(shlex.quote, environ), "bash", "--norc", "--noprofile"])
        self.tmux("new-session", "-d", "-x", columns, "-y", rows, "-c", str(room), "-s", "it", shell)
        self.tmux("set-option", "-g", "status", "off")
        self.tmux("resize-window", "-t", "it", "-x", columns, "-y", rows)
        time.sleep(0.4)

    def tmux(self, *words: str) -> str:
        """Say something to tmux; what it answers."""
        done = subprocess.run(
            ["tmux", "-f", "/dev/null", "-L", self.socket, *words], capture_output=True, text=True, check=True
        )
        return done.stdout

    def press(self, keys: Sequence[str | float]) -> None:
        """Press these keys; a number waits so many seconds."""
        for key in keys:
            if isinstance(key, str):
                self.tmux("send-keys", "-t", "it", key)
            else:
                time.sleep(key)

    def run(self, words: str) -> None:
        """Type the command on a screen of its own."""
        self.press(("clear", "Enter", 0.3))
        self.tmux("send-keys", "-t", "it", "-l", f"massage-mind {words}".strip())
        self.press(("Enter", 0.6))
        for _ in range(_LOOKS):
            if len([line for line in self.lines() if line.strip()]) > _TYPED_LINES:
                return
            time.sleep(0.3)

    def lines(self) -> list[str]:
        """What is to be seen, with its styles."""
        return self.tmux("capture-pane", "-e", "-p", "-t", "it").splitlines()

    def close(self) -> None:
        """End it, and whatever runs in it."""
        self.tmux("kill-server")
        time.sleep(0.3)  # it hears that its terminal is gone, and writes down what was taken


def cells_of(line: str) -> Iterator[tuple[str, Styling]]:
    """The signs of a line with their styles."""
    style, at = Styling(), 0
    for found in _SGR.finditer(line):
        yield from ((char, style) for char in line[at : found.start()])
        at = found.end()
        if found.group(1) is None:
            continue
        for code in map(int, (found.group(1) or "0").split(";")):
            style = _styled(style, code)
    yield from ((char, style) for char in line[at:])


def _styled(style: Styling, code: int) -> Styling:
    match code:
        case 0:
            return Styling()
        case 1:
            return style._replace(bold=True)
        case 2:
            return style._replace(dim=True)
        case 22:
            return style._replace(bold=False, dim=False)
        case 39:
            return style._replace(colour=0)
        case _ if 31 <= code <= 36:
            return style._replace(colour=code - 30)
        case _:
            return style


def _ink(style: Styling, palette: Palette) -> RGB:
    ink = palette.colours[NAMES[style.colour - 1]] if style.colour else palette.text
    return palette.dim(ink, palette.background) if style.dim else ink


def screen_html(name: str, lines: Sequence[str], size: str, palette: Palette) -> str:
    """The screen as HTML: each sign in its cell, whatever font it comes from."""
    columns, rows = map(int, size.split("x"))
    wide, high = columns * CELL_WIDTH, rows * CELL_HEIGHT
    signs = []
    for row, line in enumerate(lines):
        for column, (char, style) in enumerate(cells_of(line)):
            if char == " ":
                continue
            red, green, blue = _ink(style, palette)
            weight = ";font-weight:bold" * style.bold
            place = f"left:{column * CELL_WIDTH}px;top:{row * CELL_HEIGHT}px"
            signs.append(
                f'<i style="{place};color:rgb({red},{green},{blue}){weight}">{html.escape(char)}</i>'
            )
    behind = "rgb({},{},{})".format(*palette.background)
    box = f'<div class="screen" style="width:{wide}px;height:{high}px;background:{behind}">{"".join(signs)}</div>'
    return f"<figure><figcaption>{html.escape(name)}</figcaption>{box}</figure>"


_STYLE = f"""<meta charset="utf-8"><style>
body {{ margin: 8px; background: #888; display: flex; flex-wrap: wrap; gap: 10px; }}
figure {{ margin: 0 }} figcaption {{ font: 12px sans-serif; color: #000 }}
.screen {{ position: relative; overflow: hidden; outline: 1px solid #555 }}
.screen i {{ position: absolute; width: {CELL_WIDTH}px; height: {CELL_HEIGHT}px; font: {FONT_PX}px/{CELL_HEIGHT}px
  "DejaVu Sans Mono", FreeMono, monospace; font-style: normal; text-align: center; white-space: pre }}
</style>"""


_BARE = "<style>body { margin: 0 } figcaption { display: none } .screen { outline: none }</style>"


def picture(path: Path, figures: Sequence[str], size: str, *, across: int = 0) -> None:
    """Set these by the browser, so many beside one another; 0: one alone, with nothing around it."""
    columns, rows = map(int, size.split("x"))
    wide, high, style = columns * CELL_WIDTH, rows * CELL_HEIGHT, _STYLE + _BARE
    if across:
        wide = across * (wide + 12) + 16
        high = -(-len(figures) // across) * (high + 28) + 20
        style = _STYLE
    page = path.with_suffix(".html")
    page.write_text(style + "".join(figures), encoding="utf-8")
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    subprocess.run(
        [browser, "--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size={wide},{high}",
         f"--screenshot={path}", page.as_uri()],
        check=True, capture_output=True,
    )  # fmt: skip
    page.unlink()


def live(room: Path, life: str) -> None:
    """Make the record of this life in a home of its own."""
    home = room / "home"
    program = [str(Path(sys.executable).parent / "massage-mind")]
    environ = {**os.environ, "MASSAGE_MIND_HOME": str(home)}
    for line in LIVES[life]:
        words = [*program, *shlex.split(line.removeprefix("!"))]
        if line.startswith("!"):
            begun = subprocess.Popen(words, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(CUT_AT_S)
            begun.kill()
            begun.wait()
        else:
            subprocess.run(words, env=environ, check=True, capture_output=True, stdin=subprocess.DEVNULL)


def shots(names: str, size: str, theme: str, homes: Path) -> Iterator[tuple[str, str]]:
    """Each screen, by its name, as HTML."""
    palette = next(one for one in PALETTES if one.name == THEMES[theme])
    for shot in SHOTS:
        if not re.search(names, shot.name):
            continue
        kept = homes / shot.life
        if not kept.exists():
            kept.mkdir()
            live(kept, shot.life)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            room = Path(folder) / "room"
            shutil.copytree(kept, room)
            (room / "evening.yaml").write_text(_FAULTY, encoding="utf-8")
            screen = TmuxScreen(room, size, theme)
            try:
                screen.run(shot.words)
                screen.press(shot.keys)
                yield shot.name, screen_html(shot.name, screen.lines(), size, palette)
            finally:
                screen.close()


def main() -> None:
    """Take the pictures that are asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("out", type=Path)
    asked.add_argument(
        "--size", action="append", help=f"one of {', '.join(SIZES)}, or another; all by default"
    )
    asked.add_argument("--theme", action="append", choices=THEMES, help="all by default")
    asked.add_argument("--only", default="", help="screens whose names this pattern is found in")
    asked.add_argument("--single", action="store_true", help="each screen as a picture of its own")
    given = asked.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for size in given.size or SIZES:
            for theme in given.theme or THEMES:
                taken = dict(shots(given.only, size, theme, Path(folder)))
                if given.single:
                    for name, figure in taken.items():
                        picture(given.out / f"{name}-{size}-{theme}.png", [figure], size)
                else:
                    across = max(1, 1400 // (int(size.split("x")[0]) * CELL_WIDTH))
                    picture(
                        given.out / f"screens-{size}-{theme}.png", list(taken.values()), size, across=across
                    )


if __name__ == "__main__":
    main()
