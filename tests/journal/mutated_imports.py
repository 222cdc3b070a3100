"""Exports of every format, and what a slip, a bad disk or somebody hostile makes of them."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import random
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

from journal_support import NOW, kept, kept_session

from massage_mind.diary.carrying import ExportRequest, export_records
from massage_mind.diary.copies import copy_journal
from massage_mind.record.appointment import Appointment
from massage_mind.record.checkin import CheckIn
from massage_mind.record.entry import Entry
from massage_mind.record.intention import Intention
from massage_mind.record.kinds import KINDS
from massage_mind.record.parked import Parked
from massage_mind.record.query import Query
from massage_mind.testing import ManualClock, manual_world

_TOKENS = (
    *(
        b"null",
        b"true",
        b"-1",
        b"1e999",
        b"NaN",
        b"9" * 5_000,
        b'""',
        b"[]",
        b"{}",
        b"[" * 2_000,
        b'{"a":' * 2_000,
    ),
    *(
        b'"\\ud800"',
        b'"\\u0000"',
        b"\xff",
        b"\xc3",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\0",
        b"\n---\n",
        b"\r\n",
        b"//",
    ),
    *(
        b'"records": [',
        b'"entries": [',
        b'"metadata": {}',
        b'"version": 2',
        b'"kind": "session"',
        b"length: 5\n",
    ),
    *(
        b'"uuid": ""',
        b'"id": ""',
        b'"id": "bbbbb"',
        b'"uid": ""',
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"\x1f\x8b",
        b"SQLite",
    ),
    *(
        b"9999-12-31T23:59:59.999-14:00",
        b"0001-01-01T00:00:00+14:00",
        b"1969-12-31T23:59:59Z",
        b"GMT+1200",
        b",",
    ),
)
_VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        2**63,
        10**400,
        1.5,
        1e308,
        "",
        " ",
        "x",
        "\x00",
        "\u202e",
        "x" * 70_000,
        [],
        {},
        [[]],
        [1],
        {"a": 1},
    ),
    *(
        "2025-12-04T15:00:00.000+01:00",
        "9999-12-31T23:59:59.999-14:00",
        "bbbbb",
        "entry",
        "session",
        "before",
        "GMT+1200",
    ),
    *(
        "![](dayone-moment://A)",
        ["a", None, 5],
        {"stress": 5},
        [{"at_ms": 1, "section": "x"}],
        {"before": {"stress": 1}},
    ),
)


def samples(folder: Path) -> dict[str, bytes]:
    """One export of each form, with something of every kind in those of ours."""
    world = manual_world(folder / "mm", clock=ManualClock(wall=NOW), zone="Europe/Berlin")
    appointment = kept(world, Appointment(60, "swedish", "Kim", state="done"), tags=("week/busy",))
    kept_session(world)
    for details in (
        *(
            Intention("rest", "rest", "a", "b", 3, "yes"),
            Parked("call", NOW, "desk"),
            Entry("Käse\r\n---\n🥰"),
        ),
        *(CheckIn("after", "note", {"stress": 2}, {"jaw": 2}), Entry("word " * 400, "How is it?")),
    ):
        kept(world, details, appointment)
    found: dict[str, bytes] = {}
    for form in ("json", "jsonl", "markdown", "csv", "text"):
        out = io.StringIO()
        export_records(world, ExportRequest(form, Query(KINDS)), out.write)
        found[form] = out.getvalue().encode()
    day_one = json.dumps(
        {"metadata": {"version": "1.0"}, "entries": [_day_one(n) for n in range(4)]}, indent=1
    )
    jrnl = json.dumps({"tags": {"@a": 2}, "entries": [_jrnl(n) for n in range(4)]}, indent=2)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (
            ("Journal.json", day_one),
            ("jrnl.json", jrnl),
            ("a/b.md", found["markdown"]),
            ("p.jpeg", "x"),
        ):
            archive.writestr(name, text)
    copy = copy_journal(world, folder / "copy.sqlite3").path
    with closing(sqlite3.connect(copy)) as conn:
        conn.execute("VACUUM")
    return found | {
        "day-one": day_one.encode(),
        "jrnl": jrnl.encode(),
        "utf-16": codecs.BOM_UTF16_LE + jrnl.encode("utf-16-le"),
        "zip": packed.getvalue(),
        "gzip": gzip.compress(day_one.encode()),
        "sqlite": copy.read_bytes(),
    }


def _day_one(number: int) -> dict[str, Any]:
    return {
        "uuid": f"{number:032X}", "creationDate": f"2025-06-0{number + 1}T10:00:00Z", "starred": number == 1,
        "modifiedDate": "2025-07-01T10:00:00Z", "timeZone": ("Europe/Oslo", "GMT+1200", "CEST", "?")[number],
        "text": f"Day {number}\\. ![](dayone-moment:\\/\\/AB{number})", "tags": ["Rest", "🙂"], "photos": [{"type": "jpeg"}],
        "location": {"country": "Norway"}, "richText": '{"contents": [{"text": "Day"}]}',
    }  # fmt: skip


def _jrnl(number: int) -> dict[str, Any]:
    return {
        "title": f"Title {number}.",
        "body": "It was @massage time.\n",
        "date": f"2025-11-0{number + 1}",
        "time": "17:30",
        "tags": ["@massage"],
        "starred": False,
    }


# ---------------------------------------------------------------- what becomes of them


def mutated(data: bytes, rng: random.Random) -> bytes:
    """The bytes with one to five slips: values of another type, bytes flipped, pieces lost, doubled or put in, an end."""
    for _ in range(rng.randint(1, 5)):
        if data[:1] in b"{" and rng.random() < 0.5:
            data = _other_values(data, rng)
        here = rng.randint(0, len(data))
        size = rng.choice((1, 3, 20, 300, 5_000))
        slip = rng.randrange(7)
        if slip == 0:
            data = data[:here]
        elif slip == 1:
            data = data[:here] + data[here + size :]
        elif slip == 2:
            data = data[:here] + data[here : here + size] * rng.choice((2, 2, 50)) + data[here + size :]
        elif slip == 3:
            data = data[:here] + rng.choice(_TOKENS) + data[here:]
        elif slip == 4:
            data = data[:here] + rng.randbytes(rng.choice((1, 1, 4))) + data[here + 1 :]
        elif slip == 5 and data:
            bit = 1 << rng.randrange(8)
            place = rng.randrange(len(data))
            data = data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :]
    return data


def _other_values(data: bytes, rng: random.Random) -> bytes:
    """The same document, or each of its lines, with values swapped, doubled, taken out or of another type."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return data
    records = document.get("records") or document.get("entries")
    if not isinstance(records, list) or not records:
        return data
    for _ in range(rng.randint(1, 4)):
        one = rng.choice(records)
        if not isinstance(one, dict) or not one:
            continue
        key = rng.choice(list(one))
        what = rng.randrange(5)
        if what == 0:
            del one[key]
        elif what == 1:
            one[key] = rng.choice(_VALUES)
        elif what == 2:
            one[key] = one[rng.choice(list(one))]
        elif what == 3:
            records.append({**one, key: rng.choice(_VALUES)})
        else:
            one[rng.choice(("id", "uid", "uuid", "source", "text", "zone", "deleted_at"))] = rng.choice(
                _VALUES
            )
    return json.dumps(document, sort_keys=rng.random() < 0.2).encode()
