"""The order of a comparison, drawn from the text of its plan: the same on any machine, whoever works it out.

The text says each part of the plan in a line of its own; its SHA-256 is the digest; the bits of the SHA-256 of digest
and counter say which hour of each week is the massage. So every order is as likely as every other, and the order that
was lived through vouches for the plan. It guards against oneself, not against fraud: words can be changed until a nice
order comes.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from hashlib import sha256

from massage_mind.record.comparison import Comparison

FIRST_LINE = "massage-mind comparison, plan 1"
_NOT_PLANNED = frozenset({"digest", "order", "state", "seen_at", "stopped_at", "stop_reason", "outside"})
_INSTANTS = frozenset({"first_at", "second_at", "drawn_at"})
_BLOCK = 256


def plan_text(comparison: Comparison) -> str:
    """The plan as the text that is hashed: a line for each part, spaces between words one, times in UTC."""
    planned = [one.name for one in fields(comparison) if one.name not in _NOT_PLANNED]
    lines = (f"{name}: {_line(name, getattr(comparison, name))}".rstrip() for name in planned)
    return "\n".join((FIRST_LINE, *lines, ""))


def _line(name: str, value: str | int) -> str:
    if name in _INSTANTS:
        moment = datetime.fromtimestamp(int(value) // 1000, tz=UTC)
        return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    return " ".join(str(value).split())


def digest_of(text: str) -> str:
    """The SHA-256 of a plan's text, in hexadecimal digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def order_from(digest: str, weeks: int) -> str:
    """A letter a week: m where the massage comes first (a bit of 1), q where the quiet hour does."""
    blocks = -(-weeks // _BLOCK)
    drawn = b"".join(sha256(f"{digest} {counter}".encode()).digest() for counter in range(blocks))
    bits = "".join(f"{byte:08b}" for byte in drawn)[:weeks]
    return bits.replace("1", "m").replace("0", "q")


def locked(plan: Comparison) -> Comparison:
    """The plan with its digest, and the order drawn from it."""
    digest = digest_of(plan_text(plan))
    return replace(plan, digest=digest, order=order_from(digest, plan.weeks))


def what_differs(comparison: Comparison) -> tuple[str, ...]:
    """What does not follow from the plan as it stands: "plan" where its text has another digest, "order" where another is drawn."""
    found = ("plan",) if digest_of(plan_text(comparison)) != comparison.digest else ()
    drawn = order_from(comparison.digest, comparison.weeks)
    return (*found, "order") if drawn != comparison.order else found
