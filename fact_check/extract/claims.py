"""Put attributions and readings together into claims: one claim for each statement, in text order.

A little past 250 lines, because what becomes of a statement and what one stretch hands to the next belong together.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Doc

from fact_check.claims import Claim, Cue, Effect, Evidence, Kind, Piece, Quantity, Source, Span, claim_ids, words
from fact_check.errors import ReadError
from fact_check.extract.attribution import ATTRIBUTORS, Attributor, attributions, stretch_of
from fact_check.extract.attribution.statements import statements
from fact_check.extract.coreference.mentions import BEGINNING, Past
from fact_check.extract.coreference.resolver import Resolver
from fact_check.extract.coreference.sources import Resolvers, Sources
from fact_check.extract.evidence import References, carries
from fact_check.extract.passed_over import passed_over
from fact_check.extract.quantities.assertiveness import KNOWN
from fact_check.extract.quantities.dollars import Dollars
from fact_check.extract.quantities.numeric_claims import asserted
from fact_check.extract.quantities.readings import readings, with_its_numbers, with_number_before
from fact_check.extract.quotations.linking import paragraphs
from fact_check.extract.records import Attribution, ClaimCandidate, Reading, Statement, Tokens
from fact_check.extract.syntax import content_words
from fact_check.extract.unlikely import likely
from fact_check.language.columns import columns, read_anew
from fact_check.language.cues import Match, compiled
from fact_check.read.article import Article
from fact_check.rules import Rule, shipped

MOST = 30_000
"""The most claims of one article, enough for ten novels of news: each takes some 20 kB until all are related."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The exchangeable parts of the way from a Doc to its claims."""

    attributors: tuple[Attributor, ...] = ATTRIBUTORS
    coreference: Resolvers = Resolver


PARTS = Parts()


def extract(article: Article, doc: Doc, rules: tuple[Rule, ...], parts: Parts = PARTS) -> tuple[ClaimCandidate, ...]:
    """Return the claims of a parsed article in text order, without those in furniture.

    `doc` is the parse of `article.prose`; the claims' offsets are those of `article.text`.
    """
    return extract_stretches(article, [doc], rules, parts)


def extract_stretches(
    article: Article, docs: Iterable[Doc], rules: tuple[Rule, ...], parts: Parts = PARTS
) -> tuple[ClaimCandidate, ...]:
    """Return the claims of an article that was parsed in stretches, as `extract` does.

    `docs` are the parses of its prose, in order and without a gap. Each is released before the next is parsed: later
    stretches need only the names and the counts so far. Raises ReadError if there are more claims than any draft has.
    """
    found: list[ClaimCandidate] = []
    at = _Place(article, References(article), parts)
    for doc in docs:
        found += at.found(doc, rules)
        if len(found) > MOST:
            raise ReadError(f"holds more than {MOST:,} claims", where=article.path, mend="split it")
        del doc  # before the next one is parsed
    return tuple(found)


