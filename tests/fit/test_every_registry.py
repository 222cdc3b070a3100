"""Every member of every closed set goes through every door, so that one that is forgotten somewhere is noticed here.

Members are taken from the registries themselves: whatever is added is walked without a word in this file.
"""

from __future__ import annotations

import pkgutil
from dataclasses import replace
from importlib import import_module
from inspect import isabstract
from pathlib import Path
from typing import get_args

import jsonschema
import pytest
import yaml
from fit_support import assert_tiles, script_of, shipped

from massage_mind import places
from massage_mind.fit.care_timeline import care_faults
from massage_mind.fit.extra_bells import Belled, read_bells, with_end_bell
from massage_mind.fit.filling import Fields, fill
from massage_mind.fit.fitting import Fitting
from massage_mind.fit.pacing import SEQUENCE, TABLE
from massage_mind.fit.possible import possible_texts, spoken_texts
from massage_mind.home import find_home
from massage_mind.names import ANCHORS, GUIDANCES, MOMENTS, POSITIONS, CueKind
from massage_mind.places import Bells, ambiences, shipped_bells, shipped_folder, shipped_styles
from massage_mind.reading.forms import Many, ValueKind
from massage_mind.reading.json_schema import script_schema
from massage_mind.reading.library import Library
from massage_mind.reading.script_file import HEAD, build_script, usual_guidances
from massage_mind.reading.spoken import Spoken
from massage_mind.reading.starter import starter
from massage_mind.reading.step_rows import BARE_STEPS, STEP_ROWS, STEPS, StepRow
from massage_mind.reading.style_file import STYLE
from massage_mind.screen.show.timeline_table import document, read_aloud, table_lines
from massage_mind.script import steps as step_modules
from massage_mind.script.care import RULES, word_faults
from massage_mind.script.caring.text_rules import WORD_RULES
from massage_mind.script.lines import lines_of
from massage_mind.script.script import Script
from massage_mind.script.steps.say_step import Say
from massage_mind.script.steps.step import Role, Step
from massage_mind.script.style import Region
from massage_mind.script.wording import FIELDS, Line
from massage_mind.settings import SETTINGS, Setting, load_settings, set_setting, value_text
from massage_mind.sound.ambience import load_ambience
from massage_mind.sound.bells import load_bell
from massage_mind.sound_names import PLAYERS

DOCS = Path(__file__).parents[2] / "docs"
MINUTE = 60_000
FIELDS_FILLED = Fields("", "Kim", 20 * MINUTE, "Swedish")


def script_with(*steps: str, moment: str = "before") -> Script:
    """A script whose middle section has these steps."""
    listed = "".join(f"      - {step}\n" for step in steps)
    return script_of(
        "title: T\nabout: A.\n"
        f"moment: {moment}\nminutes: {{least: 1, ideal: 10, most: 60}}\nanchors: [feet, sounds]\n"
        'free: ["You can stop at any time."]\n'
        'remind: [{text: "Your word: {intention}.", unset: "A word, or none."}]\n'
        f"sections:\n  - name: middle\n    steps:\n{listed}"
        '  - name: closing\n    steps:\n      - say: "This is the end."\n'
    )


def moment_of(row: StepRow) -> str:
    """A moment in which the example of this step may stand."""
    return "before" if row.name == "ask" else "during"


def step_classes() -> list[type[Step]]:
    """The steps that lie in the package, one module each."""
    found = []
    for info in pkgutil.iter_modules(step_modules.__path__):
        module = import_module(f"{step_modules.__name__}.{info.name}")
        own = [
            one
            for one in vars(module).values()
            if isinstance(one, type) and issubclass(one, Step) and one.__module__ == module.__name__
        ]
        if info.name == "step":
            assert own == [Step]
            continue
        assert len(own) == 1, f"{info.name} is to hold one step"
        found.extend(own)
    return found


# ---- steps ----


def test_a_step_module_without_a_row_cannot_be_written() -> None:
    """Each module of script.steps is made by some row of the format, and each row makes one of them."""
    made = set()
    for row in STEP_ROWS:
        first, *_ = script_with(row.example, moment=moment_of(row)).sections[0].steps
        made.add(type(first))
    assert set(step_classes()) == made
    assert {type(step) for step in BARE_STEPS.values()} <= made


def test_a_step_that_leaves_out_a_part_cannot_be_made() -> None:
    """Its words and how it is taken apart: without them the value cannot come into being, and no rule can miss it."""
    assert not [one for one in step_classes() if isabstract(one)]
    wordless = type("Wordless", (Step,), {"expand": lambda self, into: None, "guidance": ()})
    with pytest.raises(TypeError, match="words"):
        wordless()


