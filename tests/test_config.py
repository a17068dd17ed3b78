"""A policy: where it is found, what it decides, and how a wrong one is refused."""

from pathlib import Path

import pytest

from fact_check.config import Config, load_config, settings
from fact_check.errors import ConfigError
from fact_check.runtime.repository import repository_root
from fact_check.severity import FindingKind, Severity


def policy(folder: Path, text: str, name: str = "fact-check.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_the_nearest_policy_decides_alone(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    policy(tmp_path, 'fail-on = "warning"\nreviewers = 2\n')
    near = policy(tmp_path / "drafts", '[tool.fact-check]\nshow = "warning"\n', "pyproject.toml")
    config = load_config(tmp_path / "drafts")
    assert (config.file, config.show, config.fail_on, config.reviewers) == (near, "warning", "error", 1)


def test_a_pyproject_without_a_policy_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    above = policy(tmp_path, "reviewers = 2\n")
    policy(tmp_path / "drafts", "[tool.other]\nx = 1\n", "pyproject.toml")
    assert load_config(tmp_path / "drafts").file == above


def test_a_policy_above_the_repository_is_not_looked_at(tmp_path: Path) -> None:
    policy(tmp_path, "reviewers = 2\n")
    (tmp_path / "desk" / ".git").mkdir(parents=True)
    (tmp_path / "desk" / "drafts").mkdir()
    config = load_config(tmp_path / "desk" / "drafts")
    assert (config.file, config.root) == (None, tmp_path / "desk")
    assert repository_root(tmp_path / "desk" / "drafts") == tmp_path / "desk"


def test_no_policy_is_the_default_one(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    config = load_config(tmp_path)
    assert config.severity_of(FindingKind.UNREVIEWED, "a.md") is Severity.ERROR
    assert config.severity_of(FindingKind.DENIED, "a.md") is Severity.WARNING
    assert config.severity_of(FindingKind.SOURCED_WITHOUT_SUPPORT, "a.md") is Severity.OFF


SEVERITIES = """
[severity]
denied = "error"
[per-path]
"opinion/" = {denied = "off", unevidenced = "warning"}
"opinion/guest-*.md" = {denied = "info"}
"""


@pytest.mark.parametrize(
    ("path", "finding", "severity"),
    [
        pytest.param("news.md", FindingKind.DENIED, Severity.ERROR, id="given for all"),
        pytest.param("news.md", FindingKind.UNEVIDENCED, Severity.ERROR, id="left at its default"),
        pytest.param("opinion/a.md", FindingKind.DENIED, Severity.OFF, id="for a folder"),
        pytest.param("opinion/guest-a.md", FindingKind.DENIED, Severity.INFO, id="the last match wins"),
        pytest.param(
            "opinion/guest-a.md", FindingKind.UNEVIDENCED, Severity.WARNING, id="an earlier match still holds"
        ),
        pytest.param("opinion/a.md", FindingKind.UNREVIEWED, Severity.ERROR, id="not named for the folder"),
    ],
)
def test_severity_by_finding_and_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, finding: FindingKind, severity: Severity
) -> None:
    policy(tmp_path, SEVERITIES)
    config = load_config(tmp_path)
    assert config.severity_of(finding, str(tmp_path / path)) is severity
    (tmp_path / "opinion").mkdir()
    monkeypatch.chdir(tmp_path / "opinion")
    assert config.severity_of(finding, f"../{path}") is severity, "globs start at the policy's folder, not the user's"


def test_include_and_exclude(tmp_path: Path) -> None:
    policy(tmp_path, 'include = ["drafts/**"]\nexclude = ["*.old.md"]\n')
    config = load_config(tmp_path)
    paths = ["drafts/a.md", "drafts/a.old.md", "notes/a.md"]
    assert [config.includes(str(tmp_path / p)) for p in paths] == [True, True, False]
    assert [config.excludes(str(tmp_path / p)) for p in paths] == [False, True, False]


def test_rule_files_start_at_the_policy(tmp_path: Path) -> None:
    file = policy(tmp_path / "a", 'rules = ["desk.toml"]\n')
    assert load_config(file=file).rule_files == (str(tmp_path / "a" / "desk.toml"),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param('fail-onn = "error"', "fail-onn: unknown key 'fail-onn' (did you mean 'fail-on'?)", id="key"),
        pytest.param("file = 'x'", "file: unknown key 'file'", id="no key of ours"),
        pytest.param(
            '[severity]\nunreviwed = "error"', "unknown finding 'unreviwed' (did you mean 'unreviewed'?)", id="finding"
        ),
        pytest.param('[severity]\ndenied = "eror"', "not 'eror' (did you mean 'error'?)", id="severity"),
        pytest.param('[per-path]\n"a/**" = {denid = "off"}', "unknown finding 'denid'", id="finding of a path"),
        pytest.param('[publisher]\nnmae = "Desk"', "unknown key 'nmae' (did you mean 'name'?)", id="key within"),
        pytest.param("reviewers = 3", "reviewers: must be 1 or 2, not 3", id="value"),
        pytest.param('rules = "a.toml"', "rules: must be a list", id="kind of value"),
        pytest.param('severity = "off"', "severity: must be a table, not 'off' (see", id="a word for a table"),
        pytest.param('[per-path]\n"a/**" = "off"', "per-path.\"a/**\": must be a table, not 'off' (see", id="a path's"),
        pytest.param('publisher = "Desk"', "publisher: must be a table, not 'Desk'", id="a name for a publisher"),
        pytest.param("model = 3", "model: must be a string, not 3", id="a number for a name"),
        pytest.param("rules = {a = 1}", "rules: must be a list, not {a = 1}", id="a table for a list"),
        pytest.param('exclude = ["!"]', "exclude: Invalid git pattern", id="glob"),
        pytest.param("a = ", "is not TOML", id="not TOML"),
    ],
)
def test_a_wrong_policy_is_one_line_that_says_what_to_mend(tmp_path: Path, text: str, said: str) -> None:
    file = policy(tmp_path, text)
    with pytest.raises(ConfigError) as error:
        load_config(tmp_path)
    assert str(error.value).startswith(f"{file}: ")
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_folder_as_policy_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        load_config(file=tmp_path)
    assert str(error.value) == f"{tmp_path}: is a folder (name a file)"


def test_two_policies_in_one_folder_are_refused(tmp_path: Path) -> None:
    policy(tmp_path, "reviewers = 2\n")
    policy(tmp_path, "[tool.fact-check]\n", "pyproject.toml")
    with pytest.raises(ConfigError, match="keep one of the two"):
        load_config(tmp_path)


def test_a_missing_policy_that_was_named_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        load_config(file=tmp_path / "none.toml")


def test_settings_say_where_each_value_came_from(tmp_path: Path) -> None:
    file = policy(tmp_path, 'show = "warning"\n[severity]\ndenied = "off"\n')
    rows = {name: (value, where) for name, value, where in settings(load_config(tmp_path))}
    assert rows["show"] == ('"warning"', str(file))
    assert rows["severity.denied"] == ('"off"', str(file))
    assert rows["severity.unreviewed"] == ('"error"', "default")
    assert rows["fail-on"] == ('"error"', "default")
    named = {name.split(".")[0].replace("-", "_") for name in rows}
    assert named == {name for name, field in Config.model_fields.items() if not field.exclude}
