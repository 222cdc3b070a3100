"""How to add something: the recipes of docs/adding.md, as values that a test follows in a copy of the program.

An edit is a new file, a piece of text put after a line that is there, or a piece in the place of another. What a recipe needs besides (a test of its own,
words in the README, generated pages) is not an edit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

PACKAGE = "src/massage_mind"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change by hand: `text` into a new file, or after what stands there, `after`.

    None where the file is a sound (`about` says which).
    """

    path: str
    text: str | None
    after: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """One thing that can be added.

    `shows` is the command that shows it at work, `says` what it then prints; `first` are commands before it, `given` are
    files it needs that are no part of the program. `checks` are the tests that see an edit forgotten, `forgotten` says
    in a sentence who notices.
    """

    title: str
    about: str
    edits: tuple[Edit, ...]
    shows: tuple[str, ...]
    says: str
    members: Callable[[], str]
    forgotten: str
    first: tuple[tuple[str, ...], ...] = ()
    given: dict[str, str] = field(default_factory=dict)
    checks: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The files edited by hand."""
        return tuple(dict.fromkeys(edit.path for edit in self.edits))


def _styles() -> str:
    from massage_mind.places import shipped_styles

    return ", ".join(shipped_styles())


def _steps() -> str:
    from massage_mind.reading.step_rows import STEPS

    return ", ".join(STEPS)


def _measures() -> str:
    from massage_mind.record.measures import ITEMS

    return ", ".join(item.key for item in ITEMS)


def _bells() -> str:
    from massage_mind.places import shipped_bells

    return ", ".join(shipped_bells())


def _ambiences() -> str:
    from massage_mind.places import ambiences

    return ", ".join(ambiences())


def _formats() -> str:
    from massage_mind.journal.carry.formats import FORMATS

    return ", ".join(FORMATS)


def _engines() -> str:
    from massage_mind.sound_names import voice_names

    return ", ".join(name for name in voice_names() if name not in ("auto", "off"))


def _topics() -> str:
    from massage_mind.learn.topic_shelf import topic_list

    return f"{len(topic_list())}; `massage-mind learn`"


def _commands() -> str:
    from massage_mind.cli.command_table import COMMANDS

    return ", ".join(COMMANDS)


def _settings() -> str:
    from massage_mind.settings import SETTINGS

    return f"{len(SETTINGS)}; `massage-mind config list`"


def _kinds() -> str:
    from massage_mind.record.kinds import KINDS

    return ", ".join(KINDS)


STYLE = Recipe(
    "a style",
    "A file is a style, in `scripts/styles/` here or in a person's own `scripts/styles/` folder. Shares add up to 100. From `purposes` to `sore` it is what `choose` goes by: it may be left out, and is then supposed to be unknown.",
    (
        Edit(
            "scripts/styles/foot.yaml",
            """\
title: Foot
about: "Seated or lying, feet and lower legs only; unhurried."
minutes: [20, 30, 45]
positions: [supine, seated]
clothed: true
expect:
  - "You stay dressed; shoes and socks come off."
cautions:
  - "If a foot is ticklish or sore, say so; a flat, slow hand is easier."
purposes: [a-pause]
firmness: [medium]
oil: true
warm: false
scent: false
stretches: false
sore: "Rarely anything."
regions:
  - {name: settling in, share: 10, kind: settle, position: supine}
  - {name: left foot, share: 40, position: supine, areas: [feet]}
  - {name: right foot, share: 40, position: supine, areas: [feet]}
  - {name: closing, share: 10, kind: close, position: supine}
