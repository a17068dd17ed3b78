"""The schema of a policy takes what the loader takes and refuses what it refuses."""

import json
import sys
import tomllib

import jsonschema
import pytest

from fact_check.cli import main
from fact_check.config import Config, load_config
from fact_check.errors import ConfigError
from fact_check.output.policy_schema import schema

POLICIES = [
    pytest.param("", True, id="empty"),
    pytest.param('fail-on = "warning"\nreviewers = 2\ninclude = ["drafts/**"]\n', True, id="keys"),
    pytest.param('[severity]\ndenied = "off"\n\n[per-path]\n"a/**" = {changed = "info"}\n', True, id="tables"),
    pytest.param('[publisher]\nname = "Desk"\nurl = "https://desk.example"\n', True, id="publisher"),
    pytest.param(
        'jobs = 2\noutput = ["text", "sarif=a.sarif"]\nbaseline = "b.json"\ndiff-base = "main"\n', True, id="run"
    ),
    pytest.param("jobs = 0\n", False, id="no jobs"),
    pytest.param('output = "text"\n', False, id="output without brackets"),
    pytest.param("extend = 3\n", False, id="extend"),
    pytest.param('fail_on = "error"\n', False, id="unknown key"),
    pytest.param('file = "a"\n', False, id="not a key of a policy"),
    pytest.param('[severity]\ndenid = "off"\n', False, id="unknown finding"),
    pytest.param('[severity]\ndenied = "of"\n', False, id="unknown severity"),
    pytest.param('[publisher]\nurl = "https://desk.example"\n', False, id="publisher without a name"),
    pytest.param("reviewers = 3\n", False, id="value"),
]


@pytest.mark.parametrize(("toml", "good"), POLICIES)
def test_schema_and_loader_agree(tmp_path, toml: str, good: bool) -> None:  # type: ignore[no-untyped-def]
    assert jsonschema.Draft202012Validator(schema()).is_valid(tomllib.loads(toml)) is good
    (tmp_path / "fact-check.toml").write_text(toml, encoding="utf-8")
    if good:
        assert load_config(tmp_path).file == tmp_path / "fact-check.toml"
    else:
        with pytest.raises(ConfigError):
            load_config(tmp_path)


def test_it_is_a_schema_and_the_command_prints_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    monkeypatch.setattr(sys, "argv", ["fact-check", "config", "--schema"])
    with pytest.raises(SystemExit):
        main()
    assert json.loads(capsys.readouterr().out) == schema()


def test_it_has_every_key_and_says_what_most_are_for() -> None:
    keys = schema()["properties"]
    assert set(keys) == {name.replace("_", "-") for name, field in Config.model_fields.items() if not field.exclude}
    assert keys["fail-on"]["description"] == "The lowest severity that makes `check` exit 1."
    assert [key for key in keys if "description" not in keys[key]] == []
