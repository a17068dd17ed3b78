"""Give the JSON Schema of what `check` prints as `json`; each line of `jsonl` is one of its findings."""

from typing import Any

from fact_check.check.findings import Finding
from fact_check.check.formats.json import VERSION

PLACE = {
    "line": "The line where it starts, from 1.",
    "column": "The column where it starts, from 1, in code points.",
    "end_line": "The line where it ends.",
    "end_column": "The column after its last character.",
}

PARAGRAPH = "The paragraph it is in, from 1, where the file has no lines (Word, ODT, RTF); null otherwise."


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the report, with its version."""
    made = Finding.model_json_schema(mode="serialization")
    shared = {name: each for name, each in made.pop("$defs").items() if name != "Place"}
    of_finding = {name: each for name, each in made["properties"].items() if name != "place"}
    of_finding |= {name: {"type": "integer", "minimum": 1, "description": says} for name, says in PLACE.items()}
    of_finding["paragraph"] = {"type": ["integer", "null"], "minimum": 1, "description": PARAGRAPH}
    finding = {**made, "properties": of_finding, "required": list(of_finding), "additionalProperties": False}
    properties: dict[str, Any] = {
        "version": {"const": VERSION},
        "tool": {
            "type": "object",
            "properties": {"name": {"const": "fact-check"}, "version": {"type": "string"}},
            "required": ["name", "version"],
            "additionalProperties": False,
        },
        "failed": {"type": "boolean", "description": "Whether any finding is at least as severe as `fail_on`."},
        "fail_on": {"enum": ["error", "warning", "info", "never"]},
        "since": {"type": ["string", "null"], "description": "The revision since which findings are new."},
        "drafts": {"type": "array", "items": {"type": "string"}, "description": "Every draft that was checked."},
        "claims": {"type": "integer", "minimum": 0},
        "decided": {"type": "integer", "minimum": 0, "description": "How many claims a reviewer has decided."},
        "overruled": {"type": "integer", "minimum": 0, "description": "How many have another label than suggested."},
        "findings": {
            "type": "array",
            "items": {"$ref": "#/$defs/Finding"},
            "description": "Reported findings, then those covered by an ignore or a baseline.",
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://fact-check.invalid/schema/check-{VERSION}.json",
        "title": "The report of fact-check check",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        "$defs": {**shared, "Finding": finding},
    }
