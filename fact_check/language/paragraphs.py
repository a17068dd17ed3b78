"""A new line is a new sentence: headlines have no full stop, and no sentence runs over a paragraph's end."""

from spacy.language import Language
from spacy.tokens import Doc

_NEVER_FIRST = frozenset(",;:.!?…)]}”’%")
"""Marks that close or go on: no sentence begins with one on the line of the one before."""

_STRAIGHT = frozenset("\"'")


@Language.component("fact_check_paragraphs", assigns=["token.is_sent_start"])
def paragraphs(doc: Doc) -> Doc:
    """Fix the sentence boundaries that the layout decides; the parser decides the others.

    The first word of a line starts a sentence; line ends and closing marks never do, nor does a straight quotation
    mark that touches the word before it, for that one closes.
    """
    first = True
    for token in doc:
        if token.is_space:
            token.is_sent_start = token.i == 0
            first = first or "\n" in token.text
        elif first:
            token.is_sent_start = True
            first = False
        elif token.text in _NEVER_FIRST or (token.text in _STRAIGHT and not doc[token.i - 1].whitespace_):
            token.is_sent_start = False
    return doc
