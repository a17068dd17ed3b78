"""The published schema of check's JSON takes what check prints, and nothing that lacks a part or has one more."""

import json
import sys
from typing import Any

import jsonschema
import pytest
from reports import finding, hostile, report

from fact_check.check.findings import Suppressed
from fact_check.check.formats.json import document, render
from fact_check.check.formats.jsonl import render as render_lines
from fact_check.check.report_schema import schema
from fact_check.check.stdout import Screen
from fact_check.cli import main

KNOWN = finding(claim="40 men", suppressed=Suppressed(by="baseline", reason="known to the baseline"))
REPORTS = [
    pytest.param(report(), id="clean"),
    pytest.param(report(finding(), hostile(), since="main"), id="findings"),
    pytest.param(report(finding(), suppressed=(KNOWN,), fail_on="never"), id="suppressed"),
]


def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema())


@pytest.mark.parametrize("given", REPORTS)
def test_what_check_prints_is_valid(given: Any) -> None:
    validator().validate(json.loads(render(given, Screen())))
    of_one = {**schema()["$defs"]["Finding"], "$defs": schema()["$defs"]}
    for line in render_lines(given, Screen()).splitlines():
        jsonschema.Draft202012Validator(of_one).validate(json.loads(line))


@pytest.mark.parametrize("key", list(document(report())))
def test_a_report_has_every_part_and_no_other(key: str) -> None:
    whole = document(report(finding()))
    assert not validator().is_valid({name: value for name, value in whole.items() if name != key})
    assert not validator().is_valid({**whole, "more": 1})


def test_a_finding_has_every_part() -> None:
    whole = document(report(finding()))
    (only,) = whole["findings"]
    for key in only:
        less = {name: value for name, value in only.items() if name != key}
        assert not validator().is_valid({**whole, "findings": [less]}), key


def test_it_is_a_schema_and_the_command_prints_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    monkeypatch.setattr(sys, "argv", ["fact-check", "check", "--schema"])
    with pytest.raises(SystemExit):
        main()
    assert json.loads(capsys.readouterr().out) == schema()
