"""A session, or a quiet hour, on a page of its own and on the page of its appointment."""

from __future__ import annotations

from datetime import datetime
from signal import SIGINT

from massage_mind.record.head import Head
from massage_mind.record.kinds import KIND_TITLES
from massage_mind.record.progress import Mark
from massage_mind.record.session import AROUND, SessionRecord
from massage_mind.screen.page.page_parts import UNDER, Block, PageLine, Part, dim, said, under
from massage_mind.screen.show.list_line import tags_text
from massage_mind.screen.show.record_text import begun, session_ending, session_length, style_words
from massage_mind.screen.show.show_pieces import at_a_time, paragraphs, under_a_heading, what_and_when
from massage_mind.screen.show.show_ratings import ratings_table
from massage_mind.screen.text import elapsed_text, safe_text
from massage_mind.words.lengths import count_word, length_words


def session_parts(head: Head, session: SessionRecord, now: datetime, *, rated: bool = True) -> list[Part]:
    """The session in full; `rated`: with the ratings around it."""
    title = safe_text(session.title) or begun(KIND_TITLES[head.kind])
    kind = safe_text(session.moment) if head.kind == "session" else KIND_TITLES[head.kind]
    facts = (kind, style_words(session.style), safe_text(session.guidance), _time(session))
    tags = [dim(f"  {tags_text(head.tags)}")] if head.tags else []
    parts: list[Part] = [
        [
            what_and_when(title, head, now),
            said(" · ".join(filter(None, facts)), *tags),
            said(_ending(session)),
            *([said("It went on from where another one had stopped.")] if session.resumed_from else []),
        ],
        *under_a_heading("You wanted", paragraphs(session.intention)),
        *under_a_heading("Reached", [under(safe_text(title)) for title in session.sections]),
        *under_a_heading("Marked", [_mark(mark) for mark in session.marks]),
    ]
    table = ratings_table(session_ratings(session)) if rated else None
    parts += under_a_heading("Ratings", [table] if table else [])
    if not session.request_is_read:
        parts.append([said("What it was asked for can't be read any more; the journal is damaged.")])
    return [*parts, *under_a_heading("Answered", answers_lines(session, UNDER))]


def session_ratings(session: SessionRecord) -> dict[str, dict[str, int]]:
    """The ratings around it by phase, then by item."""
    phases: dict[str, dict[str, int]] = {phase: {} for phase in AROUND}
    for rating in session.ratings:
        phases.setdefault(rating.phase, {})[rating.item] = rating.value
    return phases


def session_beside(head: Head, session: SessionRecord, beside: datetime, now: datetime) -> list[PageLine]:
    """The session on the page of its appointment: when, how much of it, how it ended, what was marked and answered."""
    how = "written down afterwards" if session.logged else session_ending(session).beside
    length = session_length(session)
    lines = [", ".join(filter(None, (safe_text(session.title), length, how))), *_marks(session)]
    for question, answer in session.answers:
        lines.append(safe_text(f"{question}  {answer}"))
    return at_a_time(head.when, beside, now, lines, aside=head.id)


def answers_lines(session: SessionRecord, column: int) -> list[Block]:
    """Each question, and its answer below."""
    lines: list[Block] = []
    for question, answer in session.answers:
        lines += [PageLine(safe_text(question), column), PageLine(safe_text(answer), column + 2)]
    return lines


def _marks(session: SessionRecord) -> list[str]:
    count = len(session.marks)
    if not count:
        return []
    places = [elapsed_text(mark.at_ms) for mark in session.marks]
    *first, last = places
    where = f"{', '.join(first)} and {last}" if first else last
    return [f"{count_word(count)} mark{'s' * (count != 1)}, at {where}"]


def _ending(session: SessionRecord) -> str:
    if session.logged:
        return "You wrote it down afterwards."
    if session.ending == "interrupted" and session.signum == SIGINT and not session.not_begun:
        return "You stopped it with Ctrl-C; what was there by then is kept."
    return session_ending(session).sentence


def _time(session: SessionRecord) -> str:
    paused = f", {length_words(session.paused_ms)} paused" if session.paused_ms >= 1000 else ""
    return f"{session_length(session)}{paused}"


def _mark(mark: Mark) -> PageLine:
    return under(safe_text(mark.section), lead=f"{elapsed_text(mark.at_ms):>5}  ")
