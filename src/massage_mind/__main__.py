"""The command `massage-mind`. `--version` is answered, and Ctrl-C, before anything heavy is imported."""

import _signal  # type: ignore[import-not-found]  # what `signal` wraps in enums, which take longer to load than --version
import os
import sys

TYPE_CHECKING = False  # `typing` takes a third of the time that --version needs
if TYPE_CHECKING:
    from massage_mind.world import World


def _leave(signum: int, _frame: object) -> None:
    """Ctrl-C while the program loads, or when it is over: nothing is under way yet, so there is nothing to say."""
    os._exit(128 + signum)


# Here and not in `main`, before which more is loaded, and found in files: what is earlier is Python's own.
try:
    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, _leave)
except KeyboardInterrupt:  # It had come before, and waited for the first line that does something.
    os._exit(128 + _signal.SIGINT)


def main() -> None:
    """Run the command line; ends the process with its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from massage_mind._version import __version__

        try:
            print(f"massage-mind {__version__}", flush=True)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            sys.exit(1)
        except OSError as error:
            from massage_mind.words.reasons import reason_words

            sys.exit(f"Standard output couldn't be written: {reason_words(error)}.")
        os._exit(0)  # All is said; to take the interpreter apart would take a tenth of the time.
    import gc

    # What start-up makes, it keeps: looking for rubbish among it costs a tenth of the time to start.
    gc.set_threshold(50_000)
    from massage_mind.loaded_later import loaded_later

    with loaded_later():
        import typer.main  # noqa: F401
    from massage_mind.cli.main import run
    from massage_mind.errors import Stopped
    from massage_mind.stops import for_good, over

    try:
        for_good()
        code = run(sys.argv[1:], _world)
        over(code)
    except Stopped as stopped:  # Between two of these lines: nothing is under way.
        os._exit(128 + stopped.signum)
    sys.exit(code)


def _world() -> "World":
    from massage_mind.app import real_world

    return real_world()


if __name__ == "__main__":
    main()
