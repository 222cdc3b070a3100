"""The steps of the format, one row each: what may stand in it, and how its value is made of that.

The reader, the JSON Schema and docs/scripts.md take the steps from here. A step is a row here and a module of
`script.steps`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from massage_mind.errors import Fault, UsageError
from massage_mind.names import ANCHORS, GUIDANCES, Guidance
from massage_mind.places import shipped_bells
from massage_mind.reading.forms import (
    Choice,
    Flag,
    Length,
    Many,
    Number,
    Property,
    Table,
    TableValues,
    Text,
    place_of,
    unknown_word,
)
from massage_mind.reading.nodes import Node
from massage_mind.reading.spoken import LINES, POOL, Spoken
from massage_mind.script.steps.ask_step import USUAL_WINDOW_MS, Ask
from massage_mind.script.steps.bell_step import Bell
from massage_mind.script.steps.breathe_step import Breathe
from massage_mind.script.steps.giver_step import ASKED_MS, READ_MS, Giver
from massage_mind.script.steps.repeat_step import Repeat
from massage_mind.script.steps.rest_step import Rest
from massage_mind.script.steps.say_step import Say
from massage_mind.script.steps.scan_step import SCAN_BY, Scan
from massage_mind.script.steps.step import Step
from massage_mind.script.wording import Line
from massage_mind.values import dataclass
from massage_mind.words.near import nearest

STYLE = "style"
"""What a scan says instead of a list of regions: those of the massage itself."""


@dataclass(frozen=True, slots=True)
class StepList:
    """A list of steps, left as it stands for `reading.step_reader`. `of` is what its schema calls one of them."""

    of: str
    most: int | None = None

    @property
    def expects(self) -> str:
        return "a list of steps"

    def read(self, node: Node, faults: list[Fault]) -> Any:
        return node

    def schema(self) -> dict[str, Any]:
        most = {} if self.most is None else {"maxItems": self.most}
        return {"type": "array", "minItems": 1, **most, "items": {"$ref": f"#/$defs/{self.of}"}}


class StepsAround(Protocol):
    """What a row may need besides its own keys: the moment of the script, where to note faults, and inner steps."""

    moment: str
    faults: list[Fault]

    def steps(self, node: Node, inside: bool = False) -> tuple[Step, ...]:
        """The steps of a list."""
        ...


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of the format.

    The key of its own name comes first and has to be there. `example` is the step as somebody might write it. `build`
    makes the value of what was read; it notes what is wrong beyond single keys, and gives None where no value can be
    made. `bare` is what the name alone stands for, if it may stand alone. `in_repeat` is whether it may stand inside
    `repeat`.
    """

    name: str
    example: str
    properties: Mapping[str, Property]
    build: Callable[[TableValues, StepsAround], Step | None]
    bare: Step | None = None
    in_repeat: bool = True


def _guidance(values: TableValues) -> tuple[Guidance, ...]:
    found: tuple[Guidance, ...] = values.get("guidance", ())
    return found


def _say(values: TableValues, around: StepsAround) -> Step:
    lines: tuple[Line, ...] = values.values["say"]
    if "unset" in values.values:
        if len(lines) != 1:
            message = "`unset` beside `say` goes with one text; write each line as a map with text and unset"
            around.faults.append(values.where("unset").fault("unset", message))
        lines = tuple(replace(line, unset=values.values["unset"]) for line in lines)
    elif any("{intention}" in line.text and not line.unset for line in lines):
        message = "this names {intention}; add `unset:` with the words for when none is set"
        around.faults.append(values.where("say").fault("unset", message))
    return Say(lines, "say", values.get("pause", 0), _guidance(values))


def _breathe(values: TableValues, around: StepsAround) -> Step | None:
    from massage_mind.script.breathing import pattern_named

    given = values.values
    try:
        pattern = pattern_named(given["breathe"])
    except UsageError as error:
        around.faults.append(values.where("breathe").fault("pattern", f"{error.sentence} {error.hint}"))
        return None
    if "for" in given and "cycles" in given:
        message = "write either `for` or `cycles`, not both"
        around.faults.append(values.where("cycles").fault("step", message))
    if "cycles" in given and not pattern.paced:
        message = f"{pattern.key} goes at the person's own pace and has no cycles to count; use `for`"
        around.faults.append(values.where("cycles").fault("step", message))
    if "for" in given and pattern.paced and given["for"] < pattern.cycle_ms:
        message = f"one breath of {pattern.key} takes {pattern.cycle_ms / 1000:g} s"
        around.faults.append(values.where("for").fault("range", message))
    place = place_of(values.where("breathe"))
    return Breathe(pattern, values.get("for", 0), values.get("cycles", 0), _guidance(values), place)


