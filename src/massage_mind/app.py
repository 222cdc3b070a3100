"""The composition root: here, and nowhere else, the program meets the world it runs in."""

from __future__ import annotations

import os
import sys

from massage_mind.doors import REAL
from massage_mind.perform.clock import SystemClock
from massage_mind.world import World


def real_world() -> World:
    """The world of this process."""
    return World(SystemClock(), zone_name(), os.environ, sys.stdin, sys.stdout, sys.stderr, REAL)


def zone_name() -> str:
    """The person's time zone: its IANA name where the system tells it, otherwise the offset, such as +02:00."""
    name = os.environ.get("TZ", "").lstrip(":")
    if name and "/" in name and not name.startswith("/"):
        return name
    try:
        linked = os.readlink("/etc/localtime")
    except OSError:
        linked = ""
    if not name and "zoneinfo/" in linked:
        return linked.split("zoneinfo/", 1)[1]
    import time

    offset = time.localtime().tm_gmtoff
    sign, minutes = ("-" if offset < 0 else "+"), abs(offset) // 60
    return f"{sign}{minutes // 60:02d}:{minutes % 60:02d}"
