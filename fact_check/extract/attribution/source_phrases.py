"""The phrase that names a source: from the word that heads it to the whole noun phrase."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from fact_check.extract.quotations.linking import APPOSED, CALENDAR, NOMINAL, Speech, Spoken
from fact_check.extract.records import Tokens
from fact_check.extract.syntax.clauses import trim
from fact_check.language.columns import columns
from fact_check.language.cues import Match

LONGEST = 30
"""Words that a source with its appositions may have."""


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


def beside(speech: Speech, match: Match, quotes: Sequence[Spoken] = ()) -> Tokens | None:
    """Return the noun phrase right after a cue, or right before it: `said Ada Kern`, when the parse gives none."""
    return _right(speech, match, quotes) or _left(speech, match, quotes)


def _right(speech: Speech, match: Match, quotes: Sequence[Spoken]) -> Tokens | None:
    doc = speech.doc
    end = speech.sentence_end(match.end, len(doc))
    for token in doc[match.end : min(end, match.end + 3)]:
        if token.lower_ in CALENDAR or token.pos_ == "ADV":
            continue
        if token.pos_ not in NOMINAL:
            return None
        return noun_phrase(doc, _top(token, match.end, end), [(match.start, match.end), *(q.whole for q in quotes)])
    return None


def _left(speech: Speech, match: Match, quotes: Sequence[Spoken]) -> Tokens | None:
    """Return what stands between the sentence's start, or a quotation, and the cue, when it is a noun phrase."""
    doc = speech.doc
    if not match.start or speech.inside(match.start - 1) is not None:
        return None
    floor = max([speech.paragraph(match.start)[0], *(q.whole[1] for q in quotes if q.whole[1] <= match.start)])
    start = speech.sentence_start(match.start, floor)
    before = doc[match.start - 1]
    if before.pos_ in ("PROPN", "NOUN", "PRON") and before.lower_ not in CALENDAR:
        apart = [(match.start, match.end), (start, start), *(q.whole for q in quotes)]
        return noun_phrase(doc, _top(before, start, match.start), apart)
    run = trim(doc, start, match.start)
    if run is None or run[1] - run[0] > LONGEST or before.text not in (",", ")", "—", "–", "--"):
        return None
    plain = all(t.pos_ not in ("VERB", "AUX") or t.dep_ in APPOSED for t in doc[run[0] : run[1]])
    return run if doc[run[0]].pos_ in NOMINAL and plain else None


def _top(noun: Token, start: int, end: int) -> Token:
    """Return the highest noun above a word that stands in a run of tokens."""
    while start <= noun.head.i < end and noun.head.i != noun.i and noun.head.pos_ in ("PROPN", "NOUN"):
        noun = noun.head
    return noun
