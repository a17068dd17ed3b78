"""Read and write files of added checks: one `Entry` a line, committed like journals."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from fact_check.errors import plainly
from fact_check.memory.entries import Entry
from fact_check.memory.store import ClaimMemoryError
from fact_check.output.as_json import as_json
from fact_check.output.writing import result

ADDED = ".memory.jsonl"
"""How their names end."""
FOLDER = "memory"
"""Their folder, in that of the policy."""


def write_lines(file: Path, entries: Iterable[Entry]) -> None:
    """Write entries one a line, whole or not at all. Raises WriteError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with result(file) as out:
        for entry in entries:
            print(as_json(entry.model_dump(mode="json", exclude_defaults=True)), file=out)


def parsed_lines(lines: Iterable[bytes], name: str) -> Iterator[Entry]:
    """Yield the entries of a file that `write_lines` wrote. Raises ClaimMemoryError for an invalid line."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield Entry.model_validate_json(line)
        except ValidationError as error:
            mend = "fix or remove the line, or add the checks again"
            raise ClaimMemoryError(f"is not an entry: {fault(error)}", where=f"{name}:{number}", mend=mend) from None


def fault(error: ValidationError) -> str:
    """Return what is wrong with a record, without quoting it."""
    first = error.errors(include_url=False, include_input=False)[0]
    key = ".".join(str(part) for part in first["loc"]) or "the record"
    if first["type"] == "string_too_short" or (first["type"] == "missing" and key == "claim"):
        return "no claim"
    return f"{key}: {plainly(first['msg'], table='an object')}"
