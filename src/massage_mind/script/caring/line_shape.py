"""The rules for how a line is made: its length, its questions, what it leans on, what it takes for granted of the session."""

from __future__ import annotations

import re
from collections.abc import Iterator

from massage_mind.script.caring.as_read import ReadText, words_in
from massage_mind.values import dataclass

MOST_WORDS = 18
"""A sentence on the table has no more words than this: who listens half asleep has lost the beginning of a longer one."""
MOST_SYMPTOMS = 3

Found = tuple[int, int]
"""Where in the plain text of a line something stands."""

_SENTENCE_ENDS = re.compile(r"[.!?…]+['\"”’]?(?:\s+|$)")
_FIELD = re.compile(r"\{\w+\}")
_WORD = re.compile(r"[^\s—–-]*\w[^\s—–]*")
_QUESTION_INSIDE = re.compile(r"\?(?!['\"”’])(?=.*\w)", re.DOTALL)

_LEANS = re.compile(
    r"^(?:and|then|but|or|also|again|likewise|meanwhile|so(?! (?:far|much|many|long)\b)|its|they|those(?! who)|these|them|he|she|"
    r"this(?: (?:place|one|too|spot|same|way|feeling|sound|side|also|as well)\b)|"
    r"(?:it|that)(?! (?:is|was|may be|might be|can be|could be|will be|would be|does not|is not|takes|helps|matters)\b)|it is(?= (?:the same|there|here|still|gone|over)\b)|"
    r"it (?:is(?! (?:quiet|cold|warm|dark|late|early|time|fine|loud|noisy|silent)\b)|was|may be|might be|can be|does not(?! matter)|takes)(?! .*\b(?:to|that|if|when|whether|how|what|where|who)\b)|"
    r"there(?:,| too| again| as well)|here too|the (?:same|other one|other side|second|third|next one|latter)\b|another one|"
    r"now the (?:same|other)|once more|next,|next comes?|as before|in the same place|from there|after that|before that|like that|"
    r"the opposite|both of them|neither of them|one of them|what about|how about)\b"
)

_MINUTES = re.compile(
    r"\b(?:(?:half|quarter) (?:an|of an) hours?|(?:half|quarter|lunch)[ -]hours?|\d+[ -]?(?:min|mins|minutes?|hours?|h)|"
    r"(?:an|one|this|that|the|your|whole|full|next|last|every|first|entire|single|same|long|free) (?:\w+ ){0,2}?hours?|hours?|hour's|hour-long|"
    r"(?:this|that|whole|full|next|last|first|single|one|these|those|the|few|your|more|another|many|several|\w+teen|\w+ty|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve) (?:\w+ ){0,2}?minutes?|minutes|minute's|for the next while|whole session|all (?:morning|afternoon|evening|day long))\b"
)
_TIME_ELSEWHERE = re.compile(
    r"\{(?:minutes|length|left)\}[ -]?(?:minutes?|hours?)?|\bquiet hour\b|\b(?:a|one more|another) minute\b|\b(?:minute|hour|hours|minutes) (?:ago|hand|by minute)\b|"
    r"\brush hour\b|\bany minute\b|\bat the last minute\b|\ba minute or (?:two|so)\b|\bopening hours\b"
)
_LATER_HOURS = re.compile(r"\b(?:next|coming) (?:\w+ )?hours\b|\bhours (?:after|to come|later)\b")

