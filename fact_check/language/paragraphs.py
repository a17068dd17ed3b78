"""Start a sentence at each new line: headlines have no full stop, and no sentence crosses a paragraph's end.

An adverb of whole sentences also starts one after a full stop: `It rained. Reportedly 90 people fled.`
"""

from typing import Any

import numpy as np
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc

from fact_check.language.columns import texts
from fact_check.lexicon import words as listed

_NEVER_FIRST = np.array([get_string_id(mark) for mark in ",;:.!?…)]}”’%"], dtype=np.uint64)
"""Closing and continuing marks, which no sentence begins with except on a new line."""

_STRAIGHT = np.array([get_string_id(mark) for mark in "\"'"], dtype=np.uint64)

_STOPS = np.array([get_string_id(mark) for mark in ".!?"], dtype=np.uint64)
_OPENERS = np.array(
    [get_string_id(adverb.capitalize()) for adverb in sorted(listed("grammar.sentence_adverbs"))], dtype=np.uint64
)
"""Adverbs of whole sentences, as they are at the beginning of one."""

_SHORTENED = listed("people.shortened_titles")
_TITLES = np.array(
    [get_string_id(word) for title in sorted(_SHORTENED) for word in (title, title.capitalize())], dtype=np.uint64
)
_DOTTED = np.array([get_string_id(f"{title.capitalize()}.") for title in sorted(_SHORTENED)], dtype=np.uint64)

_NO = np.uint64(2**64 - 1)  # how spaCy writes -1


def shortens_title(title: str) -> bool:
    """Tell whether a full stop after a word shortens a title, and ends no sentence."""
    return title.casefold() in _SHORTENED


@Language.component("fact_check_paragraphs", assigns=["token.is_sent_start"])
def paragraphs(doc: Doc) -> Doc:
    """Fix the sentence boundaries that the layout decides; the parser decides the others.

    The first word of a line starts a sentence; line ends and closing marks never do, nor does a straight quotation
    mark that touches the word before it, for that one closes, nor a lower-case word right after another word, nor
    what follows a shortened title (`Lt. Kern`).
    `Reportedly` and its like start one after a stop.
    """
    if not len(doc):
        return doc
    words, space, touched = doc.to_array("ORTH"), doc.to_array("IS_SPACE") != 0, np.zeros(len(doc), dtype=bool)
    touched[1:] = doc.to_array("SPACY")[:-1] == 0
    never = space | np.isin(words, _NEVER_FIRST) | (np.isin(words, _STRAIGHT) & touched)
    never[1:] |= (doc.to_array("IS_LOWER")[1:] != 0) & (doc.to_array("IS_ALPHA")[:-1] != 0)
    never[2:] |= np.isin(words[:-2], _TITLES) & (words[1:-1] == _STOPS[0]) & touched[1:-1]
    never[1:] |= np.isin(words[:-1], _DOTTED)
    spaces, others = np.flatnonzero(space), np.flatnonzero(~space)
    breaks = [at for at, text in zip(spaces.tolist(), texts(doc, spaces), strict=True) if "\n" in text]
    after = np.searchsorted(others, np.array([-1, *breaks]))
    starts: Any = doc.to_array("SENT_START")  # its stub says floats, and there are none
    opening = np.flatnonzero(np.isin(words[1:], _OPENERS) & np.isin(words[:-1], _STOPS)) + 1
    starts[opening[~touched[opening]]] = 1
    starts[never] = _NO
    starts[others[after[after < len(others)]]] = starts[0] = 1
    return doc.from_array(["SENT_START"], starts)
