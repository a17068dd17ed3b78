"""Put attributions and readings together into claims: one statement, one claim, in text order."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from fact_check.claims import Claim, Cue, Kind, Piece, Quantity, Span, claim_ids, words
from fact_check.find import terms
from fact_check.find.asserted import asserted
from fact_check.find.attributions import attributions
from fact_check.find.contents import statements
from fact_check.find.evidence import References
from fact_check.find.found import Attribution, Found, Reading, Tokens
from fact_check.find.idle import KNOWN
from fact_check.find.numbers import readings
from fact_check.find.sources import Sources
from fact_check.find.speech import paragraphs
from fact_check.language.cues import Match, compiled
from fact_check.read.article import Article
from fact_check.rules import Rule


@dataclass(slots=True)
class _Draft:
    """A claim in token numbers."""

    pieces: tuple[Tokens, ...]
    attribution: Attribution | None = None
    readings: list[Reading] = field(default_factory=list)

    @property
    def silent(self) -> bool:
        return self.attribution is not None and self.attribution.silent


def claims(article: Article, doc: Doc, rules: tuple[Rule, ...]) -> tuple[Found, ...]:
    """Return the claims of a parsed article in text order, furniture left out.

    `doc` is the parse of `article.prose`; the claims' offsets are those of `article.text`.
    """
    matches = compiled(rules, doc.vocab)(doc)
    drafts = [d for d in _drafts(article, doc, matches) if not _furniture(article, doc, d.pieces)]
    drafts.sort(key=lambda d: (d.pieces[0], d.pieces[-1][1]))
    runs = [d.attribution.source for d in drafts if d.attribution is not None and d.attribution.source is not None]
    return tuple(_found(article, doc, Sources(doc, matches, runs), drafts))


def _drafts(article: Article, doc: Doc, matches: list[Match]) -> Iterator[_Draft]:
    numbers = readings(doc)
    starts = [r.tokens[0] for r in numbers]
    attributed = attributions(doc, matches)
    taken = [run for a in attributed if not a.silent for run in (a.cue, *a.content, *([a.source] if a.source else []))]
    for attribution in attributed:
        for pieces in statements(doc, attribution):
            inside = [r for run in pieces for r in numbers[bisect_left(starts, run[0]) : bisect_left(starts, run[1])]]
            yield _Draft(pieces, attribution, [r for r in inside if r.idle in (None, KNOWN)])
    for run, said in asserted(doc, numbers, taken, _headline(article, doc)):
        yield _Draft(run, None, list(said))


def _headline(article: Article, doc: Doc) -> Tokens | None:
    if article.headline is None:
        return None
    span = doc.char_span(article.headline.start, article.headline.end, alignment_mode="expand")
    return (span.start, span.end) if span is not None else None


def _furniture(article: Article, doc: Doc, pieces: tuple[Tokens, ...]) -> bool:
    return any(article.is_furniture(*_prose(doc, run)) for run in pieces)


def _prose(doc: Doc, run: Tokens) -> tuple[int, int]:
    last = doc[run[1] - 1]
    return doc[run[0]].idx, last.idx + len(last)


def _piece(article: Article, doc: Doc, run: Tokens) -> Piece:
    return article.piece(*_prose(doc, run))


def _found(article: Article, doc: Doc, sources: Sources, drafts: list[_Draft]) -> Iterator[Found]:
    placed = [tuple(_piece(article, doc, run) for run in d.pieces) for d in drafts]
    # By the prose, so that a claim keeps its name when a word of it is set in bold or becomes a link.
    text = doc.text
    prose = [[_prose(doc, run) for run in d.pieces] for d in drafts]
    ids = claim_ids([words(text, (Piece(start=a, end=b) for a, b in runs)) for runs in prose])
    references = References(article)
    sentences = [s.start for s in doc.sents]
    ends = [s.end for s in doc.sents]
    breaks = [start for start, _ in paragraphs(doc)]
    for number, (draft, pieces, claim_id) in enumerate(zip(drafts, placed, ids, strict=True)):
        first, last = draft.pieces[0][0], draft.pieces[-1][1]
        here = max(bisect_right(sentences, first) - 1, 0)
        there = max(bisect_right(sentences, last - 1) - 1, here)
        attribution = draft.attribution
        content = [t for a, b in draft.pieces for t in doc[a:b]]
        numeric = [r for r in draft.readings if r.idle is None]
        kinds = tuple(k for k, on in ((Kind.NUMERIC, numeric), (Kind.ATTRIBUTED, attribution)) if on)
        source = sources.source(article, attribution.source) if attribution and attribution.source else None
        claim = Claim(
            article=article.path,
            id=claim_id,
            kinds=kinds,
            quoted=attribution.quoted if attribution else False,
            span=_span(article, pieces[0].start, pieces[-1].end),
            pieces=pieces,
            sentence=_sentence(article, doc, sentences[here], ends[there]),
            source=source,
            cue=_cue(article, doc, attribution) if attribution else None,
            quantities=tuple(_quantity(article, r.quantity) for r in draft.readings),
            evidence=references.beside(_ranges(doc, draft), _reach(doc, prose, number, ends[there]), source),
        )
        yield Found(
            claim=claim,
            terms=terms.terms(content),
            negated=terms.negated(doc[first:last]),
            in_headline=article.headline is not None and doc[first].idx < article.headline.end,
            paragraph=max(bisect_right(breaks, first) - 1, 0),
            sentence=here,
            names=terms.names(content),
            measures=tuple(terms.measure(doc, r.tokens) for r in draft.readings),
            silent=draft.silent,
        )


def _ranges(doc: Doc, draft: _Draft) -> list[tuple[int, int]]:
    """Return the prose of a claim and of its attribution."""
    runs = list(draft.pieces)
    if draft.attribution is not None:
        runs.append(draft.attribution.cue)
        if draft.attribution.source is not None:
            runs.append(draft.attribution.source)
    return [_prose(doc, run) for run in runs]


def _reach(doc: Doc, prose: list[list[tuple[int, int]]], number: int, end: int) -> int:
    """Return up to where a footnote mark is the claim's: its sentence's end, or the next claim's beginning."""
    last = _prose(doc, (end - 1, end))[1] if not doc[end - 1].is_space else doc[end - 1].idx
    own = prose[number][-1][1]
    following = prose[number + 1][0][0] if number + 1 < len(prose) else last
    return max(own, min(last, following) if following >= own else own)


def _span(article: Article, start: int, end: int) -> Span:
    return Span(start=start, end=end, text=article.text[start:end])


def _sentence(article: Article, doc: Doc, start: int, end: int) -> Piece:
    while end > start + 1 and doc[end - 1].is_space:
        end -= 1
    while start < end - 1 and doc[start].is_space:
        start += 1
    return _piece(article, doc, (start, end))


def _cue(article: Article, doc: Doc, attribution: Attribution) -> Cue:
    piece = _piece(article, doc, attribution.cue)
    text = article.text[piece.start : piece.end]
    return Cue(start=piece.start, end=piece.end, text=text, effect=attribution.effect, rule=attribution.rule)


def _quantity(article: Article, quantity: Quantity) -> Quantity:
    piece = article.piece(quantity.start, quantity.end)
    text = article.text[piece.start : piece.end]
    return quantity.model_copy(update={"start": piece.start, "end": piece.end, "text": text})
