"""A page, a Word file and an OpenDocument text give the claims of their article, and none of what stands round it."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from fact_check.claims import Claim
from fact_check.read import Article, read_bytes, read_text
from fact_check.rules import load_rules, select
from tests.annotated import annotated_once
from tests.pages import opendocument, page, word
from tests.shared import ARTICLES

FURNITURE = select(load_rules(), "furniture")
CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*/*.txt"))
PATHS = [*CORPUS, *ARTICLES[::6]]
"""Our own articles, and where there are others a sample of those."""
PARTS = 3
"""So many tests share them: all at once take longer than a test should."""


def paragraphs_of(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def plain() -> list[tuple[Article, tuple[Claim, ...]]]:
    texts = ("\n\n".join(paragraphs_of(path)) for path in PATHS)
    return annotated_once(read_text(text, FURNITURE, path=path.name) for path, text in zip(PATHS, texts, strict=True))


def as_page(path: Path, chance: random.Random) -> Article:
    return read_bytes(f"{path.stem}.html", page(paragraphs_of(path), chance).encode(), FURNITURE)


def as_word(path: Path, chance: random.Random) -> Article:
    return read_bytes(f"{path.stem}.docx", word(paragraphs_of(path), chance), FURNITURE)


def as_opendocument(path: Path, chance: random.Random) -> Article:
    return read_bytes(f"{path.stem}.odt", opendocument(paragraphs_of(path), chance), FURNITURE)


def told(claim: Claim) -> tuple[object, ...]:
    """Return what is found with a claim, but for its label: the links that are put in are evidence."""
    numbers = tuple((q.text, q.low, q.high) for q in claim.quantities)
    return claim.kinds, claim.source and claim.source.text, claim.cue and claim.cue.text, numbers


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize(
    "set_as",
    [
        pytest.param(as_page, id="page"),
        pytest.param(as_word, id="Word"),
        pytest.param(as_opendocument, id="OpenDocument"),
    ],
)
def test_the_same_article_gives_the_same_claims(
    plain: list[tuple[Article, tuple[Claim, ...]]], set_as: Callable[[Path, random.Random], Article], part: int
) -> None:
    drafts = [set_as(path, random.Random(number)) for number, path in list(enumerate(PATHS))[part::PARTS]]
    same = total = more = 0
    astray = []
    for (original, expected), (draft, found) in zip(plain[part::PARTS], annotated_once(drafts), strict=True):
        by_id = {claim.id: claim for claim in expected}
        total += len(by_id)
        for claim in found:
            assert draft.text[claim.span.start : claim.span.end] == claim.span.text
            if claim.id not in by_id:
                more += 1
            else:
                same += 1
                if told(claim) != told(by_id[claim.id]):
                    astray.append((original.path, claim.span.text))
    print(f"{same} of {total} claims the same, {more} more, {len(astray)} told otherwise")
    assert same / total >= 0.99
    assert more / total <= 0.01
    assert len(astray) / total <= 0.01
