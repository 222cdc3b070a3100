"""`share` as command lines: what was chosen is on the page, shown before it's written; what wasn't is in no byte of any form."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from html import unescape
from itertools import product
from pathlib import Path

import pytest
from test_cli_trends import NOW, OSLO, STRESS, Diary

from massage_mind.cli.main import run
from massage_mind.insight.claims import CANT_TELL, STANDING_LINE
from massage_mind.insight.shared_page import SHARED_BESIDE
from massage_mind.journal.store import open_store
from massage_mind.record.appointment import Appointment
from massage_mind.record.brief import brief_of
from massage_mind.record.checkin import CheckIn
from massage_mind.record.course import Course
from massage_mind.record.entry import Entry
from massage_mind.record.head import NewRecord
from massage_mind.record.instants import DAY_MS, HOUR_MS
from massage_mind.record.intention import Intention
from massage_mind.record.own_measure import OwnMeasure
from massage_mind.record.parked import Parked
from massage_mind.record.progress import Mark, Progress
from massage_mind.record.session import NewSession
from massage_mind.testing import ManualClock, Screen, ScriptedAnswers, manual_world

sys.path.insert(0, str(Path(__file__).parents[1] / "report"))
from page_rules import faults_of

FORMS = ("page", "json", "markdown", "html", "pdf")


def mark(what: str) -> str:
    """A word that stands nowhere else, with signs that every form has to take as text."""
    return f"zq{what}zq<b>|*\x1b[1m\u202e"


@pytest.fixture
def diary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Diary]:
    """Twelve massages, and a marker in every field of every kind that takes words."""
    names = map("".join, product("bcdfghjkmnpqrstvwxz", repeat=5))
    monkeypatch.setitem(open_store.__kwdefaults__, "new_id", lambda: next(names))
    found = Diary()
    found.weekly(STRESS)
    _fill(found)
    yield found
    found.journal.close()


def _fill(found: Diary) -> None:
    when = NOW - 9 * DAY_MS
    with found.store() as store:
        home = store.records.add(NewRecord(Appointment(47, "shiatsu", mark("whom"), mark("place"), "4711", "XQZ", "done", mark("reason"), None, mark("note")), when, OSLO, tags=("zqtag",))).id  # fmt: skip
        own = OwnMeasure("zqown", "zqown", "zqlow", "zqhigh")
        for details in (
            own,
            Entry(mark("entry"), mark("prompt")),
            CheckIn(
                "ordinary-day",
                mark("checkin"),
                {"zqown": 9, "pain": 1, "mood": 10},
                {"jaw": 3},
                {"jaw": "zqkind"},
            ),
            Intention(mark("wish"), "relax", mark("when"), mark("then"), 2, mark("outcome")),
            Parked(mark("parked")),
            Course(when, therapist=mark("coursewhom"), intention=mark("course"), end_reason=mark("end")),
            brief_of({"goal": "zqgoal", "health": "zqhealth", "helped": ("zqhelped",)}),
        ):
            tags = ("symptom/zqsymptom", "care/zqcare", "week/zqweek") if isinstance(details, CheckIn) else ()
            store.records.add(NewRecord(details, when, OSLO, "" if details is own else home, tags=tags))
        new = NewSession("after", "zqscript", mark("title"), HOUR_MS, HOUR_MS, 0, OSLO, intention=mark("sessionwish"), tags=("zqsession",))  # fmt: skip
        taken = store.begin_session(new)
        progress = Progress(
            HOUR_MS, played_ms=HOUR_MS, marks=(Mark(1, "zqsection"),), answers=(("zqquestion", "zqanswer"),)
        )
        store.end_session(taken, progress, "finished")


def forms(diary: Diary, folder: Path, *chosen: str) -> dict[str, str]:
    """What was chosen, in every form: the bytes of files as they are, and of a PDF its text besides."""
    pypdf = pytest.importorskip("pypdf", reason="pypdf isn't installed, so no PDF was read back")
    html, pdf = folder / "s.html", folder / "s.pdf"
    said = diary.call("share", *chosen, "--html", str(html), "--pdf", str(pdf), "--force")
    assert 0 == said.code, said.err
    data = pdf.read_bytes()
    reader = pypdf.PdfReader(io.BytesIO(data))
    text = "\n".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    return {
        "page": said.out,
        "json": diary.call("share", *chosen, "--json").out,
        "markdown": diary.call("share", *chosen, "--markdown").out,
        "html": html.read_text(encoding="utf-8"),
        "pdf": data.decode("latin-1") + text,
    }


def test_what_is_not_chosen_is_in_no_byte(diary: Diary, tmp_path: Path) -> None:
    """Every field of the journal holds a marker; with stress alone none of them is in any form, nor any other number of it."""
    found = forms(diary, tmp_path, "--field", "stress")
    for form, text in found.items():
        assert "zq" not in text, form
        for word in ("4711", "XQZ", "shiatsu", "Kim", "Lee", "thai", "jaw", "left shoulder", "Pain", "Mood"):
            assert word not in text, (form, word)
    assert set(FORMS) == set(found)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("symptoms", {"zqsymptom"}),
        ("care", {"zqcare"}),
        ("week", {"zqweek"}),
        ("styles", {"shiatsu"}),
        ("massages", {"47"}),
        ("cost", {"4711", "XQZ"}),
        ("zqown", {"zqown", "zqlow", "zqhigh"}),
    ],
)
def test_each_field_brings_its_own_words_and_no_others(
    diary: Diary, tmp_path: Path, field: str, words: set[str]
) -> None:
    """A field that was chosen is in every form; of all the markers no other comes with it."""
    own = {"zqsymptom", "zqcare", "zqweek", "shiatsu", "4711", "XQZ", "zqlow"}
    for form, text in forms(diary, tmp_path, "--field", field).items():
        assert all(word in text.replace("Zqown", "zqown") for word in words), (form, words)
        assert not [one for one in own - words if one in text], form
        assert "zqentry" not in text and "zqwhom" not in text and "zqnote" not in text


def test_an_entry_comes_by_its_id_alone(diary: Diary, tmp_path: Path) -> None:
    """Its words, as text; not the question it answers, and none of its neighbours."""
    (entry,) = json.loads(diary.call("journal", "list", "--kind", "entry", "--json").out)
    for form, text in forms(diary, tmp_path, "--entry", entry["id"]).items():
        assert "zqentryzq" in text and "zqprompt" not in text and "zqwish" not in text, form
        assert "\x1b[1m" not in text and "\u202e" not in text, form
    assert 1 == diary.call("share", "--entry", "zzzzz").code


def test_the_page_has_the_honest_lines_and_the_pictures(diary: Diary, tmp_path: Path) -> None:
    """The standing line, what the numbers allow, both ends of the scale, drawings; and the page keeps to the rules of pages."""
    found = forms(diary, tmp_path, "--field", "stress,body,massages,symptoms,cost")
    for form, text in found.items():
        plain = " ".join(unescape(text).split())
        assert (
            STANDING_LINE in plain
            and (form == "json" or CANT_TELL in plain)
            and "usually lower after" in plain
        ), form
    assert 2 <= found["html"].count("<svg") and [] == faults_of(found["html"])
    assert "Stress, 0 none to 10 the most you can imagine" in found["page"]
    document = json.loads(found["json"])
    assert 12 == document["measures"]["stress"]["n"] and {"body", "massages", "symptoms", "cost"} <= set(
        document
    )


def test_the_time_bounds_all_of_it(diary: Diary) -> None:
    """A massage before the time isn't counted and isn't listed; the page says from when."""
    document = json.loads(
        diary.call("share", "--field", "stress,massages", "--since", "2026-11-05", "--json").out
    )
    assert (3, "2026-11-05") == (document["measures"]["stress"]["n"], document["from"])
    assert all(one["day"] >= "2026-11-05" for one in document["massages"])
    assert "from Thursday 5 November" in diary.call("share", "--field", "stress", "--since", "2026-11-05").out


def test_what_is_wrong_is_said(diary: Diary) -> None:
    """Nothing chosen, a field there isn't, two forms: exit 2 and a line that does it."""
    nothing = diary.call("share")
    assert (2, True) == (nothing.code, "Nothing was chosen" in nothing.err)
    wrong = diary.call("share", "--field", "stres")
    assert (2, True) == (wrong.code, "Stress is near" in wrong.err)
    assert 2 == diary.call("share", "--field", "stress", "--json", "--markdown").code
    unrated = diary.call("share", "--field", "presence")
    assert (0, True) == (unrated.code, "Nothing was rated of presence" in unrated.err)


