"""A sentence without an end costs its numbers no more than their share."""

from functools import partial
from itertools import pairwise

import pytest
import spacy
from calls import WORST, calls
from spacy.tokens import Doc

from fact_check.extract.quantities.numeric_claims import asserted
from fact_check.extract.quantities.readings import readings


def one_sentence(text: str) -> Doc:
    """Return a text as one sentence, every word of which hangs on the one before."""
    plain = spacy.blank("en")(text)
    heads = [max(0, i - 1) for i in range(len(plain))]
    words, spaces = [t.text for t in plain], [bool(t.whitespace_) for t in plain]
    tags = ["NOUN"] * len(words)
    return Doc(plain.vocab, words=words, spaces=spaces, heads=heads, deps=["dep"] * len(words), pos=tags, tags=tags)


def claimed(doc: Doc) -> None:
    asserted(doc, readings(doc), [])


@pytest.mark.parametrize("piece", ["5 ", "5 to ", "5 cats and ", "two hundred and ", "5 cats saw 6 dogs and "])
def test_calls_grow_with_the_sentence_and_not_its_square(piece: str) -> None:
    docs = [one_sentence(piece * n) for n in (500, 1000, 2000)]
    spent = [calls(partial(claimed, doc)) for doc in docs]
    assert all(longer <= WORST * shorter for shorter, longer in pairwise(spent)), spent
