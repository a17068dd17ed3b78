"""The house style in .vale, read as Vale reads it: the four kinds of rules that we use, over the prose of Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.docs.desk import ROOT

STYLE = ROOT / ".vale" / "House"
SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s)[^.!?]*)*[.!?]?")


@dataclass(frozen=True)
class Alert:
    """A breach of a rule, with the words that break it."""

    rule: str
    words: str
    says: str


def rules(folder: Path = STYLE) -> dict[str, dict[str, Any]]:
    """Return the rules of a style by name."""
    return {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.yml"))}


def alerts(text: str, style: dict[str, dict[str, Any]]) -> Iterator[Alert]:
    """Yield every breach in the prose of a page."""
    parts = prose(text)
    for name, rule in style.items():
        flags = re.IGNORECASE if rule.get("ignorecase") else re.NOFLAG
        for part in parts:
            for words, says in KINDS[rule["extends"]](part, rule, flags):
                yield Alert(name, words, says)


def prose(text: str) -> list[str]:
    """Return the paragraphs, items and cells of a page without code, addresses and markup."""
    text = re.sub(r"\A---\n.*?^---\n", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(
        r"^(?:```|~~~).*?^(?:```|~~~)$|<!--.*?-->|^:::.*\n(?:    .*\n)*", "\n", text, flags=re.DOTALL | re.MULTILINE
    )
    text = re.sub(r"`[^`]+`", "`", text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"<[^>]+>|https?://\S+|[*_#>]+", " ", text)
    blocks = re.split(r"\n\s*\n|\n(?=\s*(?:[-|]|\d+\.) ?)|\|", text)
    return [" ".join(block.split()) for block in blocks if block.strip(" -:\n")]


def _existence(part: str, rule: dict[str, Any], flags: re.RegexFlag) -> Iterator[tuple[str, str]]:
    for match in re.finditer(rf"\b(?:{'|'.join(rule['tokens'])})\b", part, flags):
        yield match[0], rule["message"] % match[0]


def _substitution(part: str, rule: dict[str, Any], flags: re.RegexFlag) -> Iterator[tuple[str, str]]:
    whole = "(?:{})" if rule.get("nonword") else r"(?<!\w)(?:{})(?!\w)"
    for wrong, right in rule["swap"].items():
        for match in re.finditer(whole.format(wrong), part, flags):
            yield match[0], rule["message"] % (right, match[0])


def _repetition(part: str, rule: dict[str, Any], flags: re.RegexFlag) -> Iterator[tuple[str, str]]:
    for match in re.finditer(r"(?<![\w-])([A-Za-z]+) \1\b", part, flags):
        yield match[0], rule["message"] % match[1]


def _occurrence(part: str, rule: dict[str, Any], flags: re.RegexFlag) -> Iterator[tuple[str, str]]:
    for sentence in SENTENCE.findall(part):
        if len(re.findall(rule["token"], sentence, flags)) > rule["max"]:
            yield sentence.strip(), rule["message"]


KINDS = {
    "existence": _existence,
    "substitution": _substitution,
    "repetition": _repetition,
    "occurrence": _occurrence,
}
