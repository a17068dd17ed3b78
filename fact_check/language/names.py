"""Mend the kinds of names by what an article says itself, and by what everybody knows.

The recogniser reads each mention by itself and was trained on little text. An article gives a person's full name
before the last name, and an institution's name before its letters in brackets; and China is a place.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

LISTS = Path(__file__).with_name("names.toml")


@Language.component("fact_check_names", assigns=["doc.ents"], requires=["doc.ents"])
def names(doc: Doc) -> Doc:
    """Give a name the kind that the text, or else common knowledge, gives it; add mentions that were missed."""
    found = list(doc.ents)
    kinds = dict(_letters(doc)) | known() | dict(_last_names(found))
    steady = [Span(doc, span.start, span.end, label=kinds.get(span.text, span.label_)) for span in found]
    doc.set_ents(filter_spans([*steady, *_missed(doc, kinds)]), default="outside")
    return doc


@cache
def known() -> dict[str, str]:
    """Give the names of places and institutions that need no context, and their kinds."""
    lists = tomllib.loads(LISTS.read_text(encoding="utf-8"))
    return {
        name.replace("_", " "): kind
        for kind in ("ORG", "LOC")
        for part in ("one", "two")
        for name in lists[kind][part].split()
    }


def _letters(doc: Doc) -> Iterator[tuple[str, str]]:
    """Find `Chinese Communist Party (CCP)`."""
    for span in doc.ents:
        after = doc[span.end : span.end + 3]
        if len(span) > 1 and len(after) == 3 and (after[0].text, after[2].text) == ("(", ")") and after[1].is_upper:
            yield after[1].text, known().get(span.text, span.label_)


def _last_names(found: list[Span]) -> Iterator[tuple[str, str]]:
    for span in found:
        if span.label_ == "PERSON" and len(span) > 1 and span[-1].is_title:
            yield span[-1].text, "PERSON"


def _missed(doc: Doc, kinds: dict[str, str]) -> Iterator[Span]:
    """Find mentions of one or two words that the recogniser left out."""
    free = [token.ent_iob_ in ("O", "") and token.tag_ in ("NNP", "NNPS") for token in doc]
    for start in range(len(doc)):
        for end in (start + 2, start + 1):
            if end <= len(doc) and all(free[start:end]):
                span = doc[start:end]
                if span.text in kinds:
                    yield Span(doc, start, end, label=kinds[span.text])
                    break
