"""Files that are not well-formed: said in our words, at the place where a person can mend them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from reading_support import GOOD, faults_of, swapped

from massage_mind.reading.yaml_words import in_our_words

OF_THE_PARSER = re.compile(
    r"scalar|token|mapping|sequence|node|indicator|block|flow|expected|not allowed|simple key|directive",
    re.IGNORECASE,
)
"""Words of somebody who writes parsers."""

# name: (old, new, line, column, a fragment of what is said)
MENDED: dict[str, tuple[str, str, int, int, str]] = {
    "a tab before a line": ("  - name: only", "\t- name: only", 7, 1, "move lines in with spaces"),
    "a tab before a key": ("    steps:\n      - say: \"Hello", "\tsteps:\n      - say: \"Hello", 8, 1, "a tab stands here"),
    "a colon in words": ('"Hello there."', "One thing: the breath", 9, 23, "a colon stands inside words"),
    "a key without its colon": ("title: Mine", "title Mine", 1, 1, "without its colon"),
    "a key in the middle without its colon": ("moment: before", "moment before", 3, 1, "without its colon"),
    "a key moved in": ("about: A small", "  about: A small", 2, 3, "further than its neighbours"),
    "quotes that go on": ('"Hello there."', '"Hello there.', 9, 14, "quotes that open here are not closed"),
    "quotes to the end": ('"This is the end."', "'This is the end.", 13, 14, "quotes that open here are not closed"),
    "an apostrophe": ('"This is the end."', "'It's the end.'", 13, 17, "an apostrophe ends the words"),
    "quotes in quotes": ('"This is the end."', '"This is "the" end."', 13, 23, "quotes stand inside quotes"),
    "a list that goes on": ("[feet, sounds]", "[feet, sounds", 5, 10, "close it with ]"),
    "a brace that goes on": ("most: 5}", "most: 5", 4, 10, "close it with }"),
    "a field at the beginning": ('"Hello there."', "{name}, hello", 9, 19, "begin with a brace"),
    "a sign at the beginning": ('"Hello there."', "@home", 9, 14, "cannot begin with this sign"),
    "a star at the beginning": ('"Hello there."', "* hello", 9, 14, "begin with & or *"),
    "an exclamation at the beginning": ('"Hello there."', "!<hello", 9, 14, "begin with ! or %"),
    "a backslash": ("Hello there", "Hello \\q there", 9, 14, "a backslash has a meaning"),
    "a dash in a line": ("title: Mine", "title: - Mine", 1, 8, "a dash stands in the middle"),
    "a question mark": ("title: Mine", "title: ? Mine", 1, 8, "a question mark stands at the beginning"),
    "words after a bar": ('"Hello there."', "| Hello", 9, 16, "only a line break can follow"),
    "a line moved out": ("      - rest: 10 s", "     - rest: 10 s", 10, 6, "does not fit to those above it"),
    "a line moved in": ("      - rest: 10 s", "       - rest: 10 s", 10, 8, "as far as its neighbours"),
    "a bracket too many": ("title: Mine", "title: ]", 1, 8, "one sign is too many"),
}  # fmt: skip


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize("kind", MENDED)
def test_a_slip_is_said_where_it_can_be_mended(
    kind: str, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With libyaml and without it: in words of ours, and with what to do after a semicolon."""
    monkeypatch.setattr(yaml, "CSafeLoader", getattr(yaml, loader), raising=False)
    old, new, line, column, fragment = MENDED[kind]
    (fault,) = faults_of(swapped(old, new))
    assert ("yaml", line) == (fault.rule, fault.line)
    assert loader == "SafeLoader" or column == fault.column
    assert fragment in fault.message or loader == "SafeLoader"
    assert "; " in fault.message
    assert not OF_THE_PARSER.search(fault.message)


# What the two parsers can say, out of their sources (libyaml 0.2.5, PyYAML 6): the problem of each fault.
PROBLEMS = """
block sequence entries are not allowed in this context; control characters are not allowed; could not find expected ':'
could not find expected directive name; did not find URI escaped octet; did not find expected '!'
did not find expected ',' or ']'; did not find expected ',' or '}'; did not find expected '-' indicator
did not find expected <document start>; did not find expected <stream-start>
did not find expected alphabetic or numeric character; did not find expected comment or line break
did not find expected digit or '.' character; did not find expected hexdecimal number; did not find expected key
did not find expected node content; did not find expected tag URI; did not find expected version number
did not find expected whitespace; did not find expected whitespace or line break; did not find the expected '>'
exceeded maximum nesting depth; found a tab character that violates indentation
found a tab character where an indentation space is expected; found an incorrect leading UTF-8 octet
found an incorrect trailing UTF-8 octet; found an indentation indicator equal to 0
found character that cannot start any token; found duplicate %TAG directive; found duplicate %YAML directive
found extremely long version number; found incompatible YAML document; found invalid Unicode character escape code
found undefined tag handle; found unexpected ':'; found unexpected document indicator; found unexpected end of stream
found unknown directive name; found unknown escape character; invalid Unicode character; unexpected low surrogate area
mapping keys are not allowed in this context; mapping values are not allowed in this context
expected ' ', but found 'x'; expected '!', but found 'x'; expected ',' or ']', but got '<block end>'
expected ',' or '}', but got '<stream end>'; expected '<document start>', but found '<block end>'
expected '>', but found 'x'; expected <block end>, but found '<scalar>'
expected URI escape sequence of 2 hexadecimal numbers, but found 'x'; expected URI, but found 'x'
expected a comment or a line break, but found 'x'; expected a digit or '.', but found 'x'
expected alphabetic or numeric character, but found 'x'; expected chomping or indentation indicators, but found 'x'
expected indentation indicator in the range 1-9, but found 0; expected the node content, but found ']'
found character '\\t' that cannot start any token; found character '@' that cannot start any token
found duplicate YAML directive; found incompatible YAML document (version 1.* is required)
found unexpected document separator; found unknown escape character 'q'; invalid indentation or unclosed '[' or '{'
mapping keys are not allowed here; mapping values are not allowed here; sequence entries are not allowed here
special characters are not allowed; duplicate tag handle '!'; found undefined tag handle '!x!'
"""


@pytest.mark.parametrize(
    "problem", [one.strip() for line in PROBLEMS.strip().splitlines() for one in line.split("; ")]
)
def test_each_sentence_of_the_parsers_has_one_of_ours(problem: str) -> None:
    """None is left to the sentence for what nobody has foreseen, and none speaks of parsing."""
    said = in_our_words(problem)
    assert said != in_our_words("something else")
    assert not OF_THE_PARSER.search(said)


def test_what_nobody_has_foreseen_is_said_too() -> None:
    """With something to try."""
    assert "; " in in_our_words("a flux of the seventh kind")
    assert not OF_THE_PARSER.search(in_our_words("a flux of the seventh kind"))


def test_the_words_are_loaded_for_files_that_need_them_only(tmp_path: Path) -> None:
    """A sound script and one with faults of its own do without."""
    path = tmp_path / "sound.yaml"
    path.write_text(GOOD, encoding="utf-8")
    code = (
        "import sys; from massage_mind.reading.library import Library; from pathlib import Path;"
        f"Library(None).read(Path({str(path)!r})); print('massage_mind.reading.yaml_words' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "False" == done.stdout.strip()
