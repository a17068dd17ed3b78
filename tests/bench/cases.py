"""Whether the cases of the shared folder give what they ask for, one line each: python -m tests.bench.cases [NAME…]

A case is a small draft, or a command, that once went wrong. What is expected of it stands in it in words, and here as
claims: words of each, words of who says it (None: nobody), its label. A case passes that gives these claims in this
order, no others, and what else its check asks. Needs the folder of shared data beside the repository.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.shared import SHARED

CASES = SHARED / "cases"
SOURCED, DENIED, UNEVIDENCED = "sourced", "denied", "unevidenced"

Row = tuple[str, str | None, str]
Claims = list[dict[str, Any]]
Check = Callable[[Claims], bool]


def relations(claims: Claims) -> list[str]:
    """Return the firm relations among some claims."""
    return [link["relation"] for claim in claims for link in claim["links"] if link["score"] >= 0.5]


def numbers(claims: Claims) -> list[tuple[float | None, float | None, str | None]]:
    """Return low, high and unit of each number of some claims."""
    return [(q["low"], q["high"], q["unit"]) for claim in claims for q in claim["quantities"]]


def who(claims: Claims) -> list[str | None]:
    """Return the fullest name of each claim's source."""
    return [(s := c["source"]) and (s["resolved"] or s["text"]) for c in claims]


