"""What appointments cost, currency by currency; never set against what changed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from statistics import median

from massage_mind.insight.rated_rows import VisitRow
from massage_mind.values import dataclass


@dataclass(frozen=True, slots=True)
class PaidIn:
    """What was paid in one currency ("" where none was said): how many appointments, all of it, and the price in the middle."""

    currency: str
    appointments: int
    total: Decimal
    middle: Decimal


@dataclass(frozen=True, slots=True)
class PaidInAll:
    """What the appointments that took place cost; of `unpriced` of them no price is known."""

    paid: tuple[PaidIn, ...]
    unpriced: int


def costs_of(visits: Iterable[VisitRow]) -> PaidInAll:
    """The costs of these appointments; only those that are done."""
    prices: dict[str, list[Decimal]] = {}
    unpriced = 0
    for one in visits:
        if one.state != "done":
            continue
        price = _decimal(one.price)
        if price is None:
            unpriced += 1
        else:
            prices.setdefault(one.currency, []).append(price)
    paid = (
        PaidIn(currency, len(some), sum(some, Decimal(0)), median(some)) for currency, some in prices.items()
    )
    return PaidInAll(tuple(paid), unpriced)


def _decimal(price: str) -> Decimal | None:
    """The price; None where there is none, or, from elsewhere, none that is a number."""
    try:
        found = Decimal(price) if price else None
    except InvalidOperation:
        return None
    return found if found is None or found.is_finite() else None
