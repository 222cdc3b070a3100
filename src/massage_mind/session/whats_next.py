"""What to do with the minutes after the last session: sit, walk, write a few lines, or nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never, get_args

from massage_mind.errors import Leave, UsageError
from massage_mind.perform.asked_in_turn import ChoiceAsked, WordsAsked
from massage_mind.perform.asker import NoMoreAnswers
from massage_mind.session.prepare import prepare
from massage_mind.session.request import SessionRequest
from massage_mind.session.take import take_alone
from massage_mind.session.typed_lengths import minutes_ms
from massage_mind.stops import held, stopped

if TYPE_CHECKING:
    from massage_mind.perform.asker import Asker
    from massage_mind.session.conversation import Conversation
    from massage_mind.session.prepare import Prepared
    from massage_mind.session.take import Ended
    from massage_mind.world import World

Next: TypeAlias = Literal["sit a while", "walk with a timer", "write a few lines", "that is all"]
NEXT: tuple[Next, ...] = get_args(Next)
USUAL_MS = 10 * 60_000


def ask_whats_next(talk: Conversation, prepared: Prepared, asker: Asker, ended: Ended) -> int:
    """Ask, and do it. Gives the exit code of it all."""
    try:
        found: list[int | None] = []
        asker.questions([ChoiceAsked("What next?", NEXT, found.append, chosen=NEXT.index("that is all"))])
        number = found[-1] if found else None
        chosen = "that is all" if number is None else NEXT[number]
        match chosen:
            case "sit a while":
                return _another(talk, asker, prepared.request, "staying-with-it")
            case "walk with a timer":
                return _another(talk, asker, prepared.request, "walking")
            case "write a few lines":
                _write(talk.world, asker, prepared, ended.id)
            case "that is all":
                pass
            case _:
                assert_never(chosen)
    except NoMoreAnswers:
        pass
    except Leave as left:
        if str(left):
            talk.world.note(str(left))
    return ended.code


def _write(world: World, asker: Asker, prepared: Prepared, session_id: str) -> None:
    """A few lines, kept as an entry of their own that belongs to the session. Raises `Stopped`.

    Until then they lie in the draft, behind what waits there.
    """
    from massage_mind.diary.being_written import being_written, keeper
    from massage_mind.diary.drafts import draft_of_new
    from massage_mind.errors import StoreError, UsageError
    from massage_mind.record.entry import Entry
    from massage_mind.record.head import NewRecord
    from massage_mind.record.questions import GENTLE, prompt_for

    with world.open_store(writing=False) as store:
        question = prompt_for(store.records.count("entry"), prepared.intention)
    asker.tell(GENTLE, dim=True)
    draft = draft_of_new(world)
    try:
        keep = keeper(draft, behind=draft.text())
    except (
        UsageError
    ):  # What waits there is no text; it stays as it is, and these words are kept at their end.
        keep = _let_go
    with being_written(draft.path):
        try:
            text, signum = asker.lines(question, keep=keep)
        except Leave:
            waits = ("What you wrote waits. To go on:", "massage-mind journal add")
            raise Leave(*(waits if draft.path.exists() else ("",))) from None
    if text.strip():
        try:
            with held(), world.open_store(writing=True) as store:
                now = world.wall_ms()
                new = NewRecord(Entry(text, question), now, world.zone, prepared.appointment_id, session_id)
                store.records.add(new)
                keep("")
        except (StoreError, UsageError) as error:
            raise draft.kept_with(error, text) from error
        asker.tell("It's kept.")
    if signum:
        raise stopped(signum)


def _let_go(_: str) -> None:
    pass


def _another(talk: Conversation, asker: Asker, before: SessionRequest, script: str) -> int:
    """A second short session after the first, asked for until its length can be; gives its exit code."""
    request = SessionRequest(
        "anytime",
        script,
        length_ms=USUAL_MS,
        sound=before.sound.without_bells(),
        ask=before.ask,
        plain=before.plain,
        later_part=True,
    )
    typed: list[str] = []

    def wrong(words: str) -> str:
        try:
            length_ms = minutes_ms(words)
        except UsageError:
            return "A number of minutes, such as 10 or 7.5."
        try:
            prepare(talk.world, replace(request, length_ms=length_ms))
        except UsageError as error:
            return error.sentence
        return ""

    begins = "Enter begins"
    asked = WordsAsked("How many minutes?", typed.append, wrong=wrong, empty=f"{begins}, for 10", full=begins)
    asker.questions([asked])
    if typed and typed[-1]:
        request = replace(request, length_ms=minutes_ms(typed[-1]))
    return take_alone(talk, talk.prepare(request))
