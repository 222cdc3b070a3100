"""What has to hold of every page the program writes, whatever stands on it."""

from __future__ import annotations

import re
from itertools import pairwise

from page_reader import PageSeen, read_page

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_LOADS = (
    "script",
    "link",
    "img",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "source",
    "form",
    "input",
    "base",
    "image",
)
_FETCHES = re.compile(r"url\(|@import|@font-face|javascript:|expression\(", re.IGNORECASE)


def faults_of(text: str) -> list[str]:
    """What is wrong with a page; nothing where all rules hold."""
    page = read_page(text)
    return [
        *page.faults,
        *_runs_and_fetches(page),
        *_headings(page),
        *_names(page),
        *_figures(page),
        *_tables(page),
        *([] if text.startswith("<!DOCTYPE html>") else ["no doctype"]),
    ]


def _runs_and_fetches(page: PageSeen) -> list[str]:
    found = [f"a {one.name}" for one in page.all(*_LOADS)]
    found += [
        f"{one.name} has {name}"
        for one in page.elements
        for name in one.attributes
        if name.startswith("on") or name in ("style", "src", "srcset", "action", "ping", "background")
    ]
    styles = [one.text for one in page.all("style")]
    found += ["the style fetches"] * any(_FETCHES.search(text) for text in styles)
    found += [f"{len(styles)} styles"] * (len(styles) != 1)
    policies = [
        one.get("content") for one in page.all("meta") if one.get("http-equiv") == "Content-Security-Policy"
    ]
    found += ["the policy is another one"] * (policies != [POLICY])
    links = [one.get("href") for one in page.all("a", "use")]
    found += [f"leads to {link}" for link in links if not link.startswith(("#", "https://", "http://"))]
    return found


def _headings(page: PageSeen) -> list[str]:
    levels = [int(one.name[1]) for one in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    found = [f"{levels.count(1)} headings of the first level"] * (levels.count(1) != 1)
    found += ["the first heading is not the first"] * (levels[:1] != [1])
    found += [f"a heading {after} after {before}" for before, after in pairwise(levels) if after > before + 1]
    found += [
        f"{one.name} is empty"
        for one in page.all("h1", "h2", "h3", "h4", "h5", "h6", "title", "a", "th")
        if not one.text.strip()
    ]
    return found


def _names(page: PageSeen) -> list[str]:
    names = [one.get("id") for one in page.elements if one.get("id")]
    found = (
        [f"{name} is there twice" for name in sorted({one for one in names if names.count(one) > 1})]
        if len(names) < 3000
        else []
    )
    known = set(names)
    for one in page.elements:
        wanted = f"{one.get('aria-labelledby')} {one.get('href')[1:] if one.get('href').startswith('#') else ''}".split()
        found += [f"{one.name} names {name}, which is not there" for name in wanted if name not in known]
    found += [
        f"{len(page.all(name))} {name}"
        for name in ("html", "head", "body", "main", "title")
        if len([one for one in page.all(name) if not one.within("svg")]) != 1
    ]
    found += ["no language"] * (not page.all("html")[0].get("lang"))
    return found


def _figures(page: PageSeen) -> list[str]:
    """A drawing has a name and words, or is passed over."""
    found = []
    for svg in page.all("svg"):
        if svg.get("aria-hidden") == "true":
            continue
        inside = {
            one.name: one.text for one in page.elements if svg in one.around and one.name in ("title", "desc")
        }
        if svg.get("role") != "img" or not inside.get("title") or not inside.get("desc"):
            found.append("a drawing without words")
    return found


def _tables(page: PageSeen) -> list[str]:
    found = [
        f"a head says {one.get('scope')!r}"
        for one in page.all("th")
        if one.get("scope") not in ("row", "col")
    ]
    for table in page.all("table"):
        if not any(one.name == "th" and table in one.around for one in page.elements):
            found.append("a table without heads")
    return found
