"""The breathing patterns as a page: the name to type, what it is for, the seconds."""

from __future__ import annotations

from massage_mind.screen.page.page_parts import Page, PageTable, command, heading, said
from massage_mind.script.breathing import PATTERNS, Pattern

USES = {
    "natural": "your own, only noticed",
    "ease": "the usual one before a massage",
    "ease-short": "the gentlest that is paced",
    "even": "as long in as out, also called coherent",
    "sigh": "a small sip more, and a long way out",
    "box": "four sides alike; two are holds",
    "478": "four breaths and no more, with a long hold",
    "count": "your own, each out-breath counted to ten",
}
"""What each is for, in a few words."""


def patterns_page() -> Page:
    """All of them, and how any other is said."""
    rows = [(key, USES[key], _seconds(pattern)) for key, pattern in PATTERNS.items()]
    sentences = [
        f"{key}: {USES[key]}" + (f"; {pattern.cue_text.replace(' · ', ', ')}." if pattern.paced else ".")
        for key, pattern in PATTERNS.items()
    ]
    return Page(
        (
            (
                heading("Ways to breathe"),
                PageTable(("name", "what for", "seconds"), rows, sentences=sentences),
            ),
            (said("Any other is said in seconds: in-out, in-hold-out or in-hold-out-hold."),),
            (command("massage-mind breathe 4-0-6"),),
        )
    )


def _seconds(pattern: Pattern) -> str:
    """As it would be typed: 4-7-8."""
    return "-".join(f"{phase.length_ms / 1000:g}" for phase in pattern.phases).replace("2-1-6", "2+1-6")
