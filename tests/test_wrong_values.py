"""Every kind of wrong value in the files that a desk writes is one plain line: what, where, what to do next."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from fact_check.check.baseline import read_baseline
from fact_check.check.reviewers import read_reviewers
from fact_check.config import Config, load_config
from fact_check.errors import FactCheckError
from fact_check.lexicon import overlay
from fact_check.rules import Rule, read_rules
from fact_check.score.gold import read_gold

JARGON = re.compile(
    r"Input should|Field required|Extra inputs|valid (?:dictionary|tuple)|instance of|Traceback|Value error|\bstr\b"
)
"""Words of the library that checks values, which mean nothing to a desk."""
VALUES = ('""', '"word"', "1", "1.5", "true", "[]", "[1]", '[""]', '["a", 2]', "{}", "{ a = 1 }", "[{ a = 1 }]", "[[]]")
RULE = {
    "id": '"desk.no"',
    "says": '"somebody denies this"',
    "why": '"Our town hall has its own word for no."',
    "phrases": '["would have none of"]',
    "effect": '"denies"',
    "finds": '["The mayor {would have none of} it."]',
}


def refusal(read: Callable[[], object]) -> str | None:
    """Return the line of what is refused; None for what is taken."""
    try:
        read()
    except FactCheckError as error:
        return str(error)
    return None


def plain(line: str | None, *named: str) -> None:
    """Assert that a line, where there is one, names file and key, says what to do next, and has no jargon."""
    if line is None:
        return
    assert "\n" not in line
    assert not JARGON.search(line), line
    assert re.search(r" \(.+\)$", line), line
    for name in named:
        assert name in line, line


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("key", Rule.model_fields)
def test_a_rule(tmp_path: Path, key: str, value: str) -> None:
    file = tmp_path / "desk.toml"
    lines = (f"{name} = {given}" for name, given in {**RULE, key: value}.items())
    file.write_text("\n".join(["[[rule]]", *lines]), encoding="utf-8")
    plain(refusal(lambda: read_rules(file)), "desk.toml: ", "rule 1" if key == "id" and value != '"word"' else "", key)


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("key", [n.replace("_", "-") for n, field in Config.model_fields.items() if not field.exclude])
def test_a_policy(tmp_path: Path, key: str, value: str) -> None:
    file = tmp_path / "fact-check.toml"
    file.write_text(f"{key} = {value}\n", encoding="utf-8")
    plain(refusal(lambda: load_config(file=file)), f"fact-check.toml: {key}")


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("key", ["add", "remove", "ad"])
@pytest.mark.parametrize(
    "name", ["people", "people.titles", "units.unit", "years.rule", "wording.plural_units", "numbers.bounds.lasting"]
)
def test_a_word_list(tmp_path: Path, name: str, key: str, value: str) -> None:
    file = tmp_path / "words.toml"
    file.write_text(f"[{name}]\n{key} = {value}\n", encoding="utf-8")
    plain(refusal(lambda: overlay(str(file))), "words.toml: ", name)


@pytest.mark.parametrize(
    ("toml", "line"),
    [
        pytest.param('phrases = "no"', 'desk.no: phrases: must be a list, not "no" (write ["…", "…"])', id="a list"),
        pytest.param(
            'phrases = ["no", 2]',
            "desk.no: phrases: item 2 must be a string, not 2 (put it in quotation marks)",
            id="an item",
        ),
        pytest.param(
            'phrases = ["no", " "]', "desk.no: phrases: item 2 is empty (fill it in or take it out)", id="empty"
        ),
        pytest.param(
            'plain = "yes!"', 'desk.no: plain: must be true or false, not "yes!" (write true or false)', id="flag"
        ),
        pytest.param(
            'accuses = "objct"',
            "desk.no: accuses: must be 'object' or 'subject', not \"objct\" (did you mean 'object'?)",
            id="one of a few",
        ),
        pytest.param('pos = ["verb"]', "desk.no: pos: no part of speech 'verb' (did you mean 'VERB'?)", id="tag"),
        pytest.param(
            'tokens = [[{ LOWR = "no" }]]',
            "desk.no: tokens: no attribute of a token 'LOWR' (did you mean 'LOWER'?)",
            id="attribute",
        ),
        pytest.param(
            "tokens = [[{ LOWER = 1 }]]",
            "desk.no: tokens: LOWER must be a string, not 1 (put it in quotation marks)",
            id="what an attribute is",
        ),
        pytest.param("id = 1", "rule 1: id: must be a string, not 1 (put it in quotation marks)", id="no id"),
        pytest.param(
            'lines = ["*"]',
            "desk.no: lines: '*' is not a regular expression: nothing to repeat at position 0 (fix it)",
            id="expression",
        ),
    ],
)
def test_what_a_wrong_rule_is_told(tmp_path: Path, toml: str, line: str) -> None:
    file = tmp_path / "desk.toml"
    key = toml.partition(" = ")[0]
    lines = [f"{name} = {given}" for name, given in RULE.items() if name != key]
    file.write_text("\n".join(["[[rule]]", *lines, toml]), encoding="utf-8")
    assert refusal(lambda: read_rules(file)) == f"{file}: {line}"


@pytest.mark.parametrize(
    "content", ["rule = 1", "rule = [1]", "[[rule]]", "rule = [[1]]", "[rule]", "x = 1", '[[rule]]\nsays = "x"']
)
def test_what_is_no_rule_file(tmp_path: Path, content: str) -> None:
    file = tmp_path / "desk.toml"
    file.write_text(content, encoding="utf-8")
    line = refusal(lambda: read_rules(file))
    assert line is not None
    plain(line, "desk.toml: ")


ENTRY = {"uri": "a.md", "kind": "unreviewed", "claim": "x", "fingerprint": "y"}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("1", id="a number"),
        pytest.param("[]", id="a list"),
        pytest.param("{", id="no JSON"),
        pytest.param("{}", id="an empty object"),
        pytest.param('{"version": "x", "findings": []}', id="version"),
        pytest.param('{"version": 9, "findings": []}', id="a newer one"),
        pytest.param('{"version": 1, "findings": 1}', id="no list"),
        pytest.param('{"version": 1, "findings": [1]}', id="no finding"),
        pytest.param('{"version": 1, "findings": [], "x": 1}', id="another key"),
        *(
            pytest.param(json.dumps({"version": 1, "findings": [{**ENTRY, key: 1}]}), id=f"{key} is a number")
            for key in ENTRY
        ),
        *(
            pytest.param(
                json.dumps({"version": 1, "findings": [{k: v for k, v in ENTRY.items() if k != key}]}), id=f"no {key}"
            )
            for key in ENTRY
        ),
    ],
)
def test_a_baseline(tmp_path: Path, content: str) -> None:
    file = tmp_path / "known.json"
    file.write_text(content, encoding="utf-8")
    line = refusal(lambda: read_baseline(file))
    assert line is not None
    plain(line, "known.json: ")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        pytest.param(b"!drafts/** @ana\n", ":1: '!drafts/**' is not a pattern: CODEOWNERS has no exceptions", id="but"),
        pytest.param(b"# ours\na\\\n", ":2: ", id="an end that escapes"),
        pytest.param(b"\xff\xfe", ": is not UTF-8 (save it as UTF-8)", id="bytes"),
    ],
)
def test_who_may_decide(tmp_path: Path, content: bytes, what: str) -> None:
    file = tmp_path / "REVIEWERS"
    file.write_bytes(content)
    line = refusal(lambda: read_reviewers(file))
    assert line is not None
    plain(line, f"REVIEWERS{what}")


WORDED = {"claim": "12 died", "label": "sourced", "kinds": ["numeric"]}
PUBLISHED = {
    "span": {"start": 0, "end": 7, "text": "12 died"},
    "suggestion": {"label": "sourced"},
    "kinds": ["numeric"],
}


@pytest.mark.parametrize(
    "row",
    [
        1,
        None,
        "text",
        [],
        {},
        {"text": 1},
        {"text": "12 died", "claims": 1},
        {"text": "12 died", "claims": [1]},
        {"text": "12 died", "claims": [{}]},
        {"text": "12 died", "claims": [{**WORDED, "claim": 1}]},
        {"text": "12 died", "claims": [{**WORDED, "claim": "13 died"}]},
        {"text": "12 died", "claims": [{**WORDED, "nth": 2}]},
        {"text": "12 died", "claims": [{**WORDED, "label": "true"}]},
        {"text": "12 died", "claims": [{**WORDED, "kinds": "numeric"}]},
        {"text": "12 died", "claims": [{**PUBLISHED, "span": 1}]},
        {"text": "12 died", "claims": [{**PUBLISHED, "span": {"start": "0", "end": 7, "text": "12 died"}}]},
        {"text": "12 died", "claims": [{**PUBLISHED, "suggestion": None}]},
        {"text": "12 died", "claims": [{**PUBLISHED, "links": [1]}]},
        {"text": "12 died", "quantities": {}},
        {"text": "12 died", "quantities": [{"value": 12}]},
        {"text": "12 died", "attributions": [{"content": [0, 7], "cue": [], "source": []}]},
        {"text": "12 died", "attributions": [{"content": [[0, 7]], "cue": []}]},
        {"text": "12 died", "spans": [{"start": 0, "end": "x", "type": "CARDINAL"}]},
        {"maps_to": "denied"},
        {"maps_to": "denied", "headline": 1, "cue": True},
    ],
    ids=json.dumps,
)
def test_gold(tmp_path: Path, row: object) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(f"{json.dumps(row)}\n", encoding="utf-8")
    line = refusal(lambda: read_gold(str(file)))
    assert line is not None
    plain(line, "gold.jsonl:")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("gold.jsonl", b"\xff\n", id="bytes"),
        pytest.param("gold.jsonl", b"{\n", id="no JSON"),
        pytest.param("gold.jsonl", b"[" * 100_000, id="deep"),
        pytest.param("gold.jsonl.xz", b"no", id="not compressed"),
        pytest.param("gold.jsonl.xz", b"", id="cut short"),
    ],
)
def test_what_is_no_gold_file(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    line = refusal(lambda: read_gold(str(file)))
    assert line is not None
    plain(line, name)


def test_a_line_of_gold_of_another_kind_than_the_first_is_named(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"text": "a", "claims": []}\n{"text": "a", "spans": []}\n', encoding="utf-8")
    assert refusal(lambda: read_gold(str(file))) == f"{file}:2: is not gold: claims is missing (fix that line)"
