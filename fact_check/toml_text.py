"""A value as TOML writes it, for those who wrote it there."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel


def toml_text(value: Any) -> str:
    """Return a value as TOML would have it, on one line."""
    if value is None:
        return "(none)"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, BaseModel):
        value = {key: each for key, each in value.model_dump().items() if each is not None}
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{toml_key(str(key))} = {toml_text(each)}" for key, each in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(toml_text(each) for each in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def toml_key(key: str) -> str:
    """Return a key as TOML would have it."""
    return key if key.replace("-", "").replace("_", "").isalnum() else f'"{key}"'
