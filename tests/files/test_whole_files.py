"""The one writer of files: whole or not at all, through no link, swept when its process is gone, cleaned on signals."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from massage_mind.errors import Stopped
from massage_mind.home import private_folder, write_new, write_private
from massage_mind.process import numbering, started_at
from massage_mind.whole_files import (
    drop_passing,
    make_passing,
    passing_file,
    passing_name,
    sweep,
    take_name,
    whole_file,
)

DAY_S = 86_400
posix = pytest.mark.skipif(os.name != "posix", reason="links, modes and signals are POSIX")


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def name_of(pid: int, started: int, where: str = "") -> str:
    """What a writer of this process would call its file before it has a name."""
    return f".e.json.massage-mind-{pid}-{started}-{where or numbering()}-{'0' * 16}.tmp"


def new_part(path: Path) -> Path:
    """An empty file under a passing name."""
    part = passing_name(path)
    make_passing(part)
    return part


def ended_process() -> int:
    """The number of a process that is gone."""
    process = subprocess.Popen([sys.executable, "-S", "-c", ""])
    process.wait()
    return process.pid


@posix
def test_a_file_is_the_owners_alone_while_it_grows_and_after(tmp_path: Path) -> None:
    """Whatever the umask; whoever foresees a name that others use finds it is not used."""
    before = os.umask(0)
    (tmp_path / f".e.json.{os.getpid()}.tmp").symlink_to(tmp_path / "trap")
    (tmp_path / ".e.json.tmp").mkdir()
    try:
        with whole_file(tmp_path / "e.json") as file:
            file.write(b"words")
            (growing,) = tmp_path.glob(".e.json.massage-mind-*")
            assert 0o600 == stat.S_IMODE(growing.stat().st_mode)
    finally:
        os.umask(before)
    assert (b"words", 0o600) == (
        (tmp_path / "e.json").read_bytes(),
        stat.S_IMODE((tmp_path / "e.json").stat().st_mode),
    )
    assert not (tmp_path / "trap").exists()
    assert sorted([".e.json.tmp", f".e.json.{os.getpid()}.tmp", "e.json"]) == names(tmp_path)


def test_two_passing_names_are_never_the_same(tmp_path: Path) -> None:
    """Not even of one process for one file: nobody can lay something in the way."""
    made = {passing_name(tmp_path / "a") for _ in range(50)}
    assert 50 == len(made)


def test_what_is_written_again_in_a_moment_is_whole_as_well(tmp_path: Path) -> None:
    """Without waiting for the disk: only a power cut could find less of it."""
    (tmp_path / "draft").write_bytes(b"old")
    with whole_file(tmp_path / "draft", over=True, durable=False) as file:
        file.write(b"new")
        assert b"old" == (tmp_path / "draft").read_bytes()
    assert (b"new", ["draft"]) == ((tmp_path / "draft").read_bytes(), names(tmp_path))


@posix
@pytest.mark.parametrize("way", ["new", "over", "private", "passing"])
def test_a_link_to_nothing_is_not_written_through(tmp_path: Path, way: str) -> None:
    """It is said; put over, the link goes and not what it points to."""
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "elsewhere")
    if way == "over":
        with whole_file(link, over=True) as file:
            file.write(b"x")
        assert not link.is_symlink()
    elif way == "private":
        with pytest.raises(FileNotFoundError, match="link to nothing"):
            write_private(link, b"x")
    elif way == "passing":
        with pytest.raises(FileExistsError), passing_file(link):
            pass
    else:
        with pytest.raises(FileExistsError):
            write_new(link, b"x")
    assert ["link"] == names(tmp_path)
    assert not (tmp_path / "elsewhere").exists()


@posix
def test_a_folder_that_is_a_link_to_nothing_is_said(tmp_path: Path) -> None:
    """Nothing is made where it points to."""
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError, match="link to nothing"):
        private_folder(tmp_path / "link")
    assert ["link"] == names(tmp_path)


def test_names_as_long_as_they_may_be_are_written(tmp_path: Path) -> None:
    """255 bytes, of letters of any length; what the passing name adds does not make it too long."""
    for name in ("x" * 250, "肩" * 83, "é" * 120):
        write_new(tmp_path / name, b"x")
        write_private(tmp_path / name, b"y")
        with passing_file(tmp_path / name, over=True) as passing:
            Path(f"{passing}-journal").touch()
            Path(f"{passing}-journal").unlink()
    assert 3 == len(names(tmp_path))


# ---------------------------------------------------------------- sweeping


def test_what_a_process_that_is_gone_has_left_is_swept_by_the_next_who_writes(tmp_path: Path) -> None:
    """With what SQLite laid beside it; nothing of other programs."""
    left = name_of(ended_process(), 4711)
    theirs = [".e.json.123.tmp", ".e.json.massage-mind.tmp", "notes.tmp", left.removeprefix(".")]
    for name in (left, f"{left}-journal", *theirs):
        (tmp_path / name).write_bytes(b"words")
    write_new(tmp_path / "new", b"x")
    assert sorted([*theirs, "new"]) == names(tmp_path)


def test_what_a_process_is_writing_is_never_swept(tmp_path: Path) -> None:
    """Not this one's, not another one's, however long it takes."""
    ours = new_part(tmp_path / "ours")
    other = subprocess.Popen([sys.executable, "-S", "-c", "input()"], stdin=subprocess.PIPE)
    try:
        theirs = tmp_path / name_of(other.pid, started_at(other.pid))
        theirs.touch()
        sweep(tmp_path, now_s=2**40)
        if started_at(other.pid):
            assert sorted([ours.name, theirs.name]) == names(tmp_path)
        else:  # Where nothing tells when a process was started, a day without a write has to do.
            sweep(tmp_path)
    finally:
        other.communicate(b"\n")
    sweep(tmp_path)
    assert [ours.name] == names(tmp_path)
    drop_passing(ours)


@pytest.mark.skipif(not started_at(os.getpid()), reason="nothing tells when a process was started")
def test_a_number_that_another_process_has_by_now_protects_nothing(tmp_path: Path) -> None:
    """The process that runs was started at another time."""
    (tmp_path / name_of(os.getpid(), started_at(os.getpid()) - 1)).touch()
    sweep(tmp_path)
    assert [] == names(tmp_path)


def test_what_comes_from_elsewhere_is_left_for_a_day(tmp_path: Path) -> None:
    """From another machine or before the last boot: nobody can ask whether its process runs."""
    there = tmp_path / name_of(ended_process(), 1, where="00000000")
    there.touch()
    now_s = there.stat().st_mtime
    sweep(tmp_path, now_s=now_s + DAY_S - 60)
    assert [there.name] == names(tmp_path)
    sweep(tmp_path, now_s=now_s + DAY_S + 60)
    assert [] == names(tmp_path)


def test_a_file_of_parts_is_swept_and_named_by_the_same_rules(tmp_path: Path) -> None:
    """For those who cannot stay within one block."""
    part = new_part(tmp_path / "a.mp3")
    part.write_bytes(b"sound")
    take_name(part, tmp_path / "a.mp3", over=False)
    with pytest.raises(FileExistsError):
        take_name(new_part(tmp_path / "a.mp3"), tmp_path / "a.mp3", over=False)
    assert b"sound" == (tmp_path / "a.mp3").read_bytes()


# ---------------------------------------------------------------- signals


@posix
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT"])
def test_a_signal_leaves_nothing_half_made(tmp_path: Path, name: str) -> None:
    """Also where a second one comes while it is cleared away; handlers are as they were afterwards."""
    signum = getattr(signal, name)
    before = signal.getsignal(signum)
    with pytest.raises(Stopped) as stopped, whole_file(tmp_path / "f") as file:
        file.write(b"half")
        try:
            os.kill(os.getpid(), signum)
        finally:
            os.kill(os.getpid(), signum)
    assert signum == stopped.value.signum
    assert ([], before) == (names(tmp_path), signal.getsignal(signum))


@posix
def test_a_signal_that_somebody_looks_after_is_left_to_them(tmp_path: Path) -> None:
    """A session that runs only remembers it: what is being written is finished."""
    came: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda signum, _: came.append(signum))
    ignored = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with whole_file(tmp_path / "f") as file:
            os.kill(os.getpid(), signal.SIGTERM)
            os.kill(os.getpid(), signal.SIGHUP)
            file.write(b"whole")
    finally:
        signal.signal(signal.SIGTERM, before)
        signal.signal(signal.SIGHUP, ignored)
    assert ([signal.SIGTERM], b"whole") == (came, (tmp_path / "f").read_bytes())


@posix
def test_a_signal_in_the_last_moment_leaves_nobody_elses_file_harmed(tmp_path: Path) -> None:
    """The name was taken by somebody meanwhile, and a signal waits: theirs stays, and nothing else lies there."""
    path = _TakenInTheLastMoment(tmp_path / "f")
    with pytest.raises((Stopped, FileExistsError)), whole_file(path) as file:
        file.write(b"ours")
        path.armed = True
    assert (b"theirs", ["f"]) == ((tmp_path / "f").read_bytes(), names(tmp_path))


class _TakenInTheLastMoment(type(Path())):  # type: ignore[misc]
    """A path at which somebody else's file appears, and a signal comes, when it is about to be taken."""

    armed = False

    def __fspath__(self) -> str:
        if self.armed:
            self.armed = False
            Path(str(self)).write_bytes(b"theirs")
            os.kill(os.getpid(), signal.SIGTERM)
        return str(self)
