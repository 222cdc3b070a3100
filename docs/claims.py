"""Looks for health claims in all that the program can say. `make check` runs it; what it finds is a fault.

What is known stands in the topics that `learn` shows, each with a verdict and sources, and nowhere else: no session, no
help, no home and no README says what massage or attention does to anybody's health. Read here are every text in the code,
the scripts and styles, the README and the line that describes the package. A word of the table that is not meant as
a claim is waived by its place and with a reason; a waiver that nothing needs any more is a fault too.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]

TROUBLES = r"stress|anxiety|worry|worries|pain|tension|depression|low mood|blood pressure|inflammation|headaches?|insomnia"
GOODS = r"sleep|mood|health|well-?being|immun\w+|circulation|digestion|recovery|blood flow|posture|memory|mobility"

CLAIMS = {
    "mending": r"\b(?:cures?|cured|curing|heals?|healed|healing|treats?|treated|treating|treatments?|remed(?:y|ies))\b",
    "relief": r"\b(?:reliev(?:e|es|ed|ing)|relief|alleviat\w+)\b",
    "less of a trouble": rf"\b(?:reduc\w+|lower(?:s|ed|ing)?|eas(?:e|es|ed|ing)|fights?|beats?|combats?|melts?|calms?|cuts?) (?:\w+ ){{0,3}}(?:{TROUBLES})\b",
    "more of a good": rf"\b(?:improv\w+|boost\w*|strengthen\w*|increas\w+|enhanc\w+|promot\w+|better) (?:\w+ ){{0,3}}(?:{GOODS})\b",
    "help": rf"\b(?:helps?|good|great|works?) (?:you |people |with |against |for |to )+(?:\w+ ){{0,2}}(?:{TROUBLES}|{GOODS}|relax|sleep|calm|heal|recover|feel)\b",
    "proof": r"\b(?:proven|proves?|clinical(?:ly)?|scientific(?:ally)?|evidence-based|stud(?:y|ies) (?:show|prove|find)s?|research (?:shows?|proves?)|doctors recommend)\b",
    "chemistry": r"\b(?:cortisol|serotonin|dopamine|endorphins?|oxytocin|vag(?:us|al)|nervous system|hormones?|immun\w+|toxins?|detox\w*|lymph\w*|circulation)\b",
    "therapy": r"\b(?:therap(?:y|ies|eutic\w*))\b",
    "promise": r"\byou(?:'ll| will) (?:feel|be|sleep|relax|become) (?:\w+ )?(?:better|calm\w*|relaxed|lighter|well|deeply)\b",
}  # fmt: skip
"""Words and turns in which a health claim is made."""

LEFT_OUT = {
    "src/massage_mind/learn/topics": "here claims stand with their verdicts; docs/topics.py checks what the pages say",
    "src/massage_mind/learn/sources": "titles of studies",
    "src/massage_mind/script/caring": "the tables of the care rules: words that a script must not say",
    "src/massage_mind/learn/verdict.py": "says what a verdict is",
}
"""Places that are not read, and why."""


class Waiver(NamedTuple):
    """Words that are there and no claim: in which file, which words, and why."""

    path: str
    words: str
    why: str


WAIVERS = (
    Waiver("README.md", "not diagnosis, treatment or a substitute for care", "says that it is none"),
    Waiver("README.md", "massage-mind learn stress hormone", "how a claim is looked up"),
    Waiver("src/massage_mind/cli/help_first.py", "not diagnosis or treatment", "says that it is none"),
    Waiver(
        "src/massage_mind/cli/command_table.py",
        "massage-mind learn stress hormone",
        "how a claim is looked up",
    ),
    Waiver(
        "src/massage_mind/learn/safety.py",
        "not diagnosis, treatment or a substitute for care",
        "says that it is none",
    ),
    Waiver(
        "src/massage_mind/learn/safety.py",
        "Keep your treatment and medicine as agreed",
        "that of the clinician",
    ),
    Waiver(
        "src/massage_mind/screen/show/show_topics.py",
        "massage-mind learn stress hormone",
        "how a claim is looked up",
    ),
)


class Said(NamedTuple):
    """A text that the program can say, and where it stands."""

    path: str
    line: int
    text: str


def texts() -> Iterator[Said]:
    """All texts the program can say."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        if not any(_shown(path).startswith(one) for one in LEFT_OUT):
            yield from _in_code(path)
    pages = [ROOT / "README.md", *sorted((ROOT / "scripts").rglob("*.yaml"))]
    for path in pages:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield Said(_shown(path), number, line)
    for number, line in enumerate((ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("description"):
            yield Said("pyproject.toml", number, line)


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _in_code(path: Path) -> Iterator[Said]:
    """The texts of a module: every constant, and of a command its docstring, which is its help."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    help_texts = "cli" in path.parts
    docs = {id(node.body[0].value) for node in ast.walk(tree) if not help_texts and _has_doc(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield Said(_shown(path), node.lineno, " ".join(node.value.split()))


def _has_doc(node: ast.AST) -> bool:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return isinstance(node, documented) and ast.get_docstring(node, clean=False) is not None


def claims() -> list[str]:
    """Every claim that is not waived, and every waiver that nothing needs."""
    found, needed = [], set()
    for said in texts():
        waivers = [one for one in WAIVERS if one.path == said.path and one.words in said.text]
        for name, pattern in CLAIMS.items():
            for match in re.finditer(pattern, said.text, re.IGNORECASE):
                waiving = [one for one in waivers if match[0] in one.words]
                needed.update(waiving)
                if not waiving:
                    found.append(f"{said.path}:{said.line}: {match[0]!r} ({name}): {said.text[:160]}")
    found += [
        f"{one.path}: nothing needs the waiver for {one.words!r}" for one in WAIVERS if one not in needed
    ]
    return found


def main() -> int:
    """Say what was found."""
    found = claims()
    for one in found:
        print(one)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
