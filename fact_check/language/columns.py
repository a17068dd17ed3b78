"""Give a Doc's words as plain lists, because making a Token of each costs more than most look-ups."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc


def strings(doc: Doc, attribute: str, change: Callable[[str], str] = str) -> list[str]:
    """Return an attribute of every token ("LOWER", "LEMMA") after `change`, which is called once for each value."""
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
    """Return a text with straight apostrophes, as rules are read."""
    if text.isascii():
        return text
    return text.replace("’", "'").replace("‘", "'").replace("ʼ", "'")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a parsed Doc. They do not keep the Doc."""

    whole: str
    """The Doc's text, which spaCy joins from its tokens at each call."""
    text: list[str]
    lower: list[str]
    straight: list[str]
    """In lower case, the apostrophes straight."""
    lemma: list[str]
    """In lower case."""
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    """The number of each word's head; its own if it has none."""
    ent_type: list[str]
    """The kind of the name that a word is in, "" outside."""
    start: list[int]
    """Where each word begins, in code points of the text."""
    is_space: list[int]
    is_punct: list[int]
    like_num: list[int]
    line_ends: list[int]
    """The white space that ends a line."""
    sentences: list[int]
    """The first word of each sentence; a Doc without sentences is one."""
    kept: dict[str, list[int]] = field(default_factory=dict, compare=False, repr=False)
    """A cache of `where`."""

    def where(self, name: str, holds: Callable[[str], bool]) -> list[int]:
        """Return the words that, in lower case, are of a kind; searched once, then cached by the kind's name."""
        if name not in self.kept:
            self.kept[name] = [i for i, word in enumerate(self.lower) if holds(word)]
        return self.kept[name]

    def said(self, start: int, end: int) -> str:
        """Return the text of a run of tokens, without the space after it."""
        return self.whole[self.start[start] : self.start[end - 1] + len(self.text[end - 1])]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return the run of words, half-open, that covers a stretch of the text in code points.

        The stretch begins and ends in a word.
        """
        return bisect_right(self.start, start) - 1, bisect_left(self.start, end)


_known: WeakKeyDictionary[Doc, Columns] = WeakKeyDictionary()


def columns(doc: Doc) -> Columns:
    """Return the columns of a Doc, cached from the first call: call it once the parse is complete."""
    return _known.get(doc) or read_anew(doc)


def read_anew(doc: Doc, whole: str | None = None) -> Columns:
    """Return the columns of a Doc as it is now; `whole` is its text, if the caller has it.

    `extract` calls it first, so that changes by others are seen.
    """
    whole = doc.text if whole is None else whole
    start = numbers(doc, "IDX")
    text = [whole[at : at + length] for at, length in zip(start, numbers(doc, "LENGTH"), strict=True)]
    lower = list(map(str.lower, text))
    is_space = numbers(doc, "IS_SPACE")
    sentences: list[int] = (doc.to_array("SENT_START") == 1).nonzero()[0].tolist()
    _known[doc] = read = Columns(
        whole=whole,
        text=text,
        lower=lower,
        straight=list(map(straight, lower)),
        lemma=strings(doc, "LEMMA", str.lower),
        pos=strings(doc, "POS"),
        tag=strings(doc, "TAG"),
        dep=strings(doc, "DEP"),
        head=[i + step for i, step in enumerate(doc.to_array("HEAD").astype("int64").tolist())],
        ent_type=strings(doc, "ENT_TYPE"),
        start=start,
        is_space=is_space,
        is_punct=numbers(doc, "IS_PUNCT"),
        like_num=numbers(doc, "LIKE_NUM"),
        line_ends=[i for i, space in enumerate(is_space) if space and "\n" in text[i]],
        sentences=sentences if not len(doc) or sentences[:1] == [0] else [0, *sentences],
    )
    return read
