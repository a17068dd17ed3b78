"""Time a cached check of many unchanged, reviewed drafts, beside a spell checker over the same files.

    python tests/bench/check.py [DRAFTS [TIMES]]

Prints wall seconds (best of TIMES) as a table and as JSON. The drafts are made up, 15 claims each.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parents[2]
sys.path[:0] = [str(HERE), str(HERE / "tests")]

from marked import decide, write  # noqa: E402  (the path is set above)

PLACES = ["Ardel", "Borne", "Calder", "Dunmoor", "Eastbridge", "Fenwick", "Garrow", "Hollin"]


def make(root: Path, drafts: int) -> None:
    (root / "fact-check.toml").write_text("", encoding="utf-8")
    for number in range(drafts):
        chance = random.Random(number)
        paragraphs = [f"Flood number {number} of the year"]
        for paragraph in range(15):
            place, moved = chance.choice(PLACES), chance.randint(10, 9000)
            paragraphs.append(
                f"The council of {place} said on Tuesday that {{{moved} villagers were moved from street {paragraph}}} "
                "after the river rose, and that schools would stay shut. The town hall gave no date for the repairs."
            )
        file = root / "drafts" / f"{number:05}.md"
        decide(file, write(file, "\n\n".join(paragraphs) + "\n", root=root))


def best(command: list[str], root: Path, runs: int) -> float:
    env = {**os.environ, "PYTHONPATH": str(HERE)}
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        done = subprocess.run(command, cwd=root, env=env, capture_output=True, check=False)
        times.append(time.perf_counter() - start)
        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return min(times)


LOUD = ["--config", "loud.toml", "--fail-on", "never"]
"""A policy under which every claim is a finding."""


def main() -> None:
    drafts = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    python = [sys.executable, "-X", "importtime"]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make(root, drafts)
        loud = '[severity]\nsourced-without-support = "warning"\n'
        (root / "loud.toml").write_text(loud, encoding="utf-8")
        check = [sys.executable, "-m", "fact_check", "check", "drafts"]
        env = {**os.environ, "PYTHONPATH": str(HERE)}
        start = time.perf_counter()
        subprocess.run(check, cwd=root, env=env, capture_output=True, check=True)
        first = time.perf_counter() - start
        imported = subprocess.run([*python, *check[1:]], cwd=root, env=env, capture_output=True, check=True).stderr
        rows = {
            "first check (claims known, every draft judged)": first,
            "cached check": best(check, root, runs),
            "cached, as text into a file": best([*check, "--output", "text=out.txt", *LOUD], root, runs),
            "cached, as concise into a file": best([*check, "--output", "concise=out.txt", *LOUD], root, runs),
            "codespell": best([sys.executable, "-m", "codespell_lib", "drafts"], root, runs),
            "import typer, rich": best([sys.executable, "-c", "import typer, rich"], root, runs),
        }
    print(f"{drafts} drafts, {15 * drafts} decided claims; wall seconds, best of {runs}\n")
    for name, seconds in rows.items():
        print(f"{name:<48} {seconds:6.2f} s   {seconds / rows['codespell']:5.2f} x codespell")
    print(f"\nspaCy imported: {'yes' if b'spacy' in imported else 'no'}\n")
    print(json.dumps({"drafts": drafts, **{name: round(seconds, 3) for name, seconds in rows.items()}}))


if __name__ == "__main__":
    main()
