"""The desk that the documentation tells of: two drafts, Ana's decisions, and the command line as a reader types it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

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
    """Run a line of shell in `folder`, with `keys` on standard input."""
    given = environment(folder.parent, colour=colour, width=width)
    return subprocess.run(
        ["bash", "-c", command], cwd=folder, env=given, input=keys, capture_output=True, text=True, timeout=120
    )


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
