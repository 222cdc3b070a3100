"""A page on a screen of its own that goes away: Enter and space go on, Esc and q go back, and nothing of it is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from massage_mind.screen.ask.by_key import Seat, breaking_off, run
from massage_mind.screen.ask.quiet_question import pieces_of
from massage_mind.screen.page.sheets import sheets_of

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyBindings

    from massage_mind.screen.page.page_parts import Page
    from massage_mind.screen.page.showing import Look


def show_pages(pages: Sequence[Page], look: Look, seat: Seat | None = None) -> bool:
    """Show them as one page that goes away; whether the person goes on (False: back).

    Where they do not fit into the window together each begins a sheet of its own. The last part of the last page may
    end in a foot; other sheets have one that says that there is more. Raises KeyboardInterrupt and `Stopped`.
    """
    state = _Sheets(pages, look)

    def made() -> Application[Any]:
        from prompt_toolkit.application import Application
        from prompt_toolkit.input.typeahead import clear_typeahead
        from prompt_toolkit.layout import Layout, Window
        from prompt_toolkit.layout.controls import FormattedTextControl

        def draw() -> StyleAndTextTuples:
            size = app.output.get_size()
            return state.shown(size.columns, size.rows)

        control = FormattedTextControl(draw, show_cursor=False, focusable=True)
        app: Application[Any] = Application(
            layout=Layout(Window(control, wrap_lines=False, always_hide_cursor=True)),
            key_bindings=_keys(state),
            full_screen=True,
        )
        clear_typeahead(app.input)
        return app

    return bool(run(made, seat))


class _Sheets:
    """Which sheet is shown. It is found anew when the window changes: the part that was at the top stays in sight."""

    def __init__(self, pages: Sequence[Page], look: Look) -> None:
        self._pages = pages
        self._look = look
        self.at = 0
        self.count = 1

    def shown(self, columns: int, rows: int) -> StyleAndTextTuples:
        """The sheet as pieces of style and text."""
        sheets = sheets_of(self._pages, columns, rows)
        if len(sheets) != self.count:
            self.at = self.at * len(sheets) // self.count
            self.count = len(sheets)
        return [piece for line in sheets[self.at] for piece in (*pieces_of(line, self._look), ("", "\n"))][
            :-1
        ]


def _keys(state: _Sheets) -> KeyBindings:
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    keys = KeyBindings()

    @keys.add("enter")
    @keys.add(" ")
    def _(event: KeyPressEvent) -> None:
        if state.at + 1 < state.count:
            state.at += 1
        else:
            event.app.exit(result=True)

    @keys.add("q")
    @keys.add("escape", eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.exit(result=False)

    keys.add("c-c")(breaking_off)
    return keys
