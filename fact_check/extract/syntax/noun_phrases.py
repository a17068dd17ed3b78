"""Noun phrases from the parse."""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from fact_check.extract.records import Tokens
from fact_check.extract.syntax.clauses import trim
from fact_check.language.columns import columns


def noun_phrase(doc: Doc, head: Token, without: Iterable[Tokens] = ()) -> Tokens | None:
    """Return the whole noun phrase of a head, with titles and appositions, less `without` and what follows it."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    for child in head.children:
        if child.dep_ == "case" and child.i < head.i:
            start = max(start, child.right_edge.i + 1)
        elif child.dep_ == "case" and child.i > head.i:  # Ivana Trump 's
            end = min(end, child.i)
        elif child.dep_ in ("parataxis", "ccomp") and child.i > head.i:
            end = min(end, child.left_edge.i)
    for a, b in without:
        if b <= head.i:
            start = max(start, b)
        elif a > head.i:
            end = min(end, a)
    words = columns(doc)
    for i in range(head.i, end):
        if words.text[i] == ";" or ("\n" in words.text[i] and words.is_space[i]):
            end = i
            break
    for i in range(head.i, start, -1):
        if "\n" in words.text[i - 1] and words.is_space[i - 1]:
            start = i
            break
    return trim(doc, start, end)
