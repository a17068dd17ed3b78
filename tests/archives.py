"""Archives made of the project's own articles, and `fact-check batch` run over them in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tests import forked

CORPUS = sorted((Path(__file__).parents[1] / "corpus" / "dev").glob("*.txt"))
BEGINNING = 4
"""So many paragraphs of an article, its headline with them, are enough to tell archives apart by their claims."""
TEXTS = {file.stem: "\n\n".join(file.read_text(encoding="utf-8").split("\n\n")[:BEGINNING]) + "\n" for file in CORPUS}

QUIET = (
    "The garden lies behind the mill, where the path bends down to the water. In spring the pear trees flower along "
    "the wall, and bees come over from the meadow. Beyond the gate an old boat rots in the reeds.\n\n"
)
"""A paragraph with neither number, quotation mark nor cue, and nobody's name."""


def records(count: int) -> list[dict[str, Any]]:
    """Return so many articles, as an archive has them."""
    stems = list(TEXTS)
    return [
        {
            "id": f"{n:04}-{stems[n % len(stems)]}",
            "text": TEXTS[stems[n % len(stems)]],
            "url": f"https://desk.example/{n}",
            "date": f"2026-02-{n % 28 + 1:02}",
        }
        for n in range(count)
    ]


def jsonl(file: Path, articles: list[dict[str, Any]]) -> Path:
    file.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles), encoding="utf-8")
    return file


def parquet(file: Path, articles: list[dict[str, Any]], *, row_group: int = 3) -> Path:
    pq.write_table(pa.Table.from_pylist(articles), file, row_group_size=row_group)
    return file


def folder(place: Path, articles: list[dict[str, Any]]) -> Path:
    place.mkdir()
    for article in articles:
        (place / f"{article['id']}.txt").write_text(article["text"], encoding="utf-8")
    return place


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "fact_check", *map(str, arguments)]


def run(*arguments: str | Path, **how: Any) -> subprocess.CompletedProcess[str]:
    """Run `fact-check` in its own process."""
    return forked.in_text(*map(str, arguments), **how)


def start(*arguments: str | Path) -> forked.Started:
    """Start `fact-check` in its own process group, as a terminal does."""
    return forked.Started(*map(str, arguments))


def shards(to: Path) -> dict[str, bytes]:
    """Return the bytes of every shard that has its name, by its path in DIR."""
    files = [f for part in ("claims", "errors", "vectors") for f in (to / part).glob("[!.]*.parquet")]
    return {f.relative_to(to).as_posix(): f.read_bytes() for f in files}


def rows(to: Path, part: str = "claims") -> list[dict[str, Any]]:
    """Return a table's rows, in the manifest's order, without what JSON leaves out: a column is there for all."""
    manifest = json.loads((to / "manifest.json").read_text(encoding="utf-8"))
    key = "file" if part == "claims" else "errors_file"
    found = [row for shard in manifest["shards"] if key in shard for row in pq.read_table(to / shard[key]).to_pylist()]
    for row in found:
        if not row.get("caption"):
            row.pop("caption", None)
        for quantity in row.get("quantities") or ():
            if not quantity["candidates"]:
                del quantity["candidates"]
    return found


def manifest(to: Path) -> dict[str, Any]:
    return json.loads((to / "manifest.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]