def _scan(values: TableValues, around: StepsAround) -> Step:
    regions: tuple[str, ...] = values.values["scan"]
    where = values.where("scan")
    if where.kind == "text" and regions != (STYLE,) and nearest(where.text, (STYLE,)):
        sentence = f"{where.text[:40]!r} is neither style nor a list of regions"
        around.faults.append(unknown_word(where, "unknown-style", sentence, where.text, (STYLE,)))
    by = values.get("by", "contact")
    lines, at_region = values.get("lines", ()), values.get("at_region", ())
    own, also = values.get("style_lines", False), values.get("also", ())
    silence_ms = values.get("silence", 0)
    if silence_ms and around.moment == "during":
        message = "on the table the guidance decides how long it is quiet; `silence` is for before, after and anytime"
        around.faults.append(values.where("silence").fault("step", message))
    if not (lines or also) and (by == "contact" or around.moment == "during"):
        message = "a scan needs `lines` or `also`: words that hold wherever the touch is"
        around.faults.append(values.node.fault("missing", message))
    if by == "region" and not at_region:
        message = "a scan by region needs `at_region`: lines with {region}"
        around.faults.append(values.node.fault("missing", message))
    if regions == (STYLE,):
        regions = ()
    turn = values.get("turn", ())
    keeps_to = values.get("keeps_to", ())
    return Scan(lines, at_region, by, regions, turn, _guidance(values), own, also, silence_ms, keeps_to)


def _ask(values: TableValues, around: StepsAround) -> Step:
    if around.moment == "during":
        message = "a question to answer cannot stand in a `during` script: nobody types face down"
        around.faults.append(values.node.fault("ask", message))
    window_ms = values.get("window", USUAL_WINDOW_MS)
    return Ask(values.values["ask"], values.get("choices", ()), window_ms, _guidance(values))


def _repeat(values: TableValues, around: StepsAround) -> Step:
    given = {key.text for key, _ in values.node.pairs}
    if ("times" in given) == ("every" in given):
        around.faults.append(values.node.fault("missing", "a repeat needs either `times` or `every`"))
    steps = around.steps(values.values["repeat"], inside=True)
    return Repeat(steps, values.get("times", 0), values.get("every", 0), _guidance(values))


def _giver(values: TableValues, around: StepsAround) -> Step:
    asks = values.get("asks", False)
    if asks and "where" in values.values:
        message = "a question is asked wherever the hands are; leave `where` out"
        around.faults.append(values.where("where").fault("step", message))
    usual_ms = ASKED_MS if asks else READ_MS
    line: Line = values.values["giver"]
    return Giver((line,), values.get("where", ""), asks, values.get("for", usual_ms), _guidance(values))


