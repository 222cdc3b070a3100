"""Words that come on the command line or through a pipe: whole, or refused with the byte or the bound that is in the way."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from massage_mind.cli.main import run
from massage_mind.journal.file.memory import MemoryJournal
from massage_mind.record.bounds import MOST_BYTES, MOST_CHARACTERS
from massage_mind.standard_input import piped_bytes
from massage_mind.testing import manual_world

BAD = os.fsdecode(b"caf\xe9")
Mind = Callable[..., tuple[int, str, str]]


@pytest.fixture
def mind(tmp_path: Path) -> Iterator[Mind]:
    """Run a command line in one and the same journal: its exit code, and what it printed on both sides."""
    journal = MemoryJournal()

    def called(*words: str, piped: bytes | None = None) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        world = manual_world(tmp_path, stdout=out, stderr=err, piped=piped, journal=journal)
        return run(words, lambda: world), out.getvalue(), err.getvalue()

    yield called
    journal.close()


def kept(mind: Mind) -> str:
    """All that is in the journal, as JSON."""
    return mind("journal", "list", "--kind", "all", "-n", "0", "--json")[1]


SAID = [
    (("journal", "add", "fine", "and", BAD), "TEXT"),
    (("journal", "add", "x", "--tag", BAD), "--tag"),
    (("journal", "add", "x", "--prompt", BAD), "--prompt"),
    (("journal", "add", "x", "--symptom", BAD), "--symptom"),
    (("journal", "search", BAD), "WORDS"),
    (("park", "add", BAD), "TEXT"),
    (("park", "add", "x", "--where", BAD), "--where"),
    (("park", "add", "x", "--when", BAD), "--when"),
    (("appointment", "add", "2030-01-04 10:00", "--place", BAD), "--place"),
    (("appointment", "add", "2030-01-04 10:00", "--therapist", BAD), "--therapist"),
    (("appointment", "add", "2030-01-04 10:00", "--note", BAD), "--note"),
    (("intention", BAD), "TEXT"),
    (("intention", "x", "--when", BAD), "--when"),
    (("intention", "x", "--when", "y", "--then", BAD), "--then"),
    (("checkin", "--stress", "3", "--note", BAD), "--note"),
    (("config", "set", "name", BAD), "VALUE"),
]


@pytest.mark.parametrize(("words", "named"), SAID)
def test_an_argument_that_is_no_text_is_refused(mind: Mind, words: tuple[str, ...], named: str) -> None:
    """The argument is named, and its first byte that is no letter; nothing is kept."""
    code, out, err = mind(*words)
    assert (2, "", "[]") == (code, out, kept(mind).strip())
    assert f"{named} isn't UTF-8 text: byte 4 is 0xE9, after “caf”" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("journal", "import", BAD), "There's no file"),
        (("scripts", "check", BAD), "There's no script"),
        (("journal", "export", "--out", "OUT"), "It's written"),
    ],
)
def test_the_name_of_a_file_may_be_any_bytes(
    mind: Mind, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    """The system allows it, so it is taken as it is."""
    target = tmp_path / os.fsdecode(b"caf\xe9.json")
    words = tuple(str(target) if word == "OUT" else word for word in words)
    assert said in "".join(mind(*words)[1:])
    assert target.exists() == (words[1] == "export")


@pytest.mark.parametrize(
    "words", [("journal", "add"), ("journal", "add", "-"), ("park", "add", "-"), ("intention",)]
)
def test_bytes_from_a_pipe_are_read_by_their_mark_or_refused(mind: Mind, words: tuple[str, ...]) -> None:
    """UTF-16 that says so is read; anything else names its first byte that is no text."""
    assert 0 == mind(*words, piped="Größe 🥰".encode("utf-16"))[0]
    assert "Größe 🥰" == json.loads(kept(mind))[0]["text"]
    for data, byte in (
        (b"ab\ncaf\xe9", "byte 7, in line 2, is 0xE9"),
        ("abc".encode("utf-16-le"), "is 0x00"),
    ):
        code, out, err = mind(*words, piped=data)
        assert (2, "") == (code, out)
        assert "Standard input isn't UTF-8 text" in err and byte in err
    assert 1 == len(json.loads(kept(mind)))


AT = "2026-12-05T10:00:00.000+01:00"
LONG = "x" * (MOST_CHARACTERS + 1)


@pytest.mark.parametrize(
    ("words", "named"),
    [(tuple(LONG if word == BAD else word for word in words), named) for words, named in SAID],
)
def test_more_than_a_text_can_be_is_refused(mind: Mind, words: tuple[str, ...], named: str) -> None:
    """With how much there is, how much there can be, and what to do."""
    code, out, err = mind(*words)
    assert (2, "", "[]") == (code, out, kept(mind).strip())
    assert f"{named} has 1,000,001 characters; a text has at most 1,000,000" in err


@pytest.mark.parametrize("words", [("journal", "add"), ("park", "add", "-"), ("intention",)])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"x" * (MOST_BYTES + 1), "more on standard input than one text can be: 1,000,000"),
        (b"x" * (MOST_CHARACTERS + 1), "has 1,000,001 characters"),
    ],
)
def test_more_from_a_pipe_than_a_text_can_be_is_refused(
    mind: Mind, words: tuple[str, ...], data: bytes, said: str
) -> None:
    """Before anything is kept."""
    code, out, err = mind(*words, piped=data)
    assert (2, "", "[]") == (code, out, kept(mind).strip())
    assert said in err


def test_no_more_of_a_pipe_is_read_than_a_text_can_be(tmp_path: Path) -> None:
    """However much stands in it: what is read does not grow with it."""
    large = tmp_path / "large"
    with open(large, "wb") as file:
        file.truncate(400_000_000)
    with open(large, encoding="utf-8") as stdin:
        data = piped_bytes(stdin)
    assert data is not None and MOST_BYTES + 1 == len(data)


@pytest.mark.parametrize("option", ["--tag", "--symptom", "--care", "--week"])
def test_there_are_only_so_many_tags_at_a_time(mind: Mind, option: str) -> None:
    """However they are said."""
    fifty = [word for number in range(50) for word in (option, f"a{number}")]
    assert 0 == mind("journal", "add", "x", *fifty)[0]
    code, _, err = mind("journal", "add", "x", *fifty, option, "one more")
    assert 2 == code and "At most 50 tags" in err and "these are 51" in err


def test_what_was_typed_is_not_said_back_at_any_length(mind: Mind) -> None:
    """Its beginning and its end are enough to know it by."""
    for words in (("park", "done", "z" * 900_000), ("config", "get", "z" * 900_000), ("z" * 900_000,)):
        code, _, err = mind(*words)
        assert code and len(err) < 20_000 and "zzz … zzz" in err


def test_several_words_together_have_the_same_bound(mind: Mind) -> None:
    """Each may be short."""
    words = ["word " * 1_000] * 201
    code, _, err = mind("journal", "add", *words)
    assert 2 == code and "The text of an entry has 1,005,200 characters" in err


def test_an_imported_text_of_more_stays_with_its_record(mind: Mind, tmp_path: Path) -> None:
    """What came from elsewhere can have its tags changed; only new words are held to the bound."""
    document = {
        "kind": "entry",
        "id": "2bnnw",
        "text": LONG,
        **dict.fromkeys(("at", "created_at", "changed_at"), AT),
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(document))
    assert 0 == mind("journal", "import", str(tmp_path / "a.jsonl"))[0]
    key = json.loads(kept(mind))[0]["id"]
    assert 0 == mind("journal", "edit", key, "--tag", "long")[0]
    assert LONG == json.loads(kept(mind))[0]["text"]


def test_a_real_argument_and_a_real_pipe() -> None:
    """Through processes, as a shell hands them over."""

    def called(*words: str | bytes, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "massage_mind", *words], input=data, capture_output=True, check=False
        )

    for refused in (called("journal", "add", b"caf\xe9"), called("journal", "add", data=b"caf\xe9")):
        assert 2 == refused.returncode and b"byte 4" in refused.stderr and b"Traceback" not in refused.stderr
    assert 0 == called("journal", "add", data="Größe".encode("utf-16")).returncode
    assert ["Größe"] == [one["text"] for one in json.loads(called("journal", "list", "--json").stdout)]
