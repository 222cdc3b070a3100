"""Blocks of sound made ahead, while those before them are measured or written: numpy lets two threads go on at once."""

from __future__ import annotations

from collections.abc import Iterator
from queue import Queue
from threading import Thread

from massage_mind.sound.samples import Samples
from massage_mind.stops import begin_thread

AHEAD = 4
"""How many blocks are made ahead."""


def ahead(blocks: Iterator[Samples]) -> Iterator[Samples]:
    """The same blocks, made in a thread of their own while those before them are used.

    What goes wrong while they are made is raised where they are wanted.
    """
    queue: Queue[Samples | BaseException | None] = Queue(AHEAD)
    over = False

    def fill() -> None:
        try:
            for block in blocks:
                if over:
                    return
                queue.put(block)
            queue.put(None)
        except BaseException as error:  # noqa: BLE001 - raised again where the blocks are wanted
            queue.put(error)

    thread = Thread(target=fill, name="ahead", daemon=True)
    begin_thread(thread)
    try:
        while (item := queue.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        over = True
        while thread.is_alive():
            while not queue.empty():
                queue.get_nowait()
            thread.join(0.01)