STEP_ROWS: tuple[StepRow, ...] = (
    StepRow(
        "say",
        'say: "You are here{name}. Nothing has to happen."',
        {
            "say": Property(
                Many(Spoken(needs_unset=False), single=True), "what is said; each item a cue of its own", True
            ),
            "unset": Property(
                Text(empty=True), "what is said instead where it names {intention} and none is set"
            ),
            "pause": Property(Length(0, 600_000), "the least silence after it"),
        },
        _say,
    ),
    StepRow(
        "free",
        'free: "One word is enough: lighter, wait, stop."',
        {"free": Property(LINES, "the freedom cue in these words", True)},
        lambda values, _: Say(values.values["free"], "free", 0, _guidance(values)),
        bare=Say((), "free"),
    ),
    StepRow(
        "remind",
        '{remind: {text: "You came for {intention}.", unset: "There may be a word for what is welcome."}}',
        {"remind": Property(LINES, "a reminder of the intention", True)},
        lambda values, _: Say(values.values["remind"], "remind", 0, _guidance(values)),
        bare=Say((), "remind"),
    ),
    StepRow(
        "bell",
        "bell: bowl",
        {"bell": Property(Choice(tuple(shipped_bells())), "the bell", True)},
        lambda values, _: Bell(
            values.values["bell"], shipped_bells()[values.values["bell"]], _guidance(values)
        ),
    ),
    StepRow(
        "breathe",
        "{breathe: ease, cycles: 6}",
        {
            "breathe": Property(
                Text(20, what="a pattern such as ease, natural or 4-0-6-0"), "the pattern", True
            ),
            "for": Property(Length(3_000), "how long; without it, as long as the section has time"),
            "cycles": Property(Number(1, 60, whole=True), "how many whole breaths"),
        },
        _breathe,
    ),
    StepRow(
        "scan",
        '{scan: style, lines: ["Wherever the touch is, attention can rest there."]}',
        {
            "scan": Property(
                Many(Text(60, what="style, or a list of regions"), single=True),
                "`style`, or a list of regions",
                True,
            ),
            "by": Property(Choice(SCAN_BY), "contact (wherever the touch is) or region"),
            "lines": Property(POOL, "lines that hold wherever the touch is, alone or in threads"),
            "style_lines": Property(Flag(), "whether the style's own lines are among them"),
            "also": Property(POOL, "lines for in between: a thread of these after each of the others"),
            "keeps_to": Property(
                Many(Choice(ANCHORS), single=True),
                "what it is about, the first of all: of `also` only threads that rest on one of these, or on nothing named",
            ),
            "at_region": Property(
                Many(Spoken(region=True), single=True),
                "lines for one region: with {region} or {your_region}, or whole ones with `regions` that they are for",
            ),
            "turn": Property(LINES, "said once where the style turns over"),
            "silence": Property(
                Length(1_000, 120_000),
                "off the table, the least silence after each line; more time is more lines then, not longer silences",
            ),
        },
        _scan,
        in_repeat=False,
    ),
    StepRow(
        "ask",
        '{ask: "How is it now?", choices: [lighter, the same, heavier]}',
        {
            "ask": Property(Spoken(), "the question", True),
            "choices": Property(Many(Text(40), least=2, most=9), "answers on the keys 1 to 9"),
            "window": Property(Length(8_000, 120_000), "how long there is to answer; 15 s without it"),
        },
        _ask,
    ),
    StepRow(
        "giver",
        'giver: "Both palms come to rest there, and stay for a breath or two."',
        {
            "giver": Property(
                Spoken(), "what whoever gives is shown, and nobody speaks: what to do, or what to ask", True
            ),
            "where": Property(Text(40), "the head of the page; the section's title without it"),
            "asks": Property(Flag(), "true where it is a question; afterwards the page before it comes back"),
            "for": Property(
                Length(2_000, 600_000),
                "how long nothing is said meanwhile; 6 s without it, 20 s for a question",
            ),
        },
        _giver,
    ),
    StepRow(
        "rest",
        "rest: 40 s",
        {"rest": Property(Length(500), "how long it is quiet", True)},
        lambda values, _: Rest(values.values["rest"], _guidance(values)),
        bare=Rest(),
    ),
    StepRow(
        "repeat",
        "{repeat: [bell: bell, rest: 20 s], every: 5 min}",
        {
            "repeat": Property(StepList("inner"), "the steps to repeat", True),
            "times": Property(Number(1, 60, whole=True), "how often"),
            "every": Property(Length(10_000), "at most so far apart, for as long as the section has time"),
        },
        _repeat,
        in_repeat=False,
    ),
)
"""Every step there is, in the order in which the reference shows them."""

_GUIDANCE = Property(Many(Choice(GUIDANCES), single=True), "only in these guidance profiles")

STEPS: Mapping[str, Table] = {
    row.name: Table(row.name, {**row.properties, "guidance": _GUIDANCE}) for row in STEP_ROWS
}
"""The table of each step, by its name."""

BARE_STEPS: Mapping[str, Step] = {row.name: row.bare for row in STEP_ROWS if row.bare is not None}
"""What may stand alone as one word, and what it stands for."""
