"""CSV with a header: our own export, or a desk's own list with a column for the claim."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from fact_check.claims import Label
from fact_check.memory.formats.claimreview import date

COLUMNS = {
    "claim": ("claim", "claimreviewed", "statement", "text", "vclaim"),
    "verdict": ("decision", "label", "rating", "verdict"),
    "source": ("resolved", "source", "speaker", "claimant", "author"),
    "who": ("decided_by", "who", "by", "reviewer", "checker", "publisher"),
    "when": ("when", "decided", "date", "published", "datepublished"),
    "where": ("where", "article", "url", "link"),
    "title": ("title", "headline"),
    "id": ("id",),
}
"""The names that a column may have, by field, best first."""


def records(raw: bytes) -> Iterator[dict[str, Any]]:
    """Yield the fields of each row; in our own export, only of decided claims. Raises ValueError."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        names = {(name or "").strip().casefold(): name for name in reader.fieldnames or ()}
        if not any(name in names for name in COLUMNS["claim"]):
            raise ValueError(f"no column is called {', '.join(COLUMNS['claim'])}")
        ours = {"decision", "suggestion", "claim"} <= names.keys()
        for row in reader:
            found = {field: _cell(row, names, columns) for field, columns in COLUMNS.items()}
            if not ours or found["verdict"]:
                yield fields(found, ours=ours)
    except csv.Error as error:
        raise ValueError(str(error)) from None


def fields(found: dict[str, Any], *, ours: bool) -> dict[str, Any]:
    """Return a record as fields of an entry; an id in another desk's list isn't a claim id."""
    verdict = found.pop("verdict", None)
    label = str(verdict or "").strip().casefold()
    known = next((each for each in Label if each.value == label), None)
    found |= {"label": known} if known is not None else {"rating": str(verdict) if verdict else None}
    found["when"] = date(found.get("when"))
    if not ours:
        found.pop("id", None)
    return {key: value for key, value in found.items() if value}


def _cell(row: dict[str, Any], names: dict[str, str], columns: tuple[str, ...]) -> str | None:
    for column in columns:
        value = row.get(names.get(column, ""))
        if isinstance(value, str) and value.strip():
            # Our export puts an apostrophe before what a spreadsheet would compute.
            return value[1:] if value.startswith("'") and value[1:2] in tuple("=+-@|%") else value
    return None
