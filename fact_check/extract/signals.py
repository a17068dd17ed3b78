"""Return the network's scores for a claim, for a person who wants to see them.

`find` decides by them together with the rules; nothing is decided here.
"""

from collections.abc import Iterator

from spacy.tokens import Doc

from fact_check.claims import Claim, Piece
from fact_check.extract.records import Signal, Tokens
from fact_check.language.attribution import Marked, attributions, threshold
from fact_check.language.heads.spans import told
from fact_check.read.article import Article


def signals(article: Article, doc: Doc, claim: Claim) -> tuple[Signal, ...]:
    """Return the network's scores for a claim of an article; `doc` is the parse of the article's whole prose.

    Empty with another pipeline, which has no scores.
    """
    return tuple(_signals(article, doc, claim))


def _signals(article: Article, doc: Doc, claim: Claim) -> Iterator[Signal]:
    content = _tokens(article, doc, claim.pieces)
    cue = _run(article, doc, claim.cue)
    seen = told(doc)
    if seen is not None and content:
        inside = sum(float(seen.inside(i, i + 1)[0]) for i in content) / len(content)
        yield Signal("its words stand in a claim", inside)
    if claim.cue is not None and (mark := _mark(doc, content, cue)) is not None:
        yield Signal("this cue attributes this", mark.score, threshold(doc))
        yield Signal("the cue reports, and wants or feels nothing", mark.reporting)
    if seen is not None and cue is not None:
        effect, sure = seen.effect_of(*cue)
        yield Signal(f"the cue {effect} it", sure)
    if seen is not None and (who := _run(article, doc, claim.source)) is not None:
        kind, sure = seen.kind_of(*who)
        yield Signal(f"the source is of the kind {kind}", sure)


def _tokens(article: Article, doc: Doc, pieces: tuple[Piece, ...]) -> list[int]:
    """Return the tokens inside pieces of the article's text."""
    found = []
    for token in doc:
        if not token.is_space:
            place = article.piece(token.idx, token.idx + len(token))
            if any(p.start <= place.start < p.end for p in pieces):
                found.append(token.i)
    return found


def _run(article: Article, doc: Doc, piece: Piece | None) -> Tokens | None:
    tokens = _tokens(article, doc, (piece,)) if piece is not None else []
    return (tokens[0], tokens[-1] + 1) if tokens else None


def _mark(doc: Doc, content: list[int], cue: Tokens | None) -> Marked | None:
    """Return the network's attribution that a claim came from: by its cue, or else by most of its content."""
    marks = attributions(doc, 0)
    by_cue = [m for m in marks if cue is not None and m.cue[0] < cue[1] and cue[0] < m.cue[1]]
    mine = set(content)

    def shared(mark: Marked) -> int:
        return sum(i in mine for run in mark.content for i in range(*run))

    return max((m for m in by_cue or marks if shared(m)), key=shared, default=None)
