"""What the program writes into the documentation is current: reference, figures and pictures."""

import re
from pathlib import Path

import pytest

from tests.docs import figures, pictures, reference
from tests.docs.desk import DOCS, ROOT
from tests.docs.pages import name


@pytest.mark.parametrize("file", reference.WRITTEN)
def test_a_page_of_the_reference_is_current(file: str) -> None:
    written = (reference.REFERENCE / file).read_text(encoding="utf-8")
    assert written == reference.WRITTEN[file](), "run `python -m tests.docs.reference`"


def test_the_figures_are_those_of_their_file() -> None:
    pages = figures.pages()
    assert {"README.md", "docs/explanation/accuracy.md", "docs/explanation/comparison.md"} <= {*map(name, pages)}
    for page, text in pages.items():
        assert page.read_text(encoding="utf-8") == text, "run `python -m tests.docs.figures --write`"


def test_every_figure_of_a_measured_table_is_from_that_file() -> None:
    measured = re.compile(r"\|[^|\n]*\b0\.\d{3}\b")
    for page, text in figures.pages().items():
        rest = figures.VALUE.sub("", figures.BLOCK.sub("", text))
        assert not measured.findall(rest), name(page)


@pytest.mark.parametrize("file", pictures.DRAWN)
def test_a_picture_shows_what_the_program_shows(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    drawn = pictures.draw(file, tmp_path)
    assert words(drawn) == words((pictures.PICTURES / file).read_text(encoding="utf-8")), (
        "run `python -m tests.docs.pictures`"
    )


def words(picture: str) -> list[str]:
    """Return what stands in a picture; where it stands may differ from one version of Rich to the next."""
    return re.findall(r">([^<>]+)</text>", picture)


def test_every_picture_is_drawn_by_the_script_and_shown_somewhere() -> None:
    shown = {
        picture
        for page in (ROOT / "README.md", *DOCS.rglob("*.md"))
        for picture in re.findall(r"pictures/([\w.-]+)", page.read_text(encoding="utf-8"))
    }
    there = {file.name for file in pictures.PICTURES.iterdir()}
    assert there == shown == {*pictures.DRAWN, pictures.PAGE}
