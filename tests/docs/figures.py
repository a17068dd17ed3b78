"""The measured figures that the documentation quotes, kept in docs/figures.toml and written into the pages from there.

    python -m tests.docs.figures                      # print them
    python -m tests.docs.figures --write              # put them into README.md and docs/
    python -m tests.docs.figures --measure GOLD ARTICLES   # measure those of the articles again, then write

Between `<!-- figures -->` and `<!-- /figures -->` a page has the whole table; between `<!-- value NAME -->` and
`<!-- /value -->` a single one. Only articles whose number is divisible by 4 are measured: nothing was trained on them.
"""

import argparse
import os
import re
import sys
import tomllib
from pathlib import Path

from tests.docs.desk import DOCS, ROOT

FIGURES = DOCS / "figures.toml"
BLOCK = re.compile(r"(<!-- figures -->\n)(.*?)(<!-- /figures -->)", re.DOTALL)
VALUE = re.compile(r"(<!-- value ([\w.-]+) -->)(.*?)(<!-- /value -->)")
HEAD = "| what | measured on | fact-check | others |\n|---|---|---|---|\n"


def table(page: Path) -> str:
    """Return the table as it stands in `page`, its links from there."""

    def from_page(link: re.Match[str]) -> str:
        return f"]({os.path.relpath(ROOT / link[1], page.parent)})"

    rows = "".join(
        f"| {f['what']} | {f['on']} | {f['ours'].format(**f['values'])} | {f['others']} |\n" for f in figures()
    )
    return HEAD + re.sub(r"\]\((docs/[^)]+)\)", from_page, rows)


def figures() -> list[dict[str, object]]:
    """Return the figures, in order."""
    return tomllib.loads(FIGURES.read_text(encoding="utf-8"))["figure"]  # type: ignore[no-any-return]


def values() -> dict[str, str]:
    """Return the single values by name, as they are written."""
    groups = tomllib.loads(FIGURES.read_text(encoding="utf-8"))["values"]
    return {f"{group}.{key}": is_ for group, table in groups.items() for key, is_ in table.items() if key != "command"}


def pages() -> dict[Path, str]:
    """Return every page that quotes the figures, as it should be."""
    found = {}
    single = values()
    for page in (ROOT / "README.md", *sorted(DOCS.rglob("*.md"))):
        text = page.read_text(encoding="utf-8")
        if BLOCK.search(text) or VALUE.search(text):
            filled = table(page)
            new = BLOCK.sub(lambda block, filled=filled: block[1] + filled + block[3], text)
            found[page] = VALUE.sub(lambda match: match[1] + single[match[2]] + match[4], new)
    return found


def measure(gold: Path, articles: Path) -> dict[str, dict[str, float]]:
    """Measure claims and labels on the articles that only measure."""
    from fact_check.score import read_gold, score
    from fact_check.score.gold import Gold

    every = read_gold(str(gold), articles)
    rows = [row for row in every.rows if int(row[0].split("-")[0]) % 4 == 0]
    got = score(Gold(every.path, every.kind, rows)).figures
    return {
        "claims": {"p": got["claims-p"], "r": got["claims-r"], "f": got["claims-f"]},
        "labels": {"found": got["label"], "all": got["label-of-all"]},
    }


def _keep(measured: dict[str, dict[str, float]]) -> None:
    text = FIGURES.read_text(encoding="utf-8")
    for name, values in measured.items():
        shown = ", ".join(f"{key} = {value:.3f}" for key, value in values.items())
        text = re.sub(rf'(name = "{name}"\n(?:.+\n)*?values = ){{.*}}', rf"\g<1>{{ {shown} }}", text)
    FIGURES.write_text(text, encoding="utf-8")


def main() -> None:
    """Print the figures, or bring the pages up to date."""
    options = argparse.ArgumentParser(prog="python -m tests.docs.figures", description=__doc__.splitlines()[0])
    options.add_argument("--write", action="store_true", help="put them into the pages")
    options.add_argument("--measure", nargs=2, type=Path, metavar=("GOLD", "ARTICLES"), help="measure again, and write")
    asked = options.parse_args()
    if asked.measure:
        _keep(measure(*asked.measure))
    if asked.write or asked.measure:
        for page, text in pages().items():
            page.write_text(text, encoding="utf-8")
    for each in figures():
        print(f"{each['what']}, on {each['on']}: {each['ours'].format(**each['values'])}")  # type: ignore[attr-defined]
        print(f"    {each['command']}", file=sys.stdout)
    for name, group in tomllib.loads(FIGURES.read_text(encoding="utf-8"))["values"].items():
        shown = ", ".join(f"{key} {is_}" for key, is_ in group.items() if key != "command")
        print(f"{name}: {shown}\n    {group['command']}")


if __name__ == "__main__":
    main()
