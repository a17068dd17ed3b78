"""Claims that are kept as offsets into articles of the training data."""

import json
import lzma
from pathlib import Path

import pytest

from fact_check.training import standoff
from fact_check.training.gold import GoldArticle
from fact_check.training.marked import text as marked

NEWS = "The pier\n\nThe  mayor said [on Monday] that 12 boats sank."
PARAGRAPHS = [["The pier leaks .", "It is old ."], ["Two boats sank ."]]


def trees() -> str:
    """Return the paragraphs as a treebank has them, a word a line."""
    lines = ["# newdoc id = GUM_news_pier"]
    for paragraph in PARAGRAPHS:
        lines.append("# newpar")
        for sentence in paragraph:
            words = sentence.split()
            for n, word in enumerate(words, start=1):
                glued = "SpaceAfter=No" if words[n : n + 1] == ["."] else "_"
                lines.append("\t".join([str(n), word, word, "X", "X", "_", str(n - 1), "dep", "_", glued]))
            lines.append("")
    return "\n".join(lines)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a folder of training data with one article and one document of a treebank."""
    for folder, name, text in (
        ("attribution", "train.jsonl.xz", json.dumps({"id": "a", "text": NEWS, "attributions": []})),
        ("treebank", "gum-train.conllu.xz", trees()),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_bytes(lzma.compress(text.encode()))
    return tmp_path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param(
            "attribution/a",
            "The pier\n[1 person:The mayor] <1 reports:said> (on Monday) that {1 s:12 boats sank}.",
            id="an-article",
        ),
        pytest.param("treebank/GUM_news_pier", "The pier leaks. It is old.\n{0 u:Two boats sank}.", id="a-document"),
    ],
)
def test_claims_come_back_with_the_text_of_the_data(tmp_path: Path, data: Path, name: str, text: str) -> None:
    article = marked(name, text)
    (tmp_path / "news.standoff").write_text(standoff.write(article) + "\n", encoding="utf-8")
    assert standoff.read(tmp_path, data) == [article]


def test_other_words_are_refused(tmp_path: Path, data: Path) -> None:
    line = standoff.write(GoldArticle("attribution/a", "The pier is shut.", ()))
    (tmp_path / "news.standoff").write_text(line, encoding="utf-8")
    with pytest.raises(ValueError, match=r"attribution/a: .* does not have the text that was marked"):
        standoff.read(tmp_path, data)


def test_without_files_no_data_is_needed(tmp_path: Path) -> None:
    assert standoff.read(tmp_path, tmp_path / "nowhere") == []
