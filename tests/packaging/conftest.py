"""The program as a person gets it: built once, and installed in every way there is."""

from __future__ import annotations

import subprocess
import sys

import pytest
from packaging_support import CHECKOUT, Distributions, Installed, fresh


@pytest.fixture(scope="session")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Distributions:
    """The source distribution of this checkout, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    command = (sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(CHECKOUT))
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not built.returncode, built.stdout + built.stderr
    (wheel,) = folder.glob("*.whl")
    (sdist,) = folder.glob("*.tar.gz")
    return Distributions(wheel, sdist)


def _installed(tmp_path_factory: pytest.TempPathFactory, name: str, *arguments: str) -> Installed:
    installed = fresh(tmp_path_factory.mktemp(name))
    installed.pip("install", *arguments)
    return installed


@pytest.fixture(scope="session")
def from_wheel(distributions: Distributions, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Installed from the wheel, with what it needs to run and nothing else."""
    return _installed(tmp_path_factory, "wheel", str(distributions.wheel))


@pytest.fixture(scope="session")
def from_sdist(distributions: Distributions, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Installed from the source distribution."""
    return _installed(tmp_path_factory, "sdist", str(distributions.sdist))


@pytest.fixture(scope="session")
def editable(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Installed from the checkout, to be edited."""
    return _installed(tmp_path_factory, "editable", "--editable", str(CHECKOUT))


@pytest.fixture(params=["wheel", "sdist", "editable"])
def installed(request: pytest.FixtureRequest) -> Installed:
    """Each way to install the program in turn."""
    name = "editable" if request.param == "editable" else f"from_{request.param}"
    found: Installed = request.getfixturevalue(name)
    return found


@pytest.fixture(scope="session")
def without_sound(distributions: Distributions, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Installed where neither numpy nor miniaudio is to be had."""
    installed = _installed(tmp_path_factory, "soundless", str(distributions.wheel))
    installed.pip("uninstall", "--yes", "numpy", "miniaudio")
    return installed
