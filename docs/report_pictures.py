"""Pages to print or keep, as a browser shows and prints them: pictures to be looked at, and what axe finds.

    .venv/bin/python docs/report_pictures.py OUT [PAGE.html ...]

Without a page the sample of docs/report_page.py. Needs chromium, chromedriver and the packages selenium and
axe-selenium-python (which brings axe-core); printed pages become pictures where there is pdftoppm. Nothing of it is
needed to run massage-mind; tests/report/test_report_chromium.py uses it where it is there.
"""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from report_page import sample_page

WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
PAPERS = {"a4": (8.27, 11.69), "letter": (8.5, 11.0)}
"""Width and height in inches."""
_TALLEST = 12_000
_OPTIONS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
_AXE = "const done = arguments[arguments.length - 1]; axe.run(document).then(done, error => done({violations: [String(error)]}))"


def wanting() -> list[str]:
    """What is not there of what this needs."""
    programs = [name for name in ("chromium", "chromedriver") if shutil.which(name) is None]
    return [*programs, *(name for name in ("selenium", "axe_selenium_python") if find_spec(name) is None)]


class Browser:
    """A Chromium without a window."""

    def __init__(self) -> None:
        from selenium import webdriver
        from selenium.webdriver.chrome.options import Options
        from selenium.webdriver.chrome.service import Service

        options = Options()
        options.binary_location = shutil.which("chromium") or ""
        for one in _OPTIONS:
            options.add_argument(one)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self._driver: Any = webdriver.Chrome(
            options=options, service=Service(shutil.which("chromedriver") or "")
        )

    def close(self) -> None:
        """End it."""
        self._driver.quit()

    def open(self, page: Path, *, wide: int, scheme: str) -> None:
        """Show a page, so wide (pixels), light or dark."""
        feature = {"name": "prefers-color-scheme", "value": scheme}
        metrics = {"width": wide, "height": 800, "deviceScaleFactor": 1, "mobile": False}
        self._driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
        self._driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        self._driver.get(page.resolve().as_uri())

    def run(self, script: str) -> Any:
        """What a script says of the page: the browser's own, which no policy of the page holds back."""
        return self._driver.execute_script(script)

    def found_by_axe(self) -> list[Any]:
        """What axe finds wrong, with all that can be opened open."""
        import axe_selenium_python

        folder = Path(axe_selenium_python.__file__).parent
        self.run(next(folder.rglob("axe.min.js")).read_text(encoding="utf-8"))
        self.run("for (const one of document.querySelectorAll('details')) one.open = true")
        return list(self._driver.execute_async_script(_AXE)["violations"])

    def complaints(self) -> list[str]:
        """What the browser had to say: refused, not found, not understood."""
        return [str(one["message"]) for one in self._driver.get_log("browser")]

    def picture(self) -> bytes:
        """The whole page, as a PNG."""
        wide, high = self.run("return [innerWidth, document.documentElement.scrollHeight]")
        clip = {"x": 0, "y": 0, "width": wide, "height": min(high, _TALLEST), "scale": 1}
        shot = self._driver.execute_cdp_cmd(
            "Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip}
        )
        return base64.b64decode(shot["data"])

    def printed(self, paper: str) -> bytes:
        """The page printed, as a PDF."""
        wide, high = PAPERS[paper]
        options = {"paperWidth": wide, "paperHeight": high}
        return base64.b64decode(self._driver.execute_cdp_cmd("Page.printToPDF", options)["data"])


def pictures_of(page: Path, out: Path) -> None:
    """Every picture of a page, beside what is wrong with it."""
    with closing(Browser()) as chromium:
        for wide in WIDTHS:
            for scheme in SCHEMES:
                chromium.open(page, wide=wide, scheme=scheme)
                (out / f"{page.stem}-{wide}-{scheme}.png").write_bytes(chromium.picture())
                print(page.stem, wide, scheme, [one["id"] for one in chromium.found_by_axe()])
        for paper in PAPERS:
            target = out / f"{page.stem}-{paper}.pdf"
            target.write_bytes(chromium.printed(paper))
            if program := shutil.which("pdftoppm"):
                subprocess.run(
                    [program, "-r", "80", "-png", str(target), str(target.with_suffix(""))], check=True
                )
        print("\n".join(chromium.complaints()))


def main() -> None:
    """Make them."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    sample = out / "sample.html"
    if not sys.argv[2:]:
        sample.write_text(sample_page(), encoding="utf-8")
    for page in map(Path, sys.argv[2:] or [str(sample)]):
        pictures_of(page, out)


if __name__ == "__main__":
    main()
