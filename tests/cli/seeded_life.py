"""Some weeks of somebody's record, as command lines: a massage that was, one in 49 minutes, and what lies around them."""

from __future__ import annotations

from datetime import UTC, datetime

NOW = round(datetime(2026, 11, 26, 14, 11, tzinfo=UTC).timestamp() * 1000)
"""A Thursday, 14:11."""
LIFE: tuple[tuple[str, ...], ...] = (
    ("appointment", "add", "--done", "19 november 15:00", "--minutes", "60", "--style", "swedish", "--therapist", "Kim",
     "--place", "Studio"),
    ("intention", "let my shoulders be", "--at", "19 november 14:30"),
    ("park", "add", "reply to Anna", "--when", "after dinner", "--at", "19 november 14:40"),
    ("checkin", "before", "--stress", "6", "--tension", "5", "--mood", "6", "--body", "l shoulder 3, jaw 2", "--at",
     "19 november 14:50"),
    ("during", "--no-ask", "--at", "19 november 15:05", "--minutes", "50"),
    ("checkin", "after", "--stress", "3", "--tension", "2", "--mood", "6", "--body", "l shoulder 1, jaw 1, belly 1", "--at",
     "19 november 16:10"),
    ("journal", "add", "Week 12: the shoulder is lighter. It stayed so through the evening, and I slept on that side.",
     "--tag", "week", "--at", "19 november 20:00"),
    ("checkin", "next-day", "--sleep", "8", "--soreness", "0", "--at", "20 november 8:05"),
    ("appointment", "add", "today 15:00", "--minutes", "60", "--style", "deep-tissue", "--therapist", "Lee"),
    ("appointment", "add", "26 december 15:00", "--minutes", "75"),
    ("park", "add", "call the bank", "--when", "tomorrow 9:00", "--where", "desk"),
    ("checkin", "ordinary-day", "--stress", "4", "--note", "slept badly"),
    ("journal", "add", "Only a short word.", "--appointment", "none"),
)  # fmt: skip