""",
        ),
    ),
    ("preview", "following-the-touch", "--minutes", "20", "--style", "foot", "--json"),
    '"style": "foot"',
    _styles,
    "A file that is not there is a style nobody knows, with the near ones named; `scripts check scripts` reads every one.",
)

STEP = Recipe(
    "a step",
    "A module that says which words it may speak and what it comes to in time, and a row that says how it is written. Care rules, the voice, `scripts show`, the schema and the reference follow.",
    (
        Edit(
            f"{PACKAGE}/script/steps/chime_step.py",
            '''\
"""Ring a bell several times."""

from __future__ import annotations

from collections.abc import Iterator

from massage_mind.names import Guidance
from massage_mind.script.steps.step import Placing, Step, Words
from massage_mind.values import dataclass


@dataclass(frozen=True, slots=True)
class Chime(Step):
    """Ring a bell by name, so many `times`. Each rings for `ring_ms` milliseconds."""

    sound: str
    ring_ms: int
    times: int = 2
    guidance: tuple[Guidance, ...] = ()

    def words(self, regions: tuple[str, ...] = ()) -> Iterator[Words]:
        yield from ()

    def expand(self, into: Placing) -> None:
        for _ in range(self.times):
            into.bell(self.sound, self.ring_ms)
''',
        ),
        Edit(
            f"{PACKAGE}/reading/step_rows.py",
            "from massage_mind.script.steps.chime_step import Chime\n",
            after="from massage_mind.script.steps.breathe_step import Breathe\n",
        ),
        Edit(
            f"{PACKAGE}/reading/step_rows.py",
            """\
    StepRow(
        "chime",
        "chime: bell",
        {
            "chime": Property(Choice(tuple(shipped_bells())), "the bell", True),
            "times": Property(Number(1, 9, whole=True), "how often"),
        },
        lambda values, _: Chime(
            values.values["chime"],
            shipped_bells()[values.values["chime"]],
            values.get("times", 2),
            _guidance(values),
        ),
    ),
""",
            after="STEP_ROWS: tuple[StepRow, ...] = (\n",
        ),
    ),
    ("preview", "evening.yaml", "--minutes", "1", "--text"),
    "(bell: bell)",
    _steps,
    "A module without a row fails `tests/fit/test_every_registry.py`, and so does a row whose example does not go through every door; a method left out cannot be instantiated.",
    given={
        "evening.yaml": """\
title: Evening
about: A bell, three times.
moment: after
minutes: {least: 0.5, ideal: 1, most: 5}
anchors: [sounds, feet]
sections:
  - name: bells
    steps:
      - chime: bell
        times: 3
      - rest: 5 s
  - name: end
    steps:
      - say: "That is the end of it."
"""
    },
    checks=("tests/fit/test_every_registry.py",),
)

MEASURE = Recipe(
    "a measure",
    "A row. It is an option of `checkin` by itself, is asked at the phases it names, and stands in exports, the schema and docs/record.md. Without a good direction, say `none`.",
    (
        Edit(
            f"{PACKAGE}/record/measures.py",
            '    Item("warmth", "Warmth, just now", "cold", "very warm", "none", ("before", "after")),\n',
            after='    Item("mood", "Mood, just now", "very low", "very good", "higher"),\n',
        ),
    ),
    ("checkin", "before", "--warmth", "7"),
    "warmth 7",
    _measures,
    "Without its row the option does not exist.",
)

BELL = Recipe(
    "a bell",
    "A WAV file of one channel, 16 bits and 48 kHz; the shipped ones are made by `audio/make_sounds.py`, which is where a new one gets its recipe. How long it rings is as long as the file is.",
    (Edit("audio/chime.wav", None, about="a WAV file"),),
    ("sound", "list"),
    "chime        bell      rings for 1 s",
    _bells,
    "Without its file no script, setting or option takes its name.",
)

AMBIENCE = Recipe(
    "an ambience",
    "One loop or several of different lengths, `NAME-1.ogg` and so on, at -30 LUFS; the shipped ones are made by `audio/loops.py`.",
    (Edit("audio/ambience/creek-1.ogg", None, about="an Ogg Vorbis file"),),
    ("sound", "list"),
    "creek        ambience",
    _ambiences,
    "Without its file `--ambience` refuses the name and says which there are.",
)

FORMAT = Recipe(
    "an export format",
    "A module of `journal/carry` whose name ends in `_form`, with its `FORM`: its names, its place, how it writes; `reads` and `read` if it can come in as well.",
    (
        Edit(
            f"{PACKAGE}/journal/carry/tsv_form.py",
            '''\
"""Tab-separated lines: id, time, kind. Out only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from massage_mind.journal.carry.form import CarryForm, Request
from massage_mind.record.head import Record


