"""Claims as find hands them on, made from plain words: enough of a lemmatizer to test relating without a parse."""

import re
from dataclasses import replace

from fact_check.claims import (
    Bound,
    Claim,
    ClaimId,
    Cue,
    Effect,
    Kind,
    Piece,
    Quantity,
    RuleId,
    Source,
    SourceKind,
    Span,
)
from fact_check.extract.records import ClaimCandidate, Measure

_STOP = (
    "a an the of in on at to for from by with and or but nor that which who whom it its he she they them their his her "
    "be is are was were been being have has had do did does not no any some all both as than more this these those "
    "such there into after before over under also one will would could may might must about out up one's"
)
STOP = frozenset(_STOP.split())
IRREGULAR = {"people": "people", "men": "man", "women": "woman", "children": "child", "said": "say", "dead": "dead"}
SUFFIXES = (("ies", "y"), ("ing", ""), ("ied", "y"), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))


def lemma(word: str) -> str:
    """Return a crude stem: the same for the forms of one word is all that a test needs."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    for suffix, instead in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith("ss"):
            return word[: -len(suffix)] + instead
    return word


def terms(text: str) -> frozenset[str]:
    """Return the stems of the content words of a text."""
    return frozenset(lemma(w) for w in re.findall(r"[^\W\d_]+", text.casefold()) if w not in STOP)


def number(text: str, value: float, bound: Bound = Bound.EXACTLY, unit: str | None = None) -> Quantity:
    """Make a quantity; where it stands does not matter to relate."""
    low = None if bound in (Bound.AT_MOST, Bound.LESS_THAN) else value
    high = None if bound in (Bound.AT_LEAST, Bound.MORE_THAN) else value
    return Quantity(start=0, end=len(text), text=text, value=value, low=low, high=high, bound=bound, unit=unit)


def _placed(quantity: Quantity, span: Span) -> Quantity:
    """Move a quantity to the beginning of the claim that holds it; only its value matters here."""
    return quantity.model_copy(update={"start": span.start, "end": min(span.start + len(quantity.text), span.end)})


def found(
    text: str,
    sentence: int,
    *,
    id: str | None = None,
    source: str | None = None,
    kind: SourceKind = SourceKind.ORGANISATION,
    cue: str | None = None,
    effect: Effect = Effect.REPORTS,
    numbers: tuple[Quantity, ...] = (),
    measures: tuple[Measure, ...] = (),
    headline: bool = False,
    silent: bool = False,
    negated: bool = False,
    negates: str = "",
) -> ClaimCandidate:
    """Make a claim in sentence number `sentence`; claims stand 1,000 characters a sentence apart.

    `negates` are the words that its negation is about.
    """
    start = sentence * 1000
    span = Span(start=start, end=start + len(text), text=text)
    kinds = (*((Kind.NUMERIC,) if numbers else ()), *((Kind.ATTRIBUTED,) if cue else ()))
    claim = Claim(
        article="a.txt",
        id=ClaimId(id or f"c-{text[:40]}-{sentence}"),
        kinds=kinds,
        quoted=False,
        span=span,
        pieces=(Piece(start=span.start, end=span.end),),
        sentence=Piece(start=start, end=span.end),
        source=Source(start=start, end=start + len(source), text=source, kind=kind) if source else None,
        cue=Cue(start=start, end=start + len(cue), text=cue, effect=effect, rule=RuleId("denials.verb"))
        if cue
        else None,
        quantities=tuple(_placed(n, span) for n in numbers),
    )
    names = frozenset(lemma(w.casefold()) for w in re.findall(r"(?<!^)\b[A-Z]\w+", text)) & terms(text)
    return ClaimCandidate(
        claim=claim,
        terms=terms(text),
        negated=negated,
        in_headline=headline,
        paragraph=sentence,
        sentence=sentence,
        names=names,
        negates=terms(negates),
        measures=measures or tuple(Measure() for _ in numbers),
        silent=silent,
    )


def counted(what: str, deed: str | None = None, *, part: bool = False, when: str = "") -> Measure:
    """Make a measure: `counted("people", "kill")`; the last word of `what` is its head."""
    words = what.split()
    return replace(
        Measure(),
        head=lemma(words[-1]) if words else None,
        of=frozenset(map(lemma, words)),
        deed=deed,
        part=part,
        when=frozenset(when.split()),
    )
