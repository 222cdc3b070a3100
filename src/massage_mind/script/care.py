"""The care rules: what a script should not say to a person who is being touched, and what it should not leave out.

Each rule has a name, so that a script can waive it with a reason. The rules for words read English; a script in another
language is held to the rules of structure only. Those that need a script fitted are in `fit.care_timeline`, where all
are held together. Sources and reasons: docs/care.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from massage_mind.errors import Fault
from massage_mind.script.lines import every_step, utterances
from massage_mind.script.script import Script
from massage_mind.script.steps.breathe_step import Breathe
from massage_mind.script.wording import Place
from massage_mind.values import dataclass

_START = (
    r"(?:^|[.!?:;,…—–\"“”‘(-]\s*|\b(?:and|then) )(?:(?:and|now|then|just|please|gently|slowly|simply)[, ]+)*"
)
_NEGATED = re.compile(
    r"(?:\b(?:no|not|never|nothing|nobody|without|neither|nor)\b|n['’]t\b)[^.!?;:]{0,40}$", re.IGNORECASE
)
_PERMITTED = re.compile(
    r"\b(?:(?:you|one|eyes) (?:can|may|might|could)|possible to)\b[^.!?;:]*$", re.IGNORECASE
)
_HEDGED = re.compile(r"\b(?:perhaps|maybe|possibly|may|might|whether|if)\b[^.!?;:]{0,40}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WordRule:
    """A rule that looks at spoken words. `table` limits it to `during` scripts; `hedged` allows "perhaps" and "may",
    `permitted` what a person is told they can do."""

    name: str
    about: str
    pattern: re.Pattern[str]
    instead: str
    table: bool = False
    hedged: bool = False
    permitted: bool = False

    def broken_by(self, text: str) -> str:
        """The words that break it; empty if none do. What is denied ("no need to ...") or left open is allowed."""
        for match in self.pattern.finditer(text):
            before = text[: match.start()]
            allowed = _NEGATED, *[_HEDGED] * self.hedged, *[_PERMITTED] * self.permitted
            if not any(one.search(before) for one in allowed):
                return match[0].strip(' .,!?:;…—–-"“”‘’(')
        return ""


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


WORD_RULES: tuple[WordRule, ...] = (
    WordRule(
        "commands",
        "orders to relax, surrender or trust; an order to feel something cannot be followed",
        _words(
            rf"{_START}(?:relax|calm down|let go|surrender|trust|submit|obey)\b|\bsurrender\b|\btrust me\b|"
            r"\blet (?:it |everything )?(?:all )?go completely\b|\byou (?:must|have to|need to(?! do nothing)|should)\b|"
            r"\b(?:empty|clear) your mind\b|\bstop thinking\b|\bdon['’]?t (?:think|move|worry)\b"
        ),
        "an invitation, such as 'you might', 'if you like', 'or not'",
        permitted=True,
    ),
    WordRule(
        "deeper",
        "going deeper into pain or pressure",
        _words(
            r"\b(?:go|going|sink|dive|breathe|lean)\s+(?:\w+\s+)?(?:deeper|into the pain|into your pain|through the pain)"
            r"|\bdeeper and deeper\b|\bpush through\b|\bno pain,? no gain\b|\bendure\b|\bbear (?:it|the pain)\b"
        ),
        "words that leave the way out open, such as 'if it is too much, you can say lighter'",
    ),
    WordRule(
        "promises",
        "promises of release, healing or any effect on health",
        _words(
            r"\b(?:heal(?:s|ing|ed)?|cures?|cured|detox\w*|toxins?|cortisol|serotonin|clinically proven)\b|"
            r"\byou will feel\b|\b(?:reduces?|lowers?|boosts?|strengthens?) (?:your |the )?(?:stress|anxiety|pain|immune|mood)|"
            r"\bstored (?:emotions?|trauma|stress|tension)\b|\bmelt(?:s|ing)? away\b|"
            r"\b(?:will|is going to) (?:\w+ )?(?:relax|release|ease|dissolve|disappear|vanish|soften|melt|let go)\b|"
            r"\brelease (?:your|the|all|any|old) (?:pain|stress|tension|trauma|emotions?|blockages?)\b"
        ),
        "what can be noticed, such as 'notice any change, or none'",
        hedged=True,
    ),
    WordRule(
        "judging",
        "praise and blame; there is nothing to get right",
        _words(
            r"\b(?:well done|(?:good|great) (?:job|girl|boy|work)|doing (?:great|well)|perfect(?=[.!,])|perfectly done|"
            r"correctly|the right way|do it right|you failed|"
            r"bad (?:thoughts?|feelings?)|wrong way)\b"
        ),
        "a plain observation",
    ),
    WordRule(
        "reliving",
        "asking for memories of hard things",
        _words(
            r"\b(?:relive|re-live|trauma(?:tic)?|abuse|remember a time when you (?:were|felt) (?:hurt|afraid))\b"
        ),
        "what is here now",
    ),
    WordRule(
        "hold-breath",
        "asking to hold the breath on the table",
        _words(
            r"\bhold (?:your|the) breath\b|\bhold it in\b|"
            r"\b(?:breathe in|in-breath|inhale|deep breath)\b[^.!?]{0,20}[.,]?\s+(?:and |then )?hold\b"
        ),
        "the breath as it comes",
        table=True,
    ),
    WordRule(
        "speech",
        "asking a person on the table to speak",
        _words(
            rf"{_START}(?:say|tell|speak|answer|whisper|hum|sing|name|repeat after)\b|\b(?:out loud|aloud)\b"
        ),
        "permission, such as 'you can say lighter'",
        table=True,
        permitted=True,
    ),
    WordRule(
        "movement",
        "asking a person on the table to move or turn; turning over is the therapist's call",
        _words(
            rf"{_START}(?:move|lift|raise|turn|roll|stretch|shift|wiggle|bend|press|squeeze|clench|shrug|rotate|sit|"
            r"stand|lie|tense|open your|close your|tilt|arch|slide|bring|point|nod|reach)\b(?! (?:or|and|come|comes)\b)|"
            r"\btime to turn over\b"
        ),
        "permission, such as 'fingers can begin to move when they like'",
        table=True,
        permitted=True,
    ),
    WordRule(
        "eyes",
        "asking to keep the eyes closed; eyes may be open at any time",
        _words(
            rf"\bkeep (?:your |the )?eyes (?:closed|shut)\b(?! or open)|{_START}(?:close|shut) your eyes\b"
        ),
        "'eyes open or closed, as you like'",
        permitted=True,
    ),
    WordRule(
        "picturing",
        "asking a person on the table to picture something",
        _words(rf"{_START}(?:imagine|visuali[sz]e|picture|envision|see yourself)\b"),
        "something that is there to be felt or heard",
        table=True,
    ),
)

SENSITIVE = _words(
    r"\b(abdomen|belly|stomach|chest|inner thighs?|throat|face(?! down| up| cradle)|breasts?|groin|pelvis|genitals)\b"
)

STRUCTURE_RULES: dict[str, str] = {
    "sensitive-region": "a line names a region that many people leave out, without `regions:` to leave it out by",
    "two-anchors": "attention needs at least two places to rest; the breath is not neutral for everyone",
    "holds-on-table": "breath holds have no place on the table; longer out-breaths are given instead",
    "paced-on-table": "nothing is paced once hands are on; use natural or count",
    "freedom": "on the table a freedom cue is due at least every 15 minutes",
    "named-ending": "the last section says that the end is near",
    "least": "the shortest length a script names has to be one that it can be fitted to",
}

WAIVE = "waive"
RULES: dict[str, str] = {**{rule.name: rule.about for rule in WORD_RULES}, **STRUCTURE_RULES}
"""Every care rule by name, with what it is about."""

_ENDING = _words(r"\{left\}|\b(?:end|ends|ending|close|closing|finish(?:es|ed|ing)?|over|complete|last)\b")

CareRule = Callable[[Script], Iterator[Fault]]
"""What looks a script through for one kind of fault."""


def unknown_waivers(script: Script) -> Iterator[Fault]:
    """The waivers that name no rule there is."""
    for waiver in script.waivers:
        if waiver.rule not in RULES:
            message = f"there is no rule {waiver.rule!r}; known: {', '.join(RULES)}"
            yield care_fault(script.place, WAIVE, message)


def is_english(script: Script) -> bool:
    """Whether the rules for words can read it."""
    return script.language.casefold().replace("_", "-").split("-")[0] == "en"


def care_fault(place: Place, rule: str, message: str) -> Fault:
    """A fault against a care rule, at this place."""
    return Fault(place.path, place.line, place.column, rule, message)


def word_faults(script: Script) -> Iterator[Fault]:
    """Where the words of a line break a rule: every line there is, what is only read (answers to choose) too."""
    if not is_english(script):
        return
    rules = [rule for rule in WORD_RULES if script.moment == "during" or not rule.table]
    for one in utterances(script):
        for text in (one.line.text, one.line.unset):
            for rule in rules:
                said = rule.broken_by(text)
                if said:
                    message = f"{said!r}: {rule.about}. Rather: {rule.instead}."
                    yield care_fault(one.line.place, rule.name, message)


def _sensitive(script: Script) -> Iterator[Fault]:
    if not is_english(script):
        return
    for one in utterances(script):
        match = SENSITIVE.search(one.line.text)
        if match and not one.line.regions:
            named = match[0].lower()
            message = f"names the {named}; write a map with `text` and `regions: [{named}]`"
            yield care_fault(one.line.place, "sensitive-region", message)


def _anchors(script: Script) -> Iterator[Fault]:
    if len(set(script.anchors)) < 2:
        message = f"{STRUCTURE_RULES['two-anchors']}; name them in `anchors:`"
        yield care_fault(script.place, "two-anchors", message)


def _breaths(script: Script) -> Iterator[Fault]:
    if script.moment != "during":
        return
    for section in script.sections:
        for step in every_step(section.steps):
            if isinstance(step, Breathe) and step.pattern.paced:
                rule = "holds-on-table" if step.pattern.holds else "paced-on-table"
                yield care_fault(step.place, rule, f"{section.title}: {STRUCTURE_RULES[rule]}")


def _ending(script: Script) -> Iterator[Fault]:
    if not is_english(script):
        return
    closing = script.sections[-1]
    said = (one for one in utterances(script) if one.section is closing and one.words.heard)
    if not any(_ENDING.search(one.line.text) for one in said):
        message = f"{closing.title}: {STRUCTURE_RULES['named-ending']}; {{left}} names the time that is left"
        yield care_fault(script.place, "named-ending", message)


TEXT_RULES: tuple[CareRule, ...] = (word_faults, _sensitive, _anchors, _breaths, _ending)
"""The rules that need nothing but the script."""
