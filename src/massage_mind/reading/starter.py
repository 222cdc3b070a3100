"""The script that `scripts new` writes to start from."""

from __future__ import annotations

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
        lines:
          - "Wherever the touch is now, attention can rest there. Is it wide or narrow, slow or quick?"
          - "A sound in the room, a sound beyond it, and the quiet between them. You might listen for a while."
  - name: closing
    time: {{natural: 2 min, stretch: 0, shrink: 100 s}}
    steps:
      - use: closing-on-the-table
"""


def starter(name: str, moment: str, schema: str) -> str:
    """The text of a new script. `schema` is where the editor finds the JSON Schema, relative to the file."""
    text = _DURING if moment == "during" else _BEFORE
    return text.format(name=name, title=name.replace("-", " ").capitalize(), moment=moment, schema=schema)
