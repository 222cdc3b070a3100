"""How well what the program writes can be read: the contrast of text, dim text and accents in the palettes that usual
terminals begin with, as WCAG reckons it. `docs/reference.py` writes the table in docs/look.md.

The program sends bold, dim (SGR 2) and one colour of the terminal's own; what those look like is the terminal's affair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

RGB: TypeAlias = tuple[int, int, int]
TEXT_RATIO = 4.5
"""What text needs (WCAG 2.2, 1.4.3); what is drawn, and large or bold signs, need 3 (1.4.11)."""
DRAWN_RATIO = 3.0
NAMES = ("red", "green", "yellow", "blue", "magenta", "cyan")


def rgb(text: str) -> RGB:
    """A colour from six hexadecimal digits."""
    return int(text[:2], 16), int(text[2:4], 16), int(text[4:], 16)


def _darker(text: RGB, background: RGB) -> RGB:
    """Each channel to two thirds, whatever is behind it."""
    return text[0] * 2 // 3, text[1] * 2 // 3, text[2] * 2 // 3


def _halved(text: RGB, background: RGB) -> RGB:
    """Each channel to a half, whatever is behind it."""
    return text[0] >> 1, text[1] >> 1, text[2] >> 1


def _half_way(text: RGB, background: RGB) -> RGB:
    """Half way to what is behind it."""
    red, green, blue = ((one + other) // 2 for one, other in zip(text, background, strict=True))
    return red, green, blue


def _grey(text: RGB, background: RGB) -> RGB:
    """The console has no half brightness: it takes its colour 8."""
    return rgb("555555")


class Palette(NamedTuple):
    """What a terminal begins with: its text, its background, its colours 1 to 6, and how it draws dim."""

    name: str
    text: RGB
    background: RGB
    colours: dict[str, RGB]
    dim: Callable[[RGB, RGB], RGB]
    source: str


def _palette(
    name: str, text: str, background: str, colours: str, dim: Callable[[RGB, RGB], RGB], source: str
) -> Palette:
    named = dict(zip(NAMES, map(rgb, colours.split()), strict=True))
    return Palette(name, rgb(text), rgb(background), named, dim, source)


_XTERM = "cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd"
_GNOME = "c01c28 26a269 a2734c 12488b a347ba 2aa1b3"
_APPLE = "c23621 25bc24 adad27 492ee1 d338d3 33bbc8"
_SOLARIZED = "dc322f 859900 b58900 268bd2 d33682 2aa198"
_XTERM_SOURCE = "XTerm-col.ad; dim: two thirds, as VTE says it took it over"
_VTE_SOURCE = "the colour schemes of GNOME Terminal; dim: src/vte.cc, two thirds"
_APPLE_SOURCE = "the table of ANSI colours in Wikipedia; how it dims isn't published, half way is assumed"
_SOLARIZED_SOURCE = "ethanschoonover.com/solarized; drawn by VTE"

PALETTES: tuple[Palette, ...] = (
    _palette("xterm", "000000", "ffffff", _XTERM, _darker, _XTERM_SOURCE),
    _palette("xterm -rv", "ffffff", "000000", _XTERM, _darker, _XTERM_SOURCE),
    _palette("GNOME, light", "171421", "ffffff", _GNOME, _darker, _VTE_SOURCE),
    _palette("GNOME, dark", "d0cfcc", "171421", _GNOME, _darker, _VTE_SOURCE),
    _palette("macOS Terminal, Basic", "000000", "ffffff", _APPLE, _half_way, _APPLE_SOURCE),
    _palette("macOS Terminal, Pro", "f2f2f2", "000000", _APPLE, _half_way, _APPLE_SOURCE),
    _palette(
        "Windows Terminal, Campbell",
        "cccccc",
        "0c0c0c",
        "c50f1f 13a10e c19c00 0037da 881798 3a96dd",
        _halved,
        "its defaults.json; dim: RenderSettings.cpp, a half",
    ),
    _palette(
        "Linux console",
        "aaaaaa",
        "000000",
        "aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa",
        _grey,
        "drivers/tty/vt/vt.c: default_red and the others; dim: vc_halfcolor, which is 8",
    ),
    _palette("Solarized, light", "657b83", "fdf6e3", _SOLARIZED, _darker, _SOLARIZED_SOURCE),
    _palette("Solarized, dark", "839496", "002b36", _SOLARIZED, _darker, _SOLARIZED_SOURCE),
)


def contrast(one: RGB, other: RGB) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: RGB) -> float:
    red, green, blue = (
        channel / 12.92 if (channel := value / 255) <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for value in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def measured(palette: Palette) -> dict[str, float]:
    """The contrast of text, dim text and each accent there is in this palette."""
    behind = palette.background
    inks = {
        "text": palette.text,
        "dim": palette.dim(palette.text, behind),
        **{name: palette.colours[name] for name in reversed(NAMES)},
    }
    return {name: contrast(ink, behind) for name, ink in inks.items()}


def contrast_table() -> Iterator[str]:
    """The table and its sources; what is under 4.5 is in brackets."""
    heads = list(measured(PALETTES[0]))
    yield f"| terminal | {' | '.join(heads)} |"
    yield f"|---|{'---:|' * len(heads)}"
    for palette in PALETTES:
        cells = (
            f"{ratio:.1f}" if ratio >= TEXT_RATIO else f"({ratio:.1f})"
            for ratio in measured(palette).values()
        )
        yield f"| {palette.name} | {' | '.join(cells)} |"
    yield ""
    yield "Where the colours are from, and how dim is drawn:"
    yield ""
    sources = dict.fromkeys(palette.source for palette in PALETTES)
    for source in sources:
        names = "; ".join(palette.name for palette in PALETTES if palette.source == source)
        yield f"- {names}: {source}."
    yield ""


if __name__ == "__main__":
    print("\n".join(contrast_table()))
