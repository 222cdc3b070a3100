"""`massage-mind compare`: a massage and a quiet hour a week, in an order that was drawn, with one answer at the end."""

from __future__ import annotations

from massage_mind.cli.lazy import Command, Example, lazy_group

TABLE: dict[str, Command] = {
    "plan": Command(
        "commands.compare_plan_command",
        "plan",
        "Plan one, see what it can find, and draw the order.",
        example=Example("massage-mind compare plan", "it asks, one thing at a time"),
    ),
    "show": Command(
        "commands.compare_show_command",
        "show",
        "How it stands, and which hour is next.",
        example=Example("massage-mind compare show", "no number of it while it runs"),
    ),
    "result": Command(
        "commands.compare_result_command",
        "result",
        "What came of it, at its end.",
        example=Example("massage-mind compare result", "and what you had decided"),
    ),
    "report": Command(
        "commands.compare_report_command",
        "report",
        "The same in full, to keep or to hand on.",
        example=Example("massage-mind compare report --html --out comparison.html", "a page to print"),
    ),
    "verify": Command(
        "commands.compare_verify_command",
        "verify",
        "Work out from the plan that its order is the one that was drawn.",
        example=Example("massage-mind compare verify", "the same on any machine"),
    ),
    "stop": Command(
        "commands.compare_stop_command",
        "stop",
        "It stops now. No reason is needed.",
        example=Example('massage-mind compare stop --reason "enough of it"', "the hours stay yours"),
    ),
}

app = lazy_group("compare", "A massage against an hour of rest: planned, drawn, compared once.", TABLE)