def _write(records: Iterable[Record], request: Request) -> Iterator[str]:
    for record in records:
        yield f"{record.id}\\t{record.head.when:%Y-%m-%d %H:%M}\\t{record.kind}\\n"


FORM = CarryForm("tsv", place=7, write=_write)
''',
        ),
    ),
    ("journal", "export", "-f", "tsv"),
    "\tentry",
    _formats,
    "Without its file the format is refused, and the others are named.",
    first=(("journal", "add", "lighter"),),
)

ENGINE = Recipe(
    "a speech engine",
    "A module of `sound/voice/engines`: how it is found on a machine, which voices it has, how it is called. It is run as a program, with the text on standard input and a WAV file as its answer.",
    (
        Edit(
            f"{PACKAGE}/sound/voice/engines/flite.py",
            '''\
"""flite: small, English, and heard to be a machine."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from massage_mind.sound.voice.engine import EngineVoice, Machine, Manner
from massage_mind.sound.voice.program import ProgramEngine

RANK = 45


def find(machine: Machine) -> FliteEngine | None:
    """The program, where it is on the path."""
    program = machine.which("flite")
    return FliteEngine((program,), machine) if program else None


class FliteEngine(ProgramEngine):
    """flite, with the one voice that every build of it has."""

    name = "flite"

    def _list(self) -> Iterable[EngineVoice]:
        return [EngineVoice("slt", "en-US", "female")]

    def _rate(self, voice: EngineVoice, manner: Manner) -> str:
        return f"{1.3 / manner.pace:.2f}"

    def _order(
        self, text: str, voice: EngineVoice, manner: Manner, wav: Path
    ) -> tuple[list[str], str, dict[str, str]]:
        stretch = f"duration_stretch={self._rate(voice, manner)}"
        return ["-voice", voice.name, "--setf", stretch, "-f", "-", "-o", str(wav)], text, {}
''',
        ),
    ),
    ("sound", "voices"),
    "flite",
    _engines,
    "Without its file `--voice flite` and the setting refuse the name.",
)

TOPIC = Recipe(
    "a topic",
    "A file is a page of what is known; its keys are in topics.md. Its sources are files in `learn/sources/`, one a paper, told once for all pages and languages: "
    "one that is not there yet is a file more. The title is a question to which yes is the claim. `make docs` writes the list, `make check` reads the page.",
    (
        Edit(
            f"{PACKAGE}/learn/topics/en/bad-mood.yaml",
            """\
title: "Does one massage lift a bad mood?"
group: feel
claim: "One massage lifts a bad mood."
verdict: unsupported
ground: otherwise
sentences:
  - "In trials taken together, one session changed a bad mood no more than the comparison did."
  - "Lasting low mood came down more, after a course of sessions."
sources: [moyer2004]
checked: "2026-11-26"
words:
  - "bad mood"
  - "grumpy"
try: 'massage-mind checkin before --mood 4'
see: [once-or-course, depression]
""",
        ),
    ),
    ("learn", "grumpy"),
    "One massage lifts a bad mood.",
    _topics,
    "A page without verdict, source or day is not read; what says more than a verdict fails `docs/topics.py --check`.",
    checks=("tests/learn/test_learn_topics.py",),
)

COMMAND = Recipe(
    "a command",
    "A module of `cli/commands` whose function has the world as its first parameter, a body of one call and one print; and its row in a table, with the line that help shows.",
    (
        Edit(
            f"{PACKAGE}/cli/commands/hello_command.py",
            '''\
"""`massage-mind hello`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from massage_mind.world import World


def hello(world: World) -> None:
    """Say where the settings lie."""
    world.say(f"Hello. Your settings lie in {world.home.config_file}.")
