"""`massage-mind appointment`: the massage itself, and the thread that everything around it hangs on."""

from __future__ import annotations

from massage_mind.cli.lazy import Command, lazy_group

TABLE: dict[str, Command] = {
    "add": Command(
        "appointment_commands", "add", "Note an appointment: friday 15:00, tomorrow 9am, in 2 hours."
    ),
    "list": Command("appointment_commands", "list_", "List what is coming, and what was lately."),
    "show": Command("appointment_commands", "show", "Show one with everything around it."),
    "edit": Command(
        "appointment_commands", "edit", "Change its length, style, therapist, place, price or note."
    ),
    "move": Command("appointment_commands", "move", "Move it to another time."),
    "done": Command("appointment_commands", "done", "It took place."),
    "skip": Command("appointment_commands", "skip", "It does not take place."),
    "delete": Command("appointment_commands", "delete", "Put it into the bin."),
}

app = lazy_group("appointment", "The massage itself: when, with whom, how it went.", TABLE)
