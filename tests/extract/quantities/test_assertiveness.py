"""Why a number asserts nothing."""

import pytest

from fact_check.extract.quantities.assertiveness import (
    AGE,
    FIXED,
    IDIOM,
    KNOWN,
    NAME,
    ORDINAL,
    PRONOUN,
    QUESTION,
    reasons,
)
from fact_check.extract.quantities.figures import figures
from fact_check.language import pipeline
from fact_check.language.columns import columns


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("The port had 40 boats.", [None], id="asserts"),
        pytest.param("Ada Kern, 42, keeps the light.", [AGE], id="an-age"),
        pytest.param("The third debate was short.", [ORDINAL], id="counts-off"),
        pytest.param("They spoke this week about the boats and the Second Amendment.", [NAME], id="a-named-ordinal"),
        pytest.param("Second Boat Sinks Off Lund", [ORDINAL], id="an-ordinal-in-a-headline"),
        pytest.param("It is the third-largest port.", [None], id="ranks"),
        pytest.param("Were 40 boats lost?", [QUESTION], id="asked"),
        pytest.param("The two leaders met.", [KNOWN], id="known"),
        pytest.param("One of them was late.", [PRONOUN], id="one"),
        pytest.param("A million thanks to you.", [IDIOM], id="an-idiom"),
        pytest.param("It was a two-storey house.", [FIXED], id="a-fixed-word"),
        pytest.param(
            "They were dubbed the “110 harbour stations”. The 110 harbour stations were shut.",
            [NAME, NAME],
            id="a-name-given",
        ),
    ],
)
def test_reasons(text: str, why: list[str | None]) -> None:
    doc = pipeline()(text)
    found = figures(text)
    assert reasons(doc, found, [columns(doc).around(f.start, f.end) for f in found]) == why
