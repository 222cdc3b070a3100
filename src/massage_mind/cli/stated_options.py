"""The options that say of a record when it was, whose it is, and what was around it; read into `Stated` and tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from massage_mind.cli.command import Options
from massage_mind.cli.options import AppointmentName, At, Care, Symptoms, Tags, Week
from massage_mind.diary.stated import Stated, at_said, tags_said
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.world import World


@dataclass(frozen=True, slots=True)
class Stating(Options):
    """--at, --appointment, --tag."""

    at: At = ""
    appointment: AppointmentName = ""
    tag: Tags = None

    def read(self, world: World) -> Stated:
        """What was stated. Raises `UsageError`."""
        return Stated(at_said(world, self.at), self.appointment, tags_said(self.tag))


@dataclass(frozen=True, slots=True)
class Tagged(Options):
    """--tag, --symptom, --care, --week."""

    tag: Tags = None
    symptom: Symptoms = None
    care: Care = None
    week: Week = None

    def tags(self) -> tuple[str, ...]:
        """All of them as tags. Raises `UsageError`."""
        return tags_said(self.tag, self.symptom, self.care, self.week)


@dataclass(frozen=True, slots=True, kw_only=True)
class FullStating(Options):
    """--at, --appointment, --tag, --symptom, --care, --week."""

    at: At = ""
    appointment: AppointmentName = ""
    tagged: Tagged

    def read(self, world: World) -> Stated:
        """What was stated. Raises `UsageError`."""
        return Stated(at_said(world, self.at), self.appointment, self.tagged.tags())
