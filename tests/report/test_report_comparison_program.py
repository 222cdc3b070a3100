"""The program in a comparison's report: thirty lines, and the plan's, that come to the same digest, order and ending as this one."""

from __future__ import annotations

import contextlib
import io
import random
from collections import Counter

from compared import a_plan
from massage_mind.insight.comparison_ending import ENDINGS, ended_by
from massage_mind.record.comparison_order import plan_text
from massage_mind.report.comparison_recompute import recomputing


def test_it_comes_to_the_same_ending_as_the_program_that_wrote_it() -> None:
    """For weeks of every kind, with some missing, at both levels of rarity; each ending came up."""
    chance, seen = random.Random(17), Counter[str | None]()
    for _ in range(250):
        plan = a_plan(half_points=chance.choice([1, 2, 3, 4]))
        extra, spread = chance.choice([-2, 0, 0.5, 1, 2, 3]), chance.choice([0.5, 1, 2])
        lost, strict = chance.choice([0, 0, 0.15]), chance.random() < 0.3
        weeks = [None if chance.random() < lost else round(chance.gauss(extra, spread)) for _ in range(12)]
        ended = ended_by(weeks, plan.named, stricter=strict)
        if ended.ending is None:
            continue
        said = io.StringIO()
        program = recomputing(plan_text(plan), weeks, str(plan.named), rarer=strict)
        with contextlib.redirect_stdout(said):
            exec(program, {})
        assert said.getvalue().split() == [plan.digest, plan.order, ended.ending]
        assert sum(map(bool, program.splitlines())) <= 30 + len(plan_text(plan).splitlines())
        seen[ended.ending] += 1
    assert set(ENDINGS) == set(seen)
