"""Paragraphs that are not English are left out and counted; what is too short to tell is read."""

from pathlib import Path

import pytest

from fact_check.errors import ReadError
from fact_check.read import read, read_bytes, read_text
from fact_check.read.languages import language_of
from tests.shared import ARTICLES

CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*/*.txt"))

FRENCH = "Le maire a dit lundi que quarante personnes sont mortes dans la vallée."
ENGLISH = "The mayor said on Monday that forty people had died in the valley."


@pytest.mark.parametrize(
    ("paragraph", "language"),
    [
        pytest.param(ENGLISH, None, id="English"),
        pytest.param("Forty dead, mayor says", None, id="too short"),
        pytest.param("Ana López, Jörg Müller, Željko Babić, François Noël, Zoë Ås, Nuño Peña", None, id="names"),
        pytest.param("Lund 3, Malmö 1; Ystad 0, Växjö 0; Umeå 2, Luleå 2; Borås 1, Kalmar 4", None, id="results"),
        pytest.param(FRENCH, "French", id="French"),
        pytest.param("Der Bürgermeister sagte am Montag, vierzig Menschen seien gestorben.", "German", id="German"),
        pytest.param("El alcalde dijo el lunes que cuarenta personas murieron en el valle.", "Spanish", id="Spanish"),
        pytest.param("Мэр сказал в понедельник, что в долине погибли сорок человек.", "Russian", id="Russian"),
        pytest.param("市長は月曜日に、谷で四十人が死亡したと述べた。", "Japanese", id="no spaces"),
    ],
)
def test_the_language_of_a_paragraph(paragraph: str, language: str | None) -> None:
    assert language_of(paragraph) == language


def test_a_foreign_paragraph_is_left_out_and_counted() -> None:
    article = read_text(f"Dam bursts\n\n{ENGLISH}\n\n{FRENCH}\n\n{ENGLISH}")
    assert article.notes == ("1 paragraph is not English (French): skipped",)
    (left,) = article.furniture
    assert (article.prose[left.start : left.end], left.rule) == (FRENCH, "furniture.other-language")


@pytest.mark.parametrize("name", [pytest.param(f"d.{end}", id=end) for end in ("txt", "md", "html")])
def test_a_foreign_draft_is_left_out_and_said_once(name: str) -> None:
    text = f"<p>{FRENCH}</p>" if name.endswith("html") else f"# Crue\n\n{FRENCH}\n\n{FRENCH}"
    article = read_bytes(name, text.encode())
    assert article.notes == ("not English (French): not searched for claims",)
    assert article.is_furniture(0, len(article.prose))


def test_what_a_desk_wants_done_with_other_languages() -> None:
    assert read_text(FRENCH, others="read").notes == ()
    with pytest.raises(ReadError, match=r"is not English \(French\)"):
        read_text(FRENCH, others="refuse")


def test_no_article_of_ours_is_taken_for_another_language() -> None:
    drafts = [read(str(path), others="read").prose for path in (*CORPUS, *ARTICLES)]
    assert {read_text(prose).notes for prose in drafts} == {()}
