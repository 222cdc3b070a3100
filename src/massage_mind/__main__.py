"""The command `massage-mind`. `--version` is answered before anything heavy is imported."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # `typing` takes a third of the time that --version needs
if TYPE_CHECKING:
    from massage_mind.world import World


def main() -> None:
    """Run the command line; ends the process with its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from massage_mind._version import __version__

        try:
            print(f"massage-mind {__version__}", flush=True)
        except OSError as error:
            sys.exit(f"Standard output could not be written: {error.strerror}.")
        return
    import gc

    # What start-up makes, it keeps: looking for rubbish among it costs a tenth of the time to start.
    gc.set_threshold(50_000)
    from massage_mind.cli.main import run

    code = run(sys.argv[1:], _world)
    # The process ends: looking once more for rubbish among all that was loaded would cost a sixth of a short command.
    gc.freeze()
    sys.exit(code)


def _world() -> World:
    from massage_mind.app import real_world

    return real_world()


if __name__ == "__main__":
    main()
