"""What a rule for words is, and how it is held against a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from massage_mind.script.caring.as_read import ReadText, as_read
from massage_mind.script.caring.phrases import Phrases
from massage_mind.values import dataclass

_DENIED = re.compile(
    r"\b(?:no|not|never|(?<!do )nothing(?! but| except)|nobody|without|neither|nor|none|rather than|instead of|hardly|need not)\b(?:(?!, (?:and|but|so) )[^.!?;:]){0,40}$"
)
_HEDGED = re.compile(r"\b(?:perhaps|maybe|possibly|may|might|whether|if)\b[^.!?;:]{0,40}$")
_PERMITTED = re.compile(r"\b(?:(?:you|one|eyes) (?:can|may|might|could)|possible to)\b[^.!?;:]*$")
_IN_CASE = re.compile(r"\bif (?!you (?:like|can|wish|feel (?:like|ready|able))\b|you want\s*,)[^.!?;:]*$")
"""What is offered for a case, such as "if it's hot, say 'hot'"."""
_OPEN = re.compile(
    r"\b(?:perhaps|maybe|possibly|may|might|could|can|whether|see if|if|wants? to|would like to|likes? to|either)\b[^.!?;:]{0,40}$"
    r"|\b(?:when|whenever|until|unless|once|where|wherever|how|however|what|whatever|which|so that|as long as|than|anything|"
    r"something|nothing|everything|places?|parts?|moments?|one|ones|that|do|does|did)(?:\s+(?:the|your|a|an|these|any|some|you))?\s*,?\s*$"
)
_STILL_OPEN = re.compile(
    r"^[^.!?;:]{0,30}\b(?:or (?:not|may not|they may not|it may not|neither)|perhaps|maybe)\b"
)
_ASKED = re.compile(
    r"^['\"“‘]?(?:and |so |then |now )?(?:is|are|do|does|did|has|have|was|were|what|where|which|how|who|when)\b(?! not\b)[^.!]*\?"
)

_BEGINS = "and|now|then|just|please|gently|slowly|simply|softly|quietly|really|completely|here|so|also"
ORDER = rf"(?:^|[.!?:;,…—–\"“”‘'(-]\s*|\b(?:and|then) )(?:(?:{_BEGINS})[, ]+)*"
"""How an order begins, for patterns: a clause, and what leads into its verb."""

NONE = Phrases({})


@dataclass(frozen=True, slots=True)
class WordRule:
    """A rule that looks at spoken words: `about` says why, `instead` what to write, `table` limits it to `during` scripts.

    `pattern` and `plain` are found unless they are denied ("no need to"), an order among them also unless it is permitted
    ("you can"); `claimed` unless they are left open or asked as well ("may", "perhaps", "is it ...?"); `always` however
    they are said. For `pattern`, `hedged` and `permitted` say whether "perhaps" or "you can" before it allow it.
    """

    name: str
    about: str
    instead: str
    pattern: re.Pattern[str] | None = None
    table: bool = False
    hedged: bool = False
    permitted: bool = False
    always: Phrases = NONE
    plain: Phrases = NONE
    claimed: Phrases = NONE

    def broken_by(self, text: str) -> str:
        """The words that break it; empty if none do."""
        one = as_read(text)
        return next((one.piece(*place) for place in self.found_in(one)), "")

    def found_in(self, one: ReadText) -> tuple[tuple[int, int], ...]:
        """Where in the plain text the words stand that break it, the first and longest first."""
        return tuple(sorted(self._places(one), key=lambda place: (place[0], -place[1])))

    def _places(self, one: ReadText) -> Iterator[tuple[int, int]]:
        yield from (place[1:] for place in self.always.matches(one))
        for phrase, start, end in self.plain.matches(one):
            free = phrase.startswith(">") and _PERMITTED.search(one.plain, 0, start)
            if not free and not _DENIED.search(one.plain, 0, start):
                yield start, end
        for _, start, end in self.claimed.matches(one):
            if not _is_open(one, start, end):
                yield start, end
        if self.pattern:
            yield from self._by_pattern(one)

    def _by_pattern(self, one: ReadText) -> Iterator[tuple[int, int]]:
        assert self.pattern is not None
        for match in self.pattern.finditer(one.plain):
            before = one.plain[: match.start()]
            allowed = _DENIED, *[_HEDGED] * self.hedged, *[_PERMITTED, _IN_CASE] * self.permitted
            if not any(open_.search(before) for open_ in allowed):
                yield match.span()


def _is_open(one: ReadText, start: int, end: int) -> bool:
    before = one.plain[:start]
    if _DENIED.search(before) or _OPEN.search(before) or _PERMITTED.search(before):
        return True
    return bool(_STILL_OPEN.search(one.plain[end:]) or _ASKED.search(one.sentence(start, end)))