_POSITIONS: dict[str, tuple[str, ...]] = {
    "prone": (
        r"(?:lie|lies|lying|lay|laid|stretched out|resting) (?:\w+ ){0,2}(?:on your (?:front|stomach|belly|tummy|chest)|face[ -]?down)", r"face[ -]?down(?:wards?)?", "prone",
        r"on your (?:front|stomach|belly|tummy)", r"(?:the|a|your) (?:face )?cradle", "face (?:cradle|hole|rest)", r"(?:the )?floor (?:below|under|beneath) your (?:face|eyes|nose)",
    ),
    "supine": (
        r"(?:lie|lies|lying|lay) (?:\w+ ){0,2}on your back", r"face[ -]?up(?:wards?)?", "supine", r"on your back", r"ceiling above", "facing (?:up|the ceiling)", r"looking up at",
    ),
    "side": (r"(?:lie|lies|lying|turned|curled) (?:\w+ ){0,2}on (?:your|one|the) (?:left |right )?side", r"on your (?:left |right )?side", "side[ -]lying", r"pillow between"),
    "seated": (
        r"(?:you are|you|while|as you) (?:now |still )?(?:sitting|seated|sit)", "seated", r"sitting (?:here|there|in|on|up straight|upright|like this|forward)", r"(?:the|your|this) (?:massage )?(?:chair|seat|stool)\b",
        r"leaning (?:forward|into)", r"lean forward",
    ),
    "standing": (r"you are standing", r"standing (?:here|there|like this)", r"as you stand"),
    "lying": (
        r"you (?:are |just |still |now )*(?:lie|lying|lay)", r"lying (?:down|here|there|flat|still|like this|as you|on|in|back)", r"(?:as|while|where|how|the way) you lie", r"stretched out",
        r"the table (?:holds|carries|has) you(?= from)",
    ),
}  # fmt: skip
_RISING = re.compile(
    r"\b(?:(?:before|until|when|once|if|after|as soon as) (?=you )|ready to|time to)[^.!?;:]{0,30}$|\b(?:before|until|once|after)\s+$"
)
_POSITION = re.compile(rf"\b(?:{'|'.join(one for some in _POSITIONS.values() for one in some)})\b")
_POSITION_WORDS = frozenset(
    words_in(
        "lie lies lying lay laid face prone supine side sit sitting seated chair seat stool standing stand stretched back front stomach belly tummy cradle "
        "leaning lean ceiling facing looking pillow chest floor downwards upwards facedown faceup table resting"
    )
)

_BARE = frozenset(
    words_in(
        "skin oil oils oily lotion lotions cream balm sheet sheets towel towels drape drapes draping draped naked undressed unclothed uncovered nude "
        "underwear bra nakedness lubricant wax butter greasy"
    )
)

_SYMPTOMS = (
    "dizzy", "dizziness", "faint", "fainting", "light-headed", "lightheaded", "light headed", "giddy", "sick", "nausea", "nauseous", "queasy", "short of breath",
    "shortness of breath", "breathless", "short of air", "out of breath", "tingly", "tingling", "tingles", "pins and needles", "numb", "numbness", "sweaty", "sweating", "shaky",
    "shaking", "trembling", "palpitations", "racing heart", "heart racing", "heart pounding", "pounding heart", "chest pain", "tight chest", "headache", "blurred",
    "blurry", "panic", "panicky", "anxious", "unreal", "weak", "confused", "feverish", "ill", "unwell", "vomit", "cramp", "cramps", "spinning", "choking",
    "more anxious", "swim", "swimming", "black out", "pass out", "seeing stars", "cold sweat", "throbbing", "burning", "stabbing", "terrified", "worse", "pain",
)  # fmt: skip
_SYMPTOM = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _SYMPTOMS), key=len, reverse=True))})\b")
_SYMPTOM_WORDS = frozenset(word.split()[-1] for word in _SYMPTOMS) | frozenset(("palpitations",))


def leaning(one: ReadText) -> Iterator[Found]:
    """The beginning of a line that needs the line before it."""
    if one.plain[:1] in "'\"“‘":
        return
    if match := _LEANS.search(one.plain):
        yield match.span()


def early_question(one: ReadText) -> Iterator[Found]:
    """A question that something is said after."""
    if match := _QUESTION_INSIDE.search(one.plain):
        yield max(one.plain.rfind(mark, 0, match.start()) for mark in ".!?…") + 1, match.end()


def long_sentences(one: ReadText) -> Iterator[Found]:
    """Sentences of more than `MOST_WORDS` words; a field counts as one."""
    at = 0
    for end in [*(match.end() for match in _SENTENCE_ENDS.finditer(one.text)), len(one.text)]:
        if len(_WORD.findall(_FIELD.sub("x", one.text[at:end]))) > MOST_WORDS:
            yield one.at.index(at), one.at.index(end - 1) + 1
        at = end


