"""Which speaker a person gets: what they asked for, what is installed, and a sentence where it is silence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from massage_mind.errors import UsageError
from massage_mind.fit.timeline import Cue, Timeline
from massage_mind.sound.installed import installed
from massage_mind.sound.play.players import open_speaker
from massage_mind.sound.play.silent import SilentSpeaker
from massage_mind.sound.sounds import Sounds

NOWHERE = Path("nowhere")


def silent_sentence(kind: str, *there: str) -> str:
    """What a person hears of when these modules are installed; the speaker has to be the silent one."""
    speaker = open_speaker(kind, sounds=Sounds(NOWHERE), now=lambda: 0, has=there.__contains__)
    assert isinstance(speaker, SilentSpeaker)
    return speaker.trouble()


def test_off_is_silence_without_a_word() -> None:
    """The person asked for it."""
    assert "" == silent_sentence("off", "numpy", "miniaudio")


def test_nothing_installed_is_silence_with_a_sentence() -> None:
    """Each says what is missing."""
    assert "Sound is off, because numpy isn't installed here." == silent_sentence("auto", "miniaudio")
    assert "Sound is off, because neither miniaudio nor simpleaudio is installed here." == silent_sentence(
        "auto", "numpy"
    )
    assert "Sound is off, because miniaudio isn't installed here." == silent_sentence(
        "miniaudio", "numpy", "simpleaudio"
    )
    assert "Sound is off, because simpleaudio isn't installed here." == silent_sentence(
        "simpleaudio", "numpy", "miniaudio"
    )


def test_a_kind_there_is_not_is_a_usage_error() -> None:
    """With the choices in the hint."""
    with pytest.raises(UsageError, match='no player called "loud"') as caught:
        open_speaker("loud", sounds=Sounds(NOWHERE), now=lambda: 0)
    assert "miniaudio" in caught.value.hint


def test_installed_looks_without_loading() -> None:
    """A module that is there, and one that is not."""
    assert installed("json")
    assert not installed("no_such_module_anywhere")


def test_silence_takes_everything_and_does_nothing() -> None:
    """Every call of the port, and its sentence once."""
    speaker = SilentSpeaker("No sound.")
    speaker.follow(Timeline("", "", "during", "", "guided", 1, (), ()), 0, 0)
    speaker.strike(Cue(0, 1, "bell", "bowl", ""))
    speaker.mute(True)
    speaker.hush()
    assert ["No sound.", ""] == [speaker.trouble(), speaker.trouble()]
    speaker.close()
    speaker.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only held back on Linux, where the noise is")
def test_only_the_libraries_noise_is_kept_off_the_terminal() -> None:
    """What others write to standard error while a device opens arrives afterwards; ALSA's lines do not."""
    code = (
        "import os; from massage_mind.sound.play.quiet import HeldBack\n"
        "held = HeldBack(); held.start(); held.start()\n"
        "os.write(2, b'ALSA lib confmisc.c:855:(parse_card) cannot find card 0\\nours\\n')\n"
        "held.stop(); held.stop(); held.start(); os.write(2, b'after\\n')"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "ours\nafter\n" == run.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only held back on Linux, where the noise is")
def test_a_closed_standard_error_is_nothing_to_hold_back() -> None:
    """Started with descriptor 2 closed, as some schedulers do."""
    code = "from massage_mind.sound.play.quiet import HeldBack; h = HeldBack(); h.start(); h.stop(); print('fine')"
    run = subprocess.run(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, check=True, preexec_fn=lambda: os.close(2)
    )
    assert b"fine\n" == run.stdout
