"""`massage-mind config`: see and change the settings. Each command loads its module when it is called."""

from __future__ import annotations

from massage_mind.cli.lazy import Command, lazy_group

TABLE: dict[str, Command] = {
    "list": Command(
        "commands.config_list_command", "list_settings", "List every setting, its value and what it is for."
    ),
    "get": Command("commands.config_get_command", "get", "Print the value of one setting."),
    "set": Command(
        "commands.config_set_command",
        "set_",
        "Change one setting; everything else in the file stays as it is.",
        dashes=True,
    ),
    "path": Command("commands.config_path_command", "path", "Print where the settings file is, or would be."),
}

app = lazy_group("config", "See and change the settings.", TABLE)
