"""512 texts that programs stumble over, each with a word in it by which it should be found."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple


class Hostile(NamedTuple):
    """A text, and a word that stands in it."""

    text: str
    word: str


_CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]
_FORMATS = [
    *map(chr, (0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))),
    *map(
        chr,
        (0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB, 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF, 0x1BCA0, 0x1D173, 0xE0001, 0xE0041),
    ),
]
_SPACES = [
    *map(chr, (0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)),
    *["\r\n", "\n\r", "\n\n\n", " \t ", "\v\f", "\x1c\x1d\x1e\x1f"],
]
_BROKEN = ["\ud800", "\udfff", "\udc80", "\udcff\udcfe", "\ud83d", "\ude00\ud83d"]
"""What bytes of an argument that are not UTF-8 become."""
_SIGNS = [
    *[
        "🥰",
        "👩‍👩‍👧‍👦",
        "🏳️‍🌈",
        "❤️",
        "❤︎",
        "👍🏽",
        "🇳🇴",
        "1️⃣",
        "🫠",
        "🫨",
        "🪿",
        "🩷",
        "☺",
        "\U0001fae9",
        "\U0001f9ff",
    ],
    *[
        "\ue000",
        "\uf8ff",
        "\U000f0000",
        "\U0010fffd",
        "\U0001fbff",
        "\u2b74",
        "\u20c0",
        "\u2e5d",
        "€",
        "™",
        "½",
    ],
    *[
        "«",
        "»",
        "„",
        "“",
        "…",
        "–",
        "—",
        "·",
        "°",
        "¿",
        "¡",
        "§",
        "¶",
        "†",
        "‰",
        "∑",
        "∞",
        "≠",
        "⟨",
        "⟩",
        "。",
        "、",
        "「",
        "！",
    ],
]
_SCRIPTS = [
    *[
        "Käse",
        "Größe",
        "ŒUVRE",
        "ĳsvrij",
        "naïveté",
        "Åse",
        "Łódź",
        "Þórr",
        "İstanbul",
        "ıssız",
        "ﬁnger",
        "ǅungla",
    ],
    *[
        "πλάτη",
        "ώμος",
        "ёлка",
        "плечо",
        "ґанок",
        "հանգիստ",
        "მუხლი",
        "שלום",
        "שָׁלוֹם",
        "كتف",
        "رقبة",
        "کتاب",
        "اَلْعَرَبِيَّة",
    ],
    *[
        "कंधा",
        "शान्ति",
        "কাঁধ",
        "தோள்",
        "ไหล่",
        "ไทยไม่เว้นวรรค",
        "ບ່າ",
        "သက်သာ",
        "ស្មា",
        "བོད་སྐད",
        "肩膀",
        "肩がこる",
        "カタ",
        "ｶﾀ",
        "어깨",
    ],
    *[
        "어깨가",
        "𠀀𠀁",
        "𝒜𝓃",
        "𝟘𝟙",
        "𐍈𐌰",
        "𓀀𓂀",
        "ꙮ",
        "e\u0301te\u0301",
        "o\u0308",
        "Z\u0351\u036b\u0343a\u0363l\u0348g\u033bo",
        "a" + "\u0301" * 500,
    ],
    *["\u1112\u1161\u11ab", "ĳ", "ﷺ", "꧁x꧂", "Ω", "K", "Å", "ſtill", "ß", "ẞ", "ŉ", "ǰ", "ΐ", "ᾳ", "Ÿ"],
]
_MARKUP = [
    *[
        "=1+1",
        '=HYPERLINK("http://x","y")',
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "'=1",
        "|cmd",
    ],
    *[
        '"',
        '""',
        "'",
        "''",
        '","',
        "a,b;c\td",
        "\\",
        "\\\\",
        "\\n",
        "\\u0000",
        "\\x1b",
        "%s%n%x",
        "{0}",
        "{name}",
        "${x}",
        "$(id)",
        "`id`",
    ],
    *[
        "[bold]",
        "[/]",
        "[/bold]",
        "[red]x[/red]",
        "[link=http://x]y[/link]",
        ":smile:",
        "[#tag]",
        "\\[bold]",
        "[[x]]",
        "[@click=x]y[/]",
    ],
    *[
        "# h",
        "## h",
        "* l",
        "- l",
        "1. l",
        "> q",
        "```",
        "~~~",
        "---",
        "***",
        "___",
        "---\nid: x\n---\n",
        "---\r\nid: x\r\n---",
        "\n---\n",
    ],
    *[
        "![](dayone-moment://A)",
        "[x](y)",
        "![x](y)",
        "<b>",
        "</b>",
        "<script>alert(1)</script>",
        "<!-- x -->",
        "&amp;",
        "&#0;",
        "<![CDATA[x]]>",
    ],
    *[
        "\x1b[31m",
        "\x1b[2J\x1b[H",
        "\x1b]0;t\x07",
        "\x1b]8;;http://x\x1b\\y\x1b]8;;\x1b\\",
        "\x1b]52;c;eA==\x07",
        "\x1bP1$r\x1b\\",
        "\x1b[?1049h",
    ],
    *[
        "\x1b[6n",
        "\x1b[c",
        "\x1bc",
        "\x9b31m",
        "\x9d0;x\x9c",
        "\x1b",
        "\x1b[",
        "\x1b]",
        "\x1b\x1b[A",
        "\x08\x08\x08",
        "x\rY",
        "\x0e\x0f",
        "\x05",
    ],
]
_DATA = [
    *[
        "null",
        "true",
        "false",
        "NaN",
        "Infinity",
        "None",
        "undefined",
        "nil",
        "yes",
        "no",
        "on",
        "off",
        "~",
        "{}",
        "[]",
        "0",
        "-0",
        "1e309",
    ],
    *[
        "0x1F",
        "1_000",
        "00",
        "1.",
        ".5",
        "1,234",
        "9" * 400,
        "2026-13-45",
        "12:61",
        "2026-02-30T25:00:00Z",
        "@home",
        "#x",
        "a: b",
        "a:b: c",
    ],
    *[
        "- a\n- b",
        "&a *a",
        "!!python/object:x",
        "? x",
        "| x",
        "> x",
        "%YAML 1.2",
        "key: [1, {a: b}]",
        '{"a": [1, null]}',
        "{'a': 1}",
        "}{",
        "][",
    ],
    *[
        "AND",
        "OR",
        "NOT",
        "NEAR(a b)",
        "a NEAR b",
        "x:y",
        "text:z",
        "^a",
        "a*",
        "*",
        '"a b"',
        '"',
        "(",
        ")",
        "a + b",
        "{a b}: c",
        "words MATCH 'x'",
    ],
    *[
        "'; DROP TABLE record; --",
        "1 OR 1=1",
        "%",
        "_",
        "?",
        ":x",
        "\\' OR ''='",
        "../../etc/passwd",
        "/dev/null",
        "C:\\x",
        "CON",
        "NUL",
        "~root",
    ],
    *[
        "--help",
        "-h",
        "--",
        "-",
        "--json",
        "-o x",
        "@file",
        "http://x/?a=b&c#d",
        "mailto:a@b",
        "file:///etc",
        "a@b.c",
        "length: 5",
        "kind: session",
    ],
]
_LONG = [
    "x" * 5_000,
    "x " * 5_000,
    "é" * 5_000,
    "🥰" * 2_000,
    "肩" * 5_000,
    "\u0301" * 5_000,
    "a\n" * 3_000,
    "\u202e" * 2_000,
    "-" * 9_000,
    "w" + "\u200d" * 3_000,
]


def _joins(char: str) -> bool:
    """Whether a word goes on over this: a letter, a mark, a digit."""
    return unicodedata.category(char)[0] in "LMN"


def _beside(word: str, piece: str) -> str:
    """The word directly before the piece, after a space where the piece would be a part of it."""
    return f"{word}{' ' * _joins(piece[0])}{piece}"


def _after(piece: str, word: str) -> str:
    return f"{piece}{' ' * _joins(piece[-1])}{word}"


def _made() -> Iterator[Hostile]:
    numbers = count()
    for piece in (*_CONTROLS, *_FORMATS, *_SPACES, *_SIGNS, *_BROKEN):
        # No word of another text, and no number that a search for one would find.
        word = f"wort{next(numbers)}q"
        yield Hostile(f"{_after(_beside('a', piece), word)}{' ' * _joins(piece[0])}{piece} z", word)
    for piece in _SCRIPTS:
        yield Hostile(f"{piece} k{next(numbers)}q", piece)
    for piece in (*_MARKUP, *_DATA, *_LONG):
        word = f"wort{next(numbers)}q"
        yield Hostile(f"{_after(piece, word)} {piece}", word)
    every = [*_CONTROLS, *_FORMATS, *_SPACES, *_SIGNS, *_MARKUP, *_DATA]
    for number in range(78):
        before, behind = every[number * 37 % len(every)], every[(number * 91 + 5) % len(every)]
        word = f"wort{next(numbers)}q"
        yield Hostile(f"{_after(before, word)}{' ' * _joins(behind[0])}{behind}{before}{behind}.", word)


HOSTILE: tuple[Hostile, ...] = tuple(_made())
