"""The body map as a person types it, and the check-in's items."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_mind.errors import UsageError
from massage_mind.record.measures import ITEMS, OPTIONAL, items_for
from massage_mind.record.phases import PHASES
from massage_mind.record.questions import AFTER_PROMPTS, NEXT_DAY_PROMPT, prompt_for
from massage_mind.script.body import MOST, REGIONS, body_text, read_body


@pytest.mark.parametrize(
    ("typed", "marks"),
    [
        ("l shoulder 3, jaw 2", {"jaw": 2, "left shoulder": 3}),
        ("left-shoulder=3; R.Knee: 0", {"left shoulder": 3, "right knee": 0}),
        ("shoulders 1", {"left shoulder": 1, "right shoulder": 1}),
        ("both feet 2", {"left foot": 2, "right foot": 2}),
        ("shoulder l 2", {"left shoulder": 2}),
        ("Lower back 1\nstomach 2", {"low back": 1, "belly": 2}),
        ("", {}),
        (" , ;", {}),
    ],
)
def test_a_map_is_read_as_it_is_typed(typed: str, marks: dict[str, int]) -> None:
    """Sides before or after, in short or whole, both where none is said; from the head down."""
    assert marks == read_body(typed)
    assert list(marks) == list(read_body(typed))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("jaw", "'jaw' has none"),
        ("jaw 4", "from 0 to 3"),
        ("jaw 99999999999999999999", "from 0 to 3"),
        ("left jaw 2", "no left and right"),
        ("sholder 2", "Is shoulder meant?"),
        ("soul 1", "no region 'soul'"),
        ("3", "no region ''"),
        ("\x1b[2J 1", "no region"),
    ],
)
def test_what_is_no_map_is_named(typed: str, says: str) -> None:
    """The piece that cannot be read, and what there is."""
    with pytest.raises(UsageError) as caught:
        read_body(typed)
    assert says in caught.value.sentence


@given(st.dictionaries(st.sampled_from(REGIONS), st.integers(1, MOST)))
def test_a_map_reads_back_from_its_text(levels: dict[str, int]) -> None:
    """What is shown can be typed again."""
    text = body_text(levels)
    assert levels == read_body(text)


def test_about_twenty_regions_and_left_is_named() -> None:
    """The list of the reference, each side by its name."""
    assert 24 == len(REGIONS) == len(set(REGIONS))
    assert 8 == sum(region.startswith("left ") for region in REGIONS)


def test_what_is_asked_when() -> None:
    """Before four; after presence as well; the next day sleep and soreness; energy and calm where they are wanted."""
    asked = {phase: [item.key for item in items_for(phase)] for phase in PHASES}
    assert ["stress", "tension", "pain", "mood"] == asked["before"]
    assert ["stress", "tension", "pain", "mood", "presence"] == asked["after"]
    assert ["stress", "pain", "mood", "sleep", "soreness"] == asked["next-day"]
    assert ["stress", "tension", "pain", "mood", "sleep"] == asked["ordinary-day"]
    assert {"energy", "calm"} == set(OPTIONAL)
    assert ["stress", "tension", "pain", "mood", "energy", "calm"] == [
        item.key for item in items_for("before", OPTIONAL)
    ]


def test_energy_has_no_good_direction() -> None:
    """Tiredness after a massage may be fine."""
    assert {"energy": "none"} == {item.key: item.better for item in ITEMS if item.better == "none"}


def test_prompts_take_turns() -> None:
    """Each comes once before one comes again; the one about the intention only where there is one."""
    without = [prompt_for(count) for count in range(len(AFTER_PROMPTS) - 1)]
    assert len(set(without)) == len(AFTER_PROMPTS) - 1
    assert not [prompt for prompt in without if "{" in prompt]
    everything = {prompt_for(count, "rest") for count in range(len(AFTER_PROMPTS))}
    assert any("“rest”" in prompt for prompt in everything)
    assert NEXT_DAY_PROMPT == prompt_for(3, next_day=True)
