"""The care rules: what breaks them is found where it stands, what a careful therapist writes is left alone."""

from __future__ import annotations

import pytest
from fit_support import script_of, shipped

from massage_mind.fit.care_timeline import care_faults
from massage_mind.script.care import RULES, SESSION_RULES
from massage_mind.script.caring.text_rules import WORD_RULES

DURING = """
title: Mine
about: A script to be checked.
moment: during
minutes: {{least: 5, ideal: 20, most: 40}}
language: {language}
anchors: {anchors}
{head}free:
  - "You can move, speak, open your eyes or say 'stop' at any time."
sections:
  - name: opening
    steps:
      - free
  - name: flow
    steps:
      - scan: style
        lines:
          - "Wherever the touch is now, attention can rest there."
          - "The sounds of the room come and go."
{lines}
  - name: closing
    time: 2 min
    steps:
      - say: "There are {{left}} left."
"""
LINE = 20


def during(*lines: str, language: str = "en", head: str = "", anchors: str = "[touch, sounds]"):
    shown = "\n".join(f"          - {line}" for line in lines)
    return script_of(DURING.format(lines=shown, language=language, head=head, anchors=anchors))


def before(line: str):
    return script_of(
        "title: Mine\nabout: A script to be checked.\nmoment: before\nminutes: {least: 0.5, ideal: 2, most: 5}\n"
        f"anchors: [feet, sounds]\nsections:\n  - name: only\n    steps:\n      - say: {line}\n"
        '      - say: "This is the end of it."\n'
    )


def rules(script) -> list[str]:
    return [fault.rule for fault in care_faults(script)]


BREAKS: dict[str, tuple[str, ...]] = {
    "commands": (
        "Relax!",
        "Now just relax your shoulders.",
        "Let go.",
        "The table is here. Surrender.",
        "Trust me.",
        "You must lie still.",
        "You should feel warm.",
        "You need to breathe.",
        "Empty your mind.",
        "Stop thinking.",
        "Don't move.",
        "Let it all go completely.",
        "Calm down now.",
        "Please relax.",
    ),
    "deeper": (
        "Go deeper into it.",
        "Breathe into the pain.",
        "Push through.",
        "No pain, no gain.",
        "Sink deeper with each stroke.",
        "Lean into the pain.",
    ),
    "promises": (
        "This heals the back.",
        "It will release the tension.",
        "Stored emotions may come out.",
        "The toxins are on their way.",
        "The pain will disappear.",
        "Feel the stress melting away.",
        "Release your tension.",
        "This lowers cortisol.",
    ),
    "judging": (
        "Well done.",
        "That was perfect.",
        "Good job.",
        "Breathe the right way.",
        "There are bad feelings.",
    ),
    "reliving": ("Think of a trauma you had.", "Relive that day.", "Remember a time when you were hurt."),
    "hold-breath": (
        "Hold your breath for a moment.",
        "Breathe in and hold it in.",
        "You might hold the breath.",
    ),
    "speech": ("Say how it is.", "Tell the therapist a number.", "Count out loud.", "Hum on the out-breath."),
    "movement": (
        "Turn over now.",
        "Wiggle your toes.",
        "Lift one arm a little.",
        "Please roll to the side.",
        "Now slowly stretch.",
        "Open your eyes.",
    ),
    "eyes": ("Keep your eyes closed.", "Close your eyes.", "Now gently close your eyes."),
    "picturing": ("Imagine a beach.", "Picture a warm light.", "Visualise the sea."),
    "sensitive-region": ("Notice the belly.", "The chest is moving.", "Is there something in the throat?"),
}


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in BREAKS.items() for text in texts])
def test_a_line_that_breaks_a_rule_is_found_where_it_stands(rule: str, text: str) -> None:
    """At the line and the column of its text, with what was said in the message."""
    found = [fault for fault in care_faults(during('"It is quiet here."', f'"{text}"')) if fault.rule == rule]
    assert [(fault.line, fault.column) for fault in found] == [(LINE + 1, 13)]
    assert found[0].path == "mine.yaml"


@pytest.mark.parametrize(
    "text", [BREAKS[rule.name][0] for rule in WORD_RULES if rule.table and rule.name in BREAKS]
)
def test_rules_of_the_table_hold_only_on_the_table(text: str) -> None:
    """Before a massage one may be asked to stretch, to speak, to picture."""
    assert not set(rules(before(f'"{text}"'))) & {rule.name for rule in WORD_RULES if rule.table}


@pytest.mark.parametrize(
    "text", [BREAKS[rule.name][0] for rule in WORD_RULES if not rule.table and rule.name in BREAKS]
)
def test_other_rules_hold_everywhere(text: str) -> None:
    """Also before."""
    assert rules(before(f'"{text}"'))


def test_the_unset_words_of_a_line_are_checked_too() -> None:
    """What is said without an intention is said as well."""
    script = during('{text: "Your word is {intention}.", unset: "Relax!"}')
    assert [(fault.rule, fault.line) for fault in care_faults(script)] == [("commands", LINE)]


