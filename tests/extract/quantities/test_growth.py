"""A sentence without an end costs its numbers no more than their share."""

import time
from itertools import pairwise

import pytest
import spacy
from spacy.tokens import Doc

from fact_check.extract.quantities.numeric_claims import asserted
from fact_check.extract.quantities.readings import readings

WORST = 3.2
"""Twice is linear; a busy machine makes it look like more, its square would be four times."""


def one_sentence(text: str) -> Doc:
    """Return a text as one sentence, every word of which hangs on the one before."""
    plain = spacy.blank("en")(text)
    heads = [max(0, i - 1) for i in range(len(plain))]
    words, spaces = [t.text for t in plain], [bool(t.whitespace_) for t in plain]
    tags = ["NOUN"] * len(words)
    return Doc(plain.vocab, words=words, spaces=spaces, heads=heads, deps=["dep"] * len(words), pos=tags, tags=tags)


@pytest.mark.parametrize("piece", ["5 ", "5 to ", "5 cats and ", "two hundred and ", "5 cats saw 6 dogs and "])
def test_time_grows_with_the_sentence_and_not_its_square(piece: str) -> None:
    def seconds(doc: Doc) -> float:
        start = time.process_time()
        asserted(doc, readings(doc), [])
        return time.process_time() - start

    docs = [one_sentence(piece * n) for n in (1000, 2000, 4000)]
    spent = [min(seconds(doc) for _ in range(3)) for doc in docs]
    assert all(longer <= WORST * max(shorter, 0.01) for shorter, longer in pairwise(spent)), spent
