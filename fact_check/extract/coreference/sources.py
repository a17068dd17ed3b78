"""The sources of one article: their kinds, and whom its pronouns and short forms stand for."""

from collections.abc import Callable, Iterable
from typing import Protocol

from spacy.tokens import Doc

from fact_check.claims import Source, SourceKind
from fact_check.extract.coreference.mentions import BEGINNING, Past
from fact_check.extract.coreference.records import Standing
from fact_check.extract.coreference.resolver import Resolver
from fact_check.extract.coreference.source_kinds import DEFINITE, Kinds
from fact_check.extract.records import Tokens
from fact_check.language.columns import columns
from fact_check.language.cues import Match
from fact_check.language.heads.spans import told
from fact_check.read.article import Article

SURE = 0.95
"""How sure the encoder's states must be of a source's kind to overrule the rules; set on corpus/dev."""


class Coreference(Protocol):
    """Resolves the sources of one Doc, in text order."""

    def resolve(self, run: Tokens) -> Standing:
        """Return whom the source in a run of tokens refers to; nothing if it names itself."""

    def past(self) -> Past:
        """Return what the article's next stretch needs to resolve its sources."""


Resolvers = Callable[[Doc, Kinds, Past], Coreference]
"""Makes the coreference of a Doc from the kinds of its nouns and what the stretches before it passed on."""


class Unresolved:
    """No coreference: every source names itself."""

    def __init__(self, doc: Doc, kinds: Kinds, past: Past = BEGINNING) -> None:
        self._past = past

    def resolve(self, run: Tokens) -> Standing:
        """Return nothing."""
        return Standing()

    def past(self) -> Past:
        """Return what the stretches before passed on."""
        return self._past


class Sources:
    """The sources of one article: their kinds, and whom its pronouns and short forms stand for."""

    def __init__(
        self,
        doc: Doc,
        matches: Iterable[Match],
        runs: Iterable[Tokens] = (),
        past: Past = BEGINNING,
        resolvers: Resolvers = Resolver,
    ) -> None:
        """Read the kinds of the nouns and resolve the sources in `runs`, in text order."""
        self.doc = doc
        self.kinds = Kinds(doc, matches, past.kinds)
        self._states = told(doc)
        self._resolver = resolvers(doc, self.kinds, past)
        self._standing = {run: self._resolver.resolve(run) for run in sorted(set(runs))}

    def past(self) -> Past:
        """Return what the article's next stretch needs to resolve its sources."""
        return self._resolver.past()

    def source(self, article: Article, run: Tokens, offset: int = 0) -> Source:
        """Return the source in a run of tokens, with offsets into the article's text.

        `offset` is where the Doc begins in the article's prose.
        """
        words, last = columns(self.doc), run[1] - 1
        begin, end = offset + words.start[run[0]], offset + words.start[last] + len(words.text[last])
        piece = article.piece(begin, end)
        text = article.text[piece.start : piece.end]
        standing = self._standing.get(run, Standing())
        resolved = standing.resolved if standing.resolved and standing.resolved.casefold() != text.casefold() else None
        plain = " ".join(article.prose[begin:end].split())
        if resolved is None and plain != " ".join(text.split()) and words.pos[run[0]] != "PRON":
            resolved = plain  # the name without its markup: "[Clear](…) *Rivers*"
        kind = self.kinds.kind(run)
        if kind is SourceKind.UNKNOWN or (standing.is_person and kind is not SourceKind.OUTLET):
            kind = self._meant(standing)
        kind = self._told(run) or kind
        return Source(
            start=piece.start, end=piece.end, text=text, kind=kind, resolved=resolved, candidates=standing.candidates
        )

    def _told(self, run: Tokens) -> SourceKind | None:
        """Return the kind that the states are sure of, whatever its nouns: a firm's `tracker` is a document."""
        if self._states is None:
            return None
        kind, sure = self._states.kind_of(*run)
        if kind == SourceKind.ANONYMOUS and columns(self.doc).lower[run[0]] in DEFINITE:
            return None  # "the authors" of what was named before
        return SourceKind(kind) if sure >= SURE and kind != SourceKind.UNKNOWN else None

    def _meant(self, standing: Standing) -> SourceKind:
        """Return the kind of what a source refers to."""
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