''',
        ),
        Edit(
            f"{PACKAGE}/cli/command_table.py",
            '    "hello": Command("commands.hello_command", "hello", "Say where the settings lie.", "Around it"),\n',
            after="COMMANDS: dict[str, Command] = {\n",
        ),
    ),
    ("hello",),
    "Hello. Your settings lie in",
    _commands,
    "A module without a row fails `tests/house/test_house_commands.py`, and so does a row without a module.",
    checks=("tests/house/test_house_commands.py",),
)

SETTING = Recipe(
    "a setting",
    "A field with its default, what it is for and what it may be. `config`, the checks of the file and the settings table in the README follow.",
    (
        Edit(
            f"{PACKAGE}/settings.py",
            '    tea: bool = _setting(False, "Whether there is tea afterwards.")\n',
            after='    name: str = _setting("", "What to call you. Empty: no name is spoken.")\n',
        ),
    ),
    ("config", "get", "tea"),
    "true",
    _settings,
    "Without its line `config` does not know the key.",
    first=(("config", "set", "tea", "true"),),
)

KIND = Recipe(
    "a kind of record",
    "A module with the value, its fields and its `KIND`; and its lines in `record/kinds.py`. Its table is made from its fields (words, numbers, several texts as `tuple[str, ...]`) when the journal is next opened for writing; lists, search, exports, imports and the reference follow. A page of its own is `screen/show`.",
    (
        Edit(
            f"{PACKAGE}/record/glimpse.py",
            '''\
"""A glimpse: one thing noticed on the table, in a few words."""

from __future__ import annotations

from massage_mind.record.fields import Field
from massage_mind.record.kind_info import KindInfo, needs_words
from massage_mind.values import dataclass


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What was noticed, and how many minutes into the massage (None: not known)."""

    text: str
    minute: int | None = None


_FIELDS = (
    Field("text", "text", "What was noticed.", True),
    Field("minute", "whole", "How many minutes into the massage.", most=1440),
)


def _searched(glimpse: Glimpse) -> tuple[str, ...]:
    return (glimpse.text,)


KIND = KindInfo(
    ("glimpse",), Glimpse, _FIELDS, _searched, titles=("glimpse",), check=needs_words("glimpse"), body="text"
)
''',
        ),
        Edit(
            f"{PACKAGE}/record/kinds.py",
            "from massage_mind.record import glimpse\nfrom massage_mind.record.glimpse import Glimpse\n",
            after="from massage_mind.record.fields import Field\n",
        ),
        Edit(f"{PACKAGE}/record/kinds.py", "    glimpse.KIND,\n", after="    parked.KIND,\n"),
        Edit(f"{PACKAGE}/record/kinds.py", " | Glimpse", after="    Entry | CheckIn"),
    ),
    ("journal", "search", "warm", "--kind", "glimpse"),
    "warm",
    _kinds,
    "A module without its line is no kind: an import of one is refused by name; a value that is not among the `Written` fails the type checker.",
    given={
        "glimpse.jsonl": '{"kind": "glimpse", "id": "2bnnw", "at": "2026-12-05T10:00:00.000+01:00", '
        '"created_at": "2026-12-05T10:00:00.000+01:00", "changed_at": "2026-12-05T10:00:00.000+01:00", '
        '"text": "the hands were warm", "minute": 12}\n'
    },
    first=(("journal", "import", "glimpse.jsonl"),),
)

RECIPES = (STYLE, STEP, MEASURE, BELL, AMBIENCE, FORMAT, ENGINE, TOPIC, COMMAND, SETTING, KIND)

SMALLER = (
    (
        "a series",
        "a file in `scripts/series/`, and its scripts in `scripts/anytime/`; the keys are in scripts.md.",
    ),
    (
        "a migration",
        "a module `journal/file/migration_...` and its line at the end of the numbered ones in `journal/file/schema.py`, with a test that brings a file of the schema before up to date.",
    ),
    (
        "a field of a record",
        "in the class and in the table of fields of its kind (`record/`), and its column by a migration.",
    ),
    ("a format of sound file", "a module in `sound/file/formats/`, and nothing else."),
    (
        "words in a shipped script",
        "nothing else: the voice makes them where they are heard. What only the person knows goes after a colon.",
    ),
    (
        "a care rule",
        "a row in `script/caring/`, ten lines that break it and ten that do not in tests/script, and its reason in care.md; a word more for a rule is a word in its table.",
    ),
    ("a player", "a module in `sound/play/` behind the port `Speaker`, and its name in `sound_names.py`."),
)
"""What is added without a recipe of its own: what, and where."""
