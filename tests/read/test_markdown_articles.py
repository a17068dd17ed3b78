"""Real articles set in Markdown give the claims that they give as plain text, at places in the file that hold them."""

import html
import random
import re

import pytest

from fact_check.output.mentions import within
from fact_check.pipeline import annotate
from fact_check.read.formats.md import article as markdown
from fact_check.read.text import article as plain
from fact_check.rules import load_rules, select
from tests.annotated import annotated_once
from tests.shared import ARTICLES, SHARED

pytestmark = pytest.mark.skipif(not ARTICLES, reason=f"no articles in {SHARED}")

FURNITURE = select(load_rules(), "furniture")
PARTS = 3
"""So many tests share the articles: all at once take longer than a test should."""
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+!|~&-])")
ENTITIES = {"é": "&eacute;", "&": "&amp;", "“": "&ldquo;", "”": "&rdquo;", "£": "&#163;"}
ASIDE = ["![a picture](wave.png)", "<!-- to do -->", "```\ncode\n```", "| a | b |\n|---|---|\n| c | d |", "---", "🏅"]


def set_in_markdown(paragraphs: list[str], chance: random.Random) -> str:
    """Write each paragraph as a block, with emphasis, links, footnotes, entities put in, and blocks between them."""
    blocks, notes = [], []
    for number, paragraph in enumerate(paragraphs):
        out = []
        for word in re.split(r"( )", paragraph):
            written = SPECIAL.sub(r"\\\1", word)
            draw = chance.random()
            if word.isalnum() and draw < 0.04:
                written = f"**{written}**"
            elif word.isalnum() and draw < 0.07:
                written = f"*{written}*"
            elif word.isalnum() and draw < 0.1:
                written = f"[{written}](https://x.example/{number})"
            elif word[-1:] == "." and draw < 0.1:
                notes.append(f"[^{len(notes)}]: Page {number}.")
                written += f"[^{len(notes) - 1}]"
            elif draw < 0.5:
                written = "".join(ENTITIES.get(c, c) for c in word) if not SPECIAL.search(word) else written
            out.append("\n" if word == " " and number and draw > 0.95 else written)
        block = re.sub(r"(?m)^(\d+)([.)])", r"\1\\\2", "".join(out))
        draw = chance.random()
        if number and draw < 0.15:
            block = "> " + block.replace("\n", "\n> ")
        elif number and draw < 0.3:
            block = "- " + block.replace("\n", "\n  ")
        blocks.append(("# " + block.replace("\n", " ")) if not number else block)
        if number and chance.random() < 0.2 and not block.startswith(("-", ">")):
            blocks.append(chance.choice(ASIDE))
    text = "\n\n".join([*blocks, *notes]) + "\n"
    return text.replace("\n", "\r\n") if chance.random() < 0.3 else text


def letters(written: str) -> str:
    """Take the syntax off a stretch of such a text, and with it the marks that are written like syntax."""
    bare = re.sub(r"\]\(https://x\.example/\d+\)|\[\^\d+\]", "", html.unescape(written))
    return re.sub(r"[^\w$£€%.,]", "", bare)


@pytest.mark.parametrize("part", range(PARTS))
def test_articles_set_in_markdown_give_the_same_claims(part: int) -> None:
    plains, drafts = [], []
    for number, path in list(enumerate(ARTICLES))[part::PARTS]:
        paragraphs = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        plains.append(plain(path.name, "\n\n".join(paragraphs), FURNITURE))
        drafts.append(markdown(path.name, set_in_markdown(paragraphs, random.Random(number)), FURNITURE))
    same = total = 0
    astray = []
    for (original, expected), (draft, found) in zip(annotated_once(plains), annotated_once(drafts), strict=True):
        by_id = {claim.id: claim for claim in expected}
        total += len(expected)
        for claim in found:
            if claim.id not in by_id:
                continue
            same += 1
            written = letters("".join(draft.text[p.start : p.end] for p in claim.pieces))
            if written != letters("".join(original.text[p.start : p.end] for p in by_id[claim.id].pieces)):
                astray.append((original.path, written))
    print(f"{same} of {total} claims the same")
    assert astray == []
    assert same / total >= 0.99


@pytest.mark.parametrize(
    ("written", "named"),
    [
        pytest.param("The *Clear* **Rivers** group", "The Clear Rivers group", id="emphasis"),
        pytest.param("[Harbour](https://h.example) Radio", "Harbour Radio", id="link"),
        pytest.param("The Lund&nbsp;council", "The Lund council", id="entity"),
    ],
)
def test_no_markup_gets_into_a_reason(written: str, named: str) -> None:
    text = f"# Dam bursts\n\n{written} said that 30 fish had died.\n"
    ((article, claims),) = annotate([markdown("draft.md", text, FURNITURE)])
    (claim,) = [claim for claim in claims if claim.source is not None]
    assert claim.source is not None
    assert article.text[claim.source.start : claim.source.end] == claim.source.text
    assert claim.source.resolved == named
    assert claim.suggestion is not None
    assert claim.suggestion.because.startswith(f"attributed to {within(named)} (")
