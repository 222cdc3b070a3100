"""`massage-mind sound`: the ears. Each command loads its module when it is called."""

from __future__ import annotations

from massage_mind.cli.lazy import Command, lazy_group

app = lazy_group(
    "sound",
    "Try out what you hear: voices, bells, devices.",
    {
        "test": Command(
            "sound_commands", "try_out", "A bell left, right and on both sides, and a spoken line."
        ),
        "voices": Command("sound_commands", "voices", "Who can speak here, and how to have a better voice."),
        "devices": Command("sound_commands", "devices", "What can play on this machine."),
        "list": Command("sound_commands", "list_sounds", "The bells and ambiences there are."),
        "play": Command("sound_commands", "play", "Hear one of them."),
    },
)
