"""The formats there are: those that the modules of this folder say."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from massage_mind.journal import carry
from massage_mind.journal.carry.form import CarryForm
from massage_mind.words.near import unknown


def _found() -> tuple[CarryForm, ...]:
    names = sorted(one.name for one in pkgutil.iter_modules(carry.__path__) if one.name.endswith("_form"))
    forms = [import_module(f"{carry.__name__}.{name}").FORM for name in names]
    return tuple(sorted(forms, key=lambda form: (form.place == 0, form.place, form.name)))


FORMS: tuple[CarryForm, ...] = _found()
"""Those of an export first, in the order in which they are named."""
FORMATS: tuple[str, ...] = tuple(form.name for form in FORMS if form.write is not None)


def form_named(word: str) -> CarryForm:
    """The format of an export with this name or alias. Raises `UsageError`."""
    for form in FORMS:
        if form.write is not None and word in (form.name, *form.aliases):
            return form
    raise unknown("format", word, FORMATS, also="schema")
