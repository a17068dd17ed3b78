"""Find what a number counts, by the parse: `such “service” stations`, `European countries`, `followers on Facebook`."""

from itertools import islice

from spacy.tokens import Doc, Token

from fact_check.extract.quantities.figures import Figure
from fact_check.extract.records import Tokens
from fact_check.extract.syntax.clauses import FINITE, head_of, sentence, trim
from fact_check.language.columns import columns
from fact_check.lexicon import words

_NOUNS = frozenset({"NOUN", "PROPN"})
_PLACED = frozenset({"nummod", "amod", "compound", "det", "nmod:desc", "nummod:gov", "advmod", "dep"})
_PARTS = frozenset({"percent", "proportion"})
_NEVER = frozenset({"time", "rank", "score", "ratio", "magnitude", "grade", "name", "multiple"})
_HARMED = words("numbers.counted.harmed")
"""Adjectives that stand for people: `at least 20 dead`."""
_GROWN = words("numbers.counted.grown")


def counted(doc: Doc, figure: Figure, tokens: Tokens) -> str | None:
    """Return the words of the noun phrase that a figure counts, without determiner and outer quotes, or None.

    A percentage, a fraction or a measure counts what comes after `of`. If nothing is counted, the subject of a verb
    that gives or moves a value stands in: `inflation fell to 2 percent`, `the toll rose to 12`.
    """
    unit = figure.amount.unit
    number = doc[columns(doc).around(*figure.numeral)[1] - 1]
    if not doc.has_annotation("DEP") or (unit is not None and unit.kind in _NEVER):
        return None
    if unit is None and (joined := _hyphened(doc, number)):
        return joined
    if unit is None or unit.kind in _PARTS:
        head = _head(doc, number, tokens)
    else:
        head = _after_of(doc, tokens[1]) if tokens[1] < len(doc) and doc[tokens[1]].lower_ == "of" else None
    if head is not None and "AUX" in columns(doc).pos[tokens[1] : head.i]:
        return None  # "of whom 40 {are in camps}"
    if head is not None:
        return _phrase(doc, head, max(tokens[1], number.i + 1))
    return _moved(doc, head_of(doc, tokens))


def _hyphened(doc: Doc, number: Token) -> str | None:
    """Return the noun that a hyphen joins to a number: `55-{member}`."""
    if number.i + 2 >= len(doc) or number.whitespace_:
        return None
    hyphen, noun = doc[number.i + 1], doc[number.i + 2]
    joined = hyphen.text in {"-", "‑"} and not hyphen.whitespace_ and noun.is_alpha
    return str(noun.text) if joined else None


def _head(doc: Doc, number: Token, tokens: Tokens) -> Token | None:
    past = tokens[1]
    if past < len(doc) and doc[past].lower_ == "of":
        return _after_of(doc, past)
    up = number
    for _ in range(3):
        head = up.head
        if head == up or sentence(head) != sentence(number):
            return None
        if head.tag_ in FINITE:  # "12 died", whatever else the reader takes it for
            return None
        if up.dep_ in _PLACED and head.i >= past and (head.pos_ in _NOUNS or head.lower_ in _HARMED):
            return head
        if up.dep_ == "nsubj" and head.i == past and head.lower_ in _HARMED:  # a headline's "20 dead"
            return head
        if head.i >= past and head.pos_ in _NOUNS and up.dep_ not in {"nsubj", "obl", "nsubj:pass", "conj"}:
            return head
        if not tokens[0] <= head.i < past:
            return None
        up = head
    return None


def _after_of(doc: Doc, of: int) -> Token | None:
    """Return the head of the noun phrase after `of`."""
    if of + 1 >= len(doc):
        return None
    token = doc[of + 1]
    for _ in range(6):
        if token.lower_ in _HARMED:
            return token  # "two of the {dead} were teenagers"
        if token.pos_ in _NOUNS and (token.head.i < of or token.head == token or token.head.i < token.i):
            return token
        if token.head == token or token.head.i < of:
            return token if token.pos_ in _NOUNS else None
        token = token.head
    return token if token.pos_ in _NOUNS else None


def _phrase(doc: Doc, head: Token, start: int) -> str | None:
    first = start
    while first < head.i and (
        (doc[first].pos_ in {"DET", "ADP", "PRON"} and doc[first].lower_ != "such") or doc[first].text == ","
    ):
        first += 1
    like_num = columns(doc).like_num
    first = max([first, *(i + 1 for i in range(first, head.i) if like_num[i])])
    last = head.i
    for child in head.children:
        joined = child.i > last and child.left_edge.i == last + 1
        if joined and child.dep_ in {"flat", "compound", "fixed", "nmod"} and _simple(child):
            last = child.right_edge.i
    run = trim(doc, first, last + 1)
    if run is None or run[1] - run[0] > 12:
        return None
    return columns(doc).said(*run)


def _simple(token: Token) -> bool:
    """Tell whether a complement is short and has neither a number nor a clause."""
    inside = list(islice(token.subtree, 7))
    return len(inside) <= 6 and not any(t.like_num or t.is_punct or t.pos_ in {"VERB", "NUM"} for t in inside)


def _moved(doc: Doc, number: Token) -> str | None:
    """Return the subject of a verb that gives or moves a value: `the death toll rose to 12`, `turnout was 61%`."""
    verb = number if any(c.dep_ == "cop" for c in number.children) else number.head
    if verb != number and (
        verb.lemma_.lower() not in _GROWN or number.dep_ not in {"obl", "obj", "obl:unmarked", "xcomp"}
    ):
        return None
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubj:pass"}), None)
    if subject is None or subject.pos_ != "NOUN" or subject.right_edge.i >= number.i:
        return None
    return _phrase(doc, subject, subject.left_edge.i)