SAMPLES = (
    "Feel where the table holds you.",
    "Wherever the touch is now, is it wide or narrow?",
    "A thought came by. It can wait outside.",
    "Somewhere that nobody is touching: how is it there?",
    "If the pressure is too strong, you can say 'lighter'.",
    "You can move, speak, open your eyes or say 'stop' at any time.",
    "If you like, you might let one out-breath go to meet it, or not.",
    "See if anything wants to soften.",
    "Notice a holding place. It may soften, and it may stay.",
    "When ready, anything can begin to move.",
    "Eyes open or closed, as you like.",
    "Rate the pressure silently, from zero to ten.",
)


@pytest.mark.parametrize("text", SAMPLES)
def test_the_sample_cues_pass(text: str) -> None:
    """The cues that the domain notes give as examples, and their like."""
    assert rules(during(f'"{text}"')) == []


def test_the_sample_with_the_intention_passes() -> None:
    """As a map with what is said without one."""
    script = during(
        '{text: "Your word for today was {intention}. No need to do anything with it.", unset: "There is time."}'
    )
    assert rules(script) == []


CAREFUL = (
    "There is nothing you need to do.",
    "There is nothing that you have to do.",
    "You do not have to answer. You need to do nothing at all.",
    "Nothing here has to be perfect.",
    "It is perfectly fine to move.",
    "There is nothing to endure here.",
    "You do not have to bear it. It can be lighter.",
    "You can keep your eyes closed or open, as you like.",
    "No need to say it out loud.",
    "Perhaps something will soften, perhaps not.",
    "If you do not want the pressure to go deeper, you can say so.",
)


TAGGED = (
    '{text: "If the face cradle presses, it can be changed.", position: [prone, seated]}',
    '{text: "Lying face up, the light may be bright.", position: [supine]}',
    '{text: "Lying face down, the back may widen a little.", position: [prone], regions: [back]}',
)


@pytest.mark.parametrize("text", CAREFUL)
def test_careful_lines_are_left_alone(text: str) -> None:
    """Lines a careful therapist writes: negations, permissions, and the face cradle."""
    assert rules(during(f'"{text}"')) == []


MISSED = (
    "As you breathe out, relax.",
    "Breathe out and let go.",
    "And — relax.",
    "‘Relax.’",
    "Don’t think about it.",
    "You will feel relaxed.",
    "You will feel lighter and calmer.",
    "This reduces stress.",
    "It boosts the immune system.",
    "Breathe in. Hold.",
    "Breathe in and hold for four.",
    "Take a deep breath and hold it.",
    "Slide your arm along the table.",
    "Bring your hands together.",
    "Point your toes.",
    "Nod if it is too much.",
    "Name five things that you hear.",
    "It is time to turn over now.",
    "See yourself on a beach.",
    "Deeper and deeper.",
    "Great job.",
    "You are doing great.",
    "As you lie there, close your eyes.",
)


@pytest.mark.parametrize("text", MISSED)
def test_careless_lines_are_found(text: str) -> None:
    """Lines that break a rule in other words or in the middle of a sentence."""
    assert rules(during(f'"{text}"')) != []


@pytest.mark.parametrize("text", TAGGED)
def test_careful_lines_with_tags_are_left_alone(text: str) -> None:
    """Lines that hold in one position say which."""
    assert rules(during(text)) == []


@pytest.mark.parametrize(
    "script", [one for one in shipped() if one.moment == "during"], ids=lambda script: script.name
)
def test_scripts_for_the_table_have_no_fault(script) -> None:
    """Every one of them, without a waiver."""
    assert care_faults(script) == ()
    assert script.waivers == ()


@pytest.mark.parametrize(
    "script", [one for one in shipped() if one.moment != "during"], ids=lambda script: script.name
)
def test_shipped_scripts_have_no_fault(script) -> None:
    """Every one of them, without a waiver."""
    assert care_faults(script) == ()
    assert script.waivers == ()


def test_a_waiver_silences_its_own_rule_and_no_other() -> None:
    """Also where one line breaks two."""
    line = '"Relax! Imagine a beach."'
    assert rules(during(line)) == ["commands", "picturing"]
    waived = during(line, head='waive: [{rule: picturing, why: "This person asked for it."}]\n')
    assert rules(waived) == ["commands"]


def test_every_rule_can_be_waived() -> None:
    """By its name."""
    for rule, texts in BREAKS.items():
        head = f'waive: [{{rule: {rule}, why: "For a reason."}}]\n'
        assert rule not in rules(during(f'"{texts[0]}"', head=head))
        assert rule in RULES


def test_an_unknown_rule_in_a_waiver_is_a_fault() -> None:
    """With the known ones named."""
    faults = care_faults(during('"It is quiet."', head='waive: [{rule: comands, why: "A slip."}]\n'))
    assert [fault.rule for fault in faults] == ["waive"]
    assert "comands" in faults[0].message
    assert "commands" in faults[0].message


