"""How often trends tell of a change that is none, and how well they find one: `python benchmarks/insight.py [--runs N] [--table]`.

Simulated persons give whole numbers from 0 to 10, as in a course: a massage a week, before, after and the day after, an
ordinary day a week. Whole records go through what the program itself counts (`insight`), so every sentence of a measure
is in it together. Bars: in at most 5 of 100 records without any effect is anything told, and the interval of the middle
holds it in at least 95 of 100; and a page over ten years, a record a day, takes at most 1.5 times what it takes over ten
records (whole processes, processor time; POSIX only). What weeks correlated at .6 do is shown without a bar: there it fails, and the sentence
says so. `--table` shows the trend alone at several limits of p, from which the table in `trend_bar` was settled. Exits 1
if a bar is missed.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from statistics import NormalDist, median

from massage_mind.insight.claims import sentences_of
from massage_mind.insight.hours import rated_hours
from massage_mind.insight.kendall import mann_kendall
from massage_mind.insight.measure_facts import facts_of
from massage_mind.insight.middles import median_interval
from massage_mind.insight.rated_rows import GivenRow, NumbersRead, VisitRow
from massage_mind.insight.trend_bar import trend_bar
from massage_mind.record.instants import DAY_MS, HOUR_MS
from massage_mind.record.measures import ITEM_BY_KEY

STRESS = ITEM_BY_KEY["stress"]
START = 1_788_000_000_000 // DAY_MS * DAY_MS + 14 * HOUR_MS
WEEKS = (8, 9, 11, 12, 17, 18, 24, 31, 32, 52)
MOST_FALSE, LEAST_COVERED, MOST_TIME = 0.05, 0.95, 1.5
BETWEEN, WITHIN = 1.5, 1.0
"""How far a person's level moves from week to week, and how far a number lies from that level, in points."""


def clipped(value: float) -> int:
    """A number somebody could give."""
    return max(0, min(10, round(value)))


def kept_a_week(phi: float) -> float:
    """How much of a level is left a week later, where the numbers themselves, noise and all, are correlated by `phi`."""
    return phi * (BETWEEN**2 + WITHIN**2) / BETWEEN**2


def levels(chance: random.Random, n: int, phi: float) -> list[float]:
    """So many levels around 5, a week apart; numbers given of them are correlated by `phi`."""
    keep = kept_a_week(phi)
    found = [chance.gauss(0, BETWEEN)]
    while len(found) < n:
        found.append(keep * found[-1] + chance.gauss(0, BETWEEN * (1 - keep * keep) ** 0.5))
    return [5 + one for one in found]


class Record:
    """The record of one simulated person, of one measure."""

    def __init__(self) -> None:
        self.visits: list[VisitRow] = []
        self.given: list[GivenRow] = []

    def massage(self, at: int, before: float, after: float, next_day: float, *, booked_ms: int) -> None:
        """A massage, rated three times."""
        name = str(len(self.visits))
        self.visits.append(VisitRow(name, at, "UTC", at - booked_ms, 60, "", "", "", "", "done", None))
        rated = (("before", 0, before), ("after", HOUR_MS, after), ("next-day", 20 * HOUR_MS, next_day))
        for phase, off, value in rated:
            self.give(phase, at + off, value, name)

    def give(self, phase: str, at: int, value: float, appointment: str | None = None) -> None:
        """One number."""
        self.given.append(GivenRow(at, "UTC", appointment, None, phase, {"stress": clipped(value)}, {}))

    def told(self, ahead: frozenset[str] = frozenset()) -> set[str]:
        """The keys of all that tells of a change."""
        self.given.sort(key=lambda one: one.at)
        read = NumbersRead(self.visits, [], self.given, frozenset())
        found = sentences_of(facts_of(STRESS, rated_hours(read, ahead)))
        return {one.claim.key for one in found if one.claim.tells}