@pytest.mark.parametrize("row", STEP_ROWS, ids=lambda row: row.name)
def test_every_step_through_every_door(row: StepRow) -> None:
    """Read, expanded and fitted under every guidance, cut and closed, looked through for care, spoken, shown, described."""
    script = script_with(row.example, moment=moment_of(row))
    for guidance in script.guidances:
        fitting = Fitting(script, guidance=guidance)
        timeline = fitting.fit(script.ideal_ms)
        assert_tiles(timeline, script.ideal_ms)
        assert {cue.kind for cue in timeline.cues} <= set(get_args(CueKind))
        assert set(spoken_texts(timeline)) <= set(possible_texts(fitting, script.ideal_ms)) | {""}
        longer = fitting.refit(timeline, MINUTE, script.ideal_ms + MINUTE)
        assert_tiles(longer, script.ideal_ms + MINUTE)
        closed = fitting.close(timeline, MINUTE)
        assert closed is not None
        shown = document(timeline)
        assert shown["total_ms"] == script.ideal_ms
        assert len(list(table_lines(timeline))) >= len(timeline.sections)
        assert list(read_aloud(timeline))
    assert RULES.keys() >= {fault.rule for fault in care_faults(script)}
    schema = jsonschema.Draft202012Validator(script_schema())
    text = starter("mine", "before", "x").replace("      - breathe: natural\n", f"      - {row.example}\n")
    assert schema.is_valid(yaml.safe_load(text))
    reference = (DOCS / "scripts.md").read_text(encoding="utf-8")
    assert f"#### `{row.name}`" in reference
    assert all(f"| `{key}` | {one.about}" in reference for key, one in STEPS[row.name].properties.items())


def takes_lines(kind: ValueKind) -> bool:
    """Whether a key of this kind holds something to speak."""
    return isinstance(kind, Spoken) or (isinstance(kind, Many) and takes_lines(kind.kind))


@pytest.mark.parametrize(
    ("row", "key"),
    [(row, key) for row in STEP_ROWS for key, one in row.properties.items() if takes_lines(one.kind)],
    ids=lambda part: getattr(part, "name", part),
)
def test_the_care_rules_and_the_voice_have_every_line_of_every_step(row: StepRow, key: str) -> None:
    """Whichever key of whichever step holds something to speak: an order in it is found, and it is spoken.

    A page for whoever gives is read by the rules as well, and by nobody aloud.
    """
    tree = {**yaml.safe_load(row.example), key: "Relax."}
    script = script_with(
        yaml.safe_dump(tree, default_flow_style=True, width=1_000).strip(), moment=moment_of(row)
    )
    assert "commands" in {fault.rule for fault in word_faults(script)}
    assert ("Relax." in {line.text for line in lines_of(script)}) == (row.name != "giver")


def test_the_answers_of_a_question_are_looked_through_and_not_spoken() -> None:
    """They are words on the screen: the rules hold for them, and no voice is made for them."""
    script = script_with('{ask: "How is it?", choices: ["good job", "not now"]}')
    assert ["judging"] == [fault.rule for fault in word_faults(script)]
    assert "not now" not in {line.text for line in lines_of(script)}


def test_steps_within_a_repeat_are_walked() -> None:
    """By the rules, the voice and the notes of a timeline."""
    script = script_with('{repeat: [say: "Relax."], times: 2}', "rest")
    assert ["commands"] == [fault.rule for fault in word_faults(script)]
    assert "Relax." in {line.text for line in lines_of(script)}
    held = script_with("{repeat: [{breathe: box, cycles: 2}], times: 2}", "rest")
    assert any("holds" in note for note in Fitting(held).fit(10 * MINUTE).notes)


# ---- what ships as files ----


def test_shipped_sounds_and_styles_are_shown_in_their_old_order() -> None:
    """Found in their folders; those people know come first, in the order they know."""
    assert ("bowl", "bell", "gong") == tuple(shipped_bells())
    assert ("ocean", "rain", "brown-noise") == ambiences()
    ten = (
        "swedish deep-tissue trigger-point myofascial-release hot-stone thai shiatsu aromatherapy chair other"
    )
    assert tuple(ten.split()) == shipped_styles()


@pytest.mark.parametrize("name", shipped_bells())
def test_every_bell_through_every_door(name: str) -> None:
    """It rings as long as its file is, in a script, at the end of one and besides one; it is in schema and reference."""
    length = round(len(load_bell(shipped_folder("audio"), name)) / 48)
    assert length == shipped_bells()[name]
    script = script_with(f"bell: {name}", "rest")
    cue, *_ = Fitting(script).fit(10 * MINUTE).cues
    assert (name, length) == (cue.text, cue.length_ms)
    last = Fitting(with_end_bell(script, name, shipped_bells())).fit(10 * MINUTE).cues[-1]
    assert (name, length) == (last.text, last.length_ms)
    belled = Belled(Fitting(script), read_bells(f"at 5 {name}", shipped_bells()), shipped_bells())
    assert length in {cue.length_ms for cue in belled.fit(10 * MINUTE).cues if cue.origin == "interval"}
    assert name in next(setting for setting in SETTINGS if setting.key == "end_bell").allowed
    assert name in str(script_schema())
    assert f"| `{name}` | rings for {length / 1000:g} seconds" in (DOCS / "scripts.md").read_text(
        encoding="utf-8"
    )


