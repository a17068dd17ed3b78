"""What a line of gold must hold to be scored; any other keys are ignored."""

from typing import Any

from pydantic import BaseModel, Field, ValidationError

from fact_check.claims import Label
from fact_check.errors import GoldError, plainly

Pair = tuple[int, int]


class _Stretch(BaseModel, strict=True):
    start: int
    end: int


class _Words(_Stretch):
    text: str


class _Of(BaseModel):
    text: str | None = None
    effect: str | None = None


class _Link(BaseModel):
    to: str
    relation: str


class _Suggested(BaseModel):
    label: Label


class PublishedClaim(BaseModel):
    """A claim as `find` gives it."""

    span: _Words
    pieces: list[_Stretch] = []
    suggestion: _Suggested
    kinds: list[str]
    source: _Of | None = None
    cue: _Of | None = None
    links: list[_Link] = []


class WordedClaim(BaseModel):
    """A claim given by its words."""

    claim: str | list[str]
    nth: int = Field(default=1, ge=1)
    label: Label
    kinds: list[str]
    source: str | None = None
    effect: str | None = None
    about: str | None = None


class _Attribution(BaseModel):
    content: list[Pair]
    cue: list[Pair]
    source: list[Pair]
    reporting: bool = True


class _Attributions(BaseModel):
    text: str
    attributions: list[_Attribution]


class _Quantity(BaseModel):
    value: str
    change: str = ""
    normalized_unit: str | None = None


class _Quantities(BaseModel):
    text: str
    quantities: list[_Quantity]


class _Number(_Stretch):
    type: str


class _Spans(BaseModel):
    text: str
    spans: list[_Number]


class _Claims(BaseModel):
    text: str
    claims: list[dict[str, Any]]


class _Headline(BaseModel):
    headline: str
    maps_to: str
    cue: bool


LINES: dict[str, type[BaseModel]] = {
    "attributions": _Attributions,
    "quantities": _Quantities,
    "spans": _Spans,
    "labels": _Claims,
    "headlines": _Headline,
}
"""The model of a line, by kind of gold."""


def check_line(kind: str, row: Any, where: str) -> None:
    """Raise GoldError, naming the key, for a line that does not fit its kind."""
    _check(LINES[kind], row, where)
    if kind == "labels":
        for number, claim in enumerate(row["claims"], start=1):
            check_claim(claim, f"{where}: claims: item {number}")


def check_claim(row: Any, where: str) -> None:
    """Raise GoldError, naming the key, for a claim that fits neither shape."""
    _check(PublishedClaim if isinstance(row, dict) and "span" in row else WordedClaim, row, where)


def _check(shape: type[BaseModel], row: Any, where: str) -> None:
    try:
        shape.model_validate(row)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        loc = (part for part in first["loc"] if part not in ("str", "list[str]"))  # of the two that `claim` may be
        at = (f"item {part + 1}" if isinstance(part, int) else part for part in loc)
        what = f"{': '.join(at)} {plainly(first['msg'], table='an object')}".strip()
        raise GoldError(f"is not gold: {what}", where=where, mend="fix that line") from None