def massage_a_week(
    chance: random.Random, found: Sequence[float], drop: float = 0.0, slope: float = 0.0
) -> set[str]:
    """What is told of weekly massages on these levels, fixed ahead, that take `drop` off within the hour; `slope` points a week."""
    record = Record()
    noise = lambda: chance.gauss(0, WITHIN)  # noqa: E731
    for week, level in enumerate(found):
        at, level = START + week * 7 * DAY_MS, level + slope * week
        record.massage(at, level + noise(), level - drop + noise(), level + noise(), booked_ms=9 * DAY_MS)
        record.give("ordinary-day", at + 5 * DAY_MS, level + noise())
    return record.told(frozenset(one.id for one in record.visits))


def weekly(chance: random.Random, weeks: int, phi: float, drop: float = 0.0, slope: float = 0.0) -> set[str]:
    """The same on levels that hang together from week to week by `phi`."""
    return massage_a_week(chance, levels(chance, weeks, phi), drop, slope)


def on_bad_days(
    chance: random.Random, weeks: int, phi: float, *, same_day: bool = True, fresh: bool = False
) -> set[str]:
    """What is told where a massage is booked at 7 or more, on a level that moves from day to day and is not touched by it.

    What is rated before is the very number that made them book, the worst there is; `fresh`: another one of that day.
    Not `same_day`: it was written down afterwards, so that nobody knows when it was booked. Sundays are rated as well.
    """
    record = Record()
    level, day = chance.gauss(0, BETWEEN), 0
    keep = kept_a_week(phi) ** (1 / 7)
    while len(record.visits) < weeks and day < weeks * 60:
        day += 1
        level = keep * level + chance.gauss(0, BETWEEN * (1 - keep * keep) ** 0.5)
        at = START + day * DAY_MS
        before = 5 + level + chance.gauss(0, WITHIN)
        if day % 7 == 0:
            record.give("ordinary-day", at - 4 * HOUR_MS, 5 + level + chance.gauss(0, WITHIN))
        if clipped(before) >= 7:
            if fresh:
                before = 5 + level + chance.gauss(0, WITHIN)
            after = 5 + level + chance.gauss(0, WITHIN)
            next_level = keep * level + chance.gauss(0, BETWEEN * (1 - keep * keep) ** 0.5)
            booked = 2 * HOUR_MS if same_day else -HOUR_MS
            record.massage(at, before, after, 5 + next_level + chance.gauss(0, WITHIN), booked_ms=booked)
            day += 2
    return record.told()


def begun_in_a_bad_spell(chance: random.Random, weeks: int, phi: float) -> set[str]:
    """What is told where somebody begins weekly massages once a week stands at 7 or more."""
    found = levels(chance, weeks + 400, phi)
    begin = next((at for at, one in enumerate(found[:400]) if clipped(one) >= 7), 0)
    return massage_a_week(chance, found[begin : begin + weeks])


def share(
    runs: int, weeks: int, person: Callable[[random.Random, int], set[str]], seed: str
) -> tuple[float, Counter[str]]:
    """In which share of records anything is told, and how often what."""
    told: Counter[str] = Counter()
    any_told = 0
    for run in range(runs):
        keys = person(random.Random(f"{seed} {weeks} {run}"), weeks)
        any_told += bool(keys)
        told.update(keys)
    return any_told / runs, told


def _above(found: float, runs: int, bar: float) -> bool:
    """Whether a share lies so far above the bar that chance would put it there in less than 1 of 1,000 settings."""
    return found > bar + NormalDist().inv_cdf(0.999) * (bar * (1 - bar) / runs) ** 0.5


