"""A state machine in virtual time: what a person does, in any order; after each step the record is as acknowledged.

A failing run prints the steps that lead to it; with `phases` left out they are shrunk first, which takes minutes. FUZZ_SECONDS says how long the slow test goes on finding others.
"""

from __future__ import annotations

import json
import random
import signal
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from machine_support import (
    LINKS,
    SEARCHED,
    Called,
    Document,
    Ledger,
    Machine,
    Mood,
    check_cut_short,
    check_ending,
    check_times,
    plain,
)

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
RESUMABLE = ("session", "quiet-hour")
BODY = {"entry": "text", "checkin": "note", "intention": "text", "parked": "text", "appointment": "note"}
WORDS = ("bank", "feather", "schulter", "πλάτη", "harbour")
MAY_CHANGE = {
    "appointment": {"state"},
    "parked": {"returned_at"},
    "intention": {"outcome", "outcome_words"},
    "session": set(),
    "quiet-hour": set(),
}
"""What a session may change of records that were there before it, beside when they were last changed."""

pick = st.integers(0, 200)
word = st.sampled_from(WORDS)
minutes_of = {"before": (1, 12), "during": (5, 45), "after": (1, 15)}
key = st.sampled_from([" ", " ", "right", "left", "+", "-", "e", "m", "s", "?", "1", "suspend", "x"])
event = st.sampled_from(
    [
        "sleep 1500",
        f"sleep {HOUR}",
        f"set {-2 * HOUR}",
        f"set {9 * DAY}",
        signal.SIGINT,
        signal.SIGTERM,
        signal.SIGHUP,
        "crash",
        "q",
    ]
)
at = st.integers(0, 20 * MINUTE)
presses = st.lists(st.tuples(at, st.one_of(key, key, key, event)), max_size=6)
moods = st.builds(
    Mood,
    rating=st.none() | st.integers(0, 10),
    body=st.dictionaries(st.sampled_from(["jaw", "left shoulder"]), st.integers(1, 3), max_size=2),
    thoughts=st.lists(word, max_size=2).map(tuple),
    chosen=st.none() | st.integers(0, 4),
    words=st.sampled_from(["", "a harbour"]),
    agrees=st.booleans(),
    leaves=st.none()
    | st.tuples(st.integers(1, 12), st.sampled_from(["crash", "ctrl-c", "term", "q", "nobody"])),
)
days = st.integers(1, 20)


def in_order(events: list[tuple[int, Any]]) -> list[tuple[int, Any]]:
    """As they are pressed; at their end somebody leaves, since a pause has no end of its own."""
    return [*sorted(events, key=lambda one: one[0]), (50 * MINUTE, "q")]


