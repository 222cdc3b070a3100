"""The script that `scripts new` writes to start from, and writing it."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.errors import UsageError
from massage_mind.home import private_folder, write_new, write_private
from massage_mind.names import MOMENTS, Moment
from massage_mind.words.near import one_of, quoted

if TYPE_CHECKING:
    from massage_mind.reading.library import Library

SCHEMA_FILE = "script.schema.json"
"""Lies in the person's own folder beside the moments, for their editor."""
KEPT_BY_WINDOWS = ("con", "prn", "aux", "nul")
LONGEST_NAME = 60

_BEFORE = """\
# yaml-language-server: $schema={schema}
# How scripts are written: docs/scripts.md. Check yours with: massage-mind scripts check {name}
title: {title}
about: In a sentence or two, what it is and whom it is for.
moment: {moment}
minutes: {{least: 1, ideal: 5, most: 15}}
language: en
anchors: [feet, sounds]
remind:
  - text: "You have a word: {{intention}}. You can say it to yourself once."
    unset: "Is there a word for what would be welcome? There may be none."
sections:
  - name: arriving
    steps:
      - bell: bell
      - say: "You are here. The next {{length}} have nothing in them but this."
  - name: breath
    time: {{natural: 30 s, stretch: 1, shrink: 20 s}}
    steps:
      - say: "Let the breath come and go, or listen to the room instead."
      - breathe: natural
  - name: word
    optional: 1
    steps:
      - remind
  - name: closing
    steps:
      - say: "This is the end of it. Take your time."
      - bell: bell
"""

_DURING = """\
# yaml-language-server: $schema={schema}
# How scripts are written: docs/scripts.md. Check yours with: massage-mind scripts check {name}
title: {title}
about: In a sentence or two, what it is and whom it is for.
moment: during
minutes: {{least: 5, ideal: 60, most: 90}}
language: en
anchors: [touch, sounds]
guidance: [sparse, guided, silent]
free: [use: freedom]
remind: [use: reminders-on-the-table]
sections:
  - name: settling
    steps:
      - use: opening-on-the-table
  - name: following
    steps:
      - scan: style
        # A thread is heard in order, its lines minutes apart, so each has to stand alone.
        lines:
          - thread:
              - "Wherever the touch is now, attention can rest there. Is it wide or narrow?"
              - "Touch has an end somewhere. You might be there when it comes."
              - "How quick is the touch by now?"
          - {{text: "You might listen to this room for a while.", anchor: sounds}}
        also: [use: contact]
  - name: closing
    time: {{natural: 2 min, stretch: 0, shrink: 100 s}}
    steps:
      - use: closing-on-the-table
"""


def starter(name: str, moment: str, schema: str) -> str:
    """The text of a new script. `schema` is where the editor finds the JSON Schema, relative to the file."""
    text = _DURING if moment == "during" else _BEFORE
    return text.format(name=name, title=name.replace("-", " ").capitalize(), moment=moment, schema=schema)


def moment_named(text: str) -> Moment:
    """The moment of this name. Raises `UsageError`."""
    return one_of("moment", text, MOMENTS)


def begin_script(library: Library, folder: Path, name: str, moment: str) -> Path:
    """Write a script to start from under this name into the person's own folder, with the schema for their editor.

    Never over one that is there, nor in the place of a shipped one. Raises `UsageError`.
    """
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name) or len(name) > LONGEST_NAME:
        better = "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:LONGEST_NAME].strip("-") or "my-evening"
        raise UsageError(
            f"{quoted(name)} isn't a name for a script.",
            f"Lower case, digits and dashes: {better}.",
            instead=(name, better),
        )
    moment_named(moment)
    if name in KEPT_BY_WINDOWS:
        raise UsageError(f"{name} is a name that Windows keeps for itself.", "Choose another.")
    if any(found.name == name and not found.own for found in library.found()):
        raise UsageError(
            f"{name} is a shipped script; yours would take its place.",
            f"Call it my-{name}.",
            instead=(name, f"my-{name}"),
        )
    path = folder / moment / f"{name}.yaml"
    if os.path.lexists(path):
        raise UsageError(f"There is a script {path} already.", "Choose another name.")
    _write(library, folder, path, starter(name, moment, f"../{SCHEMA_FILE}").encode())
    return path


def own_copy(library: Library, folder: Path, shipped: Path) -> Path:
    """A copy of a shipped script in the person's own folder, where it takes its place.

    Never over a file that is there. Raises `UsageError`.
    """
    path = folder / shipped.parent.name / shipped.name
    if os.path.lexists(path):
        raise UsageError(
            f"There is a file {path} already.", "It is no script as it stands; look into it first."
        )
    _write(library, folder, path, shipped.read_bytes())
    return path


def _write(library: Library, folder: Path, path: Path, content: bytes) -> None:
    """Write a new script into the person's own folder, and beside it the schema for their editor."""
    from massage_mind.reading.json_schema import script_schema

    private_folder(folder)
    private_folder(path.parent)
    write_private(folder / SCHEMA_FILE, json.dumps(script_schema(library.style_ids()), indent=1).encode())
    write_new(path, content)
