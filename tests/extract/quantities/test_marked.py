"""The tables of marked sentences: what their numbers are read as, what they count, and which of them are claimed."""

from functools import cache
from typing import Any

import pytest
import spacy
from number_tables import Sentence, table
from spacy.language import Language

from fact_check.extract.quantities.readings import quantities
from fact_check.language import parse
from fact_check.pipeline import claims
from fact_check.read import read_text
from fact_check.rules import Rule, load_rules, select


def rows(sentences: list[Sentence]) -> list[Any]:
    missed = pytest.mark.xfail(reason="a known miss", strict=True)
    return [pytest.param(s, id=f"{s.kind}: {s.text}", marks=[missed] if s.missed else []) for s in sentences]


@cache
def plain() -> Language:
    """Return a pipeline that parses nothing: values, bounds and units need no parse."""
    return spacy.blank("en")


@cache
def rules() -> tuple[Rule, ...]:
    return load_rules()


FIGURES = table("figures.txt")
COUNTED = [s for s in FIGURES if any(w.noun for w in s.wanted)]
CLAIMS = table("claims.txt")


@pytest.mark.parametrize("sentence", rows(FIGURES))
def test_figures_are_read_as_marked(sentence: Sentence) -> None:
    found = quantities(plain()(sentence.text))
    said = [(q.text, q.value, q.low, q.high, q.unit, q.bound) for q in found]
    assert len(found) == len(sentence.wanted), said
    assert all(want.met_by(q) for want, q in zip(sentence.wanted, found, strict=True)), said


@pytest.mark.parametrize("sentence", rows(COUNTED))
def test_what_is_counted_is_as_marked(sentence: Sentence) -> None:
    assert [q.counted for q in quantities(next(iter(parse([sentence.text]))))] == [w.noun for w in sentence.wanted]


@pytest.mark.parametrize("sentence", rows(CLAIMS))
def test_claims_hold_the_marked_numbers_and_no_others(sentence: Sentence) -> None:
    headline = "Town news\n\n"
    article = read_text(f"{headline}{sentence.text}\n", select(rules(), "furniture"))
    claimed = {(q.start - len(headline), q.end - len(headline)) for c in claims(article, rules()) for q in c.quantities}
    found = sorted(span for span in claimed if span[0] >= 0)
    assert len(found) == len(sentence.wanted), [sentence.text[a:b] for a, b in found]
    assert all(a < want.end and want.start < b for want, (a, b) in zip(sentence.wanted, found, strict=True))