def length_words(one: ReadText, *, later_hours: bool) -> Iterator[Found]:
    """Words for how long the session is that stand in no field. `later_hours`: "the next two hours" are those after it."""
    if not one.words & {
        "hour",
        "hours",
        "minutes",
        "minute",
        "session",
        "min",
        "mins",
        "while",
        "morning",
        "afternoon",
        "evening",
        "day",
        "h",
    }:
        return
    text = _TIME_ELSEWHERE.sub(lambda match: "_" * len(match[0]), one.plain)
    if later_hours:
        text = _LATER_HOURS.sub(lambda match: "_" * len(match[0]), text)
    if match := _MINUTES.search(text):
        yield match.span()


def positions_said(one: ReadText) -> Iterator[Found]:
    """Words that are true only of somebody who lies, or sits, in one way."""
    if not one.words & _POSITION_WORDS:
        return
    for match in _POSITION.finditer(one.plain):
        if not _RISING.search(one.plain, 0, match.start()):
            yield match.span()


def bareness(one: ReadText) -> Iterator[Found]:
    """Words that are true only of somebody who is undressed under a sheet."""
    if one.words & _BARE and (match := re.search(rf"\b(?:{'|'.join(_BARE)})\b", one.plain)):
        yield match.span()


def symptoms(one: ReadText) -> Iterator[Found]:
    """Three symptoms or more in a row: a list that makes somebody look for them."""
    if len(one.words & _SYMPTOM_WORDS) < MOST_SYMPTOMS:
        return
    found = list(_SYMPTOM.finditer(one.plain))
    if len(found) >= MOST_SYMPTOMS:
        yield found[0].start(), found[-1].end()


@dataclass(frozen=True, slots=True)
class Idiom:
    """Words that a reader of plain English trips on, and plain ones."""

    said: str
    plainly: str


