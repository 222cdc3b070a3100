"""The least of a shell with job control: one job in a terminal, told on a line of its own when it stops.

When the job stops it writes the terminal's local flags to the file `--states`, waits for a line on the terminal, and
brings the job to the foreground again. All other arguments go to the driver, or after `--program` to massage-mind.
"""

from __future__ import annotations

import os
import signal
import sys
import termios
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    states = Path(sys.argv[sys.argv.index("--states") + 1])
    arguments = [word for word in sys.argv[1:] if word not in ("--states", str(states))]
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    job = os.fork()
    if job == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpid())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        if arguments[0] == "--program":
            os.execv(sys.executable, [sys.executable, "-m", "massage_mind", *arguments[1:]])
        os.execv(sys.executable, [sys.executable, str(HERE / "screen_driver.py"), *arguments])
    while True:
        _, status = os.waitpid(job, os.WUNTRACED)
        os.tcsetpgrp(0, os.getpgrp())
        if not os.WIFSTOPPED(status):
            return os.waitstatus_to_exitcode(status)
        flags = termios.tcgetattr(0)[3]
        cooked = bool(flags & termios.ICANON) and bool(flags & termios.ECHO)
        with states.open("a", encoding="utf-8") as file:
            file.write(f"cooked={cooked}\n")
        os.write(1, b"stopped\r\n")
        os.read(0, 100)
        os.tcsetpgrp(0, job)
        os.kill(-job, signal.SIGCONT)


if __name__ == "__main__":
    sys.exit(main())