NULL: dict[str, tuple[Callable[[random.Random, int], set[str]], bool]] = {
    "independent weeks": (lambda chance, weeks: weekly(chance, weeks, 0.0), True),
    "weeks correlated at .4": (lambda chance, weeks: weekly(chance, weeks, 0.4), True),
    "begun in a bad spell, .4": (lambda chance, weeks: begun_in_a_bad_spell(chance, weeks, 0.4), True),
    "booked on bad days": (lambda chance, weeks: on_bad_days(chance, weeks, 0.0), True),
    "booked on bad days, .4": (lambda chance, weeks: on_bad_days(chance, weeks, 0.4), True),
    "bad days, written down later": (
        lambda chance, weeks: on_bad_days(chance, weeks, 0.4, same_day=False, fresh=True),
        True,
    ),
    "the same, not fresh (no bar)": (
        lambda chance, weeks: on_bad_days(chance, weeks, 0.4, same_day=False),
        False,
    ),
    "weeks correlated at .6 (no bar)": (lambda chance, weeks: weekly(chance, weeks, 0.6), False),
}
EFFECT: dict[str, Callable[[random.Random, int], set[str]]] = {
    "1 lower within the hour": lambda chance, weeks: weekly(chance, weeks, 0.4, drop=1),
    "2 lower within the hour": lambda chance, weeks: weekly(chance, weeks, 0.4, drop=2),
    "3 lower within the hour": lambda chance, weeks: weekly(chance, weeks, 0.4, drop=3),
    "0.3 a week lower": lambda chance, weeks: weekly(chance, weeks, 0.4, slope=-0.3),
}


def told_of_nothing(runs: int, weeks: Sequence[int]) -> bool:
    """The share of records without effect of which anything is told; whether every bar was kept."""
    kept = True
    print(f"\nanything told without any effect, of {runs} records (bar {MOST_FALSE:.2f})")
    print(f"{'weeks':>34} " + " ".join(f"{one:>5}" for one in weeks))
    for name, (person, barred) in NULL.items():
        found = [share(runs, n, person, name) for n in weeks]
        print(f"{name:>34} " + " ".join(f"{one:5.3f}" for one, _ in found), _most(found))
        kept &= not (barred and any(_above(one, runs, MOST_FALSE) for one, _ in found))
    return kept


def _most(found: Sequence[tuple[float, Counter[str]]]) -> str:
    every: Counter[str] = sum((told for _, told in found), Counter())
    return ", ".join(f"{key} {many}" for key, many in every.most_common(3))


def found_effects(runs: int, weeks: Sequence[int]) -> None:
    """The share of records with an effect of which something is told; no bar."""
    print(f"\nanything told where there is an effect, of {runs} records")
    for name, person in EFFECT.items():
        print(f"{name:>34} " + " ".join(f"{share(runs, n, person, name)[0]:5.2f}" for n in weeks))


def covered(runs: int, weeks: Sequence[int]) -> bool:
    """How often the interval holds the true middle change of sessions that don't hang together; whether the bar was kept."""
    kept = True
    print(f"\nthe interval of the middle holds it, of {runs} records (bar {LEAST_COVERED:.2f})")
    for name, drop, wide in (("2 lower", 2.0, 1.5), ("no effect", 0.0, 1.2), ("many ties", 1.0, 0.5)):
        true = median(round(drop + wide * NormalDist().inv_cdf((at + 0.5) / 20_001)) for at in range(20_001))
        found = []
        for n in weeks:
            chance = random.Random(f"{name} {n}")
            held = 0
            for _ in range(runs):
                span = median_interval([round(drop + chance.gauss(0, wide)) for _ in range(n)])
                assert span is not None
                held += span.low <= true <= span.high
            found.append(held / runs)
            kept &= not _above(1 - found[-1], runs, 1 - LEAST_COVERED)
        print(f"{name:>34} " + " ".join(f"{one:5.3f}" for one in found))
    return kept


def table(runs: int, weeks: Sequence[int]) -> None:
    """A trend told of falsely at several limits of p, by the correlation of weeks: one series alone."""
    limits = [Fraction(1, one) for one in (20, 50, 100, 200, 400, 800, 1600)]
    for phi in (0.0, 0.4, 0.6):
        print(f"\na trend told of falsely, weeks correlated at {phi}, of {runs} records, by the limit of p")
        print(f"{'weeks':>8} " + " ".join(f"{float(one):7.5f}" for one in limits) + "   as it is")
        for n in weeks:
            chance = random.Random(f"table {phi} {n}")
            ps = []
            for _ in range(runs):
                series = [2 * clipped(one + chance.gauss(0, WITHIN)) for one in levels(chance, n, phi)]
                ps.append(mann_kendall(series).p)
            bar = trend_bar(n)
            assert bar is not None
            shares = [sum(p <= one for p in ps) / runs for one in (*limits, bar)]
            print(f"{n:>8} " + " ".join(f"{one:7.4f}" for one in shares[:-1]) + f"   {shares[-1]:.4f}")


