"""Policy files as they are written: the table in a file, laid over those of the files that it extends."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fact_check.errors import ConfigError
from fact_check.runtime.files import refusal, settings_bytes

OWN = "fact-check.toml"
SHARED = "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Layered:
    """A policy's table with all that it extends."""

    table: dict[str, Any]
    origins: dict[str, Path]
    """By key ("fail-on", and within a table "severity.denied"), the file that gave its value."""
    files: tuple[Path, ...]
    """Every file that had a part, the policy itself first."""

    def origin(self, *keys: str) -> Path:
        """Return the file that a key's value comes from, as near to it as is known."""
        return self.origins.get(".".join(keys[:2])) or self.origins.get(keys[0]) or self.files[0]


def table_in(file: Path, *, named: bool) -> dict[str, Any] | None:
    """Return the policy in a file; None when it holds none, or, unless it was `named`, when it does not exist.

    Raises ConfigError.
    """
    try:
        data = tomllib.loads(settings_bytes(file).decode("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        if named:
            raise ConfigError("no such file", where=str(file), mend="check the path") from None
        return None
    except OSError as error:
        raise ConfigError(where=str(file), **refusal(error)) from None
    except (ValueError, RecursionError) as error:  # of bytes, of TOML, of huge numbers and of depth
        raise ConfigError(f"is not TOML: {error}", where=str(file), mend="fix that line") from None
    if file.name != SHARED:
        return data
    tool = data.get("tool", {})
    table = tool.get("fact-check") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError("`fact-check` is not a table", where=f"{file}: tool", mend="write [tool.fact-check]")
    return table


def layered(file: Path, table: Mapping[str, Any]) -> Layered:
    """Return a policy with what it extends beneath it: tables are merged key by key, any other value replaces.

    Raises ConfigError for a file that cannot be extended, and for files that extend each other in a circle.
    """
    return _over(file, table, ())


def at_key(file: Path, key: str) -> str:
    """Say where in a file a key stands."""
    return f"{file}: {'tool.fact-check.' if file.name == SHARED else ''}{key}"


def _over(file: Path, table: Mapping[str, Any], above: tuple[Path, ...]) -> Layered:
    own = {key: value for key, value in table.items() if key != "extend"}
    top = Layered(own, _origins(own, file), (file,))
    if "extend" not in table:
        return top
    given, where = table["extend"], at_key(file, "extend")
    if not isinstance(given, str):
        raise ConfigError("must be a string, the path of a policy", where=where, mend='such as "../fact-check.toml"')
    # Normalised by hand: of a link the policy that it leads to is extended, and named as it was written.
    base = Path(file.parent, given)
    line = (*above, file)
    if any(os.path.realpath(base) == os.path.realpath(each) for each in line):
        circle = " → ".join(str(each) for each in (*line, base))
        raise ConfigError(f"extends itself: {circle}", where=where, mend="remove one of them")
    try:
        found = table_in(base, named=True)
    except ConfigError as error:
        raise ConfigError(f"{given!r}: {error.what}", where=where, mend=error.mend) from None
    if found is None:
        raise ConfigError(f"{given!r} has no [tool.fact-check]", where=where, mend="check the path")
    under = _over(base, found, line)
    merged = {**under.table}
    for key, value in own.items():
        old = merged.get(key)
        # A key that is set again goes to the end: of globs for one draft the last decides, and this one is nearer.
        merged[key] = {**_without(old, value), **value} if isinstance(old, dict) and isinstance(value, dict) else value
    origins = {key: where for key, where in under.origins.items() if _stays(key, own)}
    return Layered(merged, origins | top.origins, (file, *under.files))


def _without(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in old.items() if key not in new}


def _stays(key: str, own: Mapping[str, Any]) -> bool:
    """Tell whether a key's origin holds beneath a table: one that is replaced as a whole takes its keys along."""
    first = key.partition(".")[0]
    return first not in own or isinstance(own[first], dict)


def _origins(table: Mapping[str, Any], file: Path) -> dict[str, Path]:
    found = dict.fromkeys(table, file)
    for key, value in table.items():
        if isinstance(value, dict):
            found |= {f"{key}.{inner}": file for inner in value}
    return found
