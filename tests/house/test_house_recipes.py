"""docs/adding.md, followed: each recipe in a copy of the program, seen at work, and an edit taken away again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import wave
from pathlib import Path

import pytest
from house_tree import ROOT

sys.path.insert(0, str(ROOT / "docs"))
from recipes import RECIPES, Edit, Recipe

MOST_FILES = {
    "a style": 1,
    "a step": 2,
    "a measure": 1,
    "a bell": 1,
    "an ambience": 1,
    "an export format": 1,
    "a speech engine": 1,
    "a topic": 1,
    "a command": 2,
    "a setting": 1,
    "a kind of record": 2,
}
"""How many files each may ask to be edited by hand."""
TYPES = ".mypy_cache"


class Copy:
    """A copy of the program to try something in, with a home of its own and one program that nobody has."""

    def __init__(self, root: Path, types: Path | None = None) -> None:
        """With what mypy has learnt of another copy, `types`, so that it reads only what differs."""
        self.root = root
        for name in ("src", "scripts", "docs", "tests"):
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(ROOT / "audio", root / "audio", ignore=shutil.ignore_patterns("__pycache__", "voice"))
        if (ROOT / "audio" / "voice").exists():
            (root / "audio" / "voice").symlink_to(ROOT / "audio" / "voice")
        shutil.copy(ROOT / "pyproject.toml", root)
        if types is not None:
            shutil.copytree(types, root / TYPES)
        programs = root / "bin"
        programs.mkdir()
        (programs / "flite").write_text("#!/bin/sh\n")
        (programs / "flite").chmod(0o755)

    def follow(self, edits: tuple[Edit, ...]) -> None:
        """Make these edits, as somebody with an editor would, and then `make docs`."""
        for edit in edits:
            path = self.root / edit.path
            if edit.text is None:
                make_sound(path)
            elif edit.after:
                text = path.read_text(encoding="utf-8")
                assert 1 == text.count(edit.after), f"{edit.path} has no line {edit.after!r} any more"
                path.write_text(text.replace(edit.after, edit.after + edit.text), encoding="utf-8")
            else:
                assert not path.exists()
                path.write_text(edit.text, encoding="utf-8")
        self.run("docs/topics.py")
        self.run("docs/reference.py")

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A Python of this environment, with the copy in the place of the program."""
        environ = {
            **os.environ,
            "PYTHONPATH": str(self.root / "src"),
            "MASSAGE_MIND_HOME": str(self.root / "home"),
            "PATH": f"{self.root / 'bin'}{os.pathsep}{os.environ['PATH']}",
        }
        return subprocess.run(
            [sys.executable, *words],
            cwd=self.root,
            env=environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def shows(self, recipe: Recipe) -> subprocess.CompletedProcess[str]:
        """What the command of the recipe prints, after those before it."""
        for name, text in recipe.given.items():
            (self.root / name).write_text(text, encoding="utf-8")
        for words in recipe.first:
            self.run("-m", "massage_mind", *words)
        return self.run("-m", "massage_mind", *recipe.shows)

    def is_sound(self, recipe: Recipe) -> bool:
        """Whether the types hold and the tests that the recipe names pass."""
        return not self.run("-m", "mypy", "src").returncode and not (
            recipe.checks and self.run("-m", "pytest", "-q", "-x", *recipe.checks).returncode
        )


def make_sound(path: Path) -> None:
    """A second of silence, in the form its ending says."""
    if path.suffix == ".wav":
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(48_000)
            file.writeframes(bytes(2 * 48_000))
    else:
        import numpy as np
        import soundfile

        soundfile.write(str(path), np.zeros((48_000, 2), dtype=np.float32), 48_000, format="OGG")


@pytest.fixture(scope="module")
def types(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What mypy learns of the program as it is, in which it finds nothing wrong."""
    plain = Copy(tmp_path_factory.mktemp("recipes") / "plain")
    found = plain.run("-m", "mypy", "src")
    assert not found.returncode, found.stdout
    return plain.root / TYPES


@pytest.mark.slow
@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.title)
def test_a_recipe_works_and_a_forgotten_edit_is_seen(recipe: Recipe, tmp_path: Path, types: Path) -> None:
    """Followed as it is written it works and is sound; without any one of its files it is not."""
    assert len(recipe.files) <= MOST_FILES[recipe.title]
    whole = Copy(tmp_path / "whole", types)
    whole.follow(recipe.edits)
    shown = whole.shows(recipe)
    assert recipe.says in shown.stdout, shown.stdout + shown.stderr
    assert whole.is_sound(recipe)
    for left_out in recipe.files:
        part = Copy(tmp_path / f"without-{Path(left_out).stem}", types)
        part.follow(tuple(edit for edit in recipe.edits if edit.path != left_out))
        seen = recipe.says not in part.shows(recipe).stdout or not part.is_sound(recipe)
        assert seen, f"nobody noticed that {left_out} was left out"


def test_every_recipe_is_counted() -> None:
    """The page has a recipe for each thing, and for nothing else."""
    assert set(MOST_FILES) == {recipe.title for recipe in RECIPES}
