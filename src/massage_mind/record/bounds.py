"""How much a person can say at a time. Every door of the program keeps to these, and says them."""

from __future__ import annotations

MOST_CHARACTERS = 1_000_000
"""Of one text, whatever it is of: some five hundred pages."""
MOST_BYTES = 4 * MOST_CHARACTERS + 4
"""Of what such a text is read from, with the mark before it."""
MOST_IN_SETTING = 1_000
"""Characters of one value of the settings: what somebody or something is called."""
