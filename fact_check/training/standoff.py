"""Read the claims that were marked in articles of the training data (`corpus/train/*.standoff`).

Their texts may not be redistributed, so a line holds offsets alone, and the text is taken from the data:

    {"article": "attribution/NAME", "digest": "…", "claims": [{"pieces": [[0, 12]], "cue": [14, 18], …}]}

`attribution/` articles are in `attribution/train.jsonl.xz`, `treebank/` ones in `treebank/gum-train.conllu.xz`. Offsets
are those of the article's `plain` text.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fact_check.training import attribution_data, treebank
from fact_check.training.gold import Claim, GoldArticle

FILES = "*.standoff"
_ROUND = str.maketrans("[]{}<>", "()()()")


def read(folder: Path, data: Path) -> list[GoldArticle]:
    """Read the marked articles of every file in the folder, with their texts from `data`.

    Raises a ValueError for an article that the data does not have, or has in other words.
    """
    rows = [json.loads(line) for path in sorted(folder.glob(FILES)) for line in path.read_text("utf-8").splitlines()]
    texts = dict(_texts(data)) if rows else {}
    found = []
    for row in rows:
        text = texts.get(row["article"], "")
        if digest(text) != row["digest"]:
            raise ValueError(f"{row['article']}: {data} does not have the text that was marked")
        found.append(GoldArticle(row["article"], text, tuple(map(_claim, row["claims"]))))
    return found


def write(article: GoldArticle) -> str:
    """Return the line that holds an article's claims."""
    claims = [
        {
            "pieces": one.pieces,
            "cue": one.cue,
            "source": one.source,
            "attributed": one.attributed,
            "label": one.label,
            "effect": one.effect,
            "source_kind": one.source_kind,
        }
        for one in article.claims
    ]
    row = {"article": article.name, "digest": digest(article.text), "claims": claims}
    return json.dumps(row, separators=(",", ":"))


def plain(text: str) -> str:
    """Return a text as it was marked: a paragraph a line, single spaces, round brackets, no `#` at a line's start."""
    lines = (re.sub(r"\s+", " ", line).strip().lstrip("#") for line in re.split(r"\n+", text.translate(_ROUND)))
    return "\n".join(line for line in lines if line)


def digest(text: str) -> str:
    """Return what tells a text from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _claim(row: dict[str, Any]) -> Claim:
    def pair(name: str) -> tuple[int, int] | None:
        return (row[name][0], row[name][1]) if row[name] else None

    return Claim(
        tuple((start, end) for start, end in row["pieces"]),
        pair("cue"),
        pair("source"),
        row["attributed"],
        row["label"],
        row["effect"],
        row["source_kind"],
        lost=False,
    )


def _texts(data: Path) -> Iterator[tuple[str, str]]:
    for article in attribution_data.read(data / "attribution" / "train.jsonl.xz"):
        yield f"attribution/{article.id}", plain(article.text)
    for document in treebank.read(data / "treebank" / "gum-train.conllu.xz"):
        sentences = ("".join(w.form + " " * w.space for s in part for w in s) for part in document.paragraphs)
        yield f"treebank/{document.name}", plain("\n".join(sentences))
