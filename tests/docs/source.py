"""The prose of the program itself: docstrings, comments, messages, and what rules and word lists say of themselves."""

import ast
import io
import re
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.docs.desk import ROOT

PROSE = re.compile(r"(?:[\w’'“”\"`({…,;:.%-]+ +){2,}[\w’'“”\"`)}….%-]+")
"""Three words or more in a row: a message, not a key, a format or an expression."""
EXPRESSION = re.compile(r"\\[bdsw]|\(\?|\[\^|\]\*|\.\*|CREATE TABLE")
DIRECTIVE = re.compile(r"#\s*(?:noqa|type:|fmt:|!)")


def sources() -> list[Path]:
    """Return every file of the program that holds words: Python, rules and word lists."""
    return [*sorted((ROOT / "fact_check").rglob("*.py")), *sorted((ROOT / "rules").rglob("*.toml"))]


def prose(file: Path) -> list[str]:
    """Return the pieces of prose in a file of the program."""
    text = file.read_text(encoding="utf-8")
    return list(_of_python(text) if file.suffix == ".py" else _of_toml(text))


def _of_python(text: str) -> Iterator[str]:
    tree = ast.parse(text)
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield from _message("".join(str(p.value) if isinstance(p, ast.Constant) else "…" for p in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            yield from _message(node.value)
    lines: list[tuple[int, str]] = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT and not DIRECTIVE.match(token.string):
            lines.append((token.start[0], token.string.removeprefix("#")))
    yield from _joined(lines)


def _message(text: str) -> Iterator[str]:
    if PROSE.search(text) and not EXPRESSION.search(text):
        yield text


def _of_toml(text: str) -> Iterator[str]:
    lines = [(n, line.removeprefix("#")) for n, line in enumerate(text.splitlines()) if line.startswith("#")]
    yield from _joined(lines)
    for rule in tomllib.loads(text).get("rule", ()):
        yield from _said(rule)


def _said(rule: dict[str, Any]) -> Iterator[str]:
    yield from (rule[key] for key in ("says", "why") if key in rule)


def _joined(lines: list[tuple[int, str]]) -> Iterator[str]:
    """Yield comments, those on consecutive lines as one."""
    block: list[str] = []
    last = -1
    for number, line in lines:
        if block and (number != last + 1 or line.startswith("  ")):
            yield " ".join(block)
            block = []
        block.append(line)
        last = number
    if block:
        yield " ".join(block)
