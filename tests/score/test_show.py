"""Tables, JSON and floors."""

import io
import json

import pytest
from rich.console import Console

from fact_check.errors import ConfigError
from fact_check.score import Miss, Score
from fact_check.score.show import as_json, below, floors_of, show

SCORE = Score(
    "corpus/dev",
    "labels",
    {"claims-f": 0.81234, "label": 0.7},
    {"gold": 10},
    (
        Miss("missing", "a", "40 [bold]villagers\x1b[2J"),
        Miss("missing", "b", "12 ships"),
        Miss("noisy", "b", "the pier"),
    ),
)


def printed(**how: object) -> str:
    out = io.StringIO()
    show(SCORE, Console(file=out, width=100, highlight=False), **how)  # type: ignore[arg-type]
    return out.getvalue()


def test_the_table_gives_figures_floors_and_misses_of_each_kind() -> None:
    text = printed(misses=1, floors={"label": 0.75})
    assert "0.8123" in text
    assert "0.7500" in text
    assert "40 [bold]villagers" in text
    assert "12 ships" not in text
    assert "the pier" in text
    assert "\x1b" not in text


def test_json_has_the_figures_and_the_misses() -> None:
    document = json.loads(as_json(SCORE, misses=1))
    assert document["figures"] == {"claims-f": 0.8123, "label": 0.7}
    assert [m["where"] for m in document["misses"]] == ["a"]


def test_a_figure_below_its_floor() -> None:
    assert list(below(SCORE, {"claims-f": 0.8})) == []
    assert list(below(SCORE, {"label": 0.75})) == ["corpus/dev: label is 0.7000, below its floor of 0.75"]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        pytest.param({}, "sets no floors", id="none for this gold"),
        pytest.param({"corpus/dev": {"label": "high"}}, "a floor is a number", id="not a number"),
    ],
)
def test_floors_that_cannot_be_held(table: dict[str, object], says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        floors_of("corpus/dev/", table, "pyproject.toml")


def test_a_floor_of_no_figure() -> None:
    with pytest.raises(ConfigError, match="no figure 'labels'"):
        list(below(SCORE, {"labels": 0.5}))
