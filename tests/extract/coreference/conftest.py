"""Texts parsed by the bundled pipeline, with the kinds that the rules know."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc, Token

from fact_check.extract.coreference.source_kinds import Kinds
from fact_check.language import pipeline
from fact_check.language.cues import compiled
from fact_check.rules import load_rules

Read = Callable[[str], tuple[Doc, Kinds]]


@pytest.fixture(scope="session")
def read() -> Read:
    """Return a function that parses a text below a plain headline."""
    rules = load_rules()

    def parse(text: str) -> tuple[Doc, Kinds]:
        doc = pipeline()(f"A plain headline\n\n{text}")
        return doc, Kinds(doc, compiled(rules, doc.vocab)(doc))

    return parse


def word(doc: Doc, text: str, number: int = 0) -> Token:
    """Return the token that is written so, the first one or a later one."""
    return [t for t in doc if t.text == text][number]
