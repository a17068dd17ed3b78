"""Where a token pattern is looked for: round its anchor, and only where what stands beside it is there."""

from typing import Any

import pytest
from spacy.tokens import Doc

from fact_check.language import parse
from fact_check.language.columns import columns
from fact_check.language.patterns import compile_pattern
from fact_check.rules import load_rules

REPORTS = {"LEMMA": "report", "POS": "NOUN"}
NOT = {"LOWER": {"IN": ["n't", "n’t"]}}
ANY = {"POS": "ADV", "OP": "*"}
OF = {"LOWER": {"IN": ["of", "about"]}}

ANCHORS = [
    pytest.param(({"LOWER": "the"}, {"LOWER": "hoax"}), {"hoax"}, id="the-rarer-word"),
    pytest.param(({"TEXT": ","}, {"LOWER": {"IN": ["no", "nope"]}}), {","}, id="one-mark-before-two-words"),
    pytest.param(({"LOWER": "alleged", "OP": "?"}, {"LOWER": "plot"}), {"plot"}, id="a-word-it-must-have"),
    pytest.param(({"POS": "ADJ"},), {""}, id="anywhere"),
]

FOUND = [
    pytest.param((REPORTS, OF), "Reports of fire spread.", ["Reports of"], id="there"),
    pytest.param((REPORTS, OF), "Reports spread.", [], id="nothing-beside"),
    pytest.param((REPORTS, OF), "They spoke of reports", [], id="at-the-end"),
    pytest.param((REPORTS, OF), "He reports of it.", [], id="another-part-of-speech"),
    pytest.param(({"TEXT": "NOT"},), "It is NOT so, not so.", ["NOT"], id="as-written"),
    pytest.param((NOT, {"LOWER": "true"}), "That isn’t true.", ["n’t true"], id="a-curly-apostrophe"),
    pytest.param(({"LOWER": "was"}, ANY, {"LOWER": "false"}), "It was false.", ["was false"], id="nothing-between"),
    pytest.param(({"LOWER": "was"}, ANY, {"LOWER": "false"}), "It was then false.", ["was then false"], id="between"),
]  # fmt: skip


def matches(doc: Doc, elements: tuple[dict[str, Any], ...]) -> list[str]:
    """Return what a pattern matches, looked for as the cues do: round each word that may be its anchor."""
    pattern = compile_pattern(load_rules()[0], elements, doc.vocab)
    words = columns(doc)
    anchors = [i for i, word in enumerate(words.straight) if word in pattern.anchors]
    found = {run for i in anchors for run in pattern.around(doc, words, i) or ()}
    return [doc[start:end].text for start, end in sorted(found)]


@pytest.mark.parametrize(("elements", "words"), ANCHORS)
def test_the_anchor_is_the_rarest_word(elements: tuple[dict[str, Any], ...], words: set[str]) -> None:
    (doc,) = parse(["x"])
    assert compile_pattern(load_rules()[0], elements, doc.vocab).anchors == words


@pytest.mark.parametrize(("elements", "text", "expected"), FOUND)
def test_a_pattern_is_found_round_its_anchor(
    elements: tuple[dict[str, Any], ...], text: str, expected: list[str]
) -> None:
    (doc,) = parse([text])
    assert matches(doc, elements) == expected