@dataclass(slots=True)
class _Place:
    """Where a stretch begins in an article, what has been counted up to there, and who has been named."""

    article: Article
    references: References
    parts: Parts
    offset: int = 0
    """Its offset in the prose."""
    sentences: int = 0
    paragraphs: int = 0
    seen: Counter[str] = field(default_factory=Counter)
    """How often each wording of a claim has occurred."""
    past: Past = BEGINNING
    dollars: Dollars = field(init=False)

    def __post_init__(self) -> None:
        self.dollars = Dollars(self.article)

    def found(self, doc: Doc, rules: tuple[Rule, ...]) -> list[ClaimCandidate]:
        """Return a stretch's claims, and move on to where the next one begins."""
        end = self.offset + (doc[-1].idx + len(doc[-1].text_with_ws) if len(doc) else 0)
        read_anew(doc, self.article.prose[self.offset : end])
        matches = compiled(rules, doc.vocab)(doc)
        surely = {r.id for r in rules if r.content in ("predicate", "figure") or r.id not in shipped()}
        whole = filter(None, map(with_its_numbers, self._statements(doc, matches, surely)))
        stated = [s for s in whole if not self._furniture(doc, s.pieces)]
        stated.sort(key=lambda s: (s.pieces[0], s.pieces[-1][1]))
        runs = [s.attribution.source for s in stated if s.attribution is not None and s.attribution.source is not None]
        sources = Sources(doc, matches, runs, self.past, self.parts.coreference)
        sentences = list(pairwise([*columns(doc).sentences, len(doc)])) if len(doc) else []
        breaks = [start for start, _ in paragraphs(doc)]
        broad = {rule.id for rule in rules if rule.broad}
        found = list(self._found(doc, sources, stated, sentences, breaks, broad))
        self.offset = end
        self.sentences += len(sentences)
        self.paragraphs += len(breaks)
        if self.offset < len(self.article.prose):
            self.past = sources.past()
        return found

    def _statements(self, doc: Doc, matches: list[Match], surely: Collection[str]) -> Iterator[Statement]:
        numbers = readings(doc)
        stated = list(likely(doc, self._stated(doc, matches, numbers), self._headline(doc), surely))
        yield from stated
        yield from passed_over(doc, stated, numbers)

    def _stated(self, doc: Doc, matches: list[Match], numbers: Sequence[Reading]) -> Iterator[Statement]:
        starts = [r.tokens[0] for r in numbers]
        every = attributions(stretch_of(doc, matches, begins=not self.offset), self.parts.attributors)
        shares = {i for r in numbers if _is_share(r.quantity) for i in range(*r.tokens)}
        attributed = [a for a in every if self._is_written(doc, a) and not _answers(a, shares)]
        taken = [run for a in attributed if not a.silent for run in (a.cue, *a.content)]
        sources = [a.source for a in attributed if a.source is not None]  # "{Two members} say that is untrue"
        for attribution in attributed:
            for content in statements(doc, attribution):
                pieces = with_number_before(content, starts, numbers, [*taken, *sources])
                inside = [
                    r for run in pieces for r in numbers[bisect_left(starts, run[0]) : bisect_left(starts, run[1])]
                ]
                yield Statement(pieces, attribution, tuple(r for r in inside if r.non_assertive in (None, KNOWN)))
        for run, said in asserted(doc, numbers, taken, self._headline(doc), sources):
            yield Statement(run, None, tuple(said))

    def _is_written(self, doc: Doc, attribution: Attribution) -> bool:
        """Tell whether the draft has the attributing words: a reader adds the headings to the cells of a table."""
        runs = [run for run in (attribution.cue, attribution.source) if run is not None]
        return all(piece.start < piece.end for piece in (self._piece(doc, run) for run in runs))

    def _headline(self, doc: Doc) -> Tokens | None:
        if self.article.headline is None or self.offset:
            return None
        span = doc.char_span(self.article.headline.start, self.article.headline.end, alignment_mode="expand")
        return (span.start, span.end) if span is not None else None

    def _furniture(self, doc: Doc, pieces: tuple[Tokens, ...]) -> bool:
        return any(self.article.is_furniture(*self._prose(doc, run)) for run in pieces)

    def _caption(self, prose: Sequence[Tokens]) -> bool:
        return any(c.start <= prose[0][0] and prose[-1][1] <= c.end for c in self.article.captions)

    def _prose(self, doc: Doc, run: Tokens) -> tuple[int, int]:
        words, last = columns(doc), run[1] - 1
        return self.offset + words.start[run[0]], self.offset + words.start[last] + len(words.text[last])

    def _piece(self, doc: Doc, run: Tokens) -> Piece:
        return self.article.piece(*self._prose(doc, run))

    def _found(
        self,
        doc: Doc,
        sources: Sources,
        stated: list[Statement],
        sentences: list[Tokens],
        breaks: list[int],
        broad: Collection[str],
    ) -> Iterator[ClaimCandidate]:
        article = self.article
        placed = [_apart(self._piece(doc, run) for run in s.pieces) for s in stated]
        # By the prose, so that a claim keeps its id when a word of it is set in bold or becomes a link.
        prose = [[self._prose(doc, run) for run in s.pieces] for s in stated]
        wordings = [words(article.prose, (Piece(start=a, end=b) for a, b in runs)) for runs in prose]
        ids = claim_ids(wordings, self.seen)
        starts = [start for start, _ in sentences]
        for number, (statement, pieces, claim_id) in enumerate(zip(stated, placed, ids, strict=True)):
            first, last = statement.pieces[0][0], statement.pieces[-1][1]
            here = max(bisect_right(starts, first) - 1, 0)
            there = max(bisect_right(starts, last - 1) - 1, here)
            end = sentences[there][1]
            attribution = statement.attribution
            content = [i for run in statement.pieces for i in range(*run)]
            # A number that the draft's markup leaves nothing of isn't part of the claim.
            numbers = [(q, r) for r in statement.readings if _within(pieces, q := self._quantity(r.quantity))]
            numeric = [r for r in statement.readings if r.non_assertive is None]
            kinds = tuple(k for k, on in ((Kind.NUMERIC, numeric), (Kind.ATTRIBUTED, attribution)) if on)
            by = attribution.source if attribution else None
            source = sources.source(article, by, self.offset) if by else None
            claim = Claim(
                article=article.path,
                id=claim_id,
                kinds=kinds,
                quoted=attribution.quoted if attribution else False,
                span=_span(article, pieces[0].start, pieces[-1].end),
                pieces=pieces,
                sentence=self._sentence(doc, sentences[here][0], end),
                source=source,
                cue=self._cue(doc, attribution) if attribution else None,
                quantities=tuple(q for q, _ in numbers),
                evidence=self._evidence(doc, statement, self._reach(doc, prose, number, end), source),
                caption=self._caption(prose[number]),
            )
            yield ClaimCandidate(
                claim=claim,
                terms=content_words.terms(doc, content),
                negated=content_words.negated(doc, (first, last)),
                in_headline=article.headline is not None and self.offset + doc[first].idx < article.headline.end,
                paragraph=self.paragraphs + max(bisect_right(breaks, first) - 1, 0),
                sentence=self.sentences + here,
                names=content_words.names(doc, content),
                negates=content_words.negates(doc, (first, last)),
                measures=tuple(content_words.measure(doc, r.tokens) for _, r in numbers),
                broad=attribution is not None and attribution.rule in broad,
                silent=statement.silent,
                wording=" … ".join(article.prose[a:b] for a, b in prose[number]),
                cue_wording=article.prose[slice(*self._prose(doc, attribution.cue))] if attribution else None,
                numbers=tuple(r.quantity.text for _, r in numbers),
            )

    def _evidence(self, doc: Doc, statement: Statement, last: int, source: Source | None) -> tuple[Evidence, ...]:
        """Return a claim's evidence: the links and footnotes on it and on its attribution."""
        said = statement.attribution
        frame = [run for run in (said.cue, said.source) if run is not None] if said is not None else []
        numbers = [r.tokens for r in statement.readings]

        def told(link: tuple[int, int]) -> bool:
            run = columns(doc).around(link[0] - self.offset, link[1] - self.offset)
            return carries(doc, run, statement.pieces, numbers)

        pieces = [self._prose(doc, run) for run in statement.pieces]
        return self.references.beside(pieces, [self._prose(doc, run) for run in frame], last, source, told)

    def _reach(self, doc: Doc, prose: list[list[tuple[int, int]]], number: int, end: int) -> int:
        """Return how far a footnote mark is the claim's: to the end of its sentence or the start of the next claim."""
        start, last = self._prose(doc, (end - 1, end))
        if columns(doc).is_space[end - 1]:
            last = start
        own = prose[number][-1][1]
        following = prose[number + 1][0][0] if number + 1 < len(prose) else last
        return max(own, min(last, following) if following >= own else own)

    def _sentence(self, doc: Doc, start: int, end: int) -> Piece:
        is_space = columns(doc).is_space
        while end > start + 1 and is_space[end - 1]:
            end -= 1
        while start < end - 1 and is_space[start]:
            start += 1
        return self._piece(doc, (start, end))

    def _cue(self, doc: Doc, attribution: Attribution) -> Cue:
        piece = self._piece(doc, attribution.cue)
        text = self.article.text[piece.start : piece.end]
        return Cue(start=piece.start, end=piece.end, text=text, effect=attribution.effect, rule=attribution.rule)

    def _quantity(self, quantity: Quantity) -> Quantity:
        piece = self.article.piece(self.offset + quantity.start, self.offset + quantity.end)
        text = self.article.text[piece.start : piece.end]
        told = {"candidates": self.dollars.candidates(_moved(quantity, self.offset))}
        return quantity.model_copy(update={"start": piece.start, "end": piece.end, "text": text, **told})


