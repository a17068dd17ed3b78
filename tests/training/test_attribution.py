"""Training attributions: marks laid on tokens, and matches counted."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import spacy

from fact_check.language.attribution.decode import Found
from fact_check.training.attribution_data import Marked, MarkedArticle, OnTokens, on_tokens, read
from fact_check.training.attribution_tuning import Match, logistic, match, scores

TEXT = "“It burned,” Ana Pop said, “for hours.” Nobody was hurt, she added."


def piece(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return (start, start + len(words))


SAID = Marked((piece("said"),), (piece("Ana Pop"),), (piece("“It burned,”"), piece("“for hours.”")), True)
ADDED = Marked((piece("added"),), (piece("she"),), (piece("Nobody was hurt"),), True)


def test_marks_lie_on_the_tokens_they_touch() -> None:
    doc = spacy.blank("en")(TEXT)
    laid = on_tokens(doc, (SAID, ADDED))
    assert doc[slice(*laid[0].cue)].text == "said"
    assert [doc[a:b].text for a, b in laid[0].content] == ["“It burned,”", "“for hours.”"]
    assert [doc[a:b].text for a, b in laid[1].source] == ["she"]


def test_a_mark_inside_a_token_takes_the_token() -> None:
    doc = spacy.blank("en")("He said unbelievable things.")
    mark = Marked(((3, 7),), (), ((10, 14),), True)
    assert on_tokens(doc, (mark,)) == [OnTokens((1, 2), (), ((2, 3),), True)]


def test_a_mark_without_a_cue_is_left_out() -> None:
    doc = spacy.blank("en")(TEXT)
    assert on_tokens(doc, (Marked((), SAID.source, SAID.content, True),)) == []


@pytest.mark.parametrize("name", ["some.jsonl", "some.jsonl.xz"])
def test_marked_articles_are_read(tmp_path: Path, name: str) -> None:
    import lzma

    row = {"id": "a", "text": TEXT, "attributions": [{"cue": [[0, 1]], "source": [], "content": [[5, 9], [1, 3]]}]}
    data = (json.dumps(row) + "\n\n").encode()
    (tmp_path / name).write_bytes(lzma.compress(data) if name.endswith("xz") else data)
    (article,) = read(tmp_path / name)
    assert article == MarkedArticle("a", TEXT, (Marked(((0, 1),), (), ((1, 3), (5, 9)), True),))


def found(cue: tuple[int, int], source: tuple[tuple[int, int], ...], content: tuple[tuple[int, int], ...]) -> Found:
    return Found(cue, source, content, 0.9, 0.9, ())


def test_what_is_found_is_matched_by_its_content() -> None:
    doc = spacy.blank("en")(TEXT)
    article = MarkedArticle("a", TEXT, (SAID, ADDED))
    said, added = on_tokens(doc, article.attributions)
    right = found(said.cue, said.source, said.content)
    half = found(added.cue, (), added.content)
    wrong = found(added.cue, (), ((0, 1),))
    matched = match(doc, [right, half, wrong], article)
    assert matched == [Match(True, True, True, True, True), Match(True, False, False, True, True), Match()]
    figures = scores(matched, 2)
    assert figures["content-p"] == pytest.approx(2 / 3)
    assert figures["content-r"] == 1
    assert figures["near-r"] == 0.5


def test_the_score_learns_which_signal_matters() -> None:
    draw = np.random.default_rng(0)
    signals = np.column_stack([np.ones(400), draw.normal(size=400), draw.normal(size=400)])
    weights = logistic(signals, (signals[:, 1] > 0).astype(float))
    assert weights[1] > 2
    assert abs(weights[2]) < 0.5