def at_a_terminal(diary: Diary, *words: str, answers: tuple[object, ...]) -> tuple[int, str, str, list[str]]:
    """What this line says to somebody who answers so."""
    script = ScriptedAnswers(*answers)
    out, err = Screen(), Screen()
    world = manual_world(
        journal=diary.journal, clock=ManualClock(wall=NOW), zone=OSLO, environ={"TERM": "dumb", "COLUMNS": "80"},
        stdin=Screen(), stdout=out, stderr=err, answers=script,
    )  # fmt: skip
    code = run([*words], lambda: world)
    return code, out.getvalue(), err.getvalue(), script.asked


def test_it_shows_the_text_and_asks_before_it_writes(diary: Diary, tmp_path: Path) -> None:
    """No answer is no; yes writes what was shown."""
    page = tmp_path / "s.html"
    words = ("share", "--field", "stress", "--html", str(page))
    code, out, err, asked = at_a_terminal(diary, *words, answers=(None,))
    assert (0, False, ["Write it as it was shown?"]) == (code, page.exists(), asked)
    assert STANDING_LINE in " ".join(out.split()) and "Nothing was written." in err
    assert 0 == at_a_terminal(diary, *words, answers=(True,))[0] and page.exists()


def test_alone_it_asks_for_the_time_and_each_field(diary: Diary) -> None:
    """Whatever isn't picked is left out; where nothing is picked nothing is written."""
    code, out, _, asked = at_a_terminal(diary, "share", answers=(3, 1, *[None] * 20))
    assert 0 == code and "Stress" in out and "zq" not in out
    assert "From which time?" == asked[0] and len(asked) > len(SHARED_BESIDE)
    code, out, err, _ = at_a_terminal(diary, "share", answers=(None,) * 30)
    assert (0, "") == (code, out) and "Nothing was chosen" in err


def test_a_shared_page_as_it_looks(diary: Diary, as_pictured: Callable[[str, str], None]) -> None:
    """At 80 and 40 columns, heard, and in a pipe."""
    words = ("share", "--no-ask", "--field", "stress,body,massages,styles,symptoms,care,cost")
    for columns in ("80", "40"):
        as_pictured(f"share-{columns}", diary.call(*words, columns=columns).out)
    as_pictured("share-aloud", diary.call(*words, columns="80", aloud=True).out)
    as_pictured("share-pipe", diary.call(*words).out)
