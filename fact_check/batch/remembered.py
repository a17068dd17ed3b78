"""Read a finished batch for claim memory: undecided claims of an archive, with their vectors."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fact_check.batch.folder import MANIFEST, VERSION
from fact_check.batch.shards import claims_file, vectors_file
from fact_check.errors import FactCheckError
from fact_check.memory.formats.claimreview import date
from fact_check.memory.store import ClaimMemoryError

_FILE = re.compile(r"claims/([0-9a-f]{24})\.parquet")
ROWS = 4_096
"""How many claims are read at a time."""
COLUMNS = ["article", "url", "date", "id", "span", "source", "quantities", "suggestion"]


def records(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the claims of a batch as fields of memory entries, in the manifest's order.

    Raises ClaimMemoryError for a folder that no batch has finished, or whose shards cannot be read.
    """
    try:
        import pyarrow as pa
    except ImportError:
        raise FactCheckError("shards are Parquet and need pyarrow", mend="pip install 'fact-check[batch]'") from None
    for name in _shards(folder):
        try:
            yield from _claims(folder, name)
        except (OSError, pa.ArrowException, KeyError, TypeError, AttributeError, ValueError) as error:
            said = f"cannot be read: {next(iter(str(error).splitlines()), type(error).__name__)}"
            mend = "run the same batch again"
            raise ClaimMemoryError(said, where=str(claims_file(folder, name)), mend=mend) from None


def _shards(folder: Path) -> list[str]:
    where = str(folder / MANIFEST)
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except OSError:
        raise ClaimMemoryError(
            "has no manifest.json of a batch", where=str(folder), mend="give the DIR of one"
        ) from None
    except (ValueError, RecursionError):
        manifest = None
    if not isinstance(manifest, dict) or "fact-check" not in manifest or manifest.get("version") != VERSION:
        raise ClaimMemoryError("is not a batch's manifest of this version", where=where, mend="run the batch again")
    if not manifest.get("complete"):
        raise ClaimMemoryError("the batch has not ended", where=where, mend="run the same batch again")
    shards = manifest.get("shards")
    each_of = shards if isinstance(shards, list) else []
    found = [_FILE.fullmatch(str(each.get("file"))) for each in each_of if isinstance(each, dict)]
    return [each[1] for each in found if each is not None]


def _claims(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    from pyarrow import parquet

    vectors = _vectors(vectors_file(folder, name))
    with claims_file(folder, name).open("rb") as raw:
        for part in parquet.ParquetFile(raw).iter_batches(ROWS, columns=COLUMNS):
            for row in part.to_pylist():
                vector = next(vectors, None) if vectors is not None else {}
                if vector is None:
                    raise ValueError("it has fewer vectors than claims")
                yield _fields(row) | vector


def _vectors(file: Path) -> Iterator[dict[str, Any]] | None:
    from pyarrow import parquet

    if not file.exists():
        return None
    table = parquet.read_table(file)
    space = (table.schema.metadata or {})[b"fact-check-space"].decode()
    return ({"meaning": {space: each.as_py()}} for each in table.column("vector"))


def _fields(row: dict[str, Any]) -> dict[str, Any]:
    source, suggestion = row["source"] or {}, row["suggestion"] or {}
    found = {
        "claim": row["span"]["text"],
        "rating": f"suggested: {suggestion['label']}" if suggestion else None,
        "source": source.get("resolved") or source.get("text"),
        "when": date(row["date"]),
        "where": row["url"] or row["article"],
        "id": row["id"],
        "quantities": row["quantities"],
        "decided": False,
    }
    return {key: value for key, value in found.items() if value is not None}
