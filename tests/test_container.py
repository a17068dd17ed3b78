"""The container file names what is there; `bash tests/container.sh`, which .ci/run runs, builds and tries it."""

import re
import tomllib
from pathlib import Path

import pytest
from pathspec import GitIgnoreSpec

ROOT = Path(__file__).parents[1]
LINES = (ROOT / "Containerfile").read_text(encoding="utf-8").splitlines()
CONFIGURED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = CONFIGURED["project"]
COPIED = [name for line in LINES if line.startswith("COPY ") and "--from" not in line for name in line.split()[1:-1]]


@pytest.mark.parametrize("name", COPIED)
def test_what_is_copied_is_there_and_not_ignored(name: str) -> None:
    assert (ROOT / name).exists()
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert f"!{name}" in ignored


def test_the_build_has_all_that_the_wheel_is_made_of() -> None:
    wheel = CONFIGURED["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {*wheel["packages"], *wheel["force-include"], *wheel["shared-data"], PROJECT["readme"], "LICENSE"}
    assert needed <= set(COPIED)


def test_nothing_secret_or_large_travels_along() -> None:
    ignored = GitIgnoreSpec.from_lines((ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines())
    assert all(ignored.match_file(name) for name in (".git/config", ".venv/bin/python", "corpus/dev/a.txt", ".env"))


def test_it_installs_the_formats_for_a_python_that_is_supported() -> None:
    extras = {extra for line in LINES for found in re.findall(r"\[([a-z,]+)\]", line) for extra in found.split(",")}
    assert extras - {"fact-check"} == {"html", "docx", "rtf"}
    assert set(re.findall(r"python:([\d.]+)-slim", "\n".join(LINES))) == {"3.12"}
    assert PROJECT["requires-python"] == ">=3.11,<3.14"
