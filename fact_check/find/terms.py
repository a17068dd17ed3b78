"""What a claim is about, as lemmas: read off the parse once, so that relating claims needs no parse."""

from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from fact_check.find.found import Measure, Tokens

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})
_LIGHT = (
    "be have do say tell more most very also still just now then here there so such other another own same "
    "about according over nearly almost only even yet already reportedly allegedly"
)
LIGHT = frozenset(_LIGHT.split())
"""Lemmas that say nothing about what a claim is about."""
PART = frozenset({"include", "including", "among", "whom", "them", "which", "another", "more", "other", "additional"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "none"})
_DATED = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday tonight previous previously earlier initial initially "
    "later last next ago then now early first second third current currently recent annual"
)
DATED = frozenset(_DATED.split())


def lemma(token: Token) -> str:
    """Return a token's lemma in lower case, or its word where the pipeline gives none."""
    return (token.lemma_ or token.text).lower()


def terms(tokens: Iterable[Token]) -> frozenset[str]:
    """Return the lower-case lemmas of the content words, without numbers and without words that say nothing."""
    return frozenset(lemma(t) for t in tokens if _content(t))


def names(tokens: Iterable[Token]) -> frozenset[str]:
    """Return the lower-case lemmas of the proper nouns."""
    return frozenset(lemma(t) for t in tokens if t.pos_ == "PROPN" and _content(t))


def negated(content: Span) -> bool:
    """Tell whether a content's own clause is negated: "40 villagers were not killed"."""
    root = content.root
    near = [root, *root.children, *(c for aux in root.children if aux.dep_.startswith("aux") for c in aux.children)]
    return any(t.lower_ in NEGATIONS and content.start <= t.i < content.end for t in near)


def measure(doc: Doc, number: Tokens) -> Measure:
    """Tell what the number in a run of tokens is a number of."""
    root = doc[number[0] : number[1]].root
    head = _counted(root)
    at = head if head is not None else root
    deed = _deed(at)
    phrase = [t for t in at.subtree if not number[0] <= t.i < number[1]] if head is not None else []
    near = [t for t in phrase if t.head == at or t.head.head == at or t == at]
    clause = at.sent
    return Measure(
        head=lemma(head) if head is not None else None,
        of=terms(near),
        deed=lemma(deed) if deed is not None else None,
        part=_part(doc, root, at, number),
        when=frozenset(t.lower_ for t in clause if t.lower_ in DATED or _year(t)),
    )


def _content(token: Token) -> bool:
    return (
        token.pos_ in CONTENT and token.is_alpha and len(token) > 1 and lemma(token) not in LIGHT and not token.like_num
    )


def _counted(root: Token) -> Token | None:
    """Return the noun that a number counts: what it modifies, or what follows "of" ("dozens of villagers")."""
    if root.dep_ in {"nummod", "compound", "det", "amod"} and root.head.pos_ in {"NOUN", "PROPN", "SYM"}:
        return root.head
    if root.pos_ in {"NOUN", "PROPN", "SYM"} and not root.like_num:
        of = next((c for c in root.children if c.dep_ == "nmod" and any(g.lower_ == "of" for g in c.children)), None)
        return of if of is not None else None
    return next((c for c in root.children if c.dep_ == "nmod" and any(g.lower_ == "of" for g in c.children)), None)


def _deed(token: Token) -> Token | None:
    """Return the predicate that a noun or number belongs to."""
    for _ in range(4):
        if token.dep_ == "ROOT" and token.pos_ not in {"VERB", "AUX"}:
            cop = any(c.dep_ == "cop" for c in token.children)
            after = next(
                (c for c in token.children if c.i > token.i and (c.dep_[:3] == "acl" or c.pos_ == "ADJ")), None
            )
            return after or (token if cop else None)
        head = token.head
        if head == token:
            return None
        if head.pos_ in {"VERB", "ADJ"} or any(c.dep_ == "cop" for c in head.children):
            return head
        if token.dep_ not in {"nmod", "conj", "appos", "nummod", "compound", "obl", "dep"}:
            return head if head.pos_ in {"NOUN", "VERB"} else None
        token = head
    return None


def _part(doc: Doc, root: Token, at: Token, number: Tokens) -> bool:
    around = {t.lower_ for t in doc[max(number[0] - 2, at.sent.start) : min(number[1] + 2, at.sent.end)]}
    after = {t.lower_ for t in doc[number[1] : min(number[1] + 3, at.sent.end)]}
    governors = {t.lower_ for t in [*at.children, *root.children] if t.dep_ == "case"}
    whole = "of" in after and bool(after & {"them", "whom", "which", "those", "these", "the"})
    return bool((around | governors) & (PART - {"them", "whom", "which"})) or whole


def _year(token: Token) -> bool:
    return token.is_digit and len(token) == 4 and token.text[:2] in {"18", "19", "20"}
