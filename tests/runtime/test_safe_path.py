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


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["batch", ".", "--to", "out", "--jobs", "1"], id="batch"),
        pytest.param(["review", "1.txt", "--plain", "--by", "ana"], id="review"),
        pytest.param(["memory", "build"], id="memory"),
        pytest.param(["lsp"], id="lsp"),
    ],
)
def test_no_command_imports_from_the_working_folder(repository: Path, command: list[str]) -> None:
    run = [sys.executable, "-m", "fact_check", *command]
    done = subprocess.run(run, cwd=repository, capture_output=True, text=True, input="", timeout=600, check=False)
    assert "Traceback" not in done.stderr
    assert not (repository / "RAN").exists()


BESIDE = """
from fact_check.runtime.companion import Companion
from fact_check.pipeline import claims
from fact_check.read import read
def work(path):
    import sys, yaml, selectors
    return [c.span.text for c in claims(read(path))], [p for p in sys.path if p in ("", ".")]
if __name__ == "__main__":
    with Companion(work, "1.txt", way=WAY) as beside:
        found, here = beside("1.txt")
        assert found and not here, (found, here)
"""


@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_the_process_beside_the_review_imports_nothing_from_it(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, way: str
) -> None:
    program = tmp_path_factory.mktemp("program") / "beside.py"
    program.write_text(BESIDE.replace("WAY", repr(way)))
    done = subprocess.run([sys.executable, "-P", program], cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not (repository / "RAN").exists()
