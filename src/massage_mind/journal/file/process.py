"""Whether a process is still there."""

from __future__ import annotations

import os
import sys


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