def test_a_waiver_cannot_silence_the_rule_about_waivers() -> None:
    """`waive` is no care rule, so waiving it is a fault as well."""
    script = during('"It is quiet."', head='waive: [{rule: waive, why: "x"}, {rule: nonsense, why: "y"}]\n')
    assert rules(script) == ["waive", "waive"]


@pytest.mark.parametrize("language", ["de", "fr", "nl", "de-CH"])
def test_other_languages_get_the_rules_of_structure_only(language: str) -> None:
    """The words are English; the structure is everybody's."""
    script = during(
        '"Relax! Imagine it."', '"En face, il y a une fenêtre."', language=language, anchors="[touch]"
    )
    assert rules(script) == ["two-anchors"]


@pytest.mark.parametrize("language", ["en", "en-GB", "EN", "en_US"])
def test_all_kinds_of_english_get_the_rules_for_words(language: str) -> None:
    """By the beginning of the language."""
    assert rules(during('"Relax!"', language=language)) == ["commands"]


def test_two_anchors_are_asked_for() -> None:
    """One, or the same twice, is not enough."""
    assert rules(during('"It is quiet."', anchors="[touch]")) == ["two-anchors"]
    assert rules(during('"It is quiet."', anchors="[touch, touch]")) == ["two-anchors"]


def structured(flow: str, closing: str = "There are {left} left.", free: bool = True, least: str = "5"):
    return script_of(
        f"title: Mine\nabout: For structure.\nmoment: during\nminutes: {{least: {least}, ideal: 20, most: 40}}\n"
        "anchors: [touch, sounds]\n"
        + ('free: ["You can move or speak at any time."]\n' if free else "")
        + f"sections:\n  - name: flow\n    steps:\n{'      - free' if free else ''}\n{flow}\n  - name: closing\n    time: 2 min\n    steps:\n"
        f'      - say: "{closing}"\n'
    )


QUIET_FLOW = '      - scan: style\n        lines: ["The touch is here.", "A sound, perhaps."]'


def test_breaths_on_the_table() -> None:
    """A hold and a pace in a `during` script are named by different rules."""
    assert rules(structured(f"      - {{breathe: box, for: 60 s}}\n{QUIET_FLOW}")) == ["holds-on-table"]
    assert rules(structured(f"      - {{breathe: ease, for: 60 s}}\n{QUIET_FLOW}")) == ["paced-on-table"]
    assert rules(structured(f"      - {{breathe: natural, for: 60 s}}\n{QUIET_FLOW}")) == []
    inside = f"      - repeat: [{{breathe: 4-2-6-0, cycles: 2}}]\n        times: 2\n{QUIET_FLOW}"
    assert rules(structured(inside)) == ["holds-on-table"]


def test_a_breath_that_breaks_a_rule_is_found_at_its_line() -> None:
    """Not at the head of the file."""
    faults = care_faults(structured(f"      - {{breathe: box, for: 60 s}}\n{QUIET_FLOW}"))
    assert [fault.line for fault in faults] == [11]


def test_a_script_without_freedom_cues_is_found() -> None:
    """In each guidance once."""
    assert set(rules(structured(QUIET_FLOW, free=False))) == {"freedom"}
    assert rules(structured("      - rest")) == ["freedom"] * 3


def test_a_repeat_too_far_apart_is_brought_nearer() -> None:
    """Sixteen minutes between freedom cues cannot be: they come more often, and there is no fault to find."""
    script = structured(
        '      - say: "Welcome."\n      - repeat: [{free: "You can stop at any time."}]\n        every: 16 min'
    )
    assert "freedom" not in rules(script)


def test_a_closing_that_does_not_name_the_end_is_found() -> None:
    """`{left}`, or a word such as end, close, last."""
    assert rules(structured(QUIET_FLOW, closing="Here we are.")) == ["named-ending"]
    assert rules(structured(QUIET_FLOW, closing="That's all right.")) == ["named-ending"]
    for closing in ("It ends soon.", "The last part.", "{left} left.", "It is over.", "That's all."):
        assert rules(structured(QUIET_FLOW, closing=closing)) == []


def test_a_least_that_cannot_be_is_found() -> None:
    """With the shortest possible in the message."""
    faults = care_faults(structured(QUIET_FLOW, least="0.25"))
    assert {fault.rule for fault in faults} == {"least"}
    assert "2." in faults[0].message


def test_faults_come_in_the_order_of_the_file() -> None:
    """By line, then column."""
    faults = care_faults(during('"Relax!"', '"Imagine it. Trust me."', '"Well done."'))
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)
    assert len([fault for fault in faults if fault.rule not in SESSION_RULES]) == 4


def test_every_rule_says_what_it_is_about() -> None:
    """Those for words have ten lines of both kinds in tests/script, those for sessions tests of their own."""
    assert all(RULES.values())
    assert set(BREAKS) <= set(RULES)
