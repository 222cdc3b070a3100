"""The options of `massage-mind brief`, and reading them into what is said of one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from massage_mind.cli.command import Options
from massage_mind.cli.options import AppointmentName, Over
from massage_mind.values import dataclass

if TYPE_CHECKING:
    from massage_mind.diary.briefing import BriefRequest

Goal = Annotated[str | None, typer.Option("--goal", metavar="TEXT", help="What you'd like from it.")]
WorkOn = Annotated[str | None, typer.Option("--work-on", metavar="PLACES", help="Places to work on.")]
LeaveOut = Annotated[str | None, typer.Option("--leave-out", metavar="PLACES", help="Places to be left out.")]
HowFirm = Annotated[
    str | None,
    typer.Option("--pressure", metavar="TEXT", help="How firm: light, medium, firm, or your words."),
]
Health = Annotated[
    str | None, typer.Option("--health", metavar="TEXT", help="What there is to know of your health.")
]
Allergy = Annotated[str | None, typer.Option("--allergy", metavar="TEXT", help="Any allergy.")]
StopSign = Annotated[str | None, typer.Option("--stop", metavar="TEXT", help="How you will say stop.")]
Talk = Annotated[str | None, typer.Option("--talk", metavar="TEXT", help="Talk or silence.")]
Warmth = Annotated[str | None, typer.Option("--warmth", metavar="TEXT", help="How warm.")]
Scent = Annotated[str | None, typer.Option("--scent", metavar="TEXT", help="Scent or none.")]
Audio = Annotated[str | None, typer.Option("--audio", metavar="TEXT", help="What you bring to listen to.")]
HelpedThen = Annotated[
    list[str] | None,
    typer.Option("--helped", metavar="TEXT", help="What helped last time; may be given again."),
]
Again = Annotated[
    list[str] | None, typer.Option("--again", metavar="TEXT", help="What to repeat; may be given again.")
]
NotAgain = Annotated[
    list[str] | None,
    typer.Option("--not-again", metavar="TEXT", help="What to leave this time; may be given again."),
]
Phrases = Annotated[
    list[str] | None,
    typer.Option(
        "--phrase",
        metavar="TEXT",
        help="What you may say: 'lighter, please', 'a bit more', 'not there'; may be given again; all for these.",
    ),
]
Without = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="LINE", help="Leave this line off, such as scent; may be given again."),
]
LastTime = Annotated[bool, typer.Option("--last-time", help="With what you ticked as helpful the last time.")]
EveryOne = Annotated[bool, typer.Option("--all", help="List every brief there is.")]
MayAsk = Annotated[bool, typer.Option("--ask/--no-ask", help="Ask line by line, or only what is said.")]
AsMarkdown = Annotated[bool, typer.Option("--markdown", help="As Markdown.")]
HtmlFile = Annotated[str, typer.Option("--html", metavar="FILE", help="As a page to print, into this file.")]
PdfFile = Annotated[str, typer.Option("--pdf", metavar="FILE", help="As a PDF, into this file; needs fpdf2.")]
QrFile = Annotated[
    str,
    typer.Option("--qr", metavar="FILE", help="As a code: FILE.svg or FILE.png; - for the screen."),
]


@dataclass(frozen=True, slots=True)
class BriefWords(Options):
    """Every line of a brief, what to leave off, and whose it is."""

    goal: Goal = None
    work_on: WorkOn = None
    leave_out: LeaveOut = None
    pressure: HowFirm = None
    health: Health = None
    allergy: Allergy = None
    stop: StopSign = None
    talk: Talk = None
    warmth: Warmth = None
    scent: Scent = None
    audio: Audio = None
    helped: HelpedThen = None
    again: Again = None
    not_again: NotAgain = None
    phrase: Phrases = None
    without: Without = None
    last_time: LastTime = False
    appointment: AppointmentName = ""

    def read(self) -> BriefRequest:
        """What was said. Raises `UsageError` for a line that there is not."""
        from massage_mind.diary.briefing import BriefRequest
        from massage_mind.record.brief import EVERY_LINE, LISTS, PHRASES

        words: dict[str, str | tuple[str, ...]] = {}
        for key in EVERY_LINE:
            said: Any = self.phrase if key == "phrases" else getattr(self, key)
            if said is not None:
                words[key] = tuple(said) if key in LISTS else said
        if words.get("phrases") == ("all",):
            words["phrases"] = PHRASES
        without = tuple(map(read_line_name, self.without or ()))
        return BriefRequest(words, without, self.appointment, self.last_time)


@dataclass(frozen=True, slots=True)
class BriefForms(Options):
    """In which form it is handed over. Into files as many as are named; on standard output one."""

    markdown: AsMarkdown = False
    html: HtmlFile = ""
    pdf: PdfFile = ""
    qr: QrFile = ""
    force: Over = False

    @property
    def any(self) -> bool:
        """Whether it is to be handed over in some form, so that nothing is asked."""
        return bool(self.markdown or self.html or self.pdf or self.qr)

    def check(self, *, as_json: bool) -> None:
        """Raise `UsageError` for two forms on one standard output, and for a code of another kind than there is."""
        from massage_mind.errors import UsageError

        forms = ["--json"] * as_json + ["--markdown"] * self.markdown + ["--qr -"] * (self.qr == "-")
        if len(forms) > 1:
            raise UsageError(f"{' and '.join(forms)} can't go together.", "Leave one out.")
        if self.qr not in ("", "-"):
            from massage_mind.report.qr_code import QR_ENDINGS

            if Path(self.qr).suffix.lower() not in QR_ENDINGS:
                raise UsageError(
                    f"A code is written into a file that ends in {' or '.join(QR_ENDINGS)}.",
                    "Such as:",
                    command="massage-mind brief --qr brief.svg",
                )


def read_line_name(word: str) -> str:
    """The key of a line of a brief. Raises `UsageError` for one there is not."""
    from massage_mind.record.brief import EVERY_LINE
    from massage_mind.words.near import one_of

    plain = word.strip().casefold().removeprefix("--").replace(" ", "-")
    names = {key.replace("_", "-"): key for key in EVERY_LINE}
    return names[one_of("line of a brief", {"phrase": "phrases"}.get(plain, plain), names)]