def test_a_bell_more_is_its_file(tmp_path: Path) -> None:
    """Found by its name, its length read from it when it is asked for; one that cannot be read holds nothing up."""
    for name in ("bowl", "chime"):
        (tmp_path / f"{name}.wav").write_bytes((shipped_folder("audio") / "bell.wav").read_bytes())
    (tmp_path / "broken.wav").write_bytes(b"RIFF")
    bells = Bells(tmp_path)
    assert ("bowl", "broken", "chime") == tuple(bells)
    assert shipped_bells()["bell"] == bells["chime"]
    assert places.UNREADABLE_RING_MS == bells["broken"]
    assert "none" not in bells
    with pytest.raises(KeyError):
        bells["none"]
    assert 60_000 == read_bells("every 1 chime", bells).every_ms


@pytest.mark.parametrize("name", ambiences())
def test_every_ambience_has_its_loops(name: str) -> None:
    """Two at least, so that nobody hears where they join."""
    assert len(load_ambience(name, shipped_folder("audio"))) >= 2


@pytest.mark.parametrize("style", shipped_styles())
def test_every_style_through_every_door(style: str, tmp_path: Path) -> None:
    """Read, followed by every script for the table that takes it, set, known to schema and reference."""
    library = Library(None)
    read = library.style(style)
    assert style == read.id
    assert set(STYLE.properties) >= {"regions", "expect", "cautions"}
    for script in shipped():
        if script.moment == "during" and (not script.styles or style in script.styles):
            timeline = Fitting(script, style=read).fit(script.ideal_ms)
            assert_tiles(timeline, script.ideal_ms)
            assert style == document(timeline)["style"]
    home = find_home({"MASSAGE_MIND_HOME": str(tmp_path)})
    assert style == set_setting(home, "style", style)
    assert style in script_schema()["properties"]["styles"]["items"]["enum"]
    assert style in (DOCS / "scripts.md").read_text(encoding="utf-8")


# ---- ids ----


@pytest.mark.parametrize("guidance", GUIDANCES)
def test_every_guidance_has_its_figures(guidance: str) -> None:
    """Off the table always; on it all but dense, which no script for the table takes."""
    assert guidance in SEQUENCE
    assert (guidance in TABLE) == (guidance in usual_guidances("during"))


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_moment_has_a_starter_without_fault(moment: str) -> None:
    """And profiles that a script takes which names none."""
    made = build_script(starter("mine", moment, "x").encode(), "mine.yaml", Library(None).part)
    assert () == care_faults(made)
    assert usual_guidances(made.moment)


@pytest.mark.parametrize("role", get_args(Role))
def test_every_role_of_a_line_is_said(role: Role) -> None:
    """With words of its own, and (but for a plain line) from the script's own pool where it has none."""
    script = script_with("rest")
    pools = {"free": script.free, "remind": script.remind}
    for lines, words in (
        ((Line("Mine."),), "Mine."),
        ((), fill(pools[role][0], FIELDS_FILLED, left_ms=0) if role in pools else ""),
    ):
        section = replace(script.sections[0], steps=(Say(lines, role),))
        cues = Fitting(replace(script, sections=(section, script.sections[1]))).fit(10 * MINUTE).cues
        assert words in {cue.text for cue in cues}


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_filled(field: str) -> None:
    """None of them is spoken in its braces."""
    text = fill(
        Line(f"It is {{{field}}} here."),
        FIELDS_FILLED,
        left_ms=MINUTE,
        region=Region("hands", 1.0, spoken="your hands"),
    )
    assert "{" not in text
    assert f"| `{{{field}}}` |" in (DOCS / "scripts.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", RULES)
def test_every_care_rule_is_in_the_reference_and_can_be_waived(rule: str) -> None:
    """By its name, with a reason."""
    assert f"| `{rule}` |" in (DOCS / "scripts.md").read_text(encoding="utf-8")
    assert len({one.name for one in WORD_RULES}) == len(WORD_RULES)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_every_setting_is_set_and_read_back(setting: Setting, tmp_path: Path) -> None:
    """To its default and to each word it allows; what it expects is said in words."""
    home = find_home({"MASSAGE_MIND_HOME": str(tmp_path)})
    for text in dict.fromkeys((value_text(setting.default), *setting.allowed)):
        value = set_setting(home, setting.key, text)
        assert value == getattr(load_settings(home), setting.key)
    assert setting.expected
    assert setting.about


def test_positions_anchors_and_players_are_what_readers_and_settings_take() -> None:
    """One list each, wherever they are read."""
    assert set(POSITIONS) == set(HEAD["positions"].schema()["items"]["enum"])
    assert set(ANCHORS) == set(HEAD["anchors"].schema()["items"]["enum"])
    assert PLAYERS == next(setting for setting in SETTINGS if setting.key == "player").allowed