def _is_share(quantity: Quantity) -> bool:
    """Tell whether a number is a part of a whole: `72 percent`, `four in ten`, `two-thirds`."""
    value = quantity.value
    return quantity.unit == "percent" or (quantity.unit is None and value is not None and 0 < value < 1)


def _answers(said: Attribution, shares: Collection[int]) -> bool:
    """Tell whether a share of those asked speaks, which is a finding: `{Four in ten workers say they are underpaid}`.

    All of it is one claim for its number, and it is nobody's in particular.
    """
    if said.source is None or said.quoted or said.effect is not Effect.REPORTS:
        return False
    return any(i in shares for i in range(said.source[0], min(said.source[0] + 2, said.source[1])))


def _moved(quantity: Quantity, offset: int) -> Quantity:
    if not offset:
        return quantity
    return quantity.model_copy(update={"start": quantity.start + offset, "end": quantity.end + offset})


def _apart(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return pieces in text order, and those that meet but for markup as one."""
    found: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: p.start):
        if found and piece.start < found[-1].end:
            found[-1] = Piece(start=found[-1].start, end=max(found[-1].end, piece.end))
        else:
            found.append(piece)
    return tuple(found)


def _within(pieces: tuple[Piece, ...], quantity: Quantity) -> bool:
    return any(p.start <= quantity.start and quantity.end <= p.end for p in pieces)


def _span(article: Article, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=article.text[start:end])
