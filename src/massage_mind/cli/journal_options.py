"""Options and arguments that several `journal` commands share, and how what is typed into them becomes a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from massage_mind.cli.command import Options
from massage_mind.cli.options import Tags
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.record.query import Query
    from massage_mind.world import World

_MOST = 1_000_000

Id = Annotated[str, typer.Argument(metavar="ID", help="Its id or how that begins; or last, next, today.")]
Ids = Annotated[
    list[str], typer.Argument(metavar="ID...", help="Their ids or how they begin; or last, next, today.")
]
Editor = Annotated[bool, typer.Option("--editor", "-e", help="Write in your own editor (VISUAL or EDITOR).")]
Limit = Annotated[
    int, typer.Option("--limit", "-n", min=0, max=_MOST, help="How many, the latest first; 0 for all.")
]
Since = Annotated[
    str,
    typer.Option(
        metavar="WHEN",
        help="Only from then on: today, monday, 4 december, 7d, 2w.",
    ),
]
UntilDay = Annotated[
    str, typer.Option("--until", metavar="WHEN", help="Only up to then; a day is taken whole.")
]
StyleId = Annotated[str, typer.Option("--style", metavar="S", help="Only of this kind of massage.")]
KindName = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="session, quiet-hour, checkin, entry, appointment, intention, parked or all; may be given again.",
    ),
]


@dataclass(frozen=True, slots=True)
class Narrowed(Options):
    """Which records are meant, of all there are."""

    since: Since = ""
    until: UntilDay = ""
    tag: Tags = None
    style: StyleId = ""
    kind: KindName = None

    @property
    def says_anything(self) -> bool:
        """Whether any of it was said."""
        return bool(self.since or self.until or self.tag or self.style or self.kind)

    def query(
        self,
        world: World,
        *,
        limit: int = 0,
        moment: str = "",
        binned: bool = False,
        every_kind: bool = False,
    ) -> Query:
        """The query that is meant. `every_kind`: of all kinds unless some are named. Raises `UsageError`."""
        from massage_mind.cli.typed_query import kinds_named, moment_named, narrowed_to
        from massage_mind.diary.stated import tags_said
        from massage_mind.record.query import Query

        kinds = self.kind or (["all"] if every_kind else [])
        query = Query(
            moment=moment_named(moment),
            kinds=kinds_named(kinds, binned=binned),
            tags=tags_said(self.tag),
            style=world.library().style(self.style).id if self.style else "",
            binned=binned,
            limit=limit or None,
        )
        return narrowed_to(world, query, self.since, self.until)
