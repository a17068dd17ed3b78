"""Times that something took, which are not times of day."""

import pytest

from fact_check.extract.quantities.figures.elapsed import elapsed
from tests.extract.quantities.figures.lexed import lexed


@pytest.mark.parametrize(
    ("marked", "seconds"),
    [
        pytest.param("She won in {2}:21:45.", 8505, id="hours-minutes-seconds"),
        pytest.param("A time of {14}:32.5 was enough.", 872.5, id="minutes-with-a-fraction"),
        pytest.param("It rang at {10}:15:32.", None, id="at"),
        pytest.param("It rang, {10}:15:32 UTC, and stopped.", None, id="a-zone"),
        pytest.param("Doors: {12}:30.", None, id="a-time-of-day"),
        pytest.param("The address is {10}:99:12.", None, id="more-than-sixty"),
        pytest.param("Mix it {1}:2:3.", None, id="a-ratio"),
        pytest.param("The key is {1}:23:45:67.", None, id="four-parts"),
    ],
)
def test_elapsed(marked: str, seconds: float | None) -> None:
    lex, at, _ = lexed(marked)
    found = elapsed(lex, at)
    assert (found and (float(found.value or 0), found.measure)) == (seconds and (seconds, "second"))
