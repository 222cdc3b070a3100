"""Reading a list of steps: which row of the format each is, and its value."""

from __future__ import annotations

from massage_mind.errors import Fault
from massage_mind.reading.forms import unknown_word
from massage_mind.reading.nodes import Node
from massage_mind.reading.step_rows import BARE_STEPS, STEP_ROWS, STEPS
from massage_mind.script.steps.step import Step

MOST_STEPS = 500
"""How many steps a list may have."""
_ROWS = {row.name: row for row in STEP_ROWS}


class StepReader:
    """Reads the steps of one script for this `moment`; what is wrong is noted in `faults`."""

    def __init__(self, moment: str, faults: list[Fault]) -> None:
        self.moment = moment
        self.faults = faults

    def steps(self, node: Node, inside: bool = False) -> tuple[Step, ...]:
        """The steps of a list; `inside` a repeat some cannot stand."""
        if node.kind != "list" or not 1 <= len(node.items) <= MOST_STEPS:
            self.faults.append(node.fault("type", "expected a list of steps, such as - say: ..."))
            return ()
        made = [self.step(item, inside) for item in node.items]
        return tuple(step for step in made if step is not None)

    def step(self, node: Node, inside: bool) -> Step | None:
        """One step; None where it is none."""
        if node.kind == "text":
            return self._bare(node)
        if node.kind != "map" or not node.pairs:
            self.faults.append(node.fault("step", f"expected a step: one of {', '.join(STEPS)}"))
            return None
        heads = [key for key, _ in node.pairs if key.text in STEPS]
        if not heads:
            first = node.pairs[0][0]
            sentence = f"{first.text[:40]!r} is not a step"
            self.faults.append(unknown_word(first, "step", sentence, first.text, tuple(STEPS)))
            return None
        if len(heads) > 1:
            names = " and ".join(repr(key.text) for key in heads)
            message = f"{names} stand in one step; start each with its own dash"
            self.faults.append(heads[1].fault("step", message))
            return None
        row = _ROWS[heads[0].text]
        if inside and not row.in_repeat:
            self.faults.append(heads[0].fault("step", f"{row.name} cannot stand inside repeat"))
            return None
        values = STEPS[row.name].read(node, self.faults)
        return row.build(values, self) if row.name in values.values else None

    def _bare(self, node: Node) -> Step | None:
        if node.text in BARE_STEPS:
            return BARE_STEPS[node.text]
        if node.text in STEPS:
            message = f"{node.text!r} needs something after a colon, such as - {node.text}: ..."
            self.faults.append(node.fault("step", message))
        else:
            sentence = f"{node.text[:40]!r} is not a step"
            self.faults.append(unknown_word(node, "step", sentence, node.text, (*BARE_STEPS, *STEPS)))
        return None