class Person(RuleBasedStateMachine):
    """One person with a journal, and the ledger of what was acknowledged to them."""

    in_memory = True

    @initialize(zone=st.sampled_from(["UTC", "Europe/Berlin"]))
    def begin(self, zone: str) -> None:
        """A journal with an appointment, what is wanted from it, and a thought."""
        self.machine = Machine(Path(mkdtemp(dir=self.folder)), in_memory=self.in_memory, zone=zone)
        self.ledger = Ledger()
        self.exports: list[tuple[bytes, int]] = []
        self.looks = 0
        self.note_appointment(1, 60, "harbour")
        self.intend("feather", 0, True)
        self.park("bank", None)

    folder: Path

    @property
    def now(self) -> int:
        """UTC milliseconds by the clock on the wall, as it is set."""
        return self.machine.clock.wall()

    def one_of(self, number: int, *kinds: str, binned: bool | None = False) -> str:
        """A record of these kinds; an id that nobody has where there is none."""
        found = self.ledger.of(*kinds, binned=binned)
        return found[number % len(found)] if found else "zzzzz"

    def answered(self, *words: str) -> Document | None:
        """What a command line answers as a document; None where it is refused, which then has changed nothing."""
        called = self.machine.call(*words, "--json")
        assert called.code in (0, 1, 2), (words, called)
        assert bool(called.code) == bool(called.err and not called.out), called
        return plain(json.loads(called.out)) if called.code == 0 else None

    def typed(self, instant: int) -> str:
        """An instant as it is typed, to the minute."""
        return datetime.fromtimestamp(instant / 1000, UTC).strftime("%Y-%m-%d %H:%M+00:00")

    def there(self, ident: str) -> bool:
        """Whether there is such a record, and not in the bin."""
        return ident in self.ledger.of()

    # -- appointments --------------------------------------------------------------------------------------------------

    @rule(ahead=days, minutes=st.integers(1, 120), who=word)
    def note_appointment(self, ahead: int, minutes: int, who: str) -> None:
        """It is planned, with all that was said."""
        when = (self.now + ahead * DAY) // MINUTE * MINUTE
        words = ("appointment", "add", self.typed(when), "--minutes", str(minutes), "--therapist", who)
        document = self.answered(*words)
        assert document is not None
        said = {"kind": "appointment", "at": when, "minutes": minutes, "therapist": who, "state": "planned"}
        self.ledger.new(document["id"], **said, tags=[], created_at=self.now, zone=self.machine.zone)

    @rule(number=pick, ahead=days, why=word)
    def move(self, number: int, ahead: int, why: str) -> None:
        """It has its new time, and keeps the first."""
        ident = self.one_of(number, "appointment")
        when = (self.now + ahead * DAY) // MINUTE * MINUTE
        moved = self.answered("appointment", "move", ident, self.typed(when), "--reason", why)
        assert (moved is not None) == self.there(ident)
        if moved is not None:
            old = self.ledger.records[ident]
            first = old["at"] if old["first_at"] is None else old["first_at"]
            said = {"at": when, "state": "moved", "first_at": first, "reason": why}
            self.ledger.change(ident, **said, zone=self.machine.zone)

    @rule(number=pick)
    def took_place(self, number: int) -> None:
        """One that is still to come is refused, any other is done."""
        ident = self.one_of(number, "appointment")
        done = self.answered("appointment", "done", ident)
        if done is None:
            assert not self.there(ident) or self.ledger.records[ident]["at"] > self.now + 30 * MINUTE
        else:
            assert self.ledger.records[ident]["at"] <= self.now + 30 * MINUTE
            self.ledger.change(ident, state="done")

    @rule(number=pick, why=word)
    def skip(self, number: int, why: str) -> None:
        """It does not take place."""
        ident = self.one_of(number, "appointment")
        if self.answered("appointment", "skip", ident, "--reason", why) is not None:
            self.ledger.change(ident, state="skipped", reason=why)
        else:
            assert not self.there(ident)

    # -- around it -----------------------------------------------------------------------------------------------------

    @rule(text=word, number=pick, belongs=st.booleans())
    def intend(self, text: str, number: int, belongs: bool) -> None:
        """An intention, for an appointment or for none."""
        home = self.one_of(number, "appointment") if belongs else "none"
        document = self.answered("intention", text, "--appointment", home)
        assert (document is None) == (belongs and not self.there(home))
        if document is not None:
            whose = home if belongs else None
            self.ledger.new(document["id"], kind="intention", text=text, appointment=whose, at=self.now)

    @rule()
    def go_without(self) -> None:
        """The latest of the last 36 hours that belongs to no appointment is taken back."""
        assert self.machine.call("intention", "--clear", "--appointment", "none").code == 0
        loose = [
            one for one in map(self.ledger.records.get, self.ledger.of("intention")) if self._is_loose(one)
        ]
        latest = max(reversed(loose), key=lambda one: one["at"], default=None)
        if latest is not None and latest["cleared_at"] is None:
            self.ledger.change(latest["id"], cleared_at=self.now)

    def _is_loose(self, intention: Document) -> bool:
        home = intention["appointment"]
        return (home is None or not self.there(home)) and self.now - 36 * HOUR <= intention["at"] <= self.now

    @rule(text=word, ahead=st.none() | days)
    def park(self, text: str, ahead: int | None) -> None:
        """A thought, with a time or without."""
        due = None if ahead is None else (self.now + ahead * DAY) // MINUTE * MINUTE
        words = () if due is None else ("--when", self.typed(due))
        document = self.answered("park", "add", text, *words, "--appointment", "none")
        assert document is not None
        said = {"kind": "parked", "text": text, "due_at": due, "state": "open", "settled_at": None}
        self.ledger.new(document["id"], **said, at=self.now, appointment=None)

    @rule(numbers=st.lists(pick, min_size=1, max_size=2), how=st.sampled_from(["done", "drop"]))
    def settle(self, numbers: list[int], how: str) -> None:
        """All of them or none."""
        idents = [self.one_of(number, "parked") for number in numbers]
        state = {"done": "done", "drop": "dropped"}[how]
        called = self.machine.call("park", how, *idents, "--json")
        assert (called.code == 0) == all(map(self.there, idents))
        for ident in idents if called.code == 0 else ():
            if self.ledger.records[ident]["state"] != state:
                self.ledger.change(ident, state=state, settled_at=self.now)

    @rule(
        phase=st.sampled_from(["before", "after", "next-day", "ordinary-day"]),
        value=st.integers(0, 10),
        jaw=st.integers(1, 3),
        note=st.sampled_from(["", *WORDS]),
    )
    def check_in(self, phase: str, value: int, jaw: int, note: str) -> None:
        """At any of the four times."""
        words = ("--stress", str(value), "--body", f"jaw {jaw}", "--note", note, "--tag", "felt")
        document = self.answered("checkin", phase, *words, "--appointment", "none")
        assert document is not None
        said = {"phase": phase, "ratings": {"stress": value}, "body": {"jaw": jaw}, "note": note or None}
        self.ledger.new(document["id"], kind="checkin", **said, tags=["felt"], at=self.now, session=None)

    # -- the journal ---------------------------------------------------------------------------------------------------

    @rule(text=st.lists(word, min_size=1, max_size=3).map(" ".join), ago=st.none() | st.integers(1, 300))
    def write(self, text: str, ago: int | None) -> None:
        """An entry, of now or of some hours ago."""
        when = self.now if ago is None else (self.now - ago * HOUR) // MINUTE * MINUTE
        words = () if ago is None else ("--at", self.typed(when))
        document = self.answered("journal", "add", text, *words, "--appointment", "none", "--tag", "mine")
        assert document is not None
        said = {"kind": "entry", "text": text, "at": when, "tags": ["mine"], "created_at": self.now}
        self.ledger.new(document["id"], **said)

    @rule(number=pick, text=word, tag=st.sampled_from(["", "soft"]))
    def rewrite(self, number: int, text: str, tag: str) -> None:
        """Other words and a tag; how it stood is kept. A session has no words of its own."""
        ident = self.one_of(number, binned=None)
        words = ("--tag", tag) if tag else ()
        changed = self.answered("journal", "edit", ident, "--text", text, *words)
        old = self.ledger.records.get(ident)
        assert (changed is not None) == (self.there(ident) and old is not None and old["kind"] in BODY)
        if changed is None or old is None:
            return
        tags = [*old["tags"], *([tag] if tag and tag not in old["tags"] else [])]
        self.ledger.change(ident, **{BODY[old["kind"]]: text, "tags": tags})
        if self.ledger.records[ident] != old:
            *_, kept, last = self.machine.documents("journal", "show", ident, "--history", "--json")
            assert plain(kept["record"]) == old
            assert plain(last["record"]) == changed

    @rule(numbers=st.lists(pick, min_size=1, max_size=3))
    def bin(self, numbers: list[int]) -> None:
        """All of them, a session with the check-ins around it; or none."""
        idents = [self.one_of(number, binned=None) for number in numbers]
        called = self.machine.call("journal", "delete", *idents, "--yes")
        assert (called.code == 0) == all(map(self.there, idents)), called
        for ident in idents if called.code == 0 else ():
            for one in (ident, *self.ledger.around(ident)):
                if self.there(one):
                    self.ledger.change(one, deleted_at=self.now)

    @rule(number=pick)
    def restore(self, number: int) -> None:
        """Out of the bin, a session with the check-ins that went with it."""
        ident = self.one_of(number, binned=True)
        called = self.machine.call("journal", "restore", ident)
        binned = ident in self.ledger.of(binned=True)
        assert (called.code == 0) == binned, called
        if binned:
            when = self.ledger.records[ident]["deleted_at"]
            for one in (ident, *self.ledger.around(ident)):
                if self.ledger.records[one]["deleted_at"] == when:
                    self.ledger.change(one, deleted_at=None)

    @rule(number=pick)
    def forget(self, number: int) -> None:
        """For good, a session with the check-ins around it; out of the bin, with those that lay there as long."""
        ident = self.one_of(number, binned=None)
        called = self.machine.call("journal", "delete", ident, "--forever", "--yes")
        assert (called.code == 0) == (ident in self.ledger.records), called
        for one in self.ledger.going_with(ident) if called.code == 0 else ():
            self.ledger.drop(one)

    @rule(text=word)
    def search(self, text: str) -> None:
        """Every record in which the word stands is found, and no other."""
        found = self.machine.documents("journal", "search", text, "--json", "-n", "0")
        expected = {
            ident
            for ident in self.ledger.of()
            if any(text in str(self.ledger.records[ident].get(field) or "").split() for field in SEARCHED)
        }
        assert expected == {one["id"] for one in found}

    @rule()
    def carry_out(self) -> None:
        """A whole export, to be taken in later."""
        called = self.machine.call("journal", "export", "--bin")
        self.exports.append((called.out.encode(), len(self.ledger.records)))

    @precondition(lambda self: self.exports)
    @rule(number=pick)
    def carry_in(self, number: int) -> None:
        """One's own older state changes nothing: what was changed since is newer, what was deleted stays so."""
        carried, count = self.exports[number % len(self.exports)]
        called = self.machine.call("journal", "import", "-", "--json", piped=carried)
        tally = json.loads(called.out)
        assert called.code == 0, called
        assert (tally["added"], tally["changed"], tally["faults"]) == (0, 0, []), tally
        assert tally["known"] + tally["deleted"] == count, tally

    # -- sessions ------------------------------------------------------------------------------------------------------

    @rule(
        moment=st.sampled_from(["before", "during", "after"]),
        share=st.floats(0, 1),
        events=presses,
        mood=st.none() | moods,
        number=pick,
        belongs=st.booleans(),
    )
    def take(
        self,
        moment: str,
        share: float,
        events: list[tuple[int, Any]],
        mood: Mood | None,
        number: int,
        belongs: bool,
    ) -> None:
        """One moment, with or without questions, whatever is pressed and happens."""
        least, most = minutes_of[moment]
        minutes = round(least + share * (most - least))
        home = self.one_of(number, "appointment") if belongs else "none"
        self._session(moment, "--minutes", str(minutes), "--appointment", home, events=events, mood=mood)

    @rule(
        moment=st.sampled_from(["before", "during", "after"]),
        at=st.integers(30, 50),
        events=presses,
        mood=moods,
    )
    def go_on(self, moment: str, at: int, events: list[tuple[int, Any]], mood: Mood) -> None:
        """One that a crash cut short is taken up where it was, if the person wants to: no question comes before."""
        words = (moment, "--minutes", "5", "--appointment", "none")
        self._session(*words, events=[(at * 1000, "crash")], mood=None)
        cut = list(self.ledger.records)[-1]
        before = set(self.ledger.records)
        self._session(*words, events=events, mood=replace(mood, agrees=True, leaves=None))
        (taken_up,) = (
            one["resumed_from"]
            for ident, one in self.ledger.records.items()
            if ident not in before and one.get("resumed_from") is not None
        )
        # Where the clock was set back, another one may have begun later.
        assert self.ledger.records[taken_up]["at"] >= self.ledger.records[cut]["at"]
        assert self.ledger.records[cut]["position_ms"] >= (at - 6) * 1000

    @rule(events=presses, mood=st.none() | moods)
    def quiet_hour(self, events: list[tuple[int, Any]], mood: Mood | None) -> None:
        """An hour of rest without massage."""
        self._session("session", "--quiet-hour", "--minutes", "30", events=events, mood=mood)

    @rule(
        words=st.sampled_from(
            [("breathe",), ("breathe", "box", "--holds"), ("ground",), ("breathe", "--minutes", "1000")]
        ),
        events=presses,
    )
    def practise(self, words: tuple[str, ...], events: list[tuple[int, Any]]) -> None:
        """A practice on its own."""
        self._session(*words, events=events, mood=None)

    @rule(events=st.lists(st.tuples(at, key), max_size=4), mood=st.none() | moods)
    def journey(self, events: list[tuple[int, Any]], mood: Mood | None) -> None:
        """Before, during and after as one, while the clock stays as it is set."""
        self._session("session", "--minutes", "20", "--appointment", "none", events=events, mood=mood)

    @rule(ago=st.integers(1, 100), minutes=st.integers(5, 45), moment=st.sampled_from(["during", "after"]))
    def write_down(self, ago: int, minutes: int, moment: str) -> None:
        """A session that was taken without the program."""
        when = (self.now - ago * HOUR) // MINUTE * MINUTE
        minutes = min(minutes, minutes_of[moment][1])
        words = (
            moment,
            "--at",
            self.typed(when),
            "--minutes",
            str(minutes),
            "--appointment",
            "none",
            "--no-ask",
        )
        called = self.machine.call(*words)
        assert called.code == 0, called
        length = minutes * MINUTE
        said = {"planned_ms": length, "played_ms": length, "ending": "finished", "logged": True}
        self.ledger.new(
            called.out.strip(), kind="session", at=when, started_at=when, ended_at=when + length, **said
        )

    def _session(self, *words: str, events: list[tuple[int, Any]], mood: Mood | None) -> None:
        """Take a session and look at what became of it: its own record, and what else it may have changed."""
        said = words if mood is not None else (*words, "--no-ask") if words[0] != "ground" else words
        began = self.now
        called = self.machine.call(*said, presses=in_order(events), mood=mood)
        new = self._adopted()
        sessions = [one for one in new if one["kind"] in RESUMABLE]
        if called.code in (1, 2) and not called.performed:
            assert not [one for one in new if one["kind"] in RESUMABLE and one["ending"] == "finished"]
            return
        played = [one for one in sessions if one["cues"] or one["ending"] == "finished"]
        if len(sessions) == len(called.performed) == 1:
            self._check_session(sessions[0], called, began)
        assert len(played) <= len(called.performed)
        assert called.code is None or len(called.performed) <= len(sessions), (called, sessions)
        self._check_answers(called, new, {one["id"] for one in sessions})

    def _check_session(self, document: Document, called: Called, began: int) -> None:
        (performed,) = called.performed
        asked_ms = performed.led_ms if document["kind"] == "quiet-hour" and called.hands is not None else 0
        assert document["at"] == document["started_at"] == began + performed.led_ms - asked_ms
        if called.code is None:
            assert document["ending"] is not None
            if performed.pressed and performed.pressed[-1][1] == "crash":
                check_cut_short(document, performed)
            return
        check_times(document, performed, asked_ms)
        check_ending(document, performed, called.code, called.hands.left if called.hands else "")
        if document["resumed_from"] is not None:
            assert self.ledger.records[document["resumed_from"]]["ending"] == "interrupted"

    def _check_answers(self, called: Called, new: list[Document], sessions: set[str]) -> None:
        """What was taken is there, around the session it was given for; and nothing that nobody gave."""
        kinds = Counter(one["kind"] for one in new)
        assert kinds.keys() <= {*RESUMABLE, "checkin", "parked", "entry"}
        checkins = [one for one in new if one["kind"] == "checkin"]
        assert {one["session"] for one in checkins} <= sessions
        rated = called.hands.rated if called.hands else []
        assert Counter(pair for one in checkins for pair in one["ratings"].items()) == Counter(rated)
        thoughts = called.hands.thoughts if called.hands else []
        assert [one["text"] for one in new if one["kind"] == "parked"] == thoughts
        written = called.hands.written if called.hands else ""
        assert [one["text"] for one in new if one["kind"] == "entry"] == [written] * bool(written)

    def _adopted(self) -> list[Document]:
        """The records that are new, all of them looked at and taken into the ledger from here on."""
        found = self._found()
        for ident, was in list(self.ledger.records.items()):
            now = found.get(ident)
            if now is None or now["changed_at"] == was.get("changed_at"):
                continue
            different = {name for name in now if name in was and now[name] != was[name]}
            allowed = {*MAY_CHANGE[now["kind"]], "changed_at"} if now["kind"] in MAY_CHANGE else set()
            assert different - {*LINKS} <= allowed, (was, now)
            assert now["changed_at"] > was["changed_at"]
            assert now.get("state") in (was.get("state"), "done")
            self.ledger.adopt(now)
        new = [one for ident, one in found.items() if ident not in self.ledger.records]
        for one in new:
            self.ledger.new(one["id"], **{name: value for name, value in one.items() if name != "id"})
        return new

    # -- time, settings, and the end of processes -----------------------------------------------------------------------

    @rule(length=st.sampled_from([MINUTE, HOUR, 7 * HOUR, DAY, 8 * DAY, 31 * DAY]))
    def time_passes(self, length: int) -> None:
        """Nothing is done meanwhile."""
        self.machine.clock.advance(length)

    @rule(by=st.sampled_from([-9 * DAY, -HOUR, HOUR, 40 * DAY]))
    def clock_is_set(self, by: int) -> None:
        """Back or forward; time itself goes on as before."""
        self.machine.clock.set_wall(self.now + by)

    @rule(
        setting=st.sampled_from(
            [
                ("guidance", "sparse"),
                ("guidance", "guided"),
                ("style", "chair"),
                ("ratings", "off"),
                ("ratings", "on"),
                ("body_map", "off"),
                ("checklist", "off"),
                ("park", "off"),
                ("reentry_minutes", "0"),
                ("delay", "30"),
                ("bells", "every 5"),
                ("guidance", "loud"),
            ]
        )
    )
    def set(self, setting: tuple[str, str]) -> None:
        """A setting is another from now on; what is none is refused."""
        assert self.machine.call("config", "set", *setting).code == (2 if setting[1] == "loud" else 0)

    @rule()
    def look_at_home(self) -> None:
        """Where one is, and the next thing."""
        assert self.machine.call().code == 0

    @rule()
    def leak(self) -> None:
        """A process that had the journal open is gone."""
        self.machine.leak()

    # -- what always holds ---------------------------------------------------------------------------------------------

    def _found(self) -> dict[str, Document]:
        document = self.machine.documents("journal", "export", "--bin")
        found = {one["id"]: plain(one) for one in document["records"]}
        assert len(found) == len(document["records"]), "two records with one id"
        assert len({one["uid"] for one in found.values()}) == len(found), "two records with one long id"
        return found

    @invariant()
    def all_is_as_acknowledged(self) -> None:
        """The export says what was acknowledged; the list and a page of its own, now and then, the same."""
        if not hasattr(self, "machine"):
            return
        found = self._found()
        self.ledger.compare(found, self.now)
        self.looks += 1
        if self.looks % 4:
            return
        self._compare_list(found, binned=False)
        if found:
            ident = list(found)[self.now % len(found)]
            alone = self.machine.documents("journal", "show", ident, "--alone", "--json")
            assert found[ident] == plain(alone)

    def _compare_list(self, found: dict[str, Document], *, binned: bool) -> None:
        words = ("--bin",) if binned else ()
        listed = self.machine.documents("journal", "list", "--json", "-n", "0", "--kind", "all", *words)
        expected = {ident: found[ident] for ident in self.ledger.of(binned=binned)}
        if not binned:  # What was given around a session stands on its page.
            expected = {ident: one for ident, one in expected.items() if not self._on_a_page(one)}
        assert expected == {one["id"]: plain(one) for one in listed}

    def _on_a_page(self, document: Document) -> bool:
        """Whether it is a check-in that stands on the page of its session."""
        return (
            document["kind"] == "checkin"
            and document["session"] is not None
            and self.there(document["session"])
        )

    def teardown(self) -> None:
        """At the end the file is whole, and the record carried to another machine is the same there."""
        if not hasattr(self, "machine"):
            return
        try:
            assert self.machine.faults_of_the_file() == []
            for binned in (False, True):
                self._compare_list(self._found(), binned=binned)
            self._carried_elsewhere()
        finally:
            self.machine.close()

    def _carried_elsewhere(self) -> None:
        carried = self.machine.call("journal", "export", "--bin").out
        other = Machine(Path(mkdtemp(dir=self.folder)), in_memory=True, zone="America/New_York")
        other.clock.set_wall(self.now)
        try:
            taken = other.call("journal", "import", "-", "--json", piped=carried.encode())
            assert taken.code == 0, taken
            again = other.documents("journal", "export", "--bin")["records"]
            assert [plain(one) for one in json.loads(carried)["records"]] == [plain(one) for one in again]
        finally:
            other.close()


