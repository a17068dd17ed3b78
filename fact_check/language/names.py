"""Correct the kinds of names by what an article says, and by common knowledge.

The recogniser reads each mention by itself and was trained on little text. An article gives a person's full name before
the last name, and an institution's name before its initials in brackets; and China is a place.
"""

from collections.abc import Iterator
from functools import cache

import numpy as np
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from fact_check.language.columns import numbers, texts
from fact_check.lexicon import word_list

_OPEN, _CLOSE = get_string_id("("), get_string_id(")")

_PROPER = np.array([get_string_id(tag) for tag in ("NNP", "NNPS")], dtype=np.uint64)


@Language.component("fact_check_names", assigns=["doc.ents"], requires=["doc.ents"])
def names(doc: Doc) -> Doc:
    """Set the kind of each name by the text, or else by common knowledge; add missed mentions."""
    found = list(doc.ents)
    kinds = dict(_letters(doc, found)) | known() | dict(_last_names(found))
    steady = []
    for span in found:
        kind = kinds.get(span.text, span.label_)
        steady.append(span if kind == span.label_ else Span(doc, span.start, span.end, label=kind))
    doc.set_ents(filter_spans([*steady, *_missed(doc, kinds)]), default="outside")
    return doc


@cache
def known() -> dict[str, str]:
    """Return the names of places and institutions that need no context, with their kinds."""
    return {
        name.replace("_", " "): kind
        for kind in ("ORG", "LOC")
        for part in ("one", "two")
        for name in word_list(f"names.{kind}.{part}")
    }


def _letters(doc: Doc, found: list[Span]) -> Iterator[tuple[str, str]]:
    """Find `Chinese Communist Party (CCP)`."""
    words = numbers(doc, "ORTH")
    for span in found:
        if len(span) > 1 and words[span.end : span.end + 3 : 2] == [_OPEN, _CLOSE]:
            letters = doc[span.end + 1]
            if letters.is_upper:
                yield letters.text, known().get(span.text, span.label_)


def _last_names(found: list[Span]) -> Iterator[tuple[str, str]]:
    for span in found:
        if span.label_ == "PERSON" and len(span) > 1 and span[-1].is_title:
            yield span[-1].text, "PERSON"


def _missed(doc: Doc, kinds: dict[str, str]) -> Iterator[Span]:
    """Find mentions of one or two words that the recogniser left out."""
    named = np.isin(doc.to_array("ENT_IOB"), (1, 3))  # I and B
    free = np.flatnonzero(~named & np.isin(doc.to_array("TAG"), _PROPER))
    words = dict(zip(free.tolist(), texts(doc, free), strict=True))
    spaced = numbers(doc, "SPACY")
    for start, word in words.items():
        both = f"{word}{' ' * spaced[start]}{words[start + 1]}" if start + 1 in words else ""
        for text, end in ((both, start + 2), (word, start + 1)):
            if text in kinds:
                yield Span(doc, start, end, label=kinds[text])
                break
