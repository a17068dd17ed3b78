"""A glimpse at two numbers promises at least what their signs come to."""

from itertools import product

import pytest

from fact_check.claims import Bound, Quantity
from fact_check.extract.records import Measure
from fact_check.relate.glimpses import Glimpse, most
from fact_check.relate.signs import WEIGHTS, told
from fact_check.relate.term_weights import Ground
from tests.relate.founds import counted, found, number

NUMBERS = [
    number("40", 40),
    number("41", 41),
    number("400", 400),
    number("at least 1,250", 1250, Bound.AT_LEAST),
    number("1,750 tonnes", 1750, unit="tonne"),
    number("12.5 million", 12_500_000),
    number("two days", 2, unit="day"),
    number("62", 62, unit="year"),
    number("0", 0),
    number("0.3", 0.3),
    number("31 °C", 31, unit="degree Celsius"),
]
MEASURES = [
    Measure(),
    counted("people", "kill"),
    counted("old people", "die", when="2019"),
    counted("fishing boat", "sink", part=True),
    Measure(head="boat", of=frozenset({"boat"}), back=True),
]


@pytest.mark.parametrize("place", [0, 2, 9], ids=["headline", "lead", "far"])
@pytest.mark.parametrize("first", NUMBERS, ids=[n.text for n in NUMBERS])
def test_no_pair_has_more_than_a_glimpse_promises(first: Quantity, place: int) -> None:
    for m, o, later, distance in product(MEASURES, MEASURES, NUMBERS, (1, 4, 40)):
        a = found("The ferry", place, numbers=(first,), measures=(m,), headline=not place)
        b = found("A boat", place + distance, numbers=(later,), measures=(o,))
        exact = sum(WEIGHTS[sign] * much for sign, much in told(Ground([a, b]), (0, 1), m, o, first, later))
        seen = most(Glimpse.of(a, first, m, alone=True), Glimpse.of(b, later, o, alone=True))
        assert seen >= exact


def test_a_glimpse_at_strangers_promises_nothing() -> None:
    boats, people = counted("boat", "sink"), counted("people", "live")
    a = found("12 boats sank", 8, numbers=(number("12", 12),), measures=(boats,))
    b = found("300 people live there", 30, numbers=(number("300", 300),), measures=(people,))
    glimpses = [Glimpse.of(f, f.claim.quantities[0], f.measure(0), alone=True) for f in (a, b)]
    assert most(*glimpses) < 2
