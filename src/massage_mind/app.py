"""The composition root: here, and nowhere else, the program meets the world it runs in."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime

    from massage_mind.journal.store import Store
    from massage_mind.perform.ports import Clock, Speaker
    from massage_mind.reading.library import Library
    from massage_mind.screen.front import Front
    from massage_mind.settings import Home, Settings
    from massage_mind.sound.sounds import Sounds
    from massage_mind.sound.voice.speech import Speech
    from massage_mind.sound.voice.voices import VoicePlaces


def home() -> Home:
    """Where config, data, cache and scripts are. Creates nothing."""
    from massage_mind.home import find_home

    return find_home(os.environ)


def settings() -> Settings:
    """The settings of this person. Raises `SettingsError` naming the line at fault."""
    from massage_mind.settings import load_settings

    return load_settings(home())


def open_store(writing: bool, wait_ms: int | None = None) -> Store:
    """The journal; a context manager. For reading it creates nothing. `wait_ms` bounds the wait for a lock."""
    from massage_mind.journal.file.connect import BUSY_MS
    from massage_mind.journal.store import open_store as opened

    return opened(home(), writing=writing, now_ms=wall_ms(), busy_ms=BUSY_MS if wait_ms is None else wait_ms)


def library() -> Library:
    """The scripts: the person's own folder first, then the shipped ones."""
    from massage_mind.reading.library import Library

    return Library(home().scripts_dir)


def clock() -> Clock:
    """The clock that sessions are performed by."""
    from massage_mind.perform.clock import SystemClock

    return SystemClock()


def wall_ms() -> int:
    """UTC now, in milliseconds since 1970."""
    import time

    return time.time_ns() // 1_000_000


def local_now() -> datetime:
    """Now, on the person's own clock."""
    from datetime import datetime as moment

    return moment.now().astimezone()


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


def speaker(player: str, volume: int, now: Callable[[], int], sounds: Sounds) -> Speaker:
    """What plays the sounds; "off" touches no audio at all. `volume` from 0 to 100."""
    from massage_mind.sound.play.players import open_speaker

    return open_speaker(player, sounds=sounds, now=now, volume=volume / 100)


def warm_up_sound(player: str) -> None:
    """Load in the background what plays, while a person answers questions."""
    from massage_mind.sound.play.players import warm_up

    warm_up(player)


def sounds_folder() -> Path:
    """Where the shipped bells, ambience and voice lie."""
    from massage_mind.places import shipped_folder

    return shipped_folder("audio")


def voices_room() -> VoicePlaces:
    """Where voices are on this machine: shipped, the person's own, and what was spoken before."""
    from massage_mind.sound.voice.voices import VoicePlaces

    own = home()
    archive = sounds_folder() / "voice" / "en-GB.zip"
    return VoicePlaces(archive, own.data_dir / "voices", own.cache_dir / "voice", os.environ)


def speech(
    name: str, settings: Settings, language: str, fixed: Iterable[str], *, free: bool
) -> Speech | None:
    """The voice of this name for a session, at the pace and of the gender that are set; None for none. Raises UsageError."""
    from massage_mind.sound.voice.voices import VoiceRequest, choose_speech

    request = VoiceRequest(name, settings.voice_pace / 100, settings.voice_gender, language)
    return choose_speech(request, voices_room(), fixed=fixed, free=free, tell=note)


def forget_spoken() -> None:
    """Delete what was spoken before: it may hold the words of what was deleted. It is made again when it is needed."""
    from massage_mind.sound.voice.clips import bound_cache

    for path in bound_cache(voices_room().cache_dir, now_s=wall_ms() / 1000, most=0):
        note(f"What was spoken of it may still lie in {path}, which cannot be deleted now.")


def bound_voice_cache() -> None:
    """Keep what was spoken before within its bounds."""
    from massage_mind.sound.voice.clips import bound_cache

    bound_cache(voices_room().cache_dir, now_s=wall_ms() / 1000)


def front(plain: bool, clock: Clock) -> AbstractContextManager[Front]:
    """What stands between a session and the person: the stage and the keys that fit this terminal, pipe or file."""
    from massage_mind.screen.front import open_front

    return open_front(
        plain=plain, clock=clock, environ=os.environ, stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stderr
    )


def out() -> TextIO:
    """Standard output; a sink where it is closed."""
    return sys.stdout if sys.stdout is not None else open(os.devnull, "w", encoding="utf-8")


def note(text: str) -> None:
    """One line to standard error, for messages. A closed standard error is no reason to stop."""
    if sys.stderr is None:
        return
    from massage_mind.screen.text import safe_text

    text = safe_text(text, lines=True)
    if stderr_is_terminal():
        text = _wrapped(text)
    try:
        sys.stderr.write(_encodable(text, sys.stderr) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return


def _wrapped(text: str) -> str:
    """The text in lines that fit the terminal, broken between words."""
    import shutil

    from massage_mind.screen.text import fill

    columns = max(20, shutil.get_terminal_size().columns - 1)
    return "\n".join(line for part in text.splitlines() for line in fill(part, columns) or [""])


def write(text: str) -> None:
    """One line to standard output, in whatever characters it can carry."""
    out().write(carried(text) + "\n")


def say(text: str) -> None:
    """Sentences to standard output: broken between words on a terminal, whole on a pipe."""
    write(_wrapped(text) if stdout_is_terminal() else text)


def carried(text: str) -> str:
    """The text in whatever characters standard output can carry."""
    return _encodable(text, out())


def colour_wanted() -> bool:
    """Whether anything but plain letters is wanted: NO_COLOR is not set."""
    return not os.environ.get("NO_COLOR")


def _encodable(text: str, stream: TextIO) -> str:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        from massage_mind.screen.text import encodable

        return encodable(text, encoding)
    return text


def stdin_is_terminal() -> bool:
    try:
        return sys.stdin is not None and sys.stdin.isatty()
    except ValueError:  # closed
        return False


def stdout_is_terminal() -> bool:
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:  # closed
        return False


def stderr_is_terminal() -> bool:
    try:
        return sys.stderr is not None and sys.stderr.isatty()
    except ValueError:  # closed
        return False


def rich_wanted() -> bool:
    """Whether standard output is a terminal that shows more than plain lines."""
    return stdout_is_terminal() and os.environ.get("TERM", "") not in ("", "dumb", "unknown")


def stdin_text(replace: bool = False) -> str | None:
    """What is piped in, or None where nothing is: a terminal, /dev/null, a closed standard input.

    Bytes that are not UTF-8 raise `UsageError`; with `replace` they become U+FFFD, and that is said.
    """
    import stat

    try:
        if sys.stdin is None or sys.stdin.isatty():
            return None
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (OSError, ValueError):
        return None
    if not (stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)):
        return None
    data = sys.stdin.buffer.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if replace:
            note("Some bytes on standard input were no UTF-8 text; they stand as U+FFFD now.")
            return data.decode("utf-8-sig", "replace")
        from massage_mind.errors import UsageError

        raise UsageError(
            "Standard input is not UTF-8 text.", "Convert it first, with iconv for example."
        ) from None
