"""The words of a stretch of an article's text are its prose, told without reading the article again."""

import pytest

from fact_check.errors import ReadError
from fact_check.read import read_bytes
from fact_check.read.extracted import extra
from tests.hostile.test_growth import MOST, steps

MARKDOWN = "# A [dam](http://e.example) *bursts*\n\nIda said **40** [people](http://e.example/p) left.\n"


@pytest.mark.parametrize(
    ("stretch", "words"),
    [
        pytest.param("**40** [people](http://e.example/p) left", "40 people left", id="markup inside"),
        pytest.param("[people](http://e.example/p)", "people", id="markup around"),
        pytest.param("# A [dam", "A dam", id="the first"),
        pytest.param("left.\n", "left.", id="the last"),
        pytest.param(MARKDOWN, "A dam bursts\n\nIda said 40 people left.", id="all"),
    ],
)
def test_words_are_without_markup(stretch: str, words: str) -> None:
    start = MARKDOWN.index(stretch)
    assert read_bytes("d.md", MARKDOWN.encode()).words(start, start + len(stretch)).strip("\n") == words


def test_behind_all_prose_there_are_no_words() -> None:
    article = read_bytes("d.md", b"[a](http://e.example)\n\n<!-- 40 men -->\n")
    assert article.words(len(article.text), len(article.text)) == ""


def test_twice_the_markup_is_at_most_2_3_times_the_work() -> None:
    def telling(n: int) -> int:
        article = read_bytes("d.md", b"Ida said *40* people left.\n\n" * n)
        return steps(lambda: [article.words(at, at + 20) for at in range(0, len(article.text), 28)])

    one, two = telling(100), telling(200)
    assert two <= MOST * one, f"{one} → {two}"


@pytest.mark.parametrize("module", ["no_such_library", "no_such_library.part"])
def test_a_format_whose_library_is_missing_says_what_to_install(module: str) -> None:
    with pytest.raises(ReadError, match="needs the rtf extra"):
        extra(module, "rtf", "d.rtf")
