"""Read single values of front matter, YAML or TOML, and their places.

YAML is composed, never constructed: aliases aren't followed, and no value becomes a date or a number. Front matter that
can't be parsed has no values, and the draft is read all the same.
"""

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

PLAIN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
"""Control characters and halves of a pair, which an escape can write and no text has."""
DEEPEST = 40
"""The deepest nesting of brackets; the parser's time grows with its square."""
LARGEST = 50_000
TRIES = 20
"""How many lines of TOML may look like a key's before it counts as not found."""


class Value(NamedTuple):
    words: str
    start: int
    end: int


def values_of(content: str, key: str, *, toml: bool) -> tuple[Value, ...]:
    """Return the strings under a key of front matter, one or a list, and where each is in `content`.

    A value that is spelled differently in the text (an escape, a folded line) maps to the whole stretch.
    """
    return tuple(_in_toml(content, key) if toml else _in_yaml(content, key))


def _in_yaml(content: str, key: str) -> Iterator[Value]:
    import yaml

    if len(content) > LARGEST or _depth(content) > DEEPEST:
        return
    try:
        root = yaml.compose(content, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        return
    for name, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if name.value != key:
            continue
        for node in value.value if isinstance(value, yaml.SequenceNode) else [value]:
            if isinstance(node, yaml.ScalarNode):
                yield from _within(content, node.value, node.start_mark.index, node.end_mark.index)
        return


def _depth(content: str) -> int:
    deepest = depth = 0
    for sign in re.findall(r"[\[\]{}]", content):
        depth = depth + 1 if sign in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _in_toml(content: str, key: str) -> Iterator[Value]:
    data = _loads(content)
    given = data.get(key)
    start = _after_key(content, key) if given is not None else None
    if start is None:
        return
    for value in given if isinstance(given, list) else [given]:
        if isinstance(value, str):
            line = content.find("\n", start)
            yield from _within(content, value, start, len(content), whole=len(content) if line < 0 else line)


def _after_key(content: str, key: str) -> int | None:
    """Return where the value of a top-level key begins, which is where another value could replace it."""
    named = re.compile(rf"^[ \t]*(?:{re.escape(key)}|\"{re.escape(key)}\"|'{re.escape(key)}')[ \t]*=", re.MULTILINE)
    for tried, found in enumerate(named.finditer(content)):
        if tried == TRIES:
            return None
        if _loads(f"{content[: found.end()]} 1").get(key) == 1:
            return found.end()
    return None


def _loads(content: str) -> dict[str, object]:
    try:
        return tomllib.loads(content)
    except (ValueError, RecursionError):  # not TOML, an integer of too many digits, brackets too deep
        return {}


def _within(content: str, value: str, start: int, end: int, whole: int | None = None) -> Iterator[Value]:
    """Narrow the stretch of a value to its words, if they are written there as they are."""
    words = " ".join(PLAIN.sub("\ufffd", value).split())
    if not words:
        return
    at = content.find(words, start, end)
    yield Value(words, at, at + len(words)) if at >= 0 else Value(words, start, end if whole is None else whole)
