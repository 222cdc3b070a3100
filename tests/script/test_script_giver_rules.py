"""The care rules for a giver's page: the receiver's regions hold, the listener's ears don't, and hands keep off some places."""

from __future__ import annotations

import pytest

from massage_mind.fit.care_timeline import care_faults
from massage_mind.places import shipped_styles
from massage_mind.reading.library import Library
from massage_mind.reading.script_file import build_script
from massage_mind.script.care import RULES
from massage_mind.script.caring.giver_rules import LEAVE_ALONE, NOT_FOR_GIVERS, receivers_parts
from massage_mind.script.script import Script

TOUCHING = (
    "Press along the spine with your thumbs.",
    "Lean a little weight onto the spine.",
    "Circle with two fingers at the throat.",
    "Stroke up the front of their neck, or rub around the windpipe.",
    "Knead behind the knee.",
    "Work slowly over the backs of their knees.",
    "Push into the sore spot until it gives.",
    "Rub across broken skin.",
    "Dig your thumbs in on either side of the vertebrae, and then on the vertebrae.",
    "Squeeze along the throat, lightly.",
)
KEEPING_OFF = (
    "Leave alone the spine, the throat, and behind the knees.",
    "Don't press on the spine.",
    "Never lean onto the spine.",
    "One palm on each side of the spine, and not on it.",
    "Knead the calf, and leave out the hollow of the knee.",
    "Keep away from the throat.",
    "Stroke from the shoulders down to the waist.",
    "Rest one hand on their back, without weight.",
    "Keep off anything sore.",
    "Hold the heel, and wait.",
)


def two(page: str, *, say: str = "What is there?", asks: str = "", moment: str = "anytime") -> Script:
    """A script with this page for whoever gives."""
    text = (
        f"title: T\nabout: A.\nmoment: {moment}\nminutes: {{least: 2, ideal: 3, most: 5}}\nanchors: [touch, sounds]\n"
        'free: ["You can say stop."]\nsections:\n  - name: a\n    steps:\n'
        f"      - giver: {page}\n      - free\n      - say: {say!r}\n      - rest\n{asks}"
        '  - name: z\n    steps:\n      - say: "This is the end."\n'
    )
    return build_script(text.encode(), "t.yaml", Library(None).part, shipped_styles())


def rules_of(page: str, **more: str) -> set[str]:
    """The rules this page breaks."""
    return {fault.rule for fault in care_faults(two(page, **more))}


@pytest.mark.parametrize("text", TOUCHING)
def test_what_untaught_hands_have_no_business_with(text: str) -> None:
    """Spine, throat, behind the knee, sore or broken skin."""
    assert LEAVE_ALONE.broken_by(text)
    assert {LEAVE_ALONE.name, "pain"} & rules_of(f"{text!r}")


@pytest.mark.parametrize("text", KEEPING_OFF)
def test_keeping_off_is_no_touching(text: str) -> None:
    """To say what to leave alone is what such a page is for."""
    assert not LEAVE_ALONE.broken_by(text)


def test_only_a_page_is_read_for_where_hands_go() -> None:
    """A listener who feels hands at work is not told what to do with hands."""
    assert LEAVE_ALONE.name not in rules_of(
        '"Wait there."', say="Is there pressure on the spine, or beside it?"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Both palms on their upper back.",
        "Your thumbs go over the sole of their foot.",
        "Take one of their hands in both of yours.",
        "Lay a hand on the shoulders.",
        "Stay at the lower back.",
    ],
)
def test_the_receivers_regions_hold_on_a_page(text: str) -> None:
    """A page that sends hands to a part of the body says so in `regions:`, so that it can be left out."""
    assert "body-part" in rules_of(f"{text!r}")


@pytest.mark.parametrize(
    "text",
    [
        "Your own back may like a chair.",
        "Rest your palms there, and let your shoulders come down.",
        "Leave alone the spine itself, and behind the knees.",
        "Keep off the throat.",
    ],
)
def test_the_givers_own_body_is_nobodys_region(text: str) -> None:
    """Nor is a place that the page keeps hands away from."""
    assert not list(receivers_parts(text))
    assert {"body-part", "sensitive-region"}.isdisjoint(rules_of(f"{text!r}"))


def test_a_sensitive_region_is_one_on_a_page_too() -> None:
    """As it is in a line that is heard."""
    assert "sensitive-region" in rules_of('"A palm on their belly."')


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("commands", "Relax."),
        ("promises", "This heals and detoxifies."),
        ("gender", "Ask her how it is."),
        ("deeper", "Breathe through the pain."),
        ("length-word", "Stay there for ten minutes."),
        ("idiom", "Easy does it."),
    ],
)
def test_most_rules_hold_for_a_page(rule: str, text: str) -> None:
    """What is claimed or asked for is claimed and asked for on a screen as well."""
    assert rule in rules_of(f"{text!r}")


def test_some_rules_are_for_ears() -> None:
    """Each that does not hold is one there is, has its reason, and is not found on a page."""
    long = "Rest your hands, and leave them there, with the other person's body under them, and ask aloud: is it all right? Then go on."
    assert NOT_FOR_GIVERS.keys() <= RULES.keys()
    assert all(NOT_FOR_GIVERS.values())
    assert NOT_FOR_GIVERS.keys().isdisjoint(rules_of(f'"{long}"'))
    assert {"yield", "long"} & rules_of('"Wait there."', say=long.replace("'", ""))


def test_where_somebody_gives_the_rules_of_the_table_hold() -> None:
    """Whatever its moment: somebody is touched. Without a page it is a practice like others."""
    said = "Hands are working now, and what do they say? Listen."
    assert "question-last" in rules_of('"Wait there."', say=said)
    paced = "      - {breathe: 4-0-6-0, cycles: 3}\n"
    assert "paced-on-table" in rules_of('"Wait there."', asks=paced)
    assert two('"Wait there."').with_hands
    assert not Library(None).script("grounding").with_hands


def test_the_giver_is_to_ask() -> None:
    """A page and no question for longer than six minutes is a fault of the whole; with one it is none."""
    long = two('"Wait there."')
    longer = build_script(
        _text_of('"Wait there."').replace("most: 5", "most: 12").encode(), "t.yaml", Library(None).part
    )
    assert "giver-asks" not in {fault.rule for fault in care_faults(long)}
    assert "giver-asks" in {fault.rule for fault in care_faults(longer)}
    asked = (
        _text_of('"Wait there."')
        .replace("most: 5", "most: 11")
        .replace(
            "      - rest\n", '      - rest\n      - {giver: "Is it all right?", asks: true}\n      - rest\n'
        )
    )
    found = care_faults(build_script(asked.encode(), "t.yaml", Library(None).part))
    assert "giver-asks" not in {fault.rule for fault in found}


def _text_of(page: str) -> str:
    return (
        "title: T\nabout: A.\nmoment: anytime\nminutes: {least: 2, ideal: 3, most: 5}\nanchors: [touch, sounds]\n"
        'free: ["You can say stop."]\nsections:\n  - name: a\n    steps:\n'
        f"      - giver: {page}\n      - free\n      - rest\n"
        '  - name: z\n    steps:\n      - say: "This is the end."\n'
    )


def test_a_question_has_no_place_of_its_own() -> None:
    """It is asked wherever the hands are."""
    from massage_mind.errors import ScriptError

    with pytest.raises(ScriptError, match="leave `where` out"):
        two('"Is it all right?"\n        where: Here\n        asks: true')


def test_the_shipped_script_keeps_all_of_it() -> None:
    """Without a waiver."""
    script = Library(None).script("partner-massage")
    assert () == care_faults(script)
    assert () == script.waivers
