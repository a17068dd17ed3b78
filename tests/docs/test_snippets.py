"""Every command and snippet of the README and the documentation is run, in a repository as the pages tell of it."""

import json
import re
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from tests.docs.desk import EXAMPLES, ROOT, is_plain, python, run, set_up
from tests.docs.pages import GENERATED, Block, blocks, name, pages, unlike

PAGES = [page for page in pages() if page not in GENERATED and page.parent.name != "findings"]
RUN = [page for page in PAGES if any(not block.unrun for block in blocks(page))]
BY_CI = ROOT / "README.md"
"""Its two `sh` blocks set everything up: .ci/run takes them from the page and runs them in a fresh clone."""
PARSED: dict[str, Callable[[str], object]] = {"toml": tomllib.loads, "yaml": yaml.safe_load, "json": json.loads}
SHOWN = {"text", "markdown", "elisp", "lua", "rust", ""}
"""What is shown and does nothing: article text, what a draft may hold, settings of editors."""


def repository(folder: Path) -> Path:
    """Make a clone's examples and a desk's drafts, committed on main."""
    desk = set_up(folder / "desk" / "drafts").parent
    (desk / "docs").mkdir()
    (desk / "docs" / "examples").symlink_to(EXAMPLES)
    (desk / ".gitignore").write_text("docs\n", encoding="utf-8")
    done = run("git init -q -b main && git add -A && git commit -qm drafts", desk)
    assert done.returncode == 0, done.stderr
    return desk


@pytest.mark.parametrize("page", RUN, ids=name)
def test_what_a_page_shows_happens(page: Path, tmp_path: Path) -> None:
    desk = repository(tmp_path)
    (tmp_path / "cwd").write_text(str(desk), encoding="utf-8")
    wrong = [problem for block in blocks(page) if not block.unrun for problem in _happens(block, page, tmp_path)]
    assert not wrong, "\n\n".join(wrong)


def _happens(block: Block, page: Path, folder: Path) -> Iterator[str]:
    """Do what a block shows, and yield what does not happen as it says."""
    where = f"{name(page)}:{block.line}"
    cwd = Path((folder / "cwd").read_text(encoding="utf-8").strip())
    if block.title:
        file = cwd / block.title
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.body, encoding="utf-8")
        if file.name == "fact-check.toml":
            yield from _failed(run(f"fact-check config --config {file}", cwd), where)
    elif block.language == "console":
        yield from _typed(block, where, folder)
    elif block.language == "sh":
        if page != BY_CI:
            yield f"{where}: shell that is not run"
    elif block.language == "python":
        yield from _failed(python(block.body, cwd), where)
    elif block.language in PARSED:
        PARSED[block.language](block.body)
    elif block.language not in SHOWN:
        yield f"{where}: nothing tries {block.language}"


def _failed(done: subprocess.CompletedProcess[str], where: str) -> Iterator[str]:
    if done.returncode:
        yield f"{where}: exit {done.returncode}: {done.stderr}"


def _typed(block: Block, where: str, folder: Path) -> Iterator[str]:
    """Run the commands of a block, each where the last one left the shell, and compare what they print."""
    stay = f"; status=$?; pwd > '{folder}/cwd'; exit $status"
    keys, last = block.keys, 0
    for command, shown in [*((each, list[str]()) for each in block.before), *block.commands]:
        cwd = Path((folder / "cwd").read_text(encoding="utf-8").strip())
        asks = "fact-check review" in command
        line = command if is_plain(command) else f"(exit {last}); {command}{stay}"
        done = run(line, cwd, keys=keys if asks else "")
        keys, last = ("" if asks else keys), done.returncode
        wrong = unlike(shown, done.stdout or done.stderr) if shown else ""
        if wrong:
            yield f"{where}: {command}\n{wrong}"
        if done.returncode > 1 or (done.returncode and not command.startswith("fact-check check")):
            yield f"{where}: {command}: exit {done.returncode}: {done.stderr}{done.stdout}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_what_is_not_run_says_why(page: Path) -> None:
    for block in blocks(page):
        assert not block.unrun or len(block.unrun.split()) > 2, f"{name(page)}:{block.line}"


EXTRAS = sorted({extra for page in pages() for extra in re.findall(r"fact-check\[([\w,]+)\]", page.read_text("utf-8"))})


@pytest.mark.parametrize("extras", EXTRAS)
def test_an_extra_that_a_page_installs_is_one(extras: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(extras.split(",")) <= set(project["optional-dependencies"])
