"""`massage-mind course`: massages over some weeks, what they cost, and a look back at weeks that were named before."""

from __future__ import annotations

from massage_mind.cli.lazy import Command, Example, lazy_group

TABLE: dict[str, Command] = {
    "start": Command(
        "commands.course_start_command",
        "start",
        "Plan one: how often, how long, what it costs, when to look back.",
        example=Example(
            'massage-mind course start "friday 15:00" --weeks 8 --price "80 EUR"', "eight weeks, an hour each"
        ),
    ),
    "show": Command(
        "commands.course_show_command",
        "show",
        "How it stands: what took place, what it cost, what's to come.",
        example=Example("massage-mind course show", "the one that runs"),
    ),
    "next": Command(
        "commands.course_next_command",
        "next_",
        "The next thing of it.",
        example=Example("massage-mind course next", "one line, and what to do"),
    ),
    "review": Command(
        "commands.course_review_command",
        "review",
        "Look back: your words of the beginning beside today's.",
        example=Example("massage-mind course review", "it asks, one thing at a time"),
    ),
    "pause": Command(
        "commands.course_pause_command",
        "pause",
        "Pause it: a holiday, an illness. Nothing is missed.",
        example=Example('massage-mind course pause --until "4 january" --reason "a holiday"', "the weeks move on"),
    ),
    "resume": Command(
        "commands.course_resume_command",
        "resume",
        "Go on with it.",
        example=Example("massage-mind course resume", "from today"),
    ),
    "end": Command(
        "commands.course_end_command",
        "end",
        "It ends now.",
        example=Example('massage-mind course end --reason "enough for now"', "what's planned doesn't take place"),
    ),
    "wish": Command(
        "commands.course_wish_command",
        "wish",
        "Do I want one? A few questions, kept.",
        example=Example('massage-mind course wish --want yes --for "my neck"', "in your own words"),
    ),
    "receipts": Command(
        "commands.course_receipts_command",
        "receipts",
        "What was paid, when, to whom.",
        example=Example("massage-mind course receipts --csv", "for a spreadsheet"),
    ),
    "calendar": Command(
        "commands.course_calendar_command",
        "calendar",
        "Carry it into your calendar, as a file.",
        example=Example("massage-mind course calendar --out course.ics", "appointments and looks back"),
    ),
}  # fmt: skip

app = lazy_group("course", "Massages over some weeks, planned, counted, looked back on.", TABLE)
