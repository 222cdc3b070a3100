"""A brief asked for, one line after the other; every line may be left out. What helped last time is offered to be ticked first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from massage_mind.errors import Stopped
from massage_mind.perform.asked_in_turn import AskedOrNot, ChoiceAsked, FirstScreen, WordsAsked
from massage_mind.perform.asker import NoMoreAnswers
from massage_mind.record.brief import (
    BRIEF_LINES,
    BRIEF_LISTS,
    EVERY_LINE,
    MOST_OF_A_LINE,
    PHRASES,
    PHRASES_LINE,
    Brief,
    brief_of,
    listed,
    wrong_line,
)

if TYPE_CHECKING:
    from massage_mind.diary.last_helped import Helped
    from massage_mind.perform.asker import Asker
    from massage_mind.record.brief import BriefLine

OWN_SAID = "In your own words."
_OWN_WORDS, _OFF = "in my own words", "leave it off the page"
_ORDER = tuple(EVERY_LINE)
_PLACES = ("helped", "again", "not_again")
_PLACE_WORDS = ("it helped", "please again", "rather not again", "leave it off the page")
_FIRST = "For whoever will work on you. Each line is yours to pick; Enter leaves one out."


def ask_brief(
    asker: Asker,
    begun: Brief,
    helped: tuple[Helped, ...],
    title: str,
    broken_off: Callable[[Brief | None], None] = lambda _: None,
) -> Brief:
    """The brief as it was answered, from what it begins with; `title` stands above the first question.

    Where the answers end in the middle it is as far as they went. Raises `NoMoreAnswers` where there was none, `Leave`
    for whoever goes back from the first question; KeyboardInterrupt and `Stopped`, after `broken_off` was called with
    what was answered by then, None for nothing.
    """
    answers = _BriefAnswers(begun, helped)
    try:
        asker.questions(answers.questions(), FirstScreen(f"{title} {_FIRST}".strip()))
    except NoMoreAnswers:
        if answers.brief() == begun:
            raise
    except (KeyboardInterrupt, Stopped):
        broken_off(None if answers.brief() == begun else answers.brief())
        raise
    return answers.brief()


class _BriefAnswers:
    """What was said by now, by key. Words that are deleted and left with Enter are gone when the next question comes."""

    def __init__(self, begun: Brief, helped: tuple[Helped, ...]) -> None:
        self._helped = helped
        self.words: dict[str, Any] = {key: getattr(begun, key) for key in EVERY_LINE}
        self._in_own_words: set[str] = set()
        self._typing = ""
        self._saved: set[str] = set()

    def brief(self) -> Brief:
        """What it says."""
        return brief_of(self.words)

    def questions(self) -> list[AskedOrNot]:
        """What helped last time, then every line there is."""
        asked: list[AskedOrNot] = [self._tick(one) for one in self._helped]
        for line in BRIEF_LINES:
            asked += [self._pick(line), self._own(line)] if line.choices else [self._few_words(line)]
        asked += [self._few_words(line) for line in BRIEF_LISTS]
        return [*asked, self._phrases]

    # ------------------------------------------------------------ what helped

    def _tick(self, one: Helped) -> ChoiceAsked:
        def keep(chosen: int | None) -> None:
            for key in _PLACES:
                self.words[key] = tuple(said for said in self.words[key] if said != one.words)
            if chosen is not None and chosen < len(_PLACES):
                key = _PLACES[chosen]
                self.words[key] = (*self.words[key], one.words)[:MOST_OF_A_LINE]

        off = len(_PLACES)
        begin = _PLACES.index(one.key) if one.ticked else off
        return ChoiceAsked("Last time:", _PLACE_WORDS, keep, chosen=begin, about=(one.words,))

    # ------------------------------------------------------------ line by line

    def _few_words(self, line: BriefLine) -> Callable[[], WordsAsked]:
        def asked() -> WordsAsked:
            self._turn_of(line.key, words=True)
            return self._words_asked(line, line.question)

        return asked

    def _words_asked(self, line: BriefLine, question: str) -> WordsAsked:
        several = isinstance(self.words[line.key], tuple)
        said = self.words[line.key]

        def keep(words: str) -> None:
            self.words[line.key] = listed(words) if several else words
            self._saved.add(line.key)

        begin = "; ".join(said) if several else said
        return WordsAsked(
            question,
            keep,
            line.said,
            begin,
            wrong=lambda words: wrong_line(line.key, words),
            places=line.key in ("work_on", "leave_out"),
        )

    def _pick(self, line: BriefLine) -> Callable[[], ChoiceAsked]:
        def asked() -> ChoiceAsked:
            self._turn_of(line.key)
            said = self.words[line.key]
            choices = (*line.choices, _OWN_WORDS, *((_OFF,) if said else ()))
            own = len(line.choices)

            def keep(chosen: int | None) -> None:
                self._in_own_words.discard(line.key)
                if chosen == own:
                    self._in_own_words.add(line.key)
                elif chosen is None or chosen > own:
                    self.words[line.key] = ""
                else:
                    self.words[line.key] = line.choices[chosen]

            begin = (line.choices.index(said) if said in line.choices else own) if said else None
            return ChoiceAsked(line.question, choices, keep, chosen=begin)

        return asked

    def _own(self, line: BriefLine) -> Callable[[], WordsAsked | None]:
        def asked() -> WordsAsked | None:
            if line.key not in self._in_own_words:
                return None
            self._turn_of(line.key, words=True)
            if self.words[line.key] in line.choices:
                self.words[line.key] = ""
            return self._words_asked(line._replace(said=OWN_SAID), line.question)

        return asked

    def _phrases(self) -> ChoiceAsked:
        self._turn_of(PHRASES_LINE.key)
        sets = (PHRASES, *((one,) for one in PHRASES), ())
        choices = ("all of these", *(f'"{one}"' for one in PHRASES), "none of them")

        def keep(chosen: int | None) -> None:
            if chosen is not None:
                self.words[PHRASES_LINE.key] = sets[chosen]

        said = self.words[PHRASES_LINE.key]
        begin = sets.index(said) if said in sets and said else 0
        about = tuple(f'"{one}"' for one in PHRASES)
        return ChoiceAsked(PHRASES_LINE.question, choices, keep, chosen=begin, about=about)

    def _turn_of(self, key: str, *, words: bool = False) -> None:
        """A question comes. Words before it that were deleted, and left with Enter alone, are said no more.

        Who goes back, or past all that are left, changes nothing.
        """
        left = self._typing
        if left and left not in self._saved and _ORDER.index(key) > _ORDER.index(left):
            self.words[left] = type(self.words[left])()
        self._typing = key if words else ""