IDIOMS: tuple[Idiom, ...] = tuple(
    Idiom(said, plainly)
    for said, plainly in (
        ("nought", "zero"), ("need not", "doesn't have to"), ("needs not", "doesn't have to"), ("leave the numbers away", "leave the numbers out"),
        ("have each their own", "each have their own"), ("has each its own", "each has its own"), ("past useful", "too strong"),
        ("put up with", "bear, or say what can be changed"), ("ask for a stop", "say 'stop'"), ("asked for a stop", "said 'stop'"), ("keeps knocking", "keeps coming back"),
        ("keep knocking", "keep coming back"), ("need not knock", "can wait"), ("only come along", "stay for as much as you like"), ("thing to be done", "thing to do"),
        ("things to be done", "things to do"), ("ought to", "could"), ("ought not", "don't have to"), ("shall", "will"), ("shall not", "won't"), ("whilst", "while"),
        ("amongst", "among"), ("amidst", "in"), ("upon", "on"), ("thereof", "of it"), ("henceforth", "from now on"), ("hitherto", "until now"), ("lest", "so that it doesn't"),
        ("albeit", "though"), ("thus", "so"), ("hence", "so"), ("hereby", "now"), ("whereupon", "then"), ("wherein", "where"), ("therein", "in it"), ("ere", "before"),
        ("oneself", "yourself"), ("by and by", "slowly"), ("as it were", "leave it out"), ("so to speak", "leave it out"), ("to and fro", "back and forth"),
        ("every now and again", "sometimes"), ("once in a blue moon", "hardly ever"), ("in due course", "later"), ("at length", "in the end"), ("bit by bit", "slowly"),
        ("piece of cake", "easy"), ("under the weather", "not well"), ("hit the spot", "be right"), ("hits the spot", "is right"), ("hit the hay", "sleep"), ("forty winks", "a short sleep"),
        ("nod off", "fall asleep"), ("drop off", "fall asleep"), ("zone out", "be elsewhere"), ("chill out", "rest"), ("let off steam", "say it"), ("let your hair down", "leave it out"),
        ("call it a day", "stop"), ("on the house", "free"), ("off the hook", "free to go"), ("take the edge off", "make it milder"), ("takes the edge off", "makes it milder"),
        ("on edge", "nervous"), ("at sixes and sevens", "muddled"), ("out of sorts", "not well"), ("over the moon", "glad"), ("cup of tea", "what you like"), ("easy does it", "slowly"),
        ("tip-top", "good"), ("the be-all", "all there is"), ("nitty-gritty", "detail"), ("a stone's throw", "near"), ("by the by", "leave it out"),
        ("hold your horses", "wait"), ("bear in mind", "know"), ("bear with", "wait for"), ("touch wood", "leave it out"), ("knock on wood", "leave it out"), ("keep at bay", "keep away"),
        ("kept at bay", "kept away"), ("in the offing", "coming"), ("up in the air", "not known yet"), ("out of the blue", "suddenly"), ("down to earth", "plain"),
        ("back to square one", "at the start again"), ("the lie of the land", "how things are"), ("long and short of it", "whole of it"), ("make do", "be enough"),
        ("make heads or tails", "understand"), ("go with the flow", "leave it out"), ("in the same boat", "alike"), ("on cloud nine", "glad"), ("on the fence", "not sure"), ("through thick and thin", "always"),
        ("weigh on your mind", "keep coming back"), ("on the tip of", "near"), ("wears its heart", "leave it out"), ("break the ice", "begin"), ("ring a bell", "be known to you"),
        ("rings a bell", "is known to you"), ("cut corners", "do less"), ("let sleeping dogs", "leave it out"), ("second nature", "easy by now"), ("twiddle your thumbs", "wait"),
        ("wind down", "slow down"), ("unwind", "rest"), ("recharge your batteries", "rest"), ("burn the candle", "leave it out"), ("tie yourself in knots", "worry"), ("a load off", "easier"),
        ("weight off your shoulders", "easier"), ("get a grip", "leave it out"), ("lose your grip", "leave it out"), ("lock, stock", "all"), ("six of one", "the same"), ("no two ways", "sure"),
        ("tuckered", "tired"), ("knackered", "tired"), ("fagged", "tired"), ("a tad", "a little"), ("a smidgen", "a little"), ("mayhap", "perhaps"), ("perchance", "perhaps"), ("betwixt", "between"),
        ("yonder", "there"), ("aught", "anything"), ("naught", "nothing"), ("for naught", "for nothing"), ("anon", "soon"), ("fortnight", "two weeks"), ("nary", "not one"), ("dost", "do"),
        ("in fine fettle", "well"), ("right as rain", "well"), ("snug as a bug", "warm"), ("sleep like a log", "sleep well"), ("sleep tight", "leave it out"), ("out like a light", "asleep"),
        ("dead to the world", "asleep"), ("away with the fairies", "elsewhere"), ("in a jiffy", "soon"), ("in two shakes", "soon"), ("be that as it may", "leave it out"), ("come what may", "whatever comes"),
        ("no mean feat", "hard"), ("mind you", "leave it out"), ("mind over matter", "leave it out"), ("have a go", "try"), ("give it a go", "try it"), ("give it a whirl", "try it"), ("wait and see", "see later"),
    )
)  # fmt: skip
"""The table of idioms: a row more is a rule more."""
_IDIOM = re.compile(
    rf"\b(?:{'|'.join(sorted((re.escape(one.said) for one in IDIOMS), key=len, reverse=True))})\b"
)
_IDIOM_WORDS = frozenset(max(re.findall(r"[a-z]+", one.said), key=len) for one in IDIOMS)
_PLAINLY = {one.said: one.plainly for one in IDIOMS}


def idioms(one: ReadText) -> Iterator[tuple[int, int, str]]:
    """Each idiom, with the plain words for it."""
    if one.words & _IDIOM_WORDS:
        for match in _IDIOM.finditer(one.plain):
            yield *match.span(), _PLAINLY[match[0]]
