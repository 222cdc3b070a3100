"""A person's own measures: added, asked in their place, rated, called by their names, put otherwise, dropped, merged."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import typer.main
from diary_support import HOUR, NOW, answering, kept, records
from hypothesis import given
from hypothesis import strategies as st

from massage_mind.cli.main import app, run
from massage_mind.diary.asking_measure import HIGH_UNSAID, LOW_UNSAID, ask_measure
from massage_mind.diary.belonging import at_hand
from massage_mind.diary.changing_measures import MeasureWords, add_measure, drop_measure
from massage_mind.diary.checking_in import CheckInRequest, Occasion, asked_items, check_in
from massage_mind.diary.next_thing import where_you_are
from massage_mind.diary.own_measures import all_measures_of, items_asked, measures_of, own_of
from massage_mind.errors import UsageError
from massage_mind.journal.carry.incoming import read_stream
from massage_mind.journal.carry.merge import merge
from massage_mind.record.appointment import Appointment
from massage_mind.record.checkin import CheckIn
from massage_mind.record.document import record_document
from massage_mind.record.entry import Entry
from massage_mind.record.head import Head, Record
from massage_mind.record.measures import ITEM_BY_KEY, ITEMS
from massage_mind.record.own_measure import RESERVED, OwnMeasure, item_of, key_of, tidied
from massage_mind.record.phases import PHASES
from massage_mind.screen.page.showing import Look, page_text
from massage_mind.screen.show.show_measure import measures_page, much_at_once
from massage_mind.testing import manual_world
from massage_mind.world import World

HEADACHE = ("measure", "add", "headache", "--low", "none", "--high", "the worst I know")
HOSTILE = "\x1b]0;owned\x07 \u202egnol\u202c \u200b"


def ran(home: Path, *words: str) -> tuple[int, str, str]:
    """A command line in this home: its exit code, what it printed, what it noted."""
    world = manual_world(home)
    code = run(words, lambda: world)
    return code, world.out().getvalue(), world.stderr.getvalue()  # type: ignore[attr-defined,union-attr]


def listed(home: Path) -> dict[str, dict[str, Any]]:
    """What `measure list --json` says, by key."""
    found: list[dict[str, Any]] = json.loads(ran(home, "measure", "list", "--json")[1])
    return {one["key"]: one for one in found}


def keys_asked(world: World, phase: Any) -> list[str]:
    """The keys of what is asked at this time."""
    return [item.key for item in items_asked(world, phase, ())]


# ---------------------------------------------------------------- names and keys


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("headache", "headache"),
        ("  Tight   Jaw ", "tight-jaw"),
        ("Übelkeit", "ubelkeit"),
        ("Πόνος", "πονοσ"),
        ("头痛", "头痛"),
        ("頭痛 朝", "頭痛-朝"),
        ("सिरदर्द", "सिरदर्द"),
        ("צרבת", "צרבת"),
        ("a/b:c", "a-b-c"),
        ("💆", ""),
        (HOSTILE + "x", "0-owned-gnol-x"),
    ],
)
def test_a_name_in_any_script_has_a_key(name: str, key: str) -> None:
    """Its letters, marks and digits folded; a name without any has none."""
    assert key == key_of(name)


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_a_key_is_its_own_key_and_nothing_in_it_acts_on_a_line(name: str) -> None:
    """Whatever the name: so what a person types for a measure finds it, and `KEY=3` is taken apart in one way."""
    key = key_of(name)
    assert key == key_of(key)
    assert "=" not in key and not any(
        char.isspace() or not (char.isprintable()) for char in key.replace("\u200d", "")
    )
    assert tidied(name) == tidied(tidied(name))


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("💆", "needs a letter or a digit"),
        ("x" * 61, "at most 60 characters"),
        ("Stress", "Stress is asked already"),
        ("note", "stands for something else"),
        ("", "needs a name"),
    ],
)
def test_a_name_that_cannot_be_is_refused_and_nothing_is_kept(name: str, says: str, tmp_path: Path) -> None:
    """In one sentence, with exit code 2."""
    code, out, err = ran(tmp_path, "measure", "add", *([name] if name else []), "--low", "a", "--high", "b")
    assert (2, "") == (code, out) and says in err
    assert {*ITEM_BY_KEY} == {*listed(tmp_path)}


def test_what_directs_a_line_is_taken_out_of_a_name(tmp_path: Path) -> None:
    """And of the words for both ends; the words stay."""
    code, *_ = ran(
        tmp_path, "measure", "add", f"{HOSTILE} ache", "--low", f"no{HOSTILE}ne", "--high", "[bold]all"
    )
    (own,) = [one for one in listed(tmp_path).values() if one["own"]]
    assert (0, "]0;owned gnol ache", "no]0;owned gnol ne", "[bold]all") == (
        code,
        own["name"],
        own["low"],
        own["high"],
    )


def test_two_names_of_one_key_are_told_apart_by_nobody(tmp_path: Path) -> None:
    """The second is refused, with the one there is named as it was typed."""
    ran(tmp_path, "measure", "add", "Übelkeit", "--low", "a", "--high", "b")
    code, _, err = ran(tmp_path, "measure", "add", "ubelkeit", "--low", "a", "--high", "b")
    assert 2 == code and 'There\'s a measure "Übelkeit" already.' in err


def test_the_words_that_stand_for_something_else_are_the_options_of_a_check_in() -> None:
    """An option more is a word more that no measure is called."""
    group = typer.main.get_command(app)
    with group.make_context("massage-mind", ["checkin"]) as ctx:
        command = group.get_command(ctx, "checkin")  # type: ignore[attr-defined]
        params = command.get_params(ctx)
    options = {name[2:] for one in params for name in one.opts if name.startswith("--")}
    assert options - set(ITEM_BY_KEY) == set(RESERVED)


# ---------------------------------------------------------------- asked, rated, shown


def test_a_measure_is_asked_where_it_was_said_to_be(tmp_path: Path) -> None:
    """After the built-in ones, with its end words; at other times it is not part of a check-in."""
    assert 0 == ran(tmp_path, *HEADACHE, "--better", "lower", "--when", "before,next day")[0]
    world = manual_world(tmp_path)
    assert {phase: "headache" in keys_asked(world, phase) for phase in PHASES} == {
        "before": True,
        "after": False,
        "next-day": True,
        "ordinary-day": False,
    }
    item = items_asked(world, "before", ())[-1]
    assert ("Headache", "none", "the worst I know", "lower") == (item.title, item.low, item.high, item.better)
    code, _, err = ran(tmp_path, "checkin", "after", "--rate", "headache=3")
    assert 2 == code and "headache isn't part of a check-in after. It's part of: before, next-day." in err


def test_a_check_in_asks_for_it_in_its_place(world: World) -> None:
    """Line by line, with what 0 and 10 mean; the answer is kept under its key."""
    add_measure(world, MeasureWords("Tight jaw", "loose", "locked"))
    there, prompts = answering(world, "1", "2", "3", "4", "5")
    check_in(there, CheckInRequest("ordinary-day"))
    (one,) = records(world, "checkin")
    assert {"stress": 1, "tension": 2, "pain": 3, "mood": 4, "sleep": 5} == one.details.ratings  # type: ignore[union-attr]
    there, prompts = answering(world, "", "", "", "", "", "6")
    check_in(there, CheckInRequest("ordinary-day"))
    assert "Tight jaw" in " ".join(prompts.told)
    assert "0 is loose, 10 is locked." in prompts.told
    assert {"tight-jaw": 6} == records(world, "checkin")[0].details.ratings  # type: ignore[union-attr]


def test_the_second_time_after_a_massage_asks_for_soreness_alone() -> None:
    """One question is enough then, whatever measures somebody has."""
    own = item_of(OwnMeasure("a", "a", "b", "c"))
    assert ["soreness"] == [
        one.key for one in asked_items(Occasion("next-day", again=True), (), (*ITEMS, own))
    ]


def test_it_is_rated_by_its_name_and_shown_by_it(tmp_path: Path) -> None:
    """However the name is typed; documents have the key, screens the name."""
    ran(tmp_path, "measure", "add", "Übelkeit", "--low", "keine", "--high", "arg")
    for typed in ("Übelkeit=2", "ubelkeit=3", "UBELKEIT = 4"):
        code, out, _ = ran(tmp_path, "checkin", "before", "--rate", typed, "--stress", "1")
        assert 0 == code and "Übelkeit" in out
    (latest, *_) = json.loads(ran(tmp_path, "journal", "list", "--json")[1])
    assert {"stress": 1, "ubelkeit": 4} == latest["ratings"]
    assert "stress 1, Übelkeit 4" in ran(tmp_path, "journal", "list")[1]
    assert "Übelkeit" in ran(tmp_path, "journal", "show", latest["id"])[1]
    assert "Übelkeit" in ran(tmp_path, "journal", "show", latest["id"], "--history")[1]
    assert "Übelkeit" in ran(tmp_path, "journal", "export", "-f", "text")[1]
    assert latest["id"] in ran(tmp_path, "journal", "edit", latest["id"], "--rate", "übelkeit=5")[1]
    assert "Übelkeit 5" in ran(tmp_path, "journal", "list")[1]
    assert "Übelkeit" in ran(tmp_path, "journal", "search", "ubelkeit")[1]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            ("checkin", "before", "--headache", "3", "--mood", "2"),
            "checkin before --rate headache=3 --mood 2",
        ),
        (("checkin", "--headache=3"), "checkin --rate headache=3"),
        (("checkin", "--headach=3"), "checkin --rate headache=3"),
        (("checkin", "--headache"), "checkin --rate headache=3"),
        (("checkin", "--rate", "headach=3"), "checkin --rate headache=3"),
    ],
)
def test_a_mistyped_rating_is_answered_with_the_line_that_runs(
    words: tuple[str, ...], line: str, tmp_path: Path
) -> None:
    """Typed as the built-in ones are, or with a letter missing; the line is run as it stands."""
    ran(tmp_path, *HEADACHE)
    code, _, err = ran(tmp_path, *words)
    assert 2 == code and f"    massage-mind {line}\n" in err
    assert 0 == ran(tmp_path, *line.split())[0]


@pytest.mark.parametrize(
    "typed", ["headache=11", "headache=", "headache", "headache=x", "nothing-like-it=3", "=3"]
)
def test_a_rating_that_is_none_is_refused(typed: str, tmp_path: Path) -> None:
    """And nothing is kept."""
    ran(tmp_path, *HEADACHE)
    assert 2 == ran(tmp_path, "checkin", "--rate", typed)[0]
    assert [] == json.loads(ran(tmp_path, "journal", "list", "--json")[1])


def test_what_is_near_the_built_in_ones_stays_theirs(tmp_path: Path) -> None:
    """A measure of one's own does not take an option that only lacks a letter."""
    ran(tmp_path, "measure", "add", "stretch", "--low", "a", "--high", "b")
    assert "massage-mind checkin --stress 3" in ran(tmp_path, "checkin", "--stres", "3")[2]


