"""Ogg Vorbis."""

from __future__ import annotations

from pathlib import Path

from massage_mind.sound.file.sndfile import SndfileWriter
from massage_mind.sound.file.vorbis_comments import replace_ogg_comments
from massage_mind.sound.file.writer import SoundFormat


class VorbisWriter(SndfileWriter):
    """For a mix of speech, bells and a quiet bed of noise the usual level makes 129 kbit/s."""

    container, subtype = "OGG", "VORBIS"
    levels = (1.0, 0.6, 0.2)
    comments_in_front = True

    def _tagged(self, frames: int) -> Path:
        with open(self._path, "rb+") as file:
            replace_ogg_comments(file, self._comments)
        return self._path


FORMAT = SoundFormat(40, (".ogg",), VorbisWriter)
