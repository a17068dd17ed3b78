"""A policy that extends another: what is merged, from where its files and globs start, what is refused."""

from pathlib import Path

import pytest

from fact_check.config import load_config, settings
from fact_check.errors import ConfigError
from fact_check.severity import FindingKind, Severity


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


HOUSE = """
fail-on = "warning"
rules = ["house-rules.toml"]
include = ["drafts/**"]
baseline = "known.json"
[severity]
denied = "error"
unevidenced = "off"
[per-path]
"drafts/opinion/**" = {denied = "info"}
"*.md" = {changed = "info"}
"""
DESK = """
extend = "../fact-check.toml"
show = "warning"
[severity]
unevidenced = "warning"
[per-path]
"*.md" = {changed = "error"}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, {"fact-check.toml": HOUSE, "drafts/fact-check.toml": DESK})
    return tmp_path


def test_tables_are_merged_and_other_values_replaced(root: Path) -> None:
    policy = load_config(root / "drafts")
    assert (policy.file, policy.root) == (root / "drafts/fact-check.toml", root / "drafts")
    assert (policy.fail_on, policy.show) == ("warning", "warning")
    found = {kind: policy.severity[kind] for kind in (FindingKind.DENIED, FindingKind.UNEVIDENCED)}
    assert found == {FindingKind.DENIED: Severity.ERROR, FindingKind.UNEVIDENCED: Severity.WARNING}
    assert policy.severity_of(FindingKind.CHANGED, str(root / "drafts/a.md")) is Severity.ERROR


def test_files_and_globs_start_at_the_policy_that_names_them(root: Path) -> None:
    policy = load_config(root / "drafts")
    assert [Path(file).resolve() for file in policy.rule_files] == [root / "house-rules.toml"]
    assert policy.folder_of("baseline") == root
    assert policy.includes(str(root / "drafts/a.md"))
    assert not policy.includes(str(root / "notes/a.md"))
    assert policy.severity_of(FindingKind.DENIED, str(root / "drafts/opinion/a.md")) is Severity.INFO


def test_each_value_says_which_file_it_came_from(root: Path) -> None:
    came = {name: where for name, _, where in settings(load_config(root / "drafts"))}
    above, own = str(root / "drafts/../fact-check.toml"), str(root / "drafts/fact-check.toml")
    wanted = {"fail-on": above, "show": own, "severity.denied": above, "severity.unevidenced": own}
    assert {name: came[name] for name in wanted} == wanted
    assert (came["extend"], came["severity.changed"]) == (own, "default")


def test_a_shared_file_extends_and_is_extended(tmp_path: Path) -> None:
    house = '[tool.fact-check]\nextend = "base/fact-check.toml"\nreviewers = 2\n'
    write(tmp_path, {"pyproject.toml": house, "base/fact-check.toml": 'fail-on = "info"\nreviewers = 1\n'})
    write(tmp_path, {"desk/fact-check.toml": 'extend = "../pyproject.toml"\n'})
    policy = load_config(tmp_path / "desk")
    assert (policy.reviewers, policy.fail_on) == (2, "info")
    assert [file.resolve() for file in policy.extended] == [
        tmp_path / "pyproject.toml",
        tmp_path / "base/fact-check.toml",
    ]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param({"fact-check.toml": 'extend = "none.toml"'}, "extend: 'none.toml': no such file", id="missing"),
        pytest.param({"fact-check.toml": 'extend = "."'}, "extend: '.': is a folder", id="folder"),
        pytest.param({"fact-check.toml": "extend = 3"}, "extend: must be a string", id="no string"),
        pytest.param({"fact-check.toml": 'extend = "fact-check.toml"'}, "extend: extends itself: ", id="itself"),
        pytest.param(
            {"fact-check.toml": 'extend = "b.toml"', "b.toml": 'extend = "./sub/../fact-check.toml"', "sub/x": ""},
            "b.toml: extend: extends itself: ",
            id="circle",
        ),
        pytest.param(
            {"fact-check.toml": 'extend = "pyproject.toml"', "pyproject.toml": "[project]\n"},
            "extend: 'pyproject.toml' has no [tool.fact-check]",
            id="no policy in it",
        ),
        pytest.param({"fact-check.toml": 'extend = "b.toml"', "b.toml": "a = "}, "'b.toml': is not TOML", id="no TOML"),
        pytest.param(
            {"fact-check.toml": 'extend = "b.toml"', "b.toml": "fail_on = 1"}, "b.toml: fail_on: unknown", id="key"
        ),
        pytest.param(
            {
                "fact-check.toml": 'extend = "b.toml"\n[severity]\ndenied = "off"',
                "b.toml": '[severity]\nchanged = "of"',
            },
            "b.toml: severity.changed: must be 'error', 'warning', 'info' or 'off', not 'of'",
            id="value in the other's table",
        ),
        pytest.param({"fact-check.toml": "jobs = 0"}, "jobs: must be at least 1, not 0", id="no jobs"),
    ],
)
def test_what_cannot_be_followed_is_one_line_that_names_the_file(
    tmp_path: Path, files: dict[str, str], said: str
) -> None:
    write(tmp_path, files)
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
