"""Marked sentences, parsed by the bundled pipeline."""

import re
from collections.abc import Callable

import pytest

from fact_check.claims import Claim
from fact_check.extract import extract
from fact_check.language import pipeline
from fact_check.read import read_text
from fact_check.rules import load_rules

Finder = Callable[[str], list[Claim]]


@pytest.fixture(scope="session")
def find_in() -> Finder:
    """Return a function that gives the published claims of a text; the text gets a plain headline."""
    rules = load_rules()

    def find(text: str) -> list[Claim]:
        article = read_text(f"A plain headline\n\n{text}", rules)
        doc = pipeline()(article.prose)
        return [f.claim for f in extract(article, doc, rules) if not f.silent]

    return find


def unmark(marked: str) -> tuple[str, list[str]]:
    """Split a text from its {marked} contents; "{a | b}" marks nothing more than "{a}" and "{b}" do."""
    return re.sub(r"[{}]", "", marked), re.findall(r"\{([^{}]*)\}", marked)
