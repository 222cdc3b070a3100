"""`massage-mind sound`: what is heard, tried out. Each command loads its module when it is called."""

from __future__ import annotations

from massage_mind.cli.lazy import Command, Example, lazy_group

TABLE: dict[str, Command] = {
    "test": Command(
        "commands.sound_test_command",
        "try_out",
        "A bell left, right and on both sides, and a spoken line.",
        example=Example("massage-mind sound test"),
    ),
    "voices": Command(
        "commands.sound_voices_command",
        "voices",
        "Who can speak here, and how to have a better voice.",
        example=Example("massage-mind sound voices"),
    ),
    "devices": Command(
        "commands.sound_devices_command",
        "devices",
        "What can play on this machine.",
        example=Example("massage-mind sound devices"),
    ),
    "list": Command(
        "commands.sound_list_command",
        "list_sounds",
        "The bells and ambiences there are.",
        example=Example("massage-mind sound list"),
    ),
    "play": Command(
        "commands.sound_play_command",
        "play",
        "Hear one of them.",
        example=Example("massage-mind sound play gong", "the gong"),
    ),
}

app = lazy_group("sound", "Try out what you hear: voices, bells, devices.", TABLE)
