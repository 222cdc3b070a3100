"""`massage-mind appointment`: the massage itself, and the thread that everything around it hangs on."""

from __future__ import annotations

from massage_mind.cli.lazy import Command, lazy_group

TABLE: dict[str, Command] = {
    "add": Command(
        "commands.appointment_add_command",
        "add",
        "Note an appointment: friday 15:00, tomorrow 9am, in 2 hours.",
    ),
    "list": Command(
        "commands.appointment_list_command", "list_", "List what is coming, and what was lately."
    ),
    "show": Command("commands.appointment_show_command", "show", "Show one with everything around it."),
    "edit": Command(
        "commands.appointment_edit_command",
        "edit",
        "Change its length, style, therapist, place, price or note.",
    ),
    "move": Command("commands.appointment_move_command", "move", "Move it to another time."),
    "done": Command("commands.appointment_done_command", "done", "It took place."),
    "skip": Command("commands.appointment_skip_command", "skip", "It does not take place."),
    "delete": Command("commands.appointment_delete_command", "delete", "Put it into the bin."),
}

app = lazy_group("appointment", "The massage itself: when, with whom, how it went.", TABLE)
