"""Being woken on time beside other work.

Linux shares a processor out in turns. Who asks for short ones gets no more of it, but is let in sooner when it wakes
(the slice of a task in the EEVDF scheduler, settable by `sched_setattr` from Linux 6.12 on, without any right; older
ones take the call and do nothing). A cue is a few hundred microseconds of work, so short turns are all it needs.
"""

from __future__ import annotations

import os
import sys

SLICE_NS = 100_000
"""The shortest turn there is."""
_CALLS = {"x86_64": 314, "aarch64": 274, "riscv64": 274}
"""The number of `sched_setattr` on each kind of machine; the C library has no name for it."""


def ask_for_short_turns() -> bool:
    """Ask it for this thread, and those it starts; whether the system took it. Changes no priority."""
    if sys.platform != "linux":
        return False
    call = _CALLS.get(os.uname().machine)
    if call is None or os.sched_getscheduler(0) != os.SCHED_OTHER:
        return False
    import ctypes
    import struct

    nice = os.getpriority(os.PRIO_PROCESS, 0)
    # struct sched_attr: size, policy, flags, nice, priority, runtime, deadline, period
    wanted = struct.pack("=IIQiIQQQ", 48, os.SCHED_OTHER, 0, nice, 0, SLICE_NS, 0, 0)
    syscall = ctypes.CDLL(None).syscall
    return bool(syscall(call, 0, ctypes.create_string_buffer(wanted, 48), 0) == 0)
