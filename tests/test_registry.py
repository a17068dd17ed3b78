"""What other packages add: readers, exports and outputs, found by their entry points and used from the command line."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from fact_check import registry
from fact_check.check import formats
from fact_check.read import READERS
from tests.forked import in_text

CODE = """\
from fact_check.export.rows import rows
from fact_check.read import read_text

def shout(path, raw, furniture=()):
    "Telegrams, in capitals."
    return read_text(raw.decode().capitalize(), furniture, path=path)

def ids(drafts, config):
    "Claim ids, one a line."
    return "".join(f"{row.claim.id} {row.words}\\n" for draft in drafts for row in rows(draft))

def tally(report, screen):
    "How many findings there are."
    return f"{len(report.findings)} findings in {', '.join(report.drafts)}\\n"
"""
ADDS = {"readers": "shout = telegrams:shout", "exports": "ids = telegrams:ids", "outputs": "tally = telegrams:tally"}


def install(site: Path, adds: dict[str, str], code: str = CODE, package: str = "telegrams") -> None:
    """Leave in `site` what pip leaves of a package with one module."""
    about = site / f"{package}-1.2.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.2\n", encoding="utf-8")
    points = "".join(f"[fact_check.{group}]\n{line}\n" for group, line in adds.items())
    (about / "entry_points.txt").write_text(points, encoding="utf-8")
    (site / f"{package}.py").write_text(code, encoding="utf-8")


def run(site: Path, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    python_path = os.pathsep.join(filter(None, [str(site), os.environ.get("PYTHONPATH")]))
    env = {**os.environ, "PYTHONPATH": python_path, "COLUMNS": "200"}
    return in_text(*arguments, env=env, cwd=cwd, of_a_desk=True)


def listed(site: Path) -> set[str]:
    """Return the lines of `formats`, each run of space as one."""
    return {" ".join(line.split()) for line in run(site, "formats").stdout.splitlines()}


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    folder = tmp_path / "desk" / "drafts"
    folder.mkdir(parents=True)
    (folder / "a.shout").write_text("POLICE SAID 40 VILLAGERS WERE MOVED.\n", encoding="utf-8")
    return folder


def test_a_package_adds_a_reader_an_export_and_an_output(tmp_path: Path, drafts: Path) -> None:
    site = tmp_path / "site"
    install(site, ADDS)
    exported = run(site, "export", str(drafts), "--format", "ids")
    assert exported.stdout.endswith(" 40 villagers were moved\n"), exported.stderr
    checked = run(site, "check", "drafts", "--output", "tally", "--output", "json=out.json", cwd=drafts.parent)
    assert checked.stdout == "1 findings in drafts/a.shout\n", checked.stderr
    written = json.loads((drafts.parent / "out.json").read_text(encoding="utf-8"))
    assert [f["claim"] for f in written["findings"]] == ["40 villagers were moved"]
    assert {
        ".shout Telegrams, in capitals (telegrams 1.2)",
        "ids Claim ids, one a line (telegrams 1.2)",
        "tally How many findings there are (telegrams 1.2)",
    } <= listed(site)


def test_without_the_package_its_names_are_unknown(tmp_path: Path, drafts: Path) -> None:
    (tmp_path / "site").mkdir()
    for arguments, said in (
        (["export", str(drafts), "--format", "ids"], "no export 'ids'"),
        (["export", str(drafts), "--as", "csv"], "no drafts in this folder"),
        (["export", str(drafts / "a.shout"), "--as", "csv"], "unknown format"),
        (["check", "--output", "tally"], "no output format 'tally' (known: concise, "),
    ):
        done = run(tmp_path / "site", *arguments, cwd=drafts.parent)
        assert done.returncode == 2
        assert said in done.stderr


@pytest.mark.parametrize(
    ("adds", "code", "said"),
    [
        pytest.param(
            "tally = telegrams:tally",
            "import no_such_thing",
            "the output format 'tally' of telegrams cannot be loaded: ModuleNotFoundError: No module named",
            id="a module that it needs is missing",
        ),
        pytest.param(
            "tally = telegrams:tilly",
            CODE,
            "the output format 'tally' of telegrams cannot be loaded: AttributeError:",
            id="no such function",
        ),
        pytest.param(
            "tally = telegrams:__name__",
            CODE,
            "the output format 'tally' of telegrams is not a function",
            id="a string",
        ),
    ],
)
def test_what_cannot_be_loaded_is_said_in_one_line(tmp_path: Path, adds: str, code: str, said: str) -> None:
    install(tmp_path / "site", {"outputs": adds}, code)
    done = run(tmp_path / "site", "check", "--output", "tally")
    assert done.returncode == 2
    assert done.stderr.startswith(f"fact-check: {said}")
    assert done.stderr.endswith("(update telegrams, or uninstall it)\n")
    shown = run(tmp_path / "site", "formats")
    assert shown.returncode == 0, "one that is broken hides no other"
    assert said.split(" of telegrams ")[1] in shown.stdout


def test_a_name_that_is_taken_twice_is_refused(tmp_path: Path) -> None:
    site = tmp_path / "site"
    install(site, {"outputs": "tally = telegrams:tally"})
    install(site, {"outputs": "tally = ticker:tally"}, package="ticker")
    done = run(site, "check", "--format", "tally")
    assert done.returncode == 2
    said = "--format: two packages add the output format 'tally': telegrams and ticker (uninstall telegrams or ticker)"
    assert done.stderr == f"fact-check: {said}\n"
    assert "tally not used: ticker has the same name (telegrams 1.2)" in listed(site)


def test_nobody_takes_a_name_of_ours(tmp_path: Path, drafts: Path) -> None:
    (drafts / "a.txt").write_text("", encoding="utf-8")
    install(tmp_path / "site", {"outputs": "json = telegrams:tally"})
    assert json.loads(run(tmp_path / "site", "check", str(drafts / "a.txt"), "--output", "json").stdout)["claims"] == 0
    assert "json not used: fact-check has its own json (telegrams 1.2)" in listed(tmp_path / "site")


def test_a_check_that_is_remembered_is_made_again_when_a_package_comes(tmp_path: Path, drafts: Path) -> None:
    for name in ("a.txt", "a.shout"):
        (drafts / name).write_text("", encoding="utf-8")
    site = tmp_path / "site"
    site.mkdir()
    for _ in range(2):
        assert run(site, "check", "drafts", cwd=drafts.parent).stdout == "✓ 1 draft passes: 0 claims, 0 decided\n"
    install(site, ADDS)
    for _ in range(2):
        assert run(site, "check", "drafts", cwd=drafts.parent).stdout == "✓ 2 drafts pass: 0 claims, 0 decided\n"


def test_a_folder_of_drafts_adds_nothing(tmp_path: Path, drafts: Path) -> None:
    install(drafts, ADDS)
    (tmp_path / "site").mkdir()
    done = run(tmp_path / "site", "check", "--output", "tally", cwd=drafts)
    assert done.returncode == 2
    assert "no output format 'tally'" in done.stderr


def test_one_of_ours_is_found_without_a_search() -> None:
    registry._declared.cache_clear()
    ours = registry.Registry[object]("fact_check.outputs", "output", registry.in_folder(formats.__name__, "render"))
    assert callable(ours.get("json"))
    assert ours.origin("json") == ""
    assert "json" in ours
    assert registry._declared.cache_info().misses == 0
    assert "tally" not in ours
    assert registry._declared.cache_info().misses == 1


def test_each_extension_is_known_in_any_case() -> None:
    assert ".MD" in READERS
    assert "md" in READERS
    assert "" not in READERS
