"""Claims as a pandas DataFrame, one per row, for notebooks and `df.groupby`. Needs the `pandas` extra."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from fact_check.claims import Claim, Kind, Quantity
from fact_check.errors import FactCheckError

if TYPE_CHECKING:
    import pandas


def to_frame(claims: Iterable[Claim]) -> pandas.DataFrame:
    """Return claims as a DataFrame, one row per claim, in order.

    The source, the cue and the suggestion have columns of their own, with missing values where there is none; so
    does the first quantity (`value`, `low`, `high`, `unit`, `bound`, `counted`). The columns `quantities`, `evidence`
    and `links` hold lists of plain dicts. Raises FactCheckError without pandas.
    """
    try:
        import pandas
    except ImportError:
        raise FactCheckError("to_frame needs pandas", mend="pip install 'fact-check[pandas]'") from None
    rows = [_row(claim) for claim in claims]
    frame = pandas.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({name: kind for name, kind in COLUMNS.items() if kind is not object})


COLUMNS: dict[str, Any] = {
    "article": "string",
    "id": "string",
    "start": "int64",
    "end": "int64",
    "text": "string",
    "numeric": "bool",
    "attributed": "bool",
    "quoted": "bool",
    "source": "string",
    "source_kind": "string",
    "source_resolved": "string",
    "cue": "string",
    "cue_effect": "string",
    "cue_rule": "string",
    "label": "string",
    "label_rule": "string",
    "because": "string",
    "value": "float64",
    "low": "float64",
    "high": "float64",
    "unit": "string",
    "bound": "string",
    "counted": "string",
    "quantities": object,
    "evidence": object,
    "links": object,
}
"""Each column and its type, also in an empty frame."""


def _row(claim: Claim) -> dict[str, Any]:
    data = claim.model_dump(mode="json")
    source, cue, suggestion = (data[name] or {} for name in ("source", "cue", "suggestion"))
    return {
        "article": claim.article,
        "id": claim.id,
        "start": claim.span.start,
        "end": claim.span.end,
        "text": claim.span.text,
        "numeric": Kind.NUMERIC in claim.kinds,
        "attributed": Kind.ATTRIBUTED in claim.kinds,
        "quoted": claim.quoted,
        "source": source.get("text"),
        "source_kind": source.get("kind"),
        "source_resolved": source.get("resolved"),
        "cue": cue.get("text"),
        "cue_effect": cue.get("effect"),
        "cue_rule": cue.get("rule"),
        "label": suggestion.get("label"),
        "label_rule": suggestion.get("rule"),
        "because": suggestion.get("because"),
        **_number(claim.quantities[0] if claim.quantities else None),
        "quantities": data["quantities"],
        "evidence": data["evidence"],
        "links": data["links"],
    }


def _number(first: Quantity | None) -> dict[str, Any]:
    names = ("value", "low", "high", "unit", "bound", "counted")
    if first is None:
        return dict.fromkeys(names)
    numbers = {name: None if (n := getattr(first, name)) is None else _float(n) for name in names[:3]}
    return {**numbers, "unit": first.unit, "bound": str(first.bound), "counted": first.counted}


def _float(number: float) -> float:
    try:
        return float(number)
    except OverflowError:  # a whole number of more than 300 digits
        return float("inf")
