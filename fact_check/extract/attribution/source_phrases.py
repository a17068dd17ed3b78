"""Who states it: the source of a cue as a whole noun phrase, what kind of source it is, and whom it stands for."""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from fact_check.claims import Source, SourceKind
from fact_check.extract.coreference.mentions import BEGINNING, Past
from fact_check.extract.coreference.records import Standing
from fact_check.extract.coreference.resolver import Resolver
from fact_check.extract.coreference.source_kinds import Kinds
from fact_check.extract.records import Tokens
from fact_check.extract.syntax.clauses import relation, subject, trim
from fact_check.language.columns import columns
from fact_check.language.cues import Match
from fact_check.read.article import Article

RELATIVE = frozenset(["who", "which", "that", "whom"])
OBJECT_CONTROL = frozenset(["ask", "tell", "urge", "lead", "cause", "prompt", "force", "allow", "let", "make", "help"])
"""Verbs whose object, not their subject, does what their complement says: `prompted her to say`."""


def speaker(verb: Token, passive: bool = False) -> Token | None:
    """Return the head of the noun phrase that does what a verb says, however far up the parse its subject stands.

    `passive` takes a passive subject for the speaker too ("was quoted as saying"); elsewhere the one who is told
    says nothing, and only the agent after `by` counts.
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
        return None
    return found if found.dep_.startswith("nsubj") else None


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


class Sources:
    """The sources of one article: their kinds, and whom its pronouns and short forms stand for."""

    def __init__(self, doc: Doc, matches: Iterable[Match], runs: Iterable[Tokens] = (), past: Past = BEGINNING) -> None:
        """Read the kinds of the nouns and resolve the sources that stand in `runs`, in text order."""
        self.doc = doc
        self.kinds = Kinds(doc, matches, past.kinds)
        self._resolver = Resolver(doc, self.kinds, past)
        self._standing = {run: self._resolver.resolve(run) for run in sorted(set(runs))}

    def past(self) -> Past:
        """Return what the article's next stretch needs to resolve its sources."""
        return self._resolver.past()

    def source(self, article: Article, run: Tokens, offset: int = 0) -> Source:
        """Return the source that stands in a run of tokens, with offsets of the article's text.

        `offset` is where the Doc begins in the article's prose.
        """
        words, last = columns(self.doc), run[1] - 1
        piece = article.piece(offset + words.start[run[0]], offset + words.start[last] + len(words.text[last]))
        text = article.text[piece.start : piece.end]
        standing = self._standing.get(run, Standing())
        resolved = standing.resolved if standing.resolved and standing.resolved.casefold() != text.casefold() else None
        kind = self.kinds.kind(run)
        if kind is SourceKind.UNKNOWN or standing.is_person:
            kind = self._meant(standing)
        return Source(
            start=piece.start, end=piece.end, text=text, kind=kind, resolved=resolved, candidates=standing.candidates
        )

    def _meant(self, standing: Standing) -> SourceKind:
        """Return the kind of whom a source stands for."""
        if standing.named is not None:
            if standing.named.person:
                return SourceKind.PERSON
            known = (self.kinds.at(m.at) for m in standing.named.mentions)
            return next((k for k in known if k is not None), SourceKind.ORGANISATION)
        if standing.at is not None:
            noun = self.doc[standing.at]
            return self.kinds.kind((noun.left_edge.i, noun.i + 1))
        kinds = {self._meant(s) for s in standing.likely}
        return kinds.pop() if len(kinds) == 1 else SourceKind.UNKNOWN
