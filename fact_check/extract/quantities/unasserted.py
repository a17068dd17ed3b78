"""Recognise numbers that nobody states: they are asked, wanted or commanded, or a condition that comes first."""

from itertools import islice

from spacy.tokens import Token

from fact_check.extract.syntax.clauses import subject
from fact_check.language.columns import columns
from fact_check.lexicon import words

WISHING = words("numbers.asserted.wishing")
"""Verbs whose numbers are wanted, not stated."""
_ADDRESSING = words("numbers.asserted.addressing")
"""The verbs of wishing whose object is who is asked."""
_CALLING = words("numbers.asserted.calling")
"""Verbs that call for something: what is wanted comes after `for`."""
_RECIPES = words("numbers.asserted.recipes")
_ASKING = words("numbers.asserted.asking")
_INDIRECT = words("numbers.asserted.indirect")
"""Words that begin an indirect question or demand."""
_LEAVING = frozenset({"conj", "parataxis", "acl:relcl", "advcl:relcl"})
"""Relations of words that the verb above doesn't govern."""
_DEEP = 40
"""How many heads up the parse is searched."""


def wanted(number: Token) -> bool:
    """Tell whether a verb before a number asks about it or for it: `asked how it will cross 46 roads`."""
    doc, child = number.doc, number
    for verb in islice(number.ancestors, _DEEP):
        if child.dep_ in _LEAVING:
            return False
        lemma = verb.lemma_.lower()
        if verb.i < number.i and child.dep_ not in {"nsubj", "nsubj:pass"}:
            between = columns(doc).lower[verb.i + 1 : number.i]
            if lemma in WISHING and (child.dep_ != "obj" or lemma not in _ADDRESSING):
                return True
            if lemma in _CALLING and child.dep_ in {"obl", "nmod"} and "for" in between[:2] and len(between) < 6:
                return not _asks_by_itself(verb)
            if (
                lemma in _ASKING or verb.lower_.removesuffix("d").removesuffix("e") in _ASKING
            ) and not _INDIRECT.isdisjoint(between):
                return True
        child = verb
    return False


def commands(head: Token) -> bool:
    """Tell whether a number is in an imperative: `give them 10 minutes`."""
    bare = head.tag_ == "VB" and head.dep_ == "ROOT" and head.left_edge.i == head.i and head.i + 1 < len(head.doc)
    return bare and head.nbor().pos_ in {"PRON", "DET"} and head.lower_ == head.lemma_.lower()


def _asks_by_itself(verb: Token) -> bool:
    """Tell whether a verb states a number by calling for it: `the recipe called for 40 eggs`."""
    caller = subject(verb) or (verb.head if verb.dep_ == "acl" else None)
    return caller is not None and caller.lemma_.lower() in _RECIPES


def conditional(number: Token) -> bool:
    """Tell whether a number is in a condition that comes first: `if 50 members agree, the rule falls`."""
    for token in (number, *islice(number.ancestors, _DEEP)):
        if token.dep_ != "advcl" or token.head.i < token.i:
            continue
        mark = next((c for c in token.children if c.dep_ == "mark"), None)
        if mark is not None and mark.lower_ in {"if", "unless"} and not (mark.i and mark.nbor(-1).lower_ == "even"):
            return True
    return False
