"""Time what a user waits for before anything happens: help, version, a cached check, one article.

    python tests/bench/start.py [TIMES]

Prints processor seconds of whole processes, the best of TIMES.
"""

import sys
import tempfile
from pathlib import Path

from timing import best, emit, show, verdict

from tests.archives import CORPUS
from tests.marked import decide, write

LOAD = "from fact_check.language import pipeline; import spacy; pipeline()"


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    python = [sys.executable, "-c"]
    fact_check = [sys.executable, "-m", "fact_check"]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "fact-check.toml").write_text("", encoding="utf-8")
        draft = root / "draft.txt"
        decide(draft, write(draft, "Police said {40 villagers were moved}.\n", root=root))
        costs = {
            "import typer, rich": best([*python, "import typer, rich"], times),
            "--version": best([*fact_check, "--version"], times),
            "--help": best([*fact_check, "--help"], times),
            "check, cached, one draft": best([*fact_check, "check", "draft.txt"], times, cwd=root),
            "import spacy": best([*python, "import spacy"], times),
            "import spacy and load": best([*python, LOAD], times),
            "find, one article": best([*fact_check, "find", "--no-cache", str(CORPUS[0])], times),
            "find, one article that is known": best([*fact_check, "find", str(CORPUS[0])], times),
        }
    base, load = costs["import typer, rich"].cpu, costs["import spacy and load"].cpu
    notes = {
        "--help": verdict(costs["--help"].cpu / base, most=1.6),
        "check, cached, one draft": verdict(costs["check, cached, one draft"].cpu / base, most=2.5),
        "find, one article": f"{costs['find, one article'].cpu / load:.2f} x load, "
        + verdict(costs["find, one article"].cpu / load, most=1.5),
    }
    spacy = costs["import spacy"].cpu
    rows = {
        name: (cost.cpu, f"{cost.cpu / spacy:5.2f} x import spacy, {cost.peak:3.0f} MB  {notes.get(name, '')}")
        for name, cost in costs.items()
    }
    show(f"start: CPU seconds, best of {times}", rows, against="import typer, rich", unit="s")
    figures = {name: cost.cpu for name, cost in costs.items()}
    figures |= {f"{name}, beside import typer, rich": cost.cpu / base for name, cost in costs.items()}
    figures |= {f"{name}, beside import spacy": cost.cpu / spacy for name, cost in costs.items()}
    emit("start", figures | {f"{name}, peak MB": cost.peak for name, cost in costs.items()})


if __name__ == "__main__":
    main()
