"""`scripts`: the library, and writing one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from massage_mind.errors import Fault
    from massage_mind.reading.library import Library
    from massage_mind.script.script import Script

app = typer.Typer(
    name="scripts",
    help="The library of scripts, and writing your own.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)

AsJson = Annotated[bool, typer.Option("--json", help="As one JSON document.")]
SCHEMA_FILE = "script.schema.json"


@app.callback()
def _group() -> None:
    """The library of scripts, and writing your own."""


@app.command("list")
def list_scripts(
    moment: Annotated[str, typer.Option("--moment", help="Only before, during, after or anytime.")] = "",
    as_json: AsJson = False,
) -> None:
    """List the scripts: yours first, then the shipped ones."""
    from massage_mind import app as world
    from massage_mind.errors import ScriptError, UsageError
    from massage_mind.names import MOMENTS
    from massage_mind.screen.text import safe_text

    if moment and moment not in MOMENTS:
        raise UsageError(f"There is no moment called {moment!r}.", f"There are: {', '.join(MOMENTS)}.")
    library = world.library()
    rows: list[dict[str, Any]] = []
    for found in library.found():
        try:
            script = library.read(found.path)
        except ScriptError as error:
            world.note(f"{found.name} is left out: {safe_text(str(error.faults[0]))}")
            continue
        if not moment or script.moment == moment:
            rows.append({**_described(script), "own": found.own})
    if as_json:
        _json(rows)
        return
    for row in rows:
        least, most = row["minutes"]["least"], row["minutes"]["most"]
        length = f"{least:g} to {most:g} min"
        own = "  (yours)" if row["own"] else ""
        world.write(
            f"{row['moment']:<8} {safe_text(row['name']):<24} {length:<15} {safe_text(row['title'])}{own}"
        )


@app.command("show")
def show_script(
    name: Annotated[str, typer.Argument(metavar="SCRIPT", help="A script's name, or the path of a file.")],
    as_json: AsJson = False,
) -> None:
    """Show one script: what it is, its sections, its cautions, and its text."""
    from massage_mind import app as world
    from massage_mind.screen.text import safe_text
    from massage_mind.script.lines import lines_of

    script = world.library().script(name)
    if as_json:
        sections = [
            {"name": one.name, "title": one.title, "optional": one.optional} for one in script.sections
        ]
        _json({**_described(script), "sections": sections, "lines": [line.text for line in lines_of(script)]})
        return
    world.write(f"{safe_text(script.title)} ({safe_text(script.name)}, {script.moment})")
    world.write(safe_text(script.about))
    least, ideal, most = (value / 60_000 for value in (script.least_ms, script.ideal_ms, script.most_ms))
    world.write(f"{least:g} to {most:g} minutes, usually {ideal:g}. Guidance: {', '.join(script.guidances)}.")
    for label, values in (
        ("Styles", script.styles),
        ("Anchors", script.anchors),
        ("Positions", script.positions),
    ):
        if values:
            world.write(f"{label}: {', '.join(values)}.")
    for caution in script.cautions:
        world.write(f"Mind: {safe_text(caution)}")
    world.write("Sections:")
    for section in script.sections:
        order = f"  (may fall away, number {section.optional})" if section.optional else ""
        world.write(f"  {safe_text(section.title)}{order}")
    world.write(
        f"By {safe_text(script.author or 'somebody')}; licence of the words: {safe_text(script.licence or 'none given')}."
    )
    world.write(f"The file: {safe_text(script.place.path)}")


@app.command("check")
def check_scripts(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SCRIPT]...", help="Names, files or folders; all of yours without."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check scripts: every fault with its place, and the care rules. Exit code 1 if there is any."""
    from massage_mind import app as world
    from massage_mind.screen.text import safe_text
    from massage_mind.words.lengths import counted

    library = world.library()
    faults: list[Fault] = []
    paths = [path for name in names or _own_or_shipped(library) for path in _paths(library, name)]
    for path in paths:
        faults.extend(_check(library, path))
    if as_json:
        keys = ("path", "line", "column", "rule", "message")
        _json(
            {"files": len(paths), "faults": [{key: getattr(fault, key) for key in keys} for fault in faults]}
        )
    else:
        for fault in faults:
            world.write(safe_text(str(fault)))
        world.note(f"{len(paths)} checked, {counted(len(faults), 'fault')}.")
    raise typer.Exit(1 if faults else 0)


