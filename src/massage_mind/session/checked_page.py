"""What a check of scripts found, as a page: the faults with the lines they stand on, and the command that checks again."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from massage_mind.screen.show.show_faults import faults_page, sound_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from massage_mind.reading.check_files import Checked
    from massage_mind.screen.page.page_parts import Page
    from massage_mind.world import World


def page_of(world: World, checked: Checked, names: Sequence[str]) -> Page:
    """The page of what was found in the scripts of these names."""
    from massage_mind.reading.check_files import lines_of_file

    words = shlex.join(names)
    if not checked.faults:
        path = Path(names[0]) if names else Path()
        script = path.parent.name not in ("styles", "parts") and not path.is_dir()
        return sound_page(checked.files, path.name, f"massage-mind preview {words}" * script)
    library = world.library()
    again = f"massage-mind scripts check {words}".rstrip()
    return faults_page(
        checked.faults,
        lambda path: lines_of_file(library, path),
        again,
        whole=checked.whole,
        columns=world.columns(),
    )
