"""Questions line by line: each says how it is answered, the answer is said back, and nothing is drawn.

For terminals that understand no more, for `--plain`, for somebody who listens, and where standard output is no terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, assert_never

from massage_mind.errors import Leave, UsageError
from massage_mind.perform.asked_in_turn import (
    Answered,
    Asked,
    ChoiceAsked,
    MapAsked,
    RatingAsked,
    ReadyAsked,
    ThoughtsAsked,
    Turn,
    Went,
    WordsAsked,
)
from massage_mind.perform.asker import ask_thoughts_by_line
from massage_mind.record.measures import HIGH, LOW

if TYPE_CHECKING:
    from massage_mind.perform.asker import Asker

PROMPT = "> "
_GOES: dict[str, Went] = {"<": "back", "back": "back", "-": "out", "out": "out"}
_SIGNS = ("<", "-")
_LIST = ("?", "list")
_TAKEN_BACK = "x"
_LISTS_PLACES = "A question mark lists the places."


class _Typed(NamedTuple):
    text: str
    went: Went | None = None


class LineByLine:
    """Asks one question of a sequence after the other; `show_list` shows the safety list, whole."""

    def __init__(self, asker: Asker, show_list: Callable[[], object]) -> None:
        self._asker = asker
        self._show_list = show_list
        self._told = False
        """Whether it has been said how questions are answered."""
        self._asked = ""
        """The question that is asked, as it was said."""

    def ask(self, asked: Asked, turn: Turn) -> Answered:
        """Ask it. Raises what `Asker.read` does."""
        first = turn.first
        if first is None:
            self._asker.tell()
        elif not self._told:
            for text in filter(None, (first.title, first.caution)):
                self._asker.tell(text, dim=True)
        match asked:
            case RatingAsked():
                return self._rating(asked, turn)
            case MapAsked():
                return self._map(asked, turn)
            case ChoiceAsked():
                return self._choice(asked, turn)
            case WordsAsked():
                return self._words(asked, turn)
            case ThoughtsAsked():
                return self._thoughts(asked, turn)
            case ReadyAsked():
                return self._ready(asked, turn)
            case _:
                assert_never(asked)

    # ------------------------------------------------------------ what all of them share

    def _head(self, text: str, turn: Turn) -> None:
        place = f"Question {turn.number} of {turn.of}. " if turn.of > 1 else ""
        self._asked = place + (text if text.endswith((".", "?", ":")) else f"{text}.")
        self._asker.tell(self._asked)

    def _keys(self, how: str, turn: Turn) -> None:
        """How it is answered: said once, on the first question."""
        first = turn.first
        if first is None or self._told:
            return
        self._told = True
        begins = " b and Enter just begins." if first.begins else ""
        self._asker.tell(f"{how} Enter alone leaves it out.{begins}", dim=True)
        if turn.of > 1:
            more = ", list tells when to ask somebody first" if first.caution else ""
            self._asker.tell(f"back goes back, out leaves all out, q leaves{more}.", dim=True)

    def _read(self, turn: Turn, *, words: bool = False) -> _Typed:
        """One line; what goes elsewhere is told apart from an answer. `words`: letters are words there, and ? is not the list."""
        while True:
            typed = self._asker.read(PROMPT)
            if typed.casefold() in _LIST and not words:
                self._show_list()
                self._asker.tell()
                self._asker.tell(self._asked)  # It is a while since it was said.
                continue
            word = typed.casefold()
            if word == "q" and not words:
                raise Leave
            if word == "b" and turn.first is not None and turn.first.begins:
                return _Typed("", "out")
            return _Typed(typed, None if words and word not in _SIGNS else _GOES.get(word))

    # ------------------------------------------------------------ the kinds

    def _rating(self, asked: RatingAsked, turn: Turn) -> Answered:
        item, given = asked.item, turn.given
        self._head(item.title, turn)
        ends = f"{LOW} is {item.low}, {HIGH} is {item.high}."
        self._asker.tell(ends)
        self._asked += f" {ends}"
        self._keys("Type a number and Enter.", turn)
        if given is not None:
            self._asker.tell(
                f"It is {given} now. Enter alone keeps it, {_TAKEN_BACK} takes it back.", dim=True
            )
        while True:
            typed, went = self._read(turn)
            if went is not None:
                return Answered(went, given)
            if not typed:
                if given is None:
                    self._asker.tell("Left out.", dim=True)
                return Answered("on", given)
            if typed.casefold() == _TAKEN_BACK and given is not None:
                asked.save(item.key, None)
                return Answered("on")
            if typed.isascii() and typed.isdecimal() and len(typed) <= 2 and LOW <= int(typed) <= HIGH:
                asked.save(item.key, int(typed))
                self._asker.tell(f"{int(typed)}.", dim=True)
                return Answered("on", int(typed))
            self._asker.tell(f"A whole number from {LOW} to {HIGH}, or Enter alone.", dim=True)

    def _choice(self, asked: ChoiceAsked, turn: Turn) -> Answered:
        if asked.said:
            self._asker.tell(asked.said, dim=True)
        self._head(asked.question, turn)
        for text in asked.about:
            self._asker.tell(_sentence(text))
        for number, text in enumerate(asked.choices, 1):
            self._asker.tell(f"{number} {text}")
        self._keys("Type a number and Enter.", turn)
        standing = turn.given if isinstance(turn.given, int) else asked.chosen
        while True:
            typed, went = self._read(turn)
            if went is not None:
                return Answered(went, turn.given)
            at = standing if not typed else choice_meant(typed, asked.choices)
            if typed and at is None:
                self._asker.tell(f"A number from 1 to {len(asked.choices)}, or Enter alone.", dim=True)
                continue
            if at != turn.given:
                asked.save(at)
            self._asker.tell(_sentence("Left out" if at is None else asked.choices[at]), dim=True)
            return Answered("on", at)

    def _words(self, asked: WordsAsked, turn: Turn) -> Answered:
        self._head(asked.question, turn)
        for text in asked.about:
            self._asker.tell(_sentence(text))
        if asked.said:
            self._asker.tell(asked.said, dim=True)
        saved = str(turn.given or "")
        if saved or asked.begin:
            self._asker.tell(f'There is "{saved or asked.begin}". Enter alone keeps it.', dim=True)
        typed, went = self._read(turn, words=True)
        while went is None and typed and (wrong := asked.wrong(typed)):
            self._asker.tell(wrong, dim=True)
            typed, went = self._read(turn, words=True)
        if went is not None:
            return Answered(went, turn.given)
        words = typed or saved or asked.begin
        if words != saved:
            asked.save(words)
        return Answered("on", words)

    def _thoughts(self, asked: ThoughtsAsked, turn: Turn) -> Answered:
        self._head(asked.question, turn)
        self._asker.tell("One at a time. Enter alone goes on.", dim=True)
        if asked.begin:
            self._asker.tell(f'You had begun: "{asked.begin}".', dim=True)
        ask_thoughts_by_line(self._asker, asked)
        return Answered("on")

    def _ready(self, asked: ReadyAsked, turn: Turn) -> Answered:
        self._asked = _sentence(asked.title)
        self._asker.tell(self._asked)
        for text in asked.lines:
            self._asker.tell(text)
        self._asker.tell("Enter begins.", dim=True)
        return Answered(self._read(turn).went or "on")

    def _map(self, asked: MapAsked, turn: Turn) -> Answered:
        from massage_mind.screen.ask.bodymap import refusal
        from massage_mind.script.body import body_text, levels_of, read_places, said_aloud, word_sentences

        self._head("The body. Say a place and a number from 0 to 3, such as: left shoulder 3", turn)
        self._asker.tell(f"Enter alone is done. {_LISTS_PLACES}", dim=True)
        marks: dict[str, int] = dict(turn.given if isinstance(turn.given, Mapping) else asked.given)
        if marks:
            word = "Before" if turn.given is None else "Marked by now"
            self._asker.tell(f"{word}: {body_text(marks)}.", dim=True)
        while True:
            typed, went = self._read(turn, words=True)
            if went is not None or not typed:
                return Answered(went or "on", marks)
            if typed == "?":
                for sentence in word_sentences():
                    self._asker.tell(sentence)
                continue
            try:
                found = read_places(typed)
            except UsageError as error:
                self._asker.tell(refusal(error, _LISTS_PLACES), dim=True)
                continue
            marks |= levels_of(found)
            asked.save(dict(marks))
            self._asker.tell(said_aloud(found), dim=True)


def choice_meant(typed: str, choices: Sequence[str]) -> int | None:
    """The place of the choice meant by its number or its first letters; None where that is not just one."""
    if typed.isascii() and typed.isdecimal():
        return int(typed) - 1 if 1 <= int(typed) <= len(choices) else None
    near = [at for at, word in enumerate(choices) if word.casefold().startswith(typed.casefold())]
    return near[0] if len(near) == 1 else None


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", ":")) else f"{text}."
