"""A Doc's words as plain lists: to make a token of each costs more than what is asked of most."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property
from weakref import ref

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc


def strings(doc: Doc, attribute: str, change: Callable[[str], str] = str) -> list[str]:
    """Return an attribute of every token ("LOWER", "LEMMA"), each different one put through `change`."""
    hashes = doc.to_array(attribute).tolist()
    named = doc.vocab.strings
    known = {each: change(named[each]) for each in set(hashes)}
    return list(map(known.__getitem__, hashes))


def numbers(doc: Doc, attribute: str) -> list[int]:
    """Return an attribute of every token that is a number ("IDX", "LENGTH")."""
    found: list[int] = doc.to_array(attribute).tolist()
    return found


def texts(doc: Doc, places: NDArray[np.int64]) -> list[str]:
    """Return the words at some places."""
    named = doc.vocab.strings
    return [named[each] for each in doc.to_array("ORTH")[places].tolist()]


def straight(text: str) -> str:
    """Return a text with its apostrophes straight, as the rules are read."""
    if text.isascii():
        return text
    return text.replace("’", "'").replace("‘", "'").replace("ʼ", "'")


class Columns:
    """The columns of a parsed Doc, each read when it is first asked for. It does not keep the Doc."""

    def __init__(self, doc: Doc, whole: str | None = None) -> None:
        self._of = ref(doc)
        self._whole = whole

    @property
    def doc(self) -> Doc:
        doc = self._of()
        assert doc is not None  # who asks holds it
        return doc

    @cached_property
    def whole(self) -> str:
        """The Doc's text, which spaCy puts together from its tokens at each call."""
        return self.doc.text if self._whole is None else self._whole

    def said(self, start: int, end: int) -> str:
        """Return the text of a run of tokens, without the space behind it."""
        return self.whole[self.start[start] : self.start[end - 1] + len(self.text[end - 1])]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return the run of words, half-open, that a stretch of the text in code points stands in.

        The stretch begins and ends in a word.
        """
        return bisect_right(self.start, start) - 1, bisect_left(self.start, end)

    @cached_property
    def text(self) -> list[str]:
        whole = self.whole
        lengths = numbers(self.doc, "LENGTH")
        return [whole[at : at + length] for at, length in zip(self.start, lengths, strict=True)]

    @cached_property
    def lower(self) -> list[str]:
        return list(map(str.lower, self.text))

    @cached_property
    def straight(self) -> list[str]:
        """In lower case, the apostrophes straight."""
        return list(map(straight, self.lower))

    @cached_property
    def lemma(self) -> list[str]:
        """In lower case."""
        return strings(self.doc, "LEMMA", str.lower)

    @cached_property
    def pos(self) -> list[str]:
        return strings(self.doc, "POS")

    @cached_property
    def tag(self) -> list[str]:
        return strings(self.doc, "TAG")

    @cached_property
    def dep(self) -> list[str]:
        return strings(self.doc, "DEP")

    @cached_property
    def head(self) -> list[int]:
        """The number of the word that each depends on; its own where it depends on none."""
        return [i + step for i, step in enumerate(self.doc.to_array("HEAD").astype("int64").tolist())]

    @cached_property
    def ent_type(self) -> list[str]:
        """The kind of the name that a word is in, "" outside."""
        return strings(self.doc, "ENT_TYPE")

    @cached_property
    def start(self) -> list[int]:
        """Where each word begins, in code points of the text."""
        return numbers(self.doc, "IDX")

    @cached_property
    def is_space(self) -> list[int]:
        return numbers(self.doc, "IS_SPACE")

    @cached_property
    def line_ends(self) -> list[int]:
        """The white space that ends a line."""
        return [i for i, space in enumerate(self.is_space) if space and "\n" in self.text[i]]

    @cached_property
    def like_num(self) -> list[int]:
        return numbers(self.doc, "LIKE_NUM")

    @cached_property
    def is_punct(self) -> list[int]:
        return numbers(self.doc, "IS_PUNCT")

    @cached_property
    def sentences(self) -> list[int]:
        """The first word of each sentence; a Doc that is not cut into sentences is one."""
        starts: list[int] = (self.doc.to_array("SENT_START") == 1).nonzero()[0].tolist()
        return starts if not len(self.doc) or starts[:1] == [0] else [0, *starts]


_last: Columns | None = None
"""Of one Doc, because an article is found in from one end of the street to the other before the next one is."""


def columns(doc: Doc) -> Columns:
    """Return the columns of a Doc, read once. Who has changed the Doc since calls `read_anew` first."""
    return _last if _last is not None and _last._of() is doc else read_anew(doc)


def read_anew(doc: Doc, whole: str | None = None) -> Columns:
    """Return the columns of a Doc as it is now; `whole` is its text, where that is at hand."""
    global _last
    _last = Columns(doc, whole)
    return _last
