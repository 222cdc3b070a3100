"""`massage-mind sound`: what is heard, tried out. Each command loads its module when it is called."""

from __future__ import annotations

from massage_mind.cli.lazy import Command, lazy_group

TABLE: dict[str, Command] = {
    "test": Command(
        "commands.sound_test_command", "try_out", "A bell left, right and on both sides, and a spoken line."
    ),
    "voices": Command(
        "commands.sound_voices_command", "voices", "Who can speak here, and how to have a better voice."
    ),
    "devices": Command("commands.sound_devices_command", "devices", "What can play on this machine."),
    "list": Command("commands.sound_list_command", "list_sounds", "The bells and ambiences there are."),
    "play": Command("commands.sound_play_command", "play", "Hear one of them."),
}

app = lazy_group("sound", "Try out what you hear: voices, bells, devices.", TABLE)
