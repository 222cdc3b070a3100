"""Which process this is, and whether another one is still there."""

from __future__ import annotations

import os
import sys
from functools import cache

_STARTED = 19
"""Which field after the name of a process in Linux's /proc/PID/stat says when it was started, in ticks since boot."""


def is_alive(pid: int) -> bool:
    """Whether a process with this number is running (or stopped, or may not be asked)."""
    if pid <= 0:
        return False
    if sys.platform == "win32":
        return _is_alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    except OverflowError:  # A number no process can have, out of a damaged record.
        return False
    return True


def started_at(pid: int) -> int:
    """When the process with this number was started, in the system's own count since boot; 0 where nothing tells.

    Two processes that had one number after each other differ in it.
    """
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return int(file.read().rpartition(b")")[2].split()[_STARTED])
    except (OSError, ValueError, IndexError):
        return 0


@cache
def numbering() -> str:
    """Where numbers of processes mean what they mean here: eight hexadecimal digits for this boot of this machine.

    In another container, on another machine with the same folder, or before the last boot, it is another.
    """
    from zlib import crc32  # A library of its own to find, which a list has no need of.

    told = _name_of_machine().encode("utf-8", "surrogateescape")
    try:
        with open("/proc/sys/kernel/random/boot_id", "rb") as file:
            told += file.read()
        told += os.readlink("/proc/self/ns/pid").encode()
    except OSError:  # No Linux: the name of the machine has to do.
        pass
    return f"{crc32(told):08x}"


def _name_of_machine() -> str:
    if sys.platform != "win32":
        return os.uname().nodename
    import platform

    return platform.node()


if sys.platform == "win32":

    def _is_alive_on_windows(pid: int) -> bool:
        """There `os.kill(pid, 0)` would end the process instead of asking after it."""
        import ctypes

        query_limited, still_active = 0x1000, 259
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        handle = kernel.OpenProcess(query_limited, False, pid)
        if not handle:
            return bool(ctypes.get_last_error() == 5)  # Access denied: it is there.
        try:
            code = ctypes.c_ulong()
            return bool(kernel.GetExitCodeProcess(handle, ctypes.byref(code))) and code.value == still_active
        finally:
            kernel.CloseHandle(handle)
