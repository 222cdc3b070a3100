"""What `scripts list`, `show`, `check`, `where` and `new` print: pages, lines and documents."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from massage_mind.errors import ScriptError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from massage_mind.names import Moment
    from massage_mind.reading.check_files import Checked
    from massage_mind.reading.library import Library
    from massage_mind.script.script import Script
    from massage_mind.world import World

FAULT_KEYS = ("path", "line", "column", "rule", "message")


def described(script: Script) -> dict[str, Any]:
    """A script as a JSON document, without its text; lengths in minutes."""
    return {
        "name": script.name,
        "moment": script.moment,
        "title": script.title,
        "about": script.about,
        "minutes": {
            "least": script.least_ms / 60_000,
            "ideal": script.ideal_ms / 60_000,
            "most": script.most_ms / 60_000,
        },
        "styles": list(script.styles),
        "guidance": list(script.guidances),
        "anchors": list(script.anchors),
        "cautions": list(script.cautions),
        "language": script.language,
        "author": script.author,
        "licence": script.licence,
    }


def script_document(script: Script) -> dict[str, Any]:
    """The same with its sections and its lines."""
    from massage_mind.script.lines import lines_of

    sections = [{"name": one.name, "title": one.title, "optional": one.optional} for one in script.sections]
    return {**described(script), "sections": sections, "lines": [line.text for line in lines_of(script)]}


def listed(world: World, moment: Moment | None) -> list[dict[str, Any]]:
    """The scripts of this moment, or all; a note for each that has a fault."""
    library = world.library()
    rows = []
    for found in library.found():
        try:
            script = library.read(found.path)
        except ScriptError as error:
            _note_left_out(world, found.name, len(error.faults))
            continue
        if moment in (None, script.moment):
            rows.append({**described(script), "own": found.own})
    return rows


def _note_left_out(world: World, name: str, faults: int) -> None:
    from massage_mind.screen.page.page_parts import Page, command, said
    from massage_mind.screen.show.show_faults import things_to_look_at

    sentence = said(f"{name} can't be read and is left out. {things_to_look_at(faults).capitalize()}:")
    world.note_page(Page(((sentence,), (command(f"massage-mind scripts check {shlex.quote(name)}"),))))


def show_listed(world: World, rows: Sequence[dict[str, Any]]) -> None:
    """A page by moments for a person; for a program a line for each script."""
    if world.read_at_once():
        from massage_mind.screen.show.show_scripts import list_page

        world.show(list_page(rows, aloud=world.accessible()), paged=True)
        return
    from massage_mind.screen.text import safe_text

    for row in rows:
        least, most = row["minutes"]["least"], row["minutes"]["most"]
        length = f"{least:g} to {most:g} min"
        own = "  (yours)" if row["own"] else ""
        world.write(
            f"{row['moment']:<8} {safe_text(row['name']):<24} {length:<15} {safe_text(row['title'])}{own}"
        )


def show_page(world: World, script: Script) -> None:
    """One script: what it is, its sections, its cautions."""
    from massage_mind.screen.show.show_scripts import script_page

    world.show(script_page(script), paged=True)


def faults_document(checked: Checked) -> dict[str, Any]:
    """What was found, as a JSON document."""
    return {
        "files": checked.files,
        "faults": [{key: getattr(fault, key) for key in FAULT_KEYS} for fault in checked.faults],
    }


def show_faults(world: World, checked: Checked, names: Sequence[str]) -> None:
    """A page for a person; for a program a line for each fault, and on standard error how many there are."""
    if world.read_at_once():
        from massage_mind.session.checked_page import page_of

        world.show(page_of(world, checked, names), paged=True)
        return
    from massage_mind.screen.text import safe_text

    for fault in checked.faults:
        world.write(safe_text(str(fault)))
    count = len(checked.faults)
    world.note(f"{checked.files} checked, {count} {'fault' if count == 1 else 'faults'}.")


def folders(library: Library) -> list[dict[str, Any]]:
    """Where scripts are looked for, first to last."""
    return [{"path": str(folder), "own": own, "exists": folder.is_dir()} for folder, own in library.folders]


def show_folders(world: World, rows: Iterable[dict[str, Any]]) -> None:
    """A page for a person, with what is in each folder; for a program a line for each."""
    if world.read_at_once():
        from massage_mind.screen.show.show_scripts import folders_page

        world.show(folders_page(world.library()), paged=True)
        return
    from massage_mind.screen.text import safe_text

    for row in rows:
        what = "yours" if row["own"] else "shipped"
        world.write(f"{what:<8} {safe_text(str(row['path']))}{'' if row['exists'] else '  (not there yet)'}")


def show_begun(world: World, name: str, path: Path) -> None:
    """The path of a new script to standard output, and what comes next to standard error; at a terminal one page."""
    from massage_mind.screen.page.page_parts import SAID, Page, Whole, command, said

    begun = Whole(str(path), "bold", SAID)
    edit, see = f"massage-mind scripts edit {name}", f"massage-mind preview {name}"
    todo = (said("Open it in your editor. It's checked when you close it:"),), (command(edit),)
    seen = (said("And see what it would say:"),), (command(see),)
    if world.stdout_is_terminal():
        what = said("A script to start from, in your own folder:")
        world.show(Page(((what, begun), *todo, *seen)))
    else:
        world.show(Page(((begun,),)))
        world.note_page(Page((*todo, *seen)))