# ---------------------------------------------------------------- put otherwise, dropped, taken up again


def test_what_was_rated_stays_through_another_name_and_a_drop(tmp_path: Path) -> None:
    """It is found under both names, shown by the latest, and taken up again in the words it had."""
    ran(tmp_path, *HEADACHE)
    ran(tmp_path, "checkin", "before", "--rate", "headache=3")
    assert 0 == ran(tmp_path, "measure", "edit", "headache", "--name", "Migraine", "--when", "after")[0]
    assert "Migraine 3" in ran(tmp_path, "journal", "list")[1]
    assert 0 == ran(tmp_path, "checkin", "after", "--rate", "migraine=2", "--rate", "headache=4")[0]
    assert 0 == ran(tmp_path, "measure", "drop", "migraine")[0]
    world = manual_world(tmp_path)
    assert "headache" not in keys_asked(world, "after")
    assert "Migraine 3" in ran(tmp_path, "journal", "list")[1]
    (latest, *_) = json.loads(ran(tmp_path, "journal", "list", "--json")[1])
    assert 0 == ran(tmp_path, "journal", "edit", latest["id"], "--rate", "migraine=1")[0]
    code, out, _ = ran(tmp_path, "measure", "add", "migraine")
    assert 0 == code and "taken up again" in out and "0 none, 10 the worst I know." in out
    assert "headache" in keys_asked(world, "after")
    assert 2 == ran(tmp_path, "measure", "add", "migraine", "--low", "a", "--high", "b")[0]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("drop", "stress"), "Stress is built in"),
        (("edit", "headache"), "There's nothing to change."),
        (("edit", "headach", "--low", "a"), "Headache is near."),
        (("edit", "headache", "--name", "mood"), 'There\'s a measure "mood" already.'),
        (("edit", "headache", "--name", "other"), 'There\'s a measure "other" already.'),
        (("edit", "headache", "--better", "up"), 'There\'s no way called "up".'),
        (("edit", "headache", "--when", "befor"), "Before is near."),
        (("edit", "headache", "--when", ","), "--when takes one or more"),
        (("add", "new"), "What do 0 and 10 mean?"),
        (("add", "new", "--low", "a"), "What does 10 mean?"),
        (("add",), "measure add needs a name"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(words: tuple[str, ...], says: str, tmp_path: Path) -> None:
    """With exit code 2; and nothing is different."""
    ran(tmp_path, *HEADACHE)
    ran(tmp_path, "measure", "add", "other", "--low", "a", "--high", "b")
    before = listed(tmp_path)
    code, out, err = ran(tmp_path, "measure", *words)
    assert (2, "") == (code, out) and says in err
    assert before == listed(tmp_path)


def test_dropping_one_without_any_says_how_there_is_one(tmp_path: Path) -> None:
    """With a line that runs."""
    code, _, err = ran(tmp_path, "measure", "drop", "headache")
    assert 2 == code and "massage-mind measure add headache --low none" in err


# ---------------------------------------------------------------- asked one by one


def test_a_measure_alone_is_asked_for(world: World) -> None:
    """Its name, both ends, which way is easier, when."""
    there, prompts = answering(world, "stress", "Tight jaw", "loose", "locked", "1", "2")
    asked = ask_measure(there, prompts, MeasureWords())
    assert MeasureWords("Tight jaw", "loose", "locked", "lower", ("before", "after")) == asked
    assert any("built in" in one for one in prompts.told)


def test_all_but_the_name_may_be_left_out(world: World) -> None:
    """It has the ends of stress then, no direction, and is asked each time."""
    there, prompts = answering(world, "jaw", "", "", "", "")
    words = ask_measure(there, prompts, MeasureWords())
    assert words is not None and (LOW_UNSAID, HIGH_UNSAID, "neither") == (
        words.low,
        words.high,
        words.better,
    )
    assert PHASES == own_of(add_measure(world, words).record).asked
    there, prompts = answering(world, "", "")
    assert ask_measure(there, prompts, MeasureWords()) is None


def test_one_that_was_dropped_is_asked_for_by_its_name_alone(world: World) -> None:
    """And is as it was."""
    add_measure(world, MeasureWords("jaw", "loose", "locked"))
    drop_measure(world, "jaw")
    there, prompts = answering(world, "jaw")
    words = ask_measure(there, prompts, MeasureWords())
    assert words is not None and "loose" == own_of(add_measure(world, words).record).low
    with pytest.raises(UsageError, match="already"):
        add_measure(world, MeasureWords("jaw", "a", "b"))


# ---------------------------------------------------------------- from elsewhere


def test_two_journals_with_one_measure_have_one_after_a_merge(tmp_path: Path) -> None:
    """The one in use, and of those the one changed last; a drop drops all of that key."""
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    ran(mine, *HEADACHE)
    ran(theirs, "measure", "add", "Headache", "--low", "nothing", "--high", "all")
    ran(theirs, "checkin", "before", "--rate", "headache=7")
    exported = tmp_path / "theirs.json"
    assert 0 == ran(theirs, "journal", "export", "--out", str(exported))[0]
    assert 0 == ran(mine, "journal", "import", str(exported))[0]
    assert 1 == sum(one["own"] for one in listed(mine).values())
    assert 0 == ran(mine, "measure", "drop", "headache")[0]
    assert not listed(mine)["headache"]["asked"]
    assert "eadache 7" in ran(mine, "journal", "list")[1]


def test_what_no_measure_is_known_of_is_kept_and_shown_by_its_key(tmp_path: Path) -> None:
    """It comes in, stands in lists, pages and tables, can be changed, and goes out as it came."""
    theirs = tmp_path / "theirs"
    ran(theirs, *HEADACHE)
    ran(theirs, "checkin", "before", "--rate", "headache=7")
    lines = ran(theirs, "journal", "export", "-f", "jsonl")[1].splitlines()
    (line,) = [one for one in lines if '"checkin"' in one]
    alone = tmp_path / "alone.jsonl"
    alone.write_text(line + "\n", encoding="utf-8")
    mine = tmp_path / "mine"
    code, _, err = ran(mine, "journal", "import", str(alone))
    assert 0 == code and "eft out" not in err
    (one,) = json.loads(ran(mine, "journal", "list", "--json")[1])
    assert {"headache": 7} == one["ratings"]
    assert "headache 7" in ran(mine, "journal", "list")[1]
    assert "headache" in ran(mine, "journal", "show", one["id"])[1]
    rows = list(csv.DictReader(io.StringIO(ran(mine, "journal", "export", "-f", "csv")[1])))
    assert ["7"] == [row["headache"] for row in rows]
    assert 0 == ran(mine, "journal", "edit", one["id"], "--rate", "headache=6")[0]
    assert 2 == ran(mine, "checkin", "--rate", "headache=6")[0]
    assert '"ratings": {"headache": 6}' in ran(mine, "journal", "export")[1]


def test_a_measure_from_elsewhere_is_harmless_whatever_it_is_called(world: World) -> None:
    """Nothing of it acts on a terminal, is longer than a line, or takes the place of a built-in one."""
    came = [
        OwnMeasure(HOSTILE * 20, "odd", "x\x1b[2J" * 90, "all", asked=("after",)),
        OwnMeasure("\x1b", "\x1b", "a", "b"),
        OwnMeasure("stress", "stress", "all", "none"),
        OwnMeasure("never", "never", "a", "b", asked=("some day",)),
    ]
    documents = [
        record_document(Record(Head(f"2222{n}", "measure", NOW + n, "UTC", NOW, NOW), one))
        for n, one in enumerate(came, 2)
    ]
    lines = "".join(f"{json.dumps(one)}\n" for one in documents)
    with world.open_store(writing=True) as store:
        assert 4 == merge(store, read_stream(io.BytesIO(lines.encode()), "it", "UTC")).added
    with world.open_store(writing=False) as store:
        own = measures_of(store)[len(ITEMS) :]
        assert own == all_measures_of(store)[len(ITEMS) :]
    assert ["odd", "\x1b", "never"] == [one.key for one in own]
    for one in own:
        for text in (one.title, one.low, one.high):
            assert len(text) <= 60 and "\x1b" not in text and "\u202e" not in text
    assert ((), ITEMS[0]) == (own[2].phases, items_asked(world, "before", ())[0])


def test_a_table_has_a_column_for_each_and_none_takes_anothers_place(tmp_path: Path) -> None:
    """A measure called as a region of the body map is; and only some columns may be asked for."""
    ran(tmp_path, *HEADACHE)
    ran(tmp_path, "measure", "add", "neck", "--low", "a", "--high", "b")
    ran(tmp_path, "checkin", "before", "--rate", "neck=9", "--rate", "headache=0", "--body", "neck 2 burning")
    (row,) = csv.DictReader(io.StringIO(ran(tmp_path, "journal", "export", "-f", "csv")[1]))
    assert ("9", "0", "2", "neck burning") == (
        row["neck (measure)"], row["headache"], row["neck"], row["body_kinds"],
    )  # fmt: skip
    assert (
        "headache,neck\n0,2\n"
        == ran(tmp_path, "journal", "export", "-f", "csv", "--fields", "headache,neck")[1]
    )
    assert 2 == ran(tmp_path, "journal", "export", "-f", "csv", "--fields", "headach")[0]


def test_a_rating_from_elsewhere_is_harmless_on_every_page(tmp_path: Path) -> None:
    """Whatever its key; and one measure from elsewhere that is called as another is hides nothing of that."""
    ran(tmp_path, *HEADACHE)
    ran(tmp_path, "checkin", "before", "--rate", "headache=7", "--stress", "1")
    lines = ran(tmp_path, "journal", "export", "-f", "jsonl")[1].splitlines()
    own, one = ({**json.loads(line), "id": f"2222{n}", "uid": None} for n, line in enumerate(lines, 2))
    own |= {"key": "other", "name": "stress"}
    one |= {"ratings": {"a\x1b[2J\u202e[b]": 3, "stress": 4, "other": 5, "headache": 6}}
    alone = tmp_path / "alone.jsonl"
    alone.write_text("".join(json.dumps(each) + "\n" for each in (own, one)), encoding="utf-8")
    assert "Two new" in ran(tmp_path, "journal", "import", str(alone))[1]
    (came,) = [
        each
        for each in json.loads(ran(tmp_path, "journal", "list", "--json")[1])
        if "other" in each["ratings"]
    ]
    for words in (("journal", "list"), ("journal", "show", came["id"]), ("journal", "export", "-f", "text")):
        out = ran(tmp_path, *words)[1]
        assert "\x1b" not in out and "\u202e" not in out
        assert all(word in out for word in ("[b]", "stress", "other", "headache"))


def test_what_is_at_hand_is_never_a_measure(world: World) -> None:
    """One that was added last is not what was last; and a journal with nothing else is a new one."""
    add_measure(world, MeasureWords("jaw", "loose", "locked"))
    assert "new" == where_you_are(world).state
    with world.open_store(writing=False) as store:
        assert at_hand(world, store) is None
    entry = kept(world, Entry("x"), NOW - HOUR)
    with world.open_store(writing=False) as store:
        assert entry == at_hand(world, store)


def test_home_shows_the_last_pair_by_its_name(world: World) -> None:
    """Not by its key."""
    add_measure(world, MeasureWords("Übelkeit", "keine", "arg"))
    home = kept(world, Appointment(state="done"), NOW - 90 * HOUR)
    for phase, value in (("before", 6), ("after", 2)):
        kept(world, CheckIn(phase, ratings={"ubelkeit": value}), NOW - 90 * HOUR, appointment=home.id)
    rated = where_you_are(world).rated
    assert rated is not None and (("Übelkeit", 6, 2),) == rated.pairs


def test_the_book_has_it_by_its_name(tmp_path: Path) -> None:
    """By itself and beside the appointment it was rated around; the data in it has the key, and comes back in."""
    ran(tmp_path, "measure", "add", "Übelkeit", "--low", "keine", "--high", "arg")
    ran(tmp_path, "checkin", "ordinary-day", "--rate", "ubelkeit=3")
    ran(tmp_path, "appointment", "add", "in 10 minutes")
    ran(tmp_path, "checkin", "before", "--rate", "ubelkeit=5", "--body", "neck 2 (like glass)")
    book = tmp_path / "book.html"
    assert 0 == ran(tmp_path, "journal", "export", "--book", str(book))[0]
    page = book.read_text(encoding="utf-8").partition("<template")[0]
    assert 2 == page.count(">Übelkeit</th>") and ">ubelkeit<" not in page and "like glass" in page
    other = tmp_path / "other"
    assert "Four new" in ran(other, "journal", "import", str(book))[1]
    assert "Übelkeit 5" in ran(other, "journal", "list", "--kind", "checkin")[1]


# ---------------------------------------------------------------- the list


def test_more_than_seven_at_one_time_is_said_and_not_refused(tmp_path: Path) -> None:
    """In the list; each can be left out."""
    assert "" == much_at_once(ITEMS[:7])
    for number in range(5):
        assert 0 == ran(tmp_path, "measure", "add", f"m{number}", "--low", "a", "--high", "b")[0]
    with manual_world(tmp_path).open_store(writing=False) as store:
        said = much_at_once([one for one in measures_of(store) if not one.optional])
    assert (
        "Ten are asked after, the next day and on an ordinary day. That's a lot; Enter leaves any of them out."
        == said
    )


def test_the_line_that_asks_for_one_more_keeps_those_that_are_asked() -> None:
    """A setting is said whole: what was wanted before is in it."""
    aside = [one for one in ITEMS if one.key in ("energy", "pressure")]
    page = measures_page(ITEMS, (), [one for one in ITEMS if one not in aside], aside)
    text = page_text(page, Look("pipe", styled=False))
    assert "To have energy asked as well:" in text
    assert "massage-mind config set more_ratings calm,energy" in text
