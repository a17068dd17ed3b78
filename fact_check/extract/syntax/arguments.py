"""Find, by the parse, who does what a verb says, whose a noun is, and the whole noun phrase of either."""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from fact_check.extract.records import Tokens
from fact_check.extract.syntax.clauses import FINITE, relation, subject, trim
from fact_check.language.columns import columns
from fact_check.lexicon import words

OBJECT_CONTROL = words("speech.object_control")
"""Verbs whose object, not their subject, does what their complement says: `prompted her to say`."""


def speaker(verb: Token, passive: bool = False) -> Token | None:
    """Return the head of the noun phrase that does what a verb says, however far up the parse the subject is.

    With `passive`, a passive subject counts as the speaker ("was quoted as saying"). Without, it is the listener, and
    only the agent after `by` counts.
    """
    seen: set[int] = set()
    low = verb
    while low.i not in seen:
        seen.add(low.i)
        agent = next((c for c in low.children if c.dep_ == "obl:agent"), None)
        if agent is not None and low == verb:
            return agent
        own = _own_subject(low)
        if own is not None:
            if own.dep_ == "nsubj:pass" and low == verb and not passive:
                return None
            return own if own.lower_ not in ("it", "there") or own.dep_ != "expl" else None
        head = low.head
        how = relation(low)
        if head == low:
            return None
        if how == "acl" and low.tag_ == "VBG" and low.i and low.doc[low.i - 1].text == ",":
            low, passive = _predicate_above(head), True  # "filed a motion, arguing that": not the motion argues
            continue
        if how == "acl" or (how in ("appos", "nmod") and low.pos_ == "VERB"):
            return head if head.pos_ in ("NOUN", "PROPN", "PRON") else None
        if how == "xcomp" and head.lemma_ in OBJECT_CONTROL:
            patient = next((c for c in head.children if c.dep_ in ("obj", "iobj")), None)
            if patient is not None:
                return patient
        if (
            how == "conj"
            and head.dep_ == "ROOT"
            and head.pos_ in ("NOUN", "PROPN")
            and low.tag_ in FINITE
            and low == verb
        ):
            return head  # "The driver, Ms Kern, denies the charge", where the parse has lost the root
        if how in ("conj", "xcomp", "advcl", "parataxis", "ccomp", "dep", "list", "obl"):
            low, passive = head, True
            continue
        return None
    return None


def _predicate_above(noun: Token) -> Token:
    while noun.head != noun and noun.pos_ not in ("VERB", "AUX"):
        noun = noun.head
    return noun


def _own_subject(verb: Token) -> Token | None:
    found = subject(verb)
    if found is None:
        return _misread_subject(verb)
    return found if found.dep_.startswith("nsubj") else None


def _misread_subject(verb: Token) -> Token | None:
    """Return the noun before a finite verb that isn't a subject in the parse: `after {an inquiry} found`."""
    if verb.tag_ not in FINITE or not verb.i:
        return None
    beside = verb.nbor(-1)
    bare = beside.head == verb and beside.dep_ == "obl" and beside.pos_ in ("NOUN", "PROPN")
    return beside if bare and not any(c.dep_ == "case" for c in beside.children) else None


def owner(noun: Token) -> Token | None:
    """Return who owns a statement that a noun names: `his claim`, `the claim by the union`, `warnings from doctors`."""
    for child in noun.children:
        if child.dep_ == "nmod:poss":
            return child
    for child in noun.children:
        if child.dep_ in ("nmod", "obl") and any(c.lower_ in ("by", "from", "of") for c in child.children):
            return child
    return None


def noun_phrase(doc: Doc, head: Token, without: Iterable[Tokens] = ()) -> Tokens | None:
    """Return the whole noun phrase of a head, with titles and appositions, up to the words in `without`."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    for child in head.children:
        if child.dep_ == "case" and child.i < head.i:
            start = max(start, child.right_edge.i + 1)
        elif child.dep_ == "case" and child.i > head.i:  # Ivana Trump 's
            end = min(end, child.i)
        elif child.dep_ == "cop" and child.i < head.i:
            start = max(start, child.i + 1)  # "Another was the guide"
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
