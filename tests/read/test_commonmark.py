"""CommonMark's own example documents are read, each of them, and what is found in them stands in the file."""

import re

import pytest

from fact_check.pipeline import annotate
from fact_check.read import Article, read_bytes
from fact_check.rules import load_rules, select
from tests.published import published

EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.DOTALL | re.MULTILINE)
FURNITURE = select(load_rules(), "furniture")
CLAIM = "Police said 40 people died."


@pytest.fixture(scope="module")
def examples() -> list[str]:
    spec = published("commonmark-spec", "spec.txt")
    found = [markdown.replace("→", "\t") for markdown in EXAMPLE.findall(spec)]
    assert len(found) > 600
    return found


def mapped(article: Article) -> None:
    """Assert that all prose leads back to the file: what stands there as it is, and all of it in order."""
    end = 0
    for s in article.segments:
        assert end <= s.text <= s.text + s.width <= len(article.text)
        end = s.text + s.width
        if s.length == s.width > 1:
            words = re.sub(r"\s", "", article.prose[s.prose : s.prose + s.length])
            assert words == re.sub(r"\s", "", article.text[s.text : end])
    for start in range(len(article.prose)):
        piece = article.piece(start, start + 1)
        assert 0 <= piece.start <= piece.end <= len(article.text)


def test_all_prose_of_every_example_leads_back_to_the_file(examples: list[str]) -> None:
    for markdown in examples:
        mapped(read_bytes("draft.md", markdown.encode(), FURNITURE))


def test_a_claim_after_any_example_is_found_where_it_stands(examples: list[str]) -> None:
    """Markup that is left open swallows what follows; where it does not, the claim is nearly always found."""
    after = found = 0
    drafts = [read_bytes("draft.md", f"{markdown}\n\n{CLAIM}\n".encode(), FURNITURE) for markdown in examples]
    for article, claims in annotate(drafts):
        mapped(article)
        assert all(article.text[c.span.start : c.span.end] == c.span.text for c in claims)
        if f"\n\n{article.prose}".endswith(f"\n\n{CLAIM}"):
            after += 1
            found += any(c.span.text == "40 people died" for c in claims)
    print(f"{found} of {after} found")
    assert after > 0.8 * len(examples)
    assert found >= 0.99 * after
