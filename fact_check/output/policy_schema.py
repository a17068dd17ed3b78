"""Give the JSON Schema of a policy, with which editors complete and check `fact-check.toml`."""

import ast
import inspect
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from fact_check.config import Config, MemoryPolicy, Publisher


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a policy, each key with what it is for."""
    made = Config.model_json_schema(by_alias=True)
    hidden = [name for name, field in Config.model_fields.items() if field.exclude]
    keys = {key: value for key, value in made["properties"].items() if key not in hidden}
    tables = [(table, made["$defs"][table.__name__]["properties"]) for table in (MemoryPolicy, Publisher)]
    for model, properties in ((Config, keys), *tables):
        for name, says in _says(model).items():
            if (key := name.replace("_", "-")) in properties:
                properties[key]["description"] = says
    for value in keys.values():
        value.pop("title", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://fact-check.invalid/schema/policy-1.json",
        **made,
        "title": "fact-check.toml",
        "description": "A desk's policy: what fact-check reads, and what holds a draft back.",
        "properties": keys,
    }


def _says(model: type[BaseModel]) -> dict[str, str]:
    """Return the docstring of each field from the source. pydantic would read them at every import, for every
    command."""
    (made,) = ast.parse(inspect.getsource(model)).body
    assert isinstance(made, ast.ClassDef)
    found = {}
    for field, text in pairwise(made.body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr):
            found[field.target.id] = " ".join(str(ast.literal_eval(text.value)).split())
    return found
