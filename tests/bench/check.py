"""Time `check` over a folder of drafts: cold, warm, with one touched, against a base; and others' tools over as much.

    python tests/bench/check.py [DRAFTS [TIMES]] [--warm]

Prints seconds of processor time (best of TIMES; cold runs once) with their ratios, and all as a line of JSON. The
drafts are made up, 15 claims each, all decided. Ruff reads Python files of the drafts' sizes. `--warm` leaves the cold
runs out, which are most of the time.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from timing import ENVIRONMENT, HERE, Cost, best, emit, run, show, verdict

sys.path[:0] = [str(HERE), str(HERE / "tests")]

from marked import decide, write  # noqa: E402  (the path is set above)

PLACES = ["Ardel", "Borne", "Calder", "Dunmoor", "Eastbridge", "Fenwick", "Garrow", "Hollin"]
CHECK = [sys.executable, "-m", "fact_check", "check", "drafts"]
FIND = [sys.executable, "-m", "fact_check", "find", "drafts", "--format", "jsonl"]
LOUD = ["--config", "loud.toml", "--fail-on", "never"]
"""A policy under which every claim is a finding."""


def make(root: Path, drafts: int) -> None:
    (root / "fact-check.toml").write_text("", encoding="utf-8")
    (root / "loud.toml").write_text('[severity]\nsourced-without-support = "warning"\n', encoding="utf-8")
    (root / "code").mkdir()
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
        code = [f'"""File {number}."""\n']
        while sum(map(len, code)) < file.stat().st_size:
            name, moved = chance.choice(PLACES).lower(), chance.randint(10, 9000)
            code.append(f"\n\ndef {name}_{len(code)}(street: int) -> int:\n    return street * {moved} + {len(code)}\n")
        (root / "code" / f"file_{number:05}.py").write_text("".join(code), encoding="utf-8")
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=b", "-c", "user.email=b@b", "commit", "-qm", "b"]):
        subprocess.run(["git", *command], cwd=root, check=True)


def touch(root: Path) -> None:
    """Change the words of one draft."""
    file = root / "drafts" / "00000.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + f"\nThe mayor said that {len(text)} schools are shut.\n", encoding="utf-8")


def touched(root: Path, times: int, command: list[str]) -> Cost:
    costs = []
    for _ in range(times):
        touch(root)
        costs.append(run(command, cwd=root))
    return min(costs, key=lambda cost: cost.cpu)


def cold(root: Path, command: list[str]) -> Cost:
    """Run a command with a cache that is empty."""
    folder = Path(os.environ["FACT_CHECK_CACHE_DIR"])
    kept = folder.rename(folder.with_name("kept"))
    cost = run(command, cwd=root)
    shutil.rmtree(folder, ignore_errors=True)
    kept.rename(folder)
    return cost


def main() -> None:
    given = [each for each in sys.argv[1:] if each != "--warm"]
    drafts = int(given[0]) if given else 1000
    times = int(given[1]) if len(given) > 1 else 3
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "desk"
        root.mkdir()
        make(root, drafts)
        ruff = [sys.executable, "-m", "ruff", "check", "--isolated", "code"]
        whole = {} if "--warm" in sys.argv else {"find, cold": cold(root, FIND), "check, cold": cold(root, CHECK)}
        judged = run(CHECK, cwd=root)
        watched = [sys.executable, "-X", "importtime", *CHECK[1:]]
        imports = subprocess.run(watched, cwd=root, env=ENVIRONMENT, capture_output=True)
        run([*CHECK, "-o", "out.log", "--format", "concise", *LOUD], cwd=root)  # its verdicts are kept for both
        rows = {
            **whole,
            "check, claims known, every draft judged": judged,
            "check, warm": best(CHECK, times, cwd=root),
            "check, one draft touched": touched(root, times, CHECK),
            "check --diff-base, one draft touched": touched(root, times, [*CHECK, "--diff-base", "HEAD"]),
            "all findings as text": best([*CHECK, "-o", "out.log", "--format", "text", *LOUD], times, cwd=root),
            "all findings as concise": best([*CHECK, "-o", "out.log", "--format", "concise", *LOUD], times, cwd=root),
            "codespell": best([sys.executable, "-m", "codespell_lib", "drafts"], times, cwd=root),
            "ruff, cold": best([*ruff, "--no-cache"], times, cwd=root),
            "ruff, warm": best(ruff, times, cwd=root),
        }
        size = sum(file.stat().st_size for file in (root / "drafts").glob("*.md")) / 1e6
    of_concise = rows["all findings as text"].cpu / rows["all findings as concise"].cpu
    notes = {"all findings as text": f"{of_concise:.2f} x concise; {verdict(of_concise, most=2)}"}
    if whole:
        of_find = rows["check, cold"].cpu / rows["find, cold"].cpu
        notes["check, cold"] = f"{of_find:.2f} x find; {verdict(of_find, most=1.15)}"
    title = f"{drafts} drafts, {size:.1f} MB, {15 * drafts} decided claims; processor seconds, best of {times}"
    table = {
        name: (cost.cpu, f"{cost.wall:8.2f} s wall  {notes.get(name, '')}".rstrip()) for name, cost in rows.items()
    }
    show(title, table, against="codespell", unit="s")
    print(f"\nspaCy imported by a warm check: {'yes' if b'spacy' in imports.stderr else 'no'}")
    emit("check", {"drafts": drafts, **{name: cost.cpu for name, cost in rows.items()}})


if __name__ == "__main__":
    if os.environ.get("FACT_CHECK_BENCH_CACHE") is None:
        # The cache of the bench is its own: it is emptied.
        with tempfile.TemporaryDirectory() as own:
            env = {**os.environ, "FACT_CHECK_BENCH_CACHE": own, "FACT_CHECK_CACHE_DIR": f"{own}/cache"}
            sys.exit(subprocess.run([sys.executable, *sys.argv], env={**env, "FACT_CHECK_DATA_DIR": own}).returncode)
    main()
