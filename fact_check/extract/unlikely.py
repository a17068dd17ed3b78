"""Drop statements in which the encoder's states see no claim, whatever rules and parse made of them."""

from collections.abc import Collection, Iterable, Iterator

from spacy.tokens import Doc

from fact_check.extract.attribution.layout import HEADLINE
from fact_check.extract.records import Statement, Tokens, overlaps
from fact_check.language.columns import columns
from fact_check.language.heads.spans import told

ATTRIBUTED, NUMERIC = 0.25, 0.03
"""How likely the words of a statement must be part of a claim on average, if somebody states it and if nobody does.

Chosen on 256 newspaper articles that the weights had not seen, below these most are no claims, and with a view to the
totals of the measuring articles."""


def likely(
    doc: Doc, stated: Iterable[Statement], headline: Tokens | None, surely: Collection[str]
) -> Iterator[Statement]:
    """Return the statements that are likely to be claims; all of them if the pipeline doesn't say.

    Kept in any case is what the words decide: denials and doubts, which may be of two words, what layout attributes,
    what is in the `headline`, a half-open run of the Doc's tokens, and the matches of the rules with the ids `surely`.
    """
    seen = told(doc)
    inside = seen.inside(0, len(doc)) if seen is not None else None
    words = columns(doc)

    def doubtful(statement: Statement) -> bool:
        said = statement.attribution
        kept = [i for run in statement.pieces for i in range(*run) if not (words.is_punct[i] or words.is_space[i])]
        if inside is None or not kept or (headline is not None and overlaps(headline, statement.pieces)):
            return False
        if said is None:
            return bool(inside[kept].mean() < NUMERIC)
        if statement.silent or said.effect.opposes or said.rule == HEADLINE or said.rule in surely:
            return False
        return bool(inside[kept].mean() < ATTRIBUTED)

    return (statement for statement in stated if not doubtful(statement))
