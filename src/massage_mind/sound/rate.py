"""The one form of sound inside the program: 48,000 frames a second, two channels. Needs no numpy."""

from __future__ import annotations

RATE = 48_000
"""Frames a second, throughout."""
CHANNELS = 2
"""A mix is stereo: the left one first."""
