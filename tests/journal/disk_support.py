"""Disks that fail and power that goes: commands run over `disk_faults.c`, and what a power cut would leave of them."""

from __future__ import annotations

import json
import os
import platform
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
MADE, WRITTEN, SYNCED, CUT, RENAMED, LINKED, UNLINKED, FOLDER_MADE, FOLDER_GONE = range(1, 10)


@dataclass(frozen=True)
class Said:
    """How a command ended: its exit code (below 0: a signal), what it said, how many calls it made, which one failed."""

    code: int
    out: str
    err: str
    counted: int
    failed: int


class Disk:
    """Runs command lines of the program, each in a process of its own whose n-th call to the disk may fail."""

    def __init__(self, library: Path, log: Path) -> None:
        environ = {**os.environ, "LD_PRELOAD": str(library), "PYTHONPATH": os.pathsep.join(sys.path)}
        self._child = subprocess.Popen(
            [sys.executable, HERE / "disk_child.py"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environ,
            text=True,
        )
        self._log = log

    def run(
        self,
        home: Path,
        args: list[str],
        *,
        now: int,
        at: int = 0,
        how: int = 0,
        lasting: bool = False,
        presses: Any = (),
        logged: bool = False,
    ) -> Said:
        """Run it in this home; the call `at` fails with this error number, or brings the signal -`how`."""
        self._log.unlink(missing_ok=True)
        job = {"home": str(home), "args": args, "now": now, "at": at, "how": how, "lasting": lasting}
        job |= {"presses": list(presses), "log": str(self._log) if logged else None}
        assert self._child.stdin is not None and self._child.stdout is not None
        self._child.stdin.write(json.dumps(job) + "\n")
        self._child.stdin.flush()
        return Said(**json.loads(self._child.stdout.readline()))

    def operations(self) -> list[Operation]:
        """What the command that was logged last did to the disk, in order."""
        return list(_read_log(self._log.read_bytes())) if self._log.exists() else []

    def close(self) -> None:
        """Let the process go."""
        self._child.communicate()


def built(folder: Path) -> Path:
    """The library, made by the compiler that is here. Skips the test, aloud, where there is none."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if not sys.platform.startswith("linux") or platform.libc_ver()[0] != "glibc" or compiler is None:
        pytest.skip(
            "NOT TESTED HERE: failing disks and power cuts need Linux with glibc and a C compiler (cc)"
        )
    library = folder / "disk_faults.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", library, HERE / "disk_faults.c", "-ldl"]
    subprocess.run(command, check=True)
    return library


# ---------------------------------------------------------------- a power cut


@dataclass(frozen=True)
class Operation:
    """One thing that was done to the disk."""

    what: int
    inode: int
    place: int
    one: str
    other: str
    data: bytes


def _read_log(log: bytes) -> Iterator[Operation]:
    at = 0
    while at < len(log):
        what, inode, place, one, other, length = struct.unpack_from("=6q", log, at)
        at += 48
        names = log[at : at + one + other].decode()
        at += one + other
        yield Operation(what, inode, place, names[:one], names[one:], log[at : at + length])
        at += length


@dataclass
class _Node:
    """A file: what is in it, and what of that is on the disk for certain."""

    now: bytearray = field(default_factory=bytearray)
    synced: bytes = b""


class PowerCut:
    """What is on the disk for certain, operation by operation: all that was not synced is thrown away.

    A file has what it had when it was last synced; a folder the names it had then. With `names_at_once` names are on
    the disk as soon as they are given, and only what is in the files waits.
    """

    def __init__(self, folder: Path, *, names_at_once: bool) -> None:
        self._folder = folder
        self._at_once = names_at_once
        self._names: dict[str, _Node | None] = {}
        self._nodes: dict[int, _Node] = {}
        for path in folder.rglob("*"):
            if path.is_file():
                node = _Node(bytearray(path.read_bytes()), path.read_bytes())
                self._names[str(path)], self._nodes[path.stat().st_ino] = node, node
            else:
                self._names[str(path)] = None
        self._certain = dict(self._names)

    def do(self, one: Operation) -> None:
        """This is done."""
        match one.what:
            case 1:
                node = self._names.get(one.one)
                if node is None:
                    node = self._names[one.one] = self._nodes[one.inode] = _Node()
                node.now.clear()
            case 2:
                now = self._nodes[one.inode].now
                now.extend(bytes(max(0, one.place - len(now))))
                now[one.place : one.place + len(one.data)] = one.data
            case 3:
                self._sync(one)
            case 4:
                now = self._nodes[one.inode].now
                now.extend(bytes(max(0, one.place - len(now))))
                del now[one.place :]
            case 5:
                self._names[one.other] = self._names.pop(one.one)
            case 6:
                self._names[one.other] = self._names[one.one]
            case 7 | 9:
                self._names.pop(one.one)
            case 8:
                self._names[one.one] = None

    def _sync(self, one: Operation) -> None:
        node = self._nodes.get(one.inode)
        if node is not None and self._names.get(one.one, node) is node:
            node.synced = bytes(node.now)
            return
        certain = {name: node for name, node in self._certain.items() if name.rpartition("/")[0] != one.one}
        now = {name: node for name, node in self._names.items() if name.rpartition("/")[0] == one.one}
        self._certain = certain | now

    def leaves(self) -> dict[str, bytes | None]:
        """What there would be if the power went now: names within the folder with their content, None for a folder."""
        names = self._names if self._at_once else self._certain
        root = str(self._folder)
        found: dict[str, bytes | None] = {}
        for name in sorted(names):  # Parents come first.
            parent = name.rpartition("/")[0]
            if parent == root or found.get(os.path.relpath(parent, root), b"") is None:
                node = names[name]
                found[os.path.relpath(name, root)] = None if node is None else node.synced
        return found


def laid_out(state: dict[str, bytes | None], folder: Path) -> Path:
    """A folder with this in it."""
    folder.mkdir(mode=0o700)
    for name, content in state.items():
        if content is None:
            (folder / name).mkdir(mode=0o700)
        else:
            (folder / name).write_bytes(content)
    return folder
