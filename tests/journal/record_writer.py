"""A process that writes records of every kind and says what it has written: to be killed at any instant."""

from __future__ import annotations

import json
import os
import random
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from journal_support import NOW

from massage_mind.journal.carry.merge import merge
from massage_mind.journal.store import open_store
from massage_mind.record.appointment import Appointment
from massage_mind.record.checkin import CheckIn
from massage_mind.record.document import record_document
from massage_mind.record.entry import Entry
from massage_mind.record.head import NewRecord
from massage_mind.record.intention import Intention
from massage_mind.record.parked import Parked


def say(*words: Any) -> None:
    """Acknowledge: one line, written at once."""
    os.write(1, (json.dumps(words) + "\n").encode())


def main(path: str, seed: str) -> None:
    chance = random.Random(int(seed))
    store = open_store(Path(path), writing=True, now_ms=NOW)
    say("open")
    mine: list[str] = []
    for step in range(100_000):
        now = NOW + step
        match chance.randrange(8):
            case 0 | 1 | 2:
                details = chance.choice(
                    [
                        Entry(f"entry {seed} {step} 肩膀 " + "x" * chance.randrange(3_000)),
                        CheckIn("before", "note", {"stress": step % 11}, {"jaw": step % 4}),
                        Appointment(60, "swedish", "Kim"),
                        Intention(f"rest {step}"),
                        Parked(f"call {step}"),
                    ]
                )
                record = store.records.add(NewRecord(details, now, "UTC", tags=("a", "b")), now_ms=now)
                mine.append(record.id)
                say("there", record.id, record_document(record))
            case 3 | 4 if mine:
                one = chance.choice(mine)
                changed = store.records.change(
                    one, now_ms=now, head=lambda old, step=step: replace(old, tags=(f"t{step}",))
                )
                say("there", one, record_document(changed))
            case 5 if mine:
                one = chance.choice(mine)
                store.records.bin([one], now_ms=now)
                store.records.restore([one], now_ms=now)
                say("there", one, record_document(store.records.get(one, now_ms=now)))
            case 6 if mine:
                one = mine.pop(chance.randrange(len(mine)))
                store.records.forget([one], now_ms=now)
                say("gone", one)
            case 7 if mine:
                one = store.records.get(chance.choice(mine), now_ms=now)
                newer = replace(
                    one, head=replace(one.head, changed_at=one.head.changed_at + 7, tags=("imported",))
                )
                merge(store, iter([("x", newer)]), now_ms=now)
                say("there", one.id, record_document(store.records.get(one.id, now_ms=now)))


if __name__ == "__main__":
    main(*sys.argv[1:])
