"""An annotation read back finds its claim: by its quote alone, and by its position alone, in the draft's own file."""

import json
from pathlib import Path
from typing import Any

import pytest

from fact_check.export import export
from fact_check.ledger.draft import open_draft
from fact_check.pipeline import annotate
from fact_check.read import Article, read_bytes
from tests.export.test_formats import POLICY
from tests.reports import HOSTILE

CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*/*.txt"))[1::6]
REPEATED = "Police said 40 died. " * 3 + "\n\n" + "A report found that 12 houses burned. Police said 40 died. " * 2
MARKDOWN = """---
title: 40 hurt in *Vale*
---

The **charity** Clear Rivers says [40 tonnes][r] leaked&mdash;police said
> “12 fish & 3 dogs died” 🐟

- The mill *denied* any leak.[^1]

[r]: http://x.example
[^1]: Note.
""".replace("\n", "\r\n")
DRAFTS = [
    *(pytest.param(path.name, path.read_bytes(), id=path.stem) for path in CORPUS),
    *(
        pytest.param(f"{path.stem}.md", path.read_bytes().replace(b"said", b"**said**"), id=f"{path.stem} in Markdown")
        for path in CORPUS
    ),
    pytest.param("draft.md", MARKDOWN.encode(), id="marked up"),
    pytest.param("draft.txt", REPEATED.encode(), id="the same words again"),
    pytest.param("draft.txt", f"Dam\n\nThe mayor said {HOSTILE} and 40 men died.\n".encode(), id="hostile"),
]


def by_quote(text: str, selector: dict[str, Any]) -> list[int]:
    """Return each place where the quote stands between its prefix and its suffix."""
    around = selector["prefix"] + selector["exact"] + selector["suffix"]
    starts = [at for at in range(len(text)) if text.startswith(around, at)]
    return [at + len(selector["prefix"]) for at in starts]


@pytest.mark.parametrize(("name", "content"), DRAFTS)
def test_an_annotation_read_back_finds_its_claim(name: str, content: bytes) -> None:
    article: Article = read_bytes(name, content)
    claims = next(annotate([article]))[1]
    items = json.loads(export([open_draft(article, claims)], "webannotation", POLICY))["items"]
    assert claims
    file = content.decode()
    for item, found in zip(items, claims, strict=True):
        quote, position = item["target"]["selector"]
        assert by_quote(file, quote) == [found.span.start]
        assert file[position["start"] : position["end"]] == quote["exact"] == found.span.text
