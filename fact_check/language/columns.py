"""A Doc's words as plain lists: to make a token of each costs more than what is asked of most."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc


def strings(doc: Doc, attribute: str, change: Callable[[str], str] = str) -> list[str]:
    """Return an attribute of every token ("LOWER", "LEMMA"), each different one put through `change`."""
    hashes = doc.to_array(attribute).tolist()
    named = doc.vocab.strings
    known = {each: change(named[each]) for each in set(hashes)}
    return [known[each] for each in hashes]


def numbers(doc: Doc, attribute: str) -> list[int]:
    """Return an attribute of every token that is a number ("IDX", "LENGTH")."""
    found: list[int] = doc.to_array(attribute).tolist()
    return found


def texts(doc: Doc, places: NDArray[np.int64]) -> list[str]:
    """Return the words at some places."""
    named = doc.vocab.strings
    return [named[each] for each in doc.to_array("ORTH")[places].tolist()]