EXPECTED: dict[str, tuple[list[Row], Check | None]] = {
    "addressee-in-span.md": (
        [("it could see the scorecard on a screen", "Mr Cole", SOURCED), ("the line would be fast", "chief", SOURCED)],
        lambda claims: not any("trust" in c["span"]["text"] for c in claims),
    ),
    "admitted-long-subject.md": (
        [("he had been to prison", "A woman who", SOURCED), ("he never robbed anyone", "She", SOURCED)],
        None,
    ),
    "allegations-denied.md": (
        [("The mill has 90 workers", "the owner", SOURCED), ("all the allegations", "Mr Roe", DENIED)],
        lambda claims: not relations(claims),
    ),
    "bullets-after-said.md": (
        [(words, "council", SOURCED) for words in ("40 flats", "rents would fall", "the pool would stay shut")],
        None,
    ),
    "captions.html": (
        [
            ("The fire killed 17 horses and drove 40 people", None, UNEVIDENCED),
            ("she would build it anew", "Ada Holm", SOURCED),
            ("It will stand again", "she", SOURCED),
            ("Some 90 firefighters", None, UNEVIDENCED),
        ],
        lambda claims: [c.get("caption", False) for c in claims] == [True, False, False, True],
    ),
    "charge-denied.md": (
        [("12 people were hurt", "Police", SOURCED), ("the charge", "Ms Roe", DENIED)],
        lambda claims: not relations(claims),
    ),
    "dash-and-colon-credits.md": (
        [
            ("The ferry cost the town nothing", "Otto Brand", SOURCED),
            ("Otto found 12 million crowns", "Chairwoman Lind", SOURCED),
            ("Fares have fallen by a fifth", "Piet Holm", SOURCED),
        ],
        None,
    ),
    "false-conflict.md": (
        [(f"The {days}", None, UNEVIDENCED) for days in ("five-day average", "7-day rate", "14-day rate")],
        lambda claims: "conflicts" not in relations(claims),
    ),
    "figures-from-body.md": (
        [("sales fell by a third", "New numbers", SOURCED)],
        lambda claims: claims[0]["source"]["kind"] == "document",
    ),
    "found-a-man.md": ([], None),
    "french.md": ([], None),
    "hidden-text.docx": (
        [
            ("the fire killed 17 horses", None, UNEVIDENCED),
            ("Some 40 people fled", None, UNEVIDENCED),
            ("12 firefighters were hurt", None, UNEVIDENCED),
            ("Nine engines came", None, UNEVIDENCED),
            ("return with 33 cats", None, UNEVIDENCED),
            ("Fires: 212", None, UNEVIDENCED),
        ],
        None,
    ),
    "hyphen-surname.md": (
        [
            ("six people were killed", None, UNEVIDENCED),
            ("he was angry", "Al-Karam", SOURCED),
            ("he had been driven by conflicts", "He", SOURCED),
        ],
        lambda claims: who(claims)[1:] == ["Taleb Al-Karam"] * 2,
    ),
    "indirect-then-quote.md": (
        [
            ("The pool will stay shut", "the mayor", SOURCED),
            ("We have no money left", "the mayor", SOURCED),
            ("Prices will rise by 9 percent", "the board", SOURCED),
            ("The cost of gas has doubled", "the board", SOURCED),
            ("Nobody was hurt", "police", SOURCED),
            ("It could have been worse", "police", SOURCED),
        ],
        None,
    ),
    "letter-list.md": (
        [("The number of cases rose by six percent", "letter", SOURCED), ("31 outbreaks", "letter", SOURCED)],
        None,
    ),
    "link-on-name.md": ([("The measure got 24,000 more votes", None, UNEVIDENCED)], None),
    "liveblog-order.html": (
        [
            ("40 rescued", None, UNEVIDENCED),
            ("Forty people were taken", None, UNEVIDENCED),
            ("Two bridges are shut", None, UNEVIDENCED),
            ("the worst is over", "Mayor Ida Lund", SOURCED),
            ("300 homes have no power", "She", SOURCED),
            ("It moved by 20 centimetres", "Inspector Bo Ek", SOURCED),
            ("About 60 soldiers", "the army", SOURCED),
        ],
        lambda claims: "First" not in claims[-1]["span"]["text"],
    ),
    "money-range-m.md": (
        [("He was paid $2.5-3.5m a year", None, UNEVIDENCED), ("The club owes £10-12m", None, UNEVIDENCED)],
        lambda claims: numbers(claims) == [(2.5e6, 3.5e6, "USD"), (10e6, 12e6, "GBP")],
    ),
    "no-body.docx": ([], None),
    "no-evidence-of-this.md": (
        [
            ("Two fires", None, UNEVIDENCED),
            ("The driver was unloading crates", "Chief Moss", SOURCED),
            ("He was working for another firm", "He", SOURCED),
            ("the two fires were linked", "Chief Moss", UNEVIDENCED),
        ],
        None,
    ),
    "number-in-name.md": ([], None),
    "number-in-question.md": ([], None),
    "place-colon.md": (
        [("One death and 43 new leaks", None, UNEVIDENCED), ("43 roofs were loose", "He", SOURCED)],
        lambda claims: claims[1]["source"]["resolved"] is None and not claims[1]["source"]["candidates"],
    ),
    "ranks-missed.md": (
        [
            ("the first team", None, UNEVIDENCED),
            ("the fourth and fifth teenagers", None, UNEVIDENCED),
            ("only the fourth teenager", None, UNEVIDENCED),
            ("Spain had 12 shots", None, UNEVIDENCED),
            ("Argentina had none", None, UNEVIDENCED),
        ],
        None,
    ),
    "rejected-the-claim.md": (
        [("the town owed £3m", "The mayor", SOURCED), ("40 jobs would go", "The opposition", DENIED)],
        None,
    ),
    "said-it-was-wrong.md": ([("it was wrong to shut the gate", "The head", SOURCED)], None),
    "said-x-cut-y.md": ([("the new pump cut losses by 12 percent", "Team Alpha", SOURCED)], None),
    "shortcodes.md": (
        [("The mill has 90 workers", "the owner", SOURCED), ("people died", "the mayor", SOURCED)],
        lambda claims: not any(mark in c["span"]["text"] for c in claims for mark in "{}`%"),
    ),
    "speaker-in-sentence-before.md": (
        [("The well ran dry", "Alice Borg", SOURCED), ("We have lost 14 families", "Mayor Tom Reid", SOURCED)],
        None,
    ),
    "thanks-and-feelings.md": ([("The centre will be shut", "They", SOURCED)], None),
    "that-said.md": (
        [("the numbers could fall", "the government", SOURCED)],
        lambda claims: claims[0]["cue"]["text"] == "have argued",
    ),
    "time-in-source.md": (
        [("signals remain his main worry", "Mr Ruel", SOURCED), ("the trust had known", "Farid Nasser", SOURCED)],
        lambda claims: claims[1]["source"]["text"] == "Farid Nasser, a Labour councillor",
    ),
    "wrong-in-quote.md": (
        [
            ("the minister dodged the question", None, UNEVIDENCED),
            ("It's not about who is right", "the minister", SOURCED),
        ],
        None,
    ),
}
SAID = {"french.md": "not English (French)", "no-body.docx": "is not a readable Word file"}
"""What is said of a draft besides its claims."""


