"""Our errors: each owns its sentence, its hint and its exit code. The command line prints them, nobody else."""

from __future__ import annotations

from massage_mind.values import dataclass

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_EARLY = 3


class MassageMindError(Exception):
    """Something went wrong that a person can understand.

    `sentence` says what is wrong and where; `hint` says what to do; `command` is a line that does it, as it can be
    copied. `instead` is a word that was typed and the one that was likely meant: with it in its place, what was typed
    becomes the command. ("--minutes=", "4") gives an option that value, ("", "--yes") adds a word at the end. Exit code 1 unless a subclass says otherwise.
    """

    exit_code = EXIT_FAILED

    def __init__(
        self, sentence: str, hint: str = "", *, command: str = "", instead: tuple[str, str] | None = None
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint
        self.command = command
        self.instead = instead


class UsageError(MassageMindError):
    """The command was given something it cannot take (exit code 2)."""

    exit_code = EXIT_USAGE


class LengthError(UsageError):
    """A length the script cannot take; `shortest_ms` or `longest_ms` names the nearest one that it can."""

    def __init__(
        self,
        sentence: str,
        hint: str = "",
        *,
        command: str = "",
        instead: tuple[str, str] | None = None,
        shortest_ms: int = 0,
        longest_ms: int = 0,
    ) -> None:
        super().__init__(sentence, hint, command=command, instead=instead)
        self.shortest_ms = shortest_ms
        self.longest_ms = longest_ms


class StoreError(MassageMindError):
    """The record could not be read or written."""


class SettingsError(MassageMindError):
    """The settings file has a fault."""


class NonsenseError(ValueError):
    """What was read from a file of ours makes no sense: somebody or something else wrote into it."""


class Stopped(BaseException):
    """A signal asks the program to end, such as SIGTERM (`stops`). No error: exit code 128 and its number.

    As KeyboardInterrupt it can come anywhere, and whoever makes the best of any error is not meant.
    """

    def __init__(self, signum: int) -> None:
        super().__init__(f"signal {signum}")
        self.signum = signum


LEFT_BEFORE = "You left before it began, and that's fine. Nothing is kept of it."
LEFT_AT_A_QUESTION = "You left before it began, and that's fine. Whatever you said is kept."
"""What is said to whoever leaves where nothing has been asked yet."""


class Leave(Exception):
    """The person leaves at a question, before what was to come has begun. No error: exit code 3."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault in a file: where (1-based line and column), which rule, what is wrong and what was expected.

    `found` is the piece of text that is at fault, `rather` what would be right there; empty where no piece alone is.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    found: str = ""
    rather: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message} [{self.rule}]"


class ScriptError(MassageMindError):
    """A script file has faults; all of them are in `faults`, in the order of the file."""

    def __init__(self, faults: tuple[Fault, ...], hint: str = "") -> None:
        self.faults = tuple(sorted(set(faults)))
        path = self.faults[0].path if self.faults else ""
        super().__init__(
            "\n".join(str(fault) for fault in self.faults),
            hint,
            command=f"massage-mind scripts check {_as_typed(path)}" if path else "",
        )


def _as_typed(path: str) -> str:
    """A path as a word of a command line."""
    import shlex

    return shlex.quote(path)