class PersonWithFile(Person):
    """The same with a journal in a file."""

    in_memory = False


OFTEN = settings(
    stateful_step_count=80,
    deadline=None,
    database=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize(("kind", "times"), [(Person, 4), (PersonWithFile, 2)])
def test_whatever_is_done_the_record_is_as_acknowledged(
    kind: type[Person], times: int, tmp_path: Path
) -> None:
    """A few ways through it, the same ones each time."""
    quick = settings(
        OFTEN, max_examples=times, stateful_step_count=45, derandomize=True, phases=(Phase.generate,)
    )
    run_state_machine_as_test(_in(kind, tmp_path), settings=quick)


@pytest.mark.slow
@pytest.mark.parametrize("kind", [Person, PersonWithFile])
def test_for_as_long_as_there_is_time(
    kind: type[Person], tmp_path: Path, fuzz_seconds: float, fuzz_chance: random.Random
) -> None:
    """Other ways each time, until the time is up."""
    until = time.monotonic() + fuzz_seconds
    while time.monotonic() < until:
        once = seed(fuzz_chance.randrange(2**64))(_in(kind, tmp_path))
        run_state_machine_as_test(once, settings=settings(OFTEN, max_examples=4, phases=(Phase.generate,)))


def _in(kind: type[Person], folder: Path) -> type[Person]:
    """The machine with its homes in this folder."""
    return type(kind.__name__, (kind,), {"folder": folder})
