"""The Arrow schema of a shard, derived from the Claim contract: a nested value is a struct, a tuple is a list.

Numbers of a quantity are float64: beyond 2**53 an integer loses its last digits, as in JSON readers.
"""

import math
import types
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, NewType, Union, get_args, get_origin

import pyarrow as pa
from pydantic import BaseModel

from fact_check.claims import SCHEMA_VERSION, Claim
from fact_check.memory.entries import BYTES, SPACE


@cache
def claims_schema() -> pa.Schema:
    """Return the schema of a claims shard: the article's id, url and date, then the claim as `find` prints it."""
    article, *rest = _fields(Claim)
    about = [article, pa.field("url", pa.string()), pa.field("date", pa.string())]
    return pa.schema([*about, *rest], metadata={"fact-check-schema": str(SCHEMA_VERSION)})


@cache
def errors_schema() -> pa.Schema:
    """Return the schema of the errors table: which article, where it is, why it has no claims."""
    return pa.schema(
        [
            pa.field("article", pa.string()),
            pa.field("source", pa.string(), nullable=False),
            pa.field("row", pa.int64(), nullable=False),
            pa.field("reason", pa.string(), nullable=False),
        ],
        metadata={"fact-check-schema": str(SCHEMA_VERSION)},
    )


@cache
def vectors_schema() -> pa.Schema:
    """Return the schema of a shard's vectors: a row for each claim, in the claims' order."""
    return pa.schema(
        [
            pa.field("article", pa.string(), nullable=False),
            pa.field("id", pa.string(), nullable=False),
            pa.field("vector", pa.binary(BYTES), nullable=False),
        ],
        metadata={"fact-check-space": SPACE},
    )


def row(claim: Claim, url: str | None, date: str | None) -> dict[str, Any]:
    """Return a claim as a row of the claims table."""
    found = claim.model_dump(mode="json")
    for quantity in found["quantities"]:
        for part in ("value", "low", "high"):
            quantity[part] = _double(quantity[part])
        quantity.setdefault("candidates", [])
    return {"caption": False, **found, "url": url, "date": date}


def table(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """Return rows as a table of a schema."""
    return pa.Table.from_pylist(list(rows), schema=schema)


def _double(value: float | None) -> float | None:
    try:
        return None if value is None else float(value)
    except OverflowError:
        return math.inf


def _fields(model: type[BaseModel]) -> list[pa.Field]:
    return [_field(name, field.annotation) for name, field in model.model_fields.items()]


def _field(name: str, kind: Any) -> pa.Field:
    return pa.field(name, _type(kind), nullable=type(None) in get_args(kind))


def _type(kind: Any) -> pa.DataType:
    if isinstance(kind, NewType):
        return _type(kind.__supertype__)
    if get_origin(kind) in (Union, types.UnionType):
        given = set(get_args(kind)) - {type(None)}
        return pa.float64() if given == {int, float} else _type(*given)
    if get_origin(kind) is tuple:
        return pa.list_(pa.field("item", _type(get_args(kind)[0]), nullable=False))
    if issubclass(kind, BaseModel):
        return pa.struct(_fields(kind))
    plain = {str: pa.string(), bool: pa.bool_(), int: pa.int64(), float: pa.float64()}
    return pa.string() if issubclass(kind, StrEnum) else plain[kind]
