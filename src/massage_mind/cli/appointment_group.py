"""`massage-mind appointment`: the massage itself, and the thread that everything around it hangs on."""

from __future__ import annotations

from massage_mind.cli.lazy import Command, Example, lazy_group

TABLE: dict[str, Command] = {
    "add": Command(
        "commands.appointment_add_command",
        "add",
        "Note an appointment: friday 15:00, tomorrow 9am, in 2 hours.",
        example=Example(
            "massage-mind appointment add friday 15:00 --minutes 60 --therapist Kim", "an hour with Kim"
        ),
    ),
    "list": Command(
        "commands.appointment_list_command",
        "list_",
        "List what is coming, and what was lately.",
        example=Example("massage-mind appointment list --all", "all there ever were"),
    ),
    "show": Command(
        "commands.appointment_show_command",
        "show",
        "Show one with everything around it.",
        example=Example("massage-mind appointment show", "the nearest one"),
    ),
    "edit": Command(
        "commands.appointment_edit_command",
        "edit",
        "Change its length, style, therapist, place, price or note.",
        example=Example('massage-mind appointment edit --place "at home"', "where the nearest one is"),
    ),
    "move": Command(
        "commands.appointment_move_command",
        "move",
        "Move it to another time.",
        example=Example("massage-mind appointment move friday 16:00", "the nearest one, to an hour later"),
    ),
    "done": Command(
        "commands.appointment_done_command",
        "done",
        "It took place.",
        example=Example("massage-mind appointment done", "the nearest one"),
    ),
    "skip": Command(
        "commands.appointment_skip_command",
        "skip",
        "It doesn't take place.",
        example=Example('massage-mind appointment skip --reason "a cold"', "the nearest one"),
    ),
    "delete": Command(
        "commands.appointment_delete_command",
        "delete",
        "Put it into the bin.",
        example=Example("massage-mind appointment delete", "the nearest one"),
    ),
}

app = lazy_group("appointment", "The massage itself: when, with whom, how it went.", TABLE)
