"""Text is text: nothing that a person wrote becomes an element, an attribute, or turns a line around."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_reader import read_page

from massage_mind.report.markup import html_text, tag
from massage_mind.screen.text import safe_text

HOSTILE = (
    "<script>alert(1)</script>",
    "</p></main><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "<!-- --><![CDATA[ ]]>",
    "&lt;b&gt; &amp; &#60;",
    "</template><template>",
    "</style><style>*{display:none}",
    "</title><title>",
    "javascript:alert(1)",
)


@given(text=st.text(), other=st.text())
def test_what_goes_in_is_what_is_read(text: str, other: str) -> None:
    """As text and as an attribute, to the letter but for what no screen shows either; and no element more than was made."""
    page = read_page(html_text(tag("p", text, tag("b", other), title=other)))
    (paragraph, _bold) = page.elements
    assert [] == page.faults
    assert safe_text(text, lines=True) + safe_text(other, lines=True) == paragraph.text
    assert safe_text(other, lines=True) == paragraph.get("title")


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_of_a_person_is_letters(text: str) -> None:
    """What a browser would take for an element, had it stood there as it is."""
    page = read_page(html_text(tag("p", text, title=text)))
    assert ["p"] == [one.name for one in page.elements]
    assert {"title": text} == page.elements[0].attributes
    assert text == page.elements[0].text


def test_attributes_are_said_only_where_they_say_something() -> None:
    """None and False leave one out, True stands bare, an underscore is a hyphen but at the end."""
    node = tag("p", class_="one", aria_label=None, hidden=True, dir=False)
    assert '<p class="one" hidden></p>' == html_text(node)


def test_what_holds_nothing_is_closed() -> None:
    """In HTML and in a drawing."""
    assert '<meta charset="utf-8">' == html_text(tag("meta", charset="utf-8"))
    assert '<path d="M1 1h0"/>' == html_text(tag("path", d="M1 1h0"))


def test_a_style_is_ours_alone() -> None:
    """What could end it never gets there."""
    with pytest.raises(AssertionError):
        html_text(tag("style", "p{}</style>"))