def _own_or_shipped(library: Library) -> list[str]:
    if library.own is not None and library.own.is_dir() and any(library.own.rglob("*.y*ml")):
        return [str(library.own)]
    return [str(library.shipped)]


def _paths(library: Library, name: str) -> list[Path]:
    from massage_mind.reading.library import files_in, is_path

    if is_path(name) or Path(name).is_dir():
        return list(files_in(Path(name)))
    named = [found.path for found in library.found() if found.name == name]
    return named or [Path(library.script(name).place.path)]


def _check(library: Library, path: Path) -> list[Fault]:
    """The faults of one file: a style's, a part's, or a script's with the care rules."""
    from massage_mind.errors import ScriptError
    from massage_mind.reading.nodes import read_bytes
    from massage_mind.reading.parts import check_part
    from massage_mind.reading.style_file import build_style

    try:
        if path.parent.name == "styles":
            build_style(read_bytes(path, str(path)), str(path))
        elif path.parent.name == "parts":
            check_part(read_bytes(path, str(path)), str(path))
        else:
            script = library.read(path)
            from massage_mind.fit.care_timeline import care_faults  # only once there is something to read

            return list(care_faults(script))
    except ScriptError as error:
        return list(error.faults)
    return []


@app.command("new")
def new_script(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A short name in lower case, such as my-evening.")
    ],
    moment: Annotated[str, typer.Option("--moment", help="before, during, after or anytime.")] = "before",
) -> None:
    """Write a script to start from into your own folder. Never over one that is there."""
    import json
    import re

    from massage_mind import app as world
    from massage_mind.errors import UsageError
    from massage_mind.home import private_folder, write_private
    from massage_mind.names import MOMENTS
    from massage_mind.reading.json_schema import script_schema
    from massage_mind.reading.starter import starter
    from massage_mind.screen.text import safe_text

    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name) or len(name) > 60:
        raise UsageError(f"{name!r} is no name for a script.", "Lower case, digits and dashes: my-evening.")
    if moment not in MOMENTS:
        raise UsageError(f"There is no moment called {moment!r}.", f"There are: {', '.join(MOMENTS)}.")
    if name in ("con", "prn", "aux", "nul"):
        raise UsageError(f"{name} is a name that Windows keeps for itself.", "Choose another.")
    if any(found.name == name and not found.own for found in world.library().found()):
        raise UsageError(f"{name} is a shipped script; yours would take its place.", f"Try my-{name}.")
    folder = world.home().scripts_dir
    path = folder / moment / f"{name}.yaml"
    if path.exists():
        raise UsageError(f"There is a script {path} already.", "Choose another name.")
    private_folder(folder)
    private_folder(path.parent)
    write_private(
        folder / SCHEMA_FILE, json.dumps(script_schema(world.library().style_ids()), indent=1).encode()
    )
    write_private(path, starter(name, moment, f"../{SCHEMA_FILE}").encode())
    world.write(safe_text(str(path)))
    world.note(f"Edit it, then: massage-mind scripts check {name}; massage-mind preview {name}")


@app.command("schema")
def schema() -> None:
    """Print the JSON Schema of scripts, for editors."""
    from massage_mind import app as world
    from massage_mind.reading.json_schema import script_schema

    _json(script_schema(world.library().style_ids()))


@app.command("where")
def where(as_json: AsJson = False) -> None:
    """Say where scripts are looked for, first to last."""
    from massage_mind import app as world
    from massage_mind.screen.text import safe_text

    library = world.library()
    rows = [{"path": str(folder), "own": own, "exists": folder.is_dir()} for folder, own in library.folders]
    if as_json:
        _json(rows)
        return
    for row in rows:
        what = "yours" if row["own"] else "shipped"
        world.write(f"{what:<8} {safe_text(str(row['path']))}{'' if row['exists'] else '  (not there yet)'}")


def _described(script: Script) -> dict[str, Any]:
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


def _json(document: object) -> None:
    import json

    from massage_mind import app as world

    world.write(json.dumps(document, indent=2, ensure_ascii=True))
