"""How well sources are told apart and resolved, against labels of ours on the shared texts. The floors only rise."""

import pytest

from tests.bench.sources import GOLD, answers, figures

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="the shared folder is not beside the repository")


@pytest.fixture(scope="module")
def shares() -> dict[str, float]:
    return figures(answers())


def test_every_label_is_measured(shares: dict[str, float]) -> None:
    assert (shares["given sources"], shares["given short forms"]) == (150, 100)


@pytest.mark.parametrize(("name", "floor"), [("given kind right", 0.90), ("found kind right", 0.90)])
def test_kinds_are_right(shares: dict[str, float], name: str, floor: float) -> None:
    assert shares[name] >= floor


@pytest.mark.parametrize(("name", "floor"), [("given right", 0.78), ("found right", 0.75)])
def test_short_forms_are_resolved(shares: dict[str, float], name: str, floor: float) -> None:
    assert shares[name] >= floor


@pytest.mark.parametrize("name", ["given wrong", "found wrong"])
def test_few_are_resolved_wrongly(shares: dict[str, float], name: str) -> None:
    assert shares[name] <= 0.05
