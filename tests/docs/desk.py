"""The desk that the documentation tells of: two drafts, Ana's decisions, and the command line as a reader types it."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from tests.forked import folder_of_program, in_text

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
EXAMPLES = DOCS / "examples"


def environment(home: Path, *, colour: bool = False, width: int = 80) -> dict[str, str]:
    """Return an environment in which `fact-check` is on the path, and nothing of this machine's user is seen."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    kept = {key: os.environ[key] for key in ("LANG", "LC_ALL", "OPENBLAS_CORETYPE", "PYTHONPATH") if key in os.environ}
    return kept | {
        "PATH": path,
        "HOME": str(home),
        "COLUMNS": str(width),
        "TERM": "xterm-256color" if colour else "dumb",
        ("FORCE_COLOR" if colour else "NO_COLOR"): "1",
        "FACT_CHECK_CACHE_DIR": os.environ.get("FACT_CHECK_CACHE_DIR", str(home / "cache")),
        "FACT_CHECK_DATA_DIR": str(home / "data"),
        "GIT_AUTHOR_NAME": "Ana",
        "GIT_AUTHOR_EMAIL": "ana@desk.example",
        "GIT_COMMITTER_NAME": "Ana",
        "GIT_COMMITTER_EMAIL": "ana@desk.example",
        "GIT_CONFIG_NOSYSTEM": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PIP_NO_INDEX": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def run(
    command: str, folder: Path, *, keys: str = "", colour: bool = False, width: int = 80
) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in `folder`, with `keys` on standard input; its `fact-check` has been loaded already."""
    given = environment(folder.parent, colour=colour, width=width)
    of_a_desk = any("lexicon" in p.read_text("utf-8") for p in folder.rglob("fact-check.toml"))
    if is_plain(command):
        return in_text(*shlex.split(command)[1:], cwd=folder, env=given, stdin=keys, of_a_desk=of_a_desk)
    given["PATH"] = os.pathsep.join((folder_of_program(of_a_desk=of_a_desk), given["PATH"]))
    return subprocess.run(
        ["bash", "-c", command], cwd=folder, env=given, input=keys, capture_output=True, text=True, timeout=300
    )


def python(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Python in `folder`, in a process that has loaded what it needs."""
    return in_text(cwd=folder, env=environment(folder.parent), program=code)


def is_plain(command: str) -> bool:
    """Tell whether a line is `fact-check` with arguments, nothing that a shell does."""
    return command.startswith("fact-check ") and not re.search(r"[|&;<>$`*?\\]", command)


def set_up(folder: Path) -> Path:
    """Make `folder` the desk's: the drafts lie in it, and nobody has decided anything."""
    folder.mkdir(parents=True, exist_ok=True)
    for draft in EXAMPLES.glob("*.txt"):
        shutil.copy(draft, folder)
    return folder


def edit(draft: Path, before: str, after: str) -> None:
    """Replace the one place where `before` stands in a draft."""
    text = draft.read_text(encoding="utf-8")
    assert text.count(before) == 1, before
    draft.write_text(text.replace(before, after), encoding="utf-8")
