"""Questions line by line: each says how it is answered, the answer is said back, and nothing is drawn.

For terminals that understand no more, for `--plain`, for somebody who listens, and where standard output is no terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, assert_never

from massage_mind.errors import Leave, UsageError
from massage_mind.perform.asked_in_turn import (
    LEAVES_OUT,
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
        self._lists = False
        """Whether it was said that there is a list of when to ask somebody first."""
        self._leaves_out = False
        """Whether it has been said that Enter leaves a question out."""
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

    def _keys(self, how: str, turn: Turn, enter: str = "") -> None:
        """How it is answered, on the first question; what Enter alone does (`enter`), wherever that is not known yet."""
        first = turn.first
        begins = " b and Enter just begins." if first is not None and first.begins else ""
        is_first = first is not None and not self._told
        if enter == LEAVES_OUT and self._leaves_out and not is_first:
            enter = ""
        self._leaves_out |= enter == LEAVES_OUT
        alone = f"{enter.replace('Enter', 'Enter alone', 1)}." if enter else ""
        if told := " ".join(filter(None, (how * is_first, alone))) + begins * is_first:
            self._asker.tell(told.strip(), dim=True)
        if first is None or self._told:
            return
        self._told, self._lists = True, bool(first.caution)
        if turn.of > 1:
            self._say_ways()

    def _say_ways(self) -> None:
        more = "; list, to hear when to ask somebody first" if self._lists else ""
        self._asker.tell(f"Type back, to go back; out, to leave all out; q, to leave{more}.", dim=True)

    def _read(self, turn: Turn, *, words: bool = False, places: bool = False) -> _Typed:
        """One line; what goes elsewhere is told apart from an answer.

        `words`: words are an answer there, and one that is a way as well is the answer in quotes. `places`: the back is
        an answer, and the question mark for whoever asked.
        """
        while True:
            typed = self._asker.read(PROMPT)
            word = typed.casefold()
            if not places and self._asks_for_list(word, words=words):
                self._explain(words=words)
                continue
            if words and _is_quoted_way(word):
                return _Typed(typed[1:-1])
            if word == "q":
                raise Leave
            if word == "b" and turn.first is not None and turn.first.begins:
                return _Typed("", "out")
            return _Typed(typed, self._went(word, words=words, places=places))

    def _went(self, word: str, *, words: bool, places: bool) -> Went | None:
        """Where this goes; among words it is said how it would be an answer."""
        went = None if places and word == "back" else _GOES.get(word)
        if words and went is not None and word not in _SIGNS:
            self._asker.tell(f'As an answer it stands in quotes: "{word}".', dim=True)
        return went

    def _asks_for_list(self, word: str, *, words: bool) -> bool:
        return word in _LIST and (not words or word == "?" or self._lists)

    def _explain(self, *, words: bool) -> None:
        """The list of when to ask somebody first; among words without one, the ways there are. Then the question again."""
        if words and not self._lists:
            self._say_ways()
        else:
            self._show_list()
            self._asker.tell()
        self._asker.tell(self._asked)  # It is a while since it was said.

    # ------------------------------------------------------------ the kinds

    def _rating(self, asked: RatingAsked, turn: Turn) -> Answered:
        item, given = asked.item, turn.given
        self._head(item.title, turn)
        ends = f"{LOW} is {item.low}, {HIGH} is {item.high}."
        self._asker.tell(ends)
        self._asked += f" {ends}"
        self._keys("Type a number and Enter.", turn, asked.empty if given is None else "")
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
        standing = turn.given if isinstance(turn.given, int) else asked.chosen
        enter = (
            LEAVES_OUT
            if standing is None
            else f"Enter {'takes' if turn.given is None else 'keeps'} {standing + 1}"
        )
        self._keys("Type a number and Enter.", turn, enter)
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
        standing = saved or asked.begin
        self._keys("Type it and Enter.", turn, "" if standing else asked.empty)
        if standing:
            self._asker.tell(f'There is "{standing}". Enter alone keeps it.', dim=True)
        if asked.places and turn.of > 1:
            self._asker.tell("Here < goes back.", dim=True)
        typed, went = self._read_right(asked, turn)
        if went is not None:
            return Answered(went, turn.given)
        words = typed or saved or asked.begin
        if words != saved:
            asked.save(words)
        return Answered("on", words)

    def _read_right(self, asked: WordsAsked, turn: Turn) -> _Typed:
        """What can be taken, asked for until it is."""
        while True:
            typed, went = self._read(turn, words=True, places=asked.places)
            wrong = asked.wrong(typed) if typed and went is None else ""
            if not wrong:
                return _Typed(typed, went)
            self._asker.tell(wrong, dim=True)

    def _thoughts(self, asked: ThoughtsAsked, turn: Turn) -> Answered:
        self._head(asked.question, turn)
        self._asker.tell("One at a time. Enter alone goes on.", dim=True)
        self._keys("", turn)
        if asked.begin:
            self._asker.tell(f'You had begun: "{asked.begin}".', dim=True)
        return Answered(ask_thoughts_by_line(self._asker, asked, _way_of))

    def _ready(self, asked: ReadyAsked, turn: Turn) -> Answered:
        self._asked = _sentence(asked.title)
        self._asker.tell(self._asked)
        for text in asked.lines:
            self._asker.tell(text)
        self._asker.tell("Enter begins.", dim=True)
        return Answered(self._read(turn).went or "on")

    def _map(self, asked: MapAsked, turn: Turn) -> Answered:
        from massage_mind.screen.ask.bodymap import refusal
        from massage_mind.script.body import (
            body_text,
            kinds_of,
            levels_of,
            read_places,
            said_aloud,
            word_sentences,
        )

        self._head("The body. Say a place and a number from 0 to 3, such as: left shoulder 3", turn)
        back = ", < goes back" if turn.of > 1 else ""
        self._asker.tell(f"Enter alone is done{back}. {_LISTS_PLACES}", dim=True)
        self._keys("", turn)
        marks: dict[str, int] = dict(turn.given if isinstance(turn.given, Mapping) else asked.given)
        if marks:
            word = "Before" if turn.given is None else "Marked by now"
            self._asker.tell(f"{word}: {body_text(marks)}.", dim=True)
        while True:
            typed, went = self._read(turn, words=True, places=True)
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
            if kinds := kinds_of(found):
                asked.kinds(kinds)
            self._asker.tell(said_aloud(found), dim=True)


def choice_meant(typed: str, choices: Sequence[str]) -> int | None:
    """The place of the choice meant by its number or its first letters; None where that is not just one."""
    if typed.isascii() and typed.isdecimal():
        return int(typed) - 1 if 1 <= int(typed) <= len(choices) else None
    near = [at for at, word in enumerate(choices) if word.casefold().startswith(typed.casefold())]
    return near[0] if len(near) == 1 else None


def _is_quoted_way(word: str) -> bool:
    inside = word[1:-1]
    return word == f'"{inside}"' and (inside == "q" or inside in _GOES or inside in _LIST)


def _way_of(typed: str) -> Went | None:
    """Where a line goes that is no thought. Raises `Leave`."""
    if typed.casefold() == "q":
        raise Leave
    return _GOES.get(typed.casefold())


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", ":")) else f"{text}."
