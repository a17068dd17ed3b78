"""No code of the working folder runs, whatever it is called."""

import subprocess
import sys
from pathlib import Path

import pytest

CODE = 'open("RAN", "a").write(__name__)\nraise ImportError\n'
SHADOWS = ("yaml", "selectors", "multiprocessing", "numpy", "spacy", "pathspec", "rich", "tomllib")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Make a folder of more drafts than one process is given, beside modules with the names of what we import."""
    for name in SHADOWS:
        (tmp_path / f"{name}.py").write_text(CODE)
    for number in range(20):
        (tmp_path / f"{number}.txt").write_text(f"Dam bursts\n\nPolice said {number + 2} people died.\n")
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        pytest.param([str(Path(sys.executable).with_name("fact-check"))], id="fact-check"),
        pytest.param([sys.executable, "-m", "fact_check"], id="python -m fact_check"),
    ],
)
def test_workers_import_nothing_from_the_working_folder(repository: Path, command: list[str]) -> None:
    find = [*command, "find", ".", "--jobs", "2", "--format", "jsonl"]
    done = subprocess.run(find, cwd=repository, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 20), done.stderr
    assert not (repository / "RAN").exists()
