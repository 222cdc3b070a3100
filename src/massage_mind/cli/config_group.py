"""`massage-mind config`: see and change the settings. Each command loads its module when it is called."""

from __future__ import annotations

from massage_mind.cli.lazy import Command, Example, lazy_group

TABLE: dict[str, Command] = {
    "list": Command(
        "commands.config_list_command",
        "list_settings",
        "List every setting, its value and what it is for.",
        example=Example("massage-mind config list"),
    ),
    "get": Command(
        "commands.config_get_command",
        "get",
        "Print the value of one setting.",
        example=Example("massage-mind config get volume", "how loud it is"),
    ),
    "set": Command(
        "commands.config_set_command",
        "set_",
        "Change one setting; everything else in the file stays as it is.",
        dashes=True,
        example=Example("massage-mind config set volume 55", "a little softer"),
    ),
    "path": Command(
        "commands.config_path_command",
        "path",
        "Print where the settings file is, or would be.",
        example=Example("massage-mind config path"),
    ),
}

app = lazy_group("config", "See and change the settings.", TABLE)