def _fill(home: Path, weeks: int) -> int:
    """So many weeks, a record a day: a massage rated three times, and three ordinary days. How many records there are."""
    from massage_mind.journal.store import open_store
    from massage_mind.record.appointment import Appointment
    from massage_mind.record.checkin import CheckIn
    from massage_mind.record.head import NewRecord

    chance, clock = random.Random(weeks), [0]
    path = home / "data" / "journal.sqlite3"
    with open_store(path, writing=True, wall=lambda: clock[0]) as store:
        store.file.conn.execute("PRAGMA synchronous = OFF")
        with store.file.writing() as conn:
            for week in range(weeks):
                at = START - (weeks - week) * 7 * DAY_MS
                clock[0] = at - DAY_MS
                massage = Appointment(60, "swedish", "Kim", state="done", price="80", currency="EUR")
                name = store.records.put(conn, NewRecord(massage, at, "Europe/Oslo")).id
                for day, phase in (
                    (0, "before"),
                    (0, "after"),
                    (1, "next-day"),
                    *((one, "ordinary-day") for one in (3, 4, 5)),
                ):
                    ratings = {key: chance.randint(0, 10) for key in ("stress", "pain", "mood")}
                    body = {"left shoulder": chance.randint(1, 3)} if day == 0 else {}
                    hour = HOUR_MS * (phase == "after")
                    checkin = CheckIn(phase, "", ratings, body)
                    home_of = "" if phase == "ordinary-day" else name
                    store.records.put(
                        conn, NewRecord(checkin, at + day * DAY_MS + hour, "Europe/Oslo", home_of)
                    )
        from massage_mind.journal.file.backup import back_up

        back_up(store.file.conn, store.path, now_ms=time.time_ns() // 1_000_000, before="benchmark")
        return int(store.file.conn.execute("SELECT count(*) FROM record").fetchone()[0])


def _timed(home: Path, words: Sequence[str]) -> tuple[float, int]:
    """Processor seconds and KiB of memory of one command."""
    command = [sys.executable, "-m", "massage_mind", *words]
    # Modules compiled anew at each start would be counted as its time, and of a short run most of it.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = subprocess.Popen(
        command, env={**kept, "MASSAGE_MIND_HOME": str(home)}, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    assert started.returncode == 0
    return used.ru_utime + used.ru_stime, used.ru_maxrss


def as_long_a_record(runs: int) -> bool:
    """Ten years against ten records, one of each in turn, each pair by itself; whether the bar of the page was kept."""
    with tempfile.TemporaryDirectory() as folder:
        homes = [Path(folder, "few"), Path(folder, "many")]
        counts = [_fill(home, weeks) for home, weeks in zip(homes, (2, 522), strict=True)]
        print(
            f"\n{counts[1]} records against {counts[0]}: processor time as a ratio (bar {MOST_TIME}), and memory"
        )
        kept = True
        for words in (("trends",), ("trends", "--json"), ("lookback",)):
            found = [[_timed(home, words) for home in homes] for _ in range(runs + 1)][1:]
            longer = median(many / few for (few, _), (many, _) in found)
            memory = [max(one[at][1] for one in found) // 1024 for at in (0, 1)]
            print(f"{' '.join(words):>34} {longer:5.2f}   {memory[0]} MiB, {memory[1]} MiB")
            kept &= longer <= MOST_TIME or "--json" in words
        return kept


def main() -> int:
    """Everything, or the table alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000, help="so many records a figure")
    parser.add_argument("--weeks", type=int, nargs="+", default=WEEKS, help="how many weeks they have")
    parser.add_argument("--table", action="store_true", help="a trend alone, at several limits of p")
    options = parser.parse_args()
    if options.table:
        table(options.runs, options.weeks)
        return 0
    # First, for a process begun by a large one counts that one's memory as its own.
    kept = as_long_a_record(25)
    kept &= told_of_nothing(options.runs, options.weeks)
    found_effects(max(1, options.runs // 4), options.weeks)
    kept &= covered(options.runs, [6, *options.weeks])
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
