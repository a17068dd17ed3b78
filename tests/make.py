"""Claims for tests that need no parse: `claim(text, "40 died", cue="said", source="Police")`."""

from fact_check.claims import (
    Claim,
    ClaimId,
    Cue,
    Effect,
    Kind,
    Label,
    Link,
    Piece,
    Quantity,
    RuleId,
    Source,
    SourceKind,
    Span,
    Suggestion,
    claim_ids,
    words,
)
from fact_check.ledger.anchor import sentence_around


def claim(
    text: str,
    span: str,
    *,
    nth: int = 0,
    source: str | None = None,
    resolved: str | None = None,
    kind: SourceKind = SourceKind.ORGANISATION,
    cue: str | None = None,
    effect: Effect = Effect.REPORTS,
    rule: str = "reporting.says",
    numbers: tuple[tuple[str, float], ...] = (),
    label: Label | None = None,
    because: str = "because the test says so",
    suggested: str = "suggest.test",
    links: tuple[Link, ...] = (),
    article: str = "draft.txt",
) -> Claim:
    """Make the claim that stands as `span` in `text`, at its occurrence number `nth`; source and cue stand near it."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(span, start + 1)
    end = start + len(span)

    def near(what: str) -> Piece:
        places = [i for i in range(len(text)) if text.startswith(what, i)]
        at = min(places, key=lambda i: min(abs(i - end), abs(i + len(what) - start)))
        return Piece(start=at, end=at + len(what))

    found_source = near(source) if source else None
    found_cue = near(cue) if cue else None
    quantities = []
    for number, value in numbers:
        at = text.index(number, start, end)
        quantities.append(
            Quantity(start=at, end=at + len(number), text=number, value=value, low=value, high=value, counted=None)
        )
    kinds = ((Kind.NUMERIC,) if numbers or not cue else ()) + ((Kind.ATTRIBUTED,) if cue else ())
    wording = words(text, [Piece(start=start, end=end)])
    return Claim(
        article=article,
        id=claim_ids([wording] * (nth + 1))[-1],
        kinds=kinds,
        quoted=False,
        span=Span(start=start, end=end, text=span),
        pieces=(Piece(start=start, end=end),),
        sentence=sentence_around(text, start, end),
        source=Source(start=found_source.start, end=found_source.end, text=source, kind=kind, resolved=resolved)
        if source and found_source
        else None,
        cue=Cue(start=found_cue.start, end=found_cue.end, text=cue, effect=effect, rule=RuleId(rule))
        if cue and found_cue
        else None,
        quantities=tuple(quantities),
        links=links,
        suggestion=Suggestion(label=label, rule=RuleId(suggested), because=because) if label else None,
    )


def link(to: Claim, **fields: object) -> Link:
    """Link to a claim."""
    return Link.model_validate({"to": ClaimId(to.id), **fields})
