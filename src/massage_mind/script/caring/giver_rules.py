"""The care rules for what a giver is shown: those for what a listener hears, but for a few, and one of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from massage_mind.script.caring.as_read import ReadText, as_read
from massage_mind.script.caring.body_parts import named_parts
from massage_mind.script.caring.word_rule import WordRule

NOT_FOR_GIVERS: dict[str, str] = {
    "others-body": "whose body is meant is the receiver's, and the giver is to know where",
    "yield": "it is the receiver who lies under somebody's hands; the giver's own may rest and stay",
    "certain-hands": "the giver's own hands are where the page puts them; the receiver is never told so",
    "speech": "to ask is the giver's part; everything asked of the receiver stays inner",
    "movement": "hands that give move; the receiver is never asked to",
    "question-last": "a page is read, and a question on it is for saying aloud",
    "long": "a page is read, and stands still meanwhile",
    "leaning": "pages come in their order, so each may go on from the one before",
}
"""The rules that do not hold for a giver's page, each with the reason. All others do, the receiver's regions among them."""

LEAVE_ALONE = WordRule(
    "leave-alone",
    "hands that nobody has taught have nothing to do on the spine itself, at the throat, or behind the knee",
    "what lies beside it, or hands that only rest",
    re.compile(
        r"\b(?:press\w*|push\w*|lean\w*|knead\w*|rub\w*|strok\w+|squeez\w+|circl\w+|work\w*|thumbs?|weight|dig\w*)\b"
        r"(?:(?!\b(?:leave|keep|not|never|avoid|except)\b)[^.!?;:]){0,50}"
        r"\b(?:on|onto|into|over|at|to|down|along|up|across|in|around|of|behind) (?:the |their |either |each )*"
        r"(?:spine|backbone|vertebrae?|throat|windpipe|larynx|front of (?:the|their) neck|behind (?:the|their) knees?|"
        r"backs? of (?:the|their) knees?|hollows? of (?:the|their) knees?|knees?|bruises?|wounds?|sore \w+|broken skin)\b",
        re.IGNORECASE,
    ),
)

_OWN = re.compile(r"\b(?:your|both) (?:own |two |other |whole |upper |lower )?\w+", re.IGNORECASE)
_LEFT_ALONE = re.compile(r"\b(?:leave alone|keep off|keep away from)\b[^.!?;:]*", re.IGNORECASE)
"""What hands are to keep off is no place they go to: it needs no `regions:`, for whoever leaves it out may read it too."""
_THEIRS = re.compile(r"\btheir\b", re.IGNORECASE)


def where_hands_go(text: str) -> str:
    """A giver's page without what it says to leave alone."""
    return _LEFT_ALONE.sub("", text)


def receivers_parts(text: str) -> Iterator[str]:
    """Each part of the receiver's body that a giver's page sends hands to: "your" palms are the giver's, "their" back is not."""
    read: ReadText = as_read(_THEIRS.sub("your", _OWN.sub("you", where_hands_go(text))))
    return (word for word, _, _ in named_parts(read))
