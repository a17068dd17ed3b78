"""For whom `the senator` and `the report` stand."""

import pytest

from fact_check.extract.coreference.entities import Entities
from fact_check.extract.coreference.mentions import Mentions
from fact_check.extract.coreference.nominals import Descriptions, phrase
from tests.extract.coreference.conftest import Read, word


@pytest.mark.parametrize(
    ("text", "noun", "number", "resolved", "candidates"),
    [
        pytest.param("Senator Ada Kern came. The senator left.", "senator", 0, "Senator Ada Kern", (), id="an-office"),
        pytest.param(
            "A Harbour Post report was out. The report was long.", "report", 1, "A Harbour Post report", (), id="worded"
        ),
        pytest.param(
            "Senator Ada Kern came. Senator Jon Ridd came. The senator left.",
            "senator", 0, None, ("Senator Jon Ridd", "Senator Ada Kern"), id="two",
        ),
        pytest.param("The pier was shut. The senator left.", "senator", 0, None, (), id="nobody"),
    ],
)  # fmt: skip
def test_descriptions(
    read: Read, text: str, noun: str, number: int, resolved: str | None, candidates: tuple[str, ...]
) -> None:
    doc, kinds = read(text)
    mentions = Mentions(doc, is_body=kinds.is_body)
    head = word(doc, noun, number)
    found = Descriptions(doc, mentions, Entities(mentions)).resolve(head, (head.i - 1, head.i + 1))
    assert (found.resolved, found.candidates) == (resolved, candidates)


def test_a_phrase_ends_with_its_head_or_what_is_joined_to_it(read: Read) -> None:
    doc, _ = read("The new mayor of Harwick came. Farmers and teachers left.")
    assert phrase(doc, word(doc, "mayor")) == "The new mayor"
    assert phrase(doc, word(doc, "Farmers")) == "Farmers and teachers"
