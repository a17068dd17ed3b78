"""What a number counts."""

import pytest

from fact_check.extract.quantities.counted import counted
from fact_check.extract.quantities.figures import figures
from fact_check.language import pipeline
from fact_check.language.columns import columns


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        pytest.param("The port had 40 small boats.", "small boats", id="a-noun"),
        pytest.param("The 55-member council met.", "member", id="a-hyphen"),
        pytest.param("It bought 12 tonnes of rope.", "rope", id="behind-of"),
        pytest.param("Inflation fell to 2 percent.", "Inflation", id="what-moved"),
        pytest.param("The storm killed 12.", None, id="none"),
        pytest.param("It took 12 hours.", None, id="a-span-of-time"),
        pytest.param("Two of the dead were teenagers.", "dead", id="the-harmed"),
    ],
)
def test_counted(text: str, noun: str | None) -> None:
    doc = pipeline()(text)
    figure = figures(text)[0]
    assert counted(doc, figure, columns(doc).around(figure.start, figure.end)) == noun


def test_without_a_parse_nothing_is_counted() -> None:
    doc = pipeline().make_doc("The port had 40 boats.")
    figure = figures(doc.text)[0]
    assert counted(doc, figure, columns(doc).around(figure.start, figure.end)) is None
