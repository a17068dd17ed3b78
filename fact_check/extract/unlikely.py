"""Drop statements in which the encoder's states see no claim, whatever the rules or the parse made of them."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from fact_check.claims import Effect
from fact_check.extract.records import Statement
from fact_check.language.columns import columns
from fact_check.language.heads.spans import told

ATTRIBUTED, NUMERIC = 0.25, 0.06
"""How likely the words of a statement must be part of a claim on average, if somebody states it and if nobody does.

Chosen on 224 newspaper articles that the weights had not seen: below these, most are no claims."""


def likely(doc: Doc, stated: Iterable[Statement]) -> Iterator[Statement]:
    """Yield the statements that are likely to be claims; all of them if the pipeline doesn't say.

    Kept in any case are doubts, which rules find surely, and what only answers another claim.
    """
    seen = told(doc)
    if seen is None:
        yield from stated
        return
    inside = seen.inside(0, len(doc))
    words = columns(doc)
    for statement in stated:
        said = statement.attribution
        kept = [i for run in statement.pieces for i in range(*run) if not (words.is_punct[i] or words.is_space[i])]
        sure = statement.silent or (said is not None and said.effect is Effect.DOUBTS) or not kept
        if sure or inside[kept].mean() >= (NUMERIC if said is None else ATTRIBUTED):
            yield statement
