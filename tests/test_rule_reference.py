"""The reference of rules names each key of a rule, place of a content and file of word lists, and no others."""

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from fact_check.lexicon import lexicon_folder, overlay
from fact_check.rules import Content, Rule, read_rules

TEXT = (Path(__file__).parents[1] / "docs" / "reference" / "rules.md").read_text(encoding="utf-8")
RULES, _, REST = TEXT.partition("### Where the content is")
CONTENT, _, LISTS = REST.partition("## Word lists")


def first_column(part: str) -> list[str]:
    return [row for row in re.findall(r"^\| `([\w-]+)` \|", part, re.MULTILINE) if row != "content" or part is RULES]


@pytest.mark.parametrize(
    ("part", "known"),
    [
        pytest.param(RULES, set(Rule.model_fields), id="keys of a rule"),
        pytest.param(CONTENT, set(get_args(Content)), id="places of a content"),
        pytest.param(LISTS, {file.stem for file in lexicon_folder().glob("*.toml")}, id="files of word lists"),
    ],
)
def test_the_reference_is_whole(part: str, known: set[str]) -> None:
    named = first_column(part)
    assert sorted(named) == sorted(known)


@pytest.mark.parametrize("name", ["desk.toml", "desk-lexicon.toml"])
def test_its_examples_load(tmp_path: Path, name: str) -> None:
    (example,) = re.findall(rf"```toml\n(# {re.escape(name)}\n.*?)```", TEXT, re.DOTALL)
    (tmp_path / name).write_text(example, encoding="utf-8")
    if name == "desk.toml":
        assert [rule.id for rule in read_rules(tmp_path / name)] == ["desk.valued"]
    else:
        assert overlay(str(tmp_path / name)) == tomllib.loads(example)
