"""What Typer seldom uses stands in for itself while Typer loads, and is the real thing for whoever asks."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest

from massage_mind.loaded_later import SELDOM_USED, loaded_later

PROBE = "colorsys"
"""A small module that nothing here has need of."""


@pytest.fixture
def unloaded(monkeypatch: pytest.MonkeyPatch) -> str:
    """A module that isn't loaded."""
    monkeypatch.delitem(sys.modules, PROBE, raising=False)
    return PROBE


def test_a_module_is_loaded_when_something_is_asked_of_it(unloaded: str) -> None:
    with loaded_later((unloaded,)):
        import colorsys
    assert unloaded not in sys.modules
    assert colorsys.rgb_to_hls(0, 0, 0) == (0, 0, 0)
    assert isinstance(sys.modules[unloaded], ModuleType)


def test_who_uses_it_at_once_has_it_at_once(unloaded: str) -> None:
    with loaded_later((unloaded,)):
        from colorsys import rgb_to_hls
    assert sys.modules[unloaded].rgb_to_hls is rgb_to_hls


def test_what_is_only_called_is_loaded_by_the_call(unloaded: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("massage_mind.loaded_later.SELDOM_CALLED", {unloaded: ("rgb_to_hls",)})
    with loaded_later((unloaded,)):
        import colorsys
        from colorsys import rgb_to_hls
    assert unloaded not in sys.modules
    assert rgb_to_hls(0, 0, b=0) == (0, 0, 0)
    assert colorsys.rgb_to_hls is sys.modules[unloaded].rgb_to_hls


def test_what_it_lacks_is_said_as_python_says_it(unloaded: str) -> None:
    with loaded_later((unloaded,)):
        import colorsys
    with pytest.raises(AttributeError, match="module 'colorsys' has no attribute 'nothing'"):
        _ = colorsys.nothing  # type: ignore[attr-defined]


def test_what_is_loaded_already_stays() -> None:
    with loaded_later(("subprocess",)):
        assert sys.modules["subprocess"] is subprocess


def test_names_are_as_they_were_after_a_fault(unloaded: str) -> None:
    with pytest.raises(ZeroDivisionError), loaded_later((unloaded,)):
        _ = 1 // 0
    assert unloaded not in sys.modules


_TYPER = """
import sys
from massage_mind.loaded_later import SELDOM_CALLED, SELDOM_USED, loaded_later
before = set(sys.modules)
with loaded_later():
    import typer.main
print(*(one for one in (*SELDOM_USED, *SELDOM_CALLED) if one in sys.modules and one not in before))
import importlib
looked = set()
for user in list(sys.modules.values()):
    for standing in list(vars(user).values()):
        if type(standing).__name__ == "_Later":
            real = importlib.import_module(standing.__name__)
            asked = [one for one in dir(real) if not one.startswith("__")]
            assert asked and all(getattr(standing, one) is getattr(real, one) for one in asked[:20]), (user, real)
            looked.add(standing.__name__)
assert {"subprocess", "tokenize"} <= looked, looked
assert typer.core.get_close_matches("wher", ["where", "there"]) == ["where", "there"]
assert typer.core._("to stop") == "to stop" and typer.get_terminal_size((70, 20)).columns > 0
import uuid
assert typer.main.StackSummary.from_list([]) == [] and typer.main.FrameSummary("a", 1, "b").lineno == 1
assert uuid.UUID(int=1).int == 1 and isinstance(uuid.UUID(int=1), uuid.UUID)
print("and each is the real one")
"""


def test_typer_loads_without_them_and_has_them_when_it_asks() -> None:
    """In a process of its own, as the program begins. Some Pythons ask one of them at once; most of them stay away."""
    told = subprocess.run([sys.executable, "-c", _TYPER], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    asked, end = told.stdout.splitlines()
    assert len(asked.split()) <= len(SELDOM_USED) // 2, asked
    assert not {"difflib", "gettext", "uuid"} & {*asked.split()}, "only names out of these are taken"
    assert end == "and each is the real one"


def test_who_tries_whether_a_python_has_it_learns_that(monkeypatch: pytest.MonkeyPatch) -> None:
    """`shutil` asks so for archives; one that stood in would always be there."""
    monkeypatch.setattr("massage_mind.loaded_later.find_spec", lambda _: None)
    monkeypatch.delitem(sys.modules, "bz2", raising=False)
    with loaded_later(("bz2", "colorsys")):
        assert "bz2" not in sys.modules