def run(*arguments: str, within: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder."""
    command = [sys.executable, "-m", "fact_check", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=within, check=False)


def claims_case(name: str, claims: Claims, said: str) -> list[str]:
    """Return what is wrong with the claims of a case."""
    rows, check = EXPECTED[name]
    wrong = [f"{len(claims)} claims, not {len(rows)}"] if len(claims) != len(rows) else []
    for (words, source, label), claim in zip(rows, claims, strict=False):
        text, by = claim["span"]["text"], claim["source"]
        if words not in text:
            wrong.append(f"{text!r} has no {words!r}")
        if (by is None) != (source is None) or (source is not None and source not in by["text"]):
            wrong.append(f"{text[:40]!r} is said by {by and by['text']!r}, not {source!r}")
        if claim["suggestion"]["label"] != label:
            wrong.append(f"{text[:40]!r} is {claim['suggestion']['label']}, not {label}")
    if not wrong and check is not None and not check(claims):
        wrong.append("its own check fails")
    if SAID.get(name, "") not in said:
        wrong.append(f"{SAID[name]!r} is not said")
    return wrong


def no_body(folder: Path) -> list[str]:
    (folder / "a.docx").write_bytes((CASES / "no-body.docx").read_bytes())
    (folder / "b.txt").write_text("Dam bursts\n\nPolice said 40 people died.\n")
    done = run("check", ".", "--output", "concise", within=folder)
    bad = [] if done.returncode == 2 and "Traceback" not in done.stderr else [f"exit {done.returncode}"]
    return bad + ([] if "40 people died" in done.stdout else ["the other draft is not checked"])


def batch_all_errors(folder: Path) -> list[str]:
    (folder / "draft.txt").write_text("Dam bursts\n\nPolice said 40 people died.\n")
    (folder / "exported.jsonl").write_text(run("find", "draft.txt", "--format", "jsonl", within=folder).stdout)
    done = run("batch", "exported.jsonl", "--to", "out", within=folder)
    return [] if done.returncode == 2 else [f"exit {done.returncode}: {done.stderr.strip()[-200:]}"]


def rename_into_checked_folder(folder: Path) -> list[str]:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *arguments], cwd=folder, check=True,
                       capture_output=True)  # fmt: skip

    git("init", "-b", "main")
    (folder / "fact-check.toml").write_text('include = ["drafts/**"]\nexclude = ["drafts/old/"]\n')
    (folder / "drafts" / "old").mkdir(parents=True)
    (folder / "drafts" / "old" / "b.md").write_text("# Old\n\nThirty people fell ill.\n")
    git("add", "-A")
    git("commit", "-m", "one")
    git("checkout", "-b", "topic")
    git("mv", "drafts/old/b.md", "drafts/b.md")
    git("commit", "-m", "two")
    done = run("check", "drafts/b.md", "--diff-base", "main", within=folder)
    return [] if done.returncode == 1 else [f"exit {done.returncode}"]


COMMANDS: dict[str, Callable[[Path], list[str]]] = {
    "no-body.txt": no_body,
    "batch-all-errors.txt": batch_all_errors,
    "rename-into-checked-folder.txt": rename_into_checked_folder,
}


def main(wanted: list[str]) -> int:
    """Print a line for each case, and how many pass; 1 where one fails or has no expectation here."""
    names = wanted or sorted(path.name for path in CASES.iterdir() if path.is_file())
    drafts = [name for name in names if name in EXPECTED]
    done = run("find", *(str(CASES / name) for name in drafts), "--format", "jsonl", within=CASES)
    found: dict[str, Claims] = {name: [] for name in drafts}
    for claim in map(json.loads, done.stdout.splitlines()):
        found[Path(claim["article"]).name].append(claim)
    passed = 0
    for name in names:
        if name in EXPECTED:
            said = "\n".join(line for line in done.stderr.splitlines() if name in line)
            wrong = claims_case(name, found[name], said)
        elif name in COMMANDS:
            with tempfile.TemporaryDirectory() as place:
                wrong = COMMANDS[name](Path(place))
        else:
            wrong = ["nothing is expected of it here"]
        passed += not wrong
        print(f"{'FAILS' if wrong else 'passes':7} {name}{': ' if wrong else ''}{'; '.join(wrong)}", flush=True)
    print(f"{passed} of {len(names)} pass")
    return int(passed < len(names))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
