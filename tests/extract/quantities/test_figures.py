"""What the reader of figures makes of marked sentences: the value, unit and bound of each {quantity}, in order."""

import re
from functools import partial
from typing import Any

import pytest
from calls import WORST, calls
from hypothesis import given, settings
from hypothesis import strategies as st

from fact_check.extract.quantities.figures import Figure, figures
from fact_check.extract.quantities.figures.values import number
from tests.hostile.patterns import FIGURES, Pattern

Read = tuple[Any, str | None, str]
"""Value, or (low, high); unit; bound."""


def read(text: str) -> list[Figure]:
    """Read a text's figures without its bare ordinals."""
    return [f for f in figures(text) if f.rank != "bare"]


def shown(f: Figure) -> Read:
    a = f.amount
    value = number(a.value) if a.value is not None else (number(a.low), number(a.high))
    return value, a.measure, str(f.bound)


def case(marked: str, *wanted: Any) -> Any:
    """A row: each wanted is a value, or (value, unit), or (value, unit, bound); a range's value is (low, high)."""
    rows = []
    for want in wanted:
        full = want if isinstance(want, list) else [want]
        rows.append((full[0], full[1] if len(full) > 1 else None, full[2] if len(full) > 2 else "exactly"))
    return pytest.param(marked, rows, id=marked)


DIGITS = [
    case("{230,000} nationals went home.", 230000),
    case("{1,307,000} people signed.", 1307000),
    case("The town has {1 234 567} residents.", 1234567),
    case("The town has {10 000} residents.", 10000),
    case("The village has {1'250} residents.", 1250),
    case("They counted {1.234.567} ballots.", 1234567),
    case("{12,34,567} voters are listed.", 1234567),
    case("Each flat had {8.5} rooms.", 8.5),
    case("The bird laid {.75} eggs.", 0.75),
    case("{٣٤} villagers fled.", 34),
    case("{１２} boats sank.", 12),
    case("Profit fell to {−4}.", -4),
    case("The yield was {-0.3%}.", [-0.3, "percent"]),
    case("The balance was {-£5m}.", [-5_000_000, "GBP"]),
    case("It fell to {minus 12 degrees}.", [-12, "degree"]),
    case("The dose was {2½} tablets.", 2.5),
    case("The dose was {1 1/2} tablets.", 1.5),
    case("Add {3/4} cup of rice.", 0.75),
    case("A grain weighs {1.5 × 10^-3 grams}.", [0.0015, "gram"]),
    case("A star has {2×10³⁰ kilograms}.", [2 * 10**30, "kilogram"]),
    case("The share is {2,5 percent}.", [2.5, "percent"]),
]

MAGNITUDES = [
    case("The port moved {19M} boxes.", 19_000_000),
    case("The app has {3.2bn} users.", 3_200_000_000),
    case("The app has {3.2 billion} users.", 3_200_000_000),
    case("The mine dug {1.2m tons} of coal.", [1_200_000, "ton"]),
    case("{1.2m} people moved.", 1_200_000),
    case("They sold {40k} tickets.", 40_000),
    case("{5 lakh} farmers applied.", 500_000),
    case("{2.5 crore} doses were given.", 25_000_000),
    case("{4 hundred million} bees died.", 400_000_000),
    case("A {1.2m}-strong union walked out.", 1_200_000),
    case("He won the {100m} final.", [100, "metre"]),
    case("The wall is {5m} high.", [5, "metre"]),
    case("The truck carried {2t} of sand.", [2, "tonne"]),
]

SPELLED = [
    case("{Two million} people fled.", 2_000_000),
    case("{Half a million} homes lost power.", 500_000),
    case("{half-a-million} letters arrived.", 500_000),
    case("{A quarter of a million} letters arrived.", 250_000),
    case("{One hundred and five} seats are taken.", 105),
    case("{two hundred and fifty thousand} trees", 250_000),
    case("{one million two hundred thousand} trees", 1_200_000),
    case("{twenty-eight thousand six hundred forty-two} students", 28_642),
    case("{Forty-one} miners were freed.", 41),
    case("{forty one} miners were freed.", 41),
    case("{nineteen hundred} birds were ringed.", 1900),
    case("{three quarters of a million} letters", 750_000),
    case("{a hundred} soldiers", 100),
    case("{a dozen} eggs", 12),
    case("{half a dozen} eggs", 6),
    case("{two dozen} eggs", 24),
    case("{two and a half million litres}", [2_500_000, "litre"]),
    case("{two-and-a-half years} in jail", [2.5, "year"]),
    case("{one and a half hours}", [1.5, "hour"]),
    case("{Zero} cases were found.", 0),
    case("{Six} goals and {five} cards", 6, 5),
]

PARTS = [
    case("{Two thirds} of voters agreed.", pytest.approx(2 / 3)),
    case("{two-fifths} of the land", 0.4),
    case("{A third} of the town burned.", pytest.approx(1 / 3)),
    case("Sales fell by {a quarter}.", 0.25),
    case("{Half} the flats are sold.", 0.5),
    case("{Nearly half} of them left.", [0.5, None, "about"]),
    case("{One in five} children is poor.", 0.2),
    case("{3 out of 10} said no.", 0.3),
    case("{Nine out of ten} said no.", 0.9),
    case("{One family in six} cut back.", pytest.approx(1 / 6)),
    case("It moved by {a tenth of a percentage point}.", [0.1, "percentage point"]),
    case("They waited {half an hour}.", [0.5, "hour"]),
]

PERCENT = [
    case("{12.5 percent} of them", [12.5, "percent"]),
    case("{2.5 per cent} growth", [2.5, "percent"]),
    case("a {10pc} rise", [10, "percent"]),
    case("a {5-percent} fee", [5, "percent"]),
    case("a {7%} cut", [7, "percent"]),
    case("up {0.5 percentage points}", [0.5, "percentage point"]),
    case("a {two-percentage-point} gap", [2, "percentage point"]),
    case("a {25 basis point} cut", [25, "basis point"]),
    case("{400 parts per million} of carbon", [400, "part per million"]),
]

MONEY = [
    case("It cost {$3.2bn}.", [3_200_000_000, "USD"]),
    case("It cost {US$3.4 trillion}.", [3_400_000_000_000, "USD"]),
    case("It cost {US $58.24}.", [58.24, "USD"]),
    case("It cost {£2.5m}.", [2_500_000, "GBP"]),
    case("It cost {€1.99}.", [1.99, "EUR"]),
    case("It cost {1,200€}.", [1200, "EUR"]),
    case("It cost {A$5} and {C$6}.", [5, "AUD"], [6, "CAD"]),
    case("It cost {HK$90 million}.", [90_000_000, "HKD"]),
    case("It cost {¥500}.", [500, "JPY"]),
    case("It cost {₹700 crore}.", [7_000_000_000, "INR"]),
    case("It cost {Rs 20 crore}.", [200_000_000, "INR"]),
    case("It cost {Rs. 500}.", [500, "INR"]),
    case("It cost {RM79} a month.", [79, "MYR"]),
    case("A {dlrs 220 million} loan", [220_000_000, "USD"]),
    case("It cost {EUR50m}.", [50_000_000, "EUR"]),
    case("It cost {50 million EUR}.", [50_000_000, "EUR"]),
    case("It cost {5,000 yuan}.", [5000, "CNY"]),
    case("It cost {10.5 million Australian dollars}.", [10_500_000, "AUD"]),
    case("It cost {40 Hong Kong dollars}.", [40, "HKD"]),
    case("It cost {one million dollars}.", [1_000_000, "USD"]),
    case("{a million-dollar} house", [1_000_000, "USD"]),
    case("a {two-million-dollar} house", [2_000_000, "USD"]),
    case("It cost {300 Danish crowns}.", [300, "DKK"]),
    case("It cost {9,000 pesos}.", [9000, "peso"]),
    case("It cost {9,000 Mexican pesos}.", [9000, "MXN"]),
    case("He was fined {500 pounds}.", [500, "GBP"]),
    case("The pig weighs {500 pounds}.", [500, "pound"]),
    case("The fund raised {5 million pounds}.", [5_000_000, "GBP"]),
    case("It cost {99p} or {50 cents}.", [99, "penny"], [50, "cent"]),
    case("Oil stood at {$52} a barrel.", [52, "USD"]),
    case("Land cost {$80} per square foot.", [80, "USD"]),
    case("A {$5} note lay there.", [5, "USD"]),
    case("{Hundreds of millions of dollars} went missing.", [(10**8, 10**9), "USD", "vague"]),
    case("{€5-€7 million} were asked.", [(5_000_000, 7_000_000), "EUR"]),
]

MEASURES = [
    case("{120 km/h}", [120, "kilometre per hour"]),
    case("winds of {74 mph}", [74, "mile per hour"]),
    case("{60 miles an hour}", [60, "mile per hour"]),
    case("a {900 sq ft} flat", [900, "square foot"]),
    case("{32m2} of floor", [32, "square metre"]),
    case("{311 square miles}", [311, "square mile"]),
    case("{80km} north", [80, "kilometre"]),
    case("a {6.1-inch} screen", [6.1, "inch"]),
    case("a {10,000-metre} race", [10_000, "metre"]),
    case("{30°C} in the shade", [30, "degree Celsius"]),
    case("{-5 degrees Celsius}", [-5, "degree Celsius"]),
    case("{5 degrees below zero}", [-5, "degree"]),
    case("It was {minus 12C} at night.", [-12, "degree Celsius"]),
    case("a high of {38C}", [38, "degree Celsius"]),
    case("{10 kW} and {5.5kWh}", [10, "kilowatt"], [5.5, "kilowatt hour"]),
    case("{250ml} of gel", [250, "millilitre"]),
    case("{3 tonnes} of rice", [3, "tonne"]),
    case("a {seven-year} term", [7, "year"]),
    case("{36 minutes} after", [36, "minute"]),
    case("{3 years}, {2 months} and {14 days}", [3, "year"], [2, "month"], [14, "day"]),
    case("They waited {an hour and ten minutes}.", [70, "minute"]),
    case("He ran it in {2 hours 26 minutes 11 seconds}.", [8771, "second"]),
    case("She is {5ft 10in} tall.", [70, "inch"]),
    case("It fell {more than a century} ago.", [1, "century", "more_than"]),
    case("It came {an hour} later.", [1, "hour"]),
    case("a {magnitude 6.3} quake", [6.3, "magnitude"]),
    case("a {5.1-magnitude} quake", [5.1, "magnitude"]),
    case("a {category 4} hurricane", [4, "category"]),
    case("{A couple of weeks} passed.", [(2, None), "week", "vague"]),
]

RATES = [
    case("{15} a year", [15, "per year"]),
    case("{four} times a year", 4),
    case("{20 litres per person per day}", [20, "litre per person per day"]),
    case("He shot {12} {a week} ago.", 12, [1, "week"]),
    case("{9} per 100,000 were ill.", [9, "per 100000"]),
    case("{Twice} a week they met.", [2, "per week"]),
]

RANGES = [
    case("{Between 50 and 60} people came.", [(50, 60)]),
    case("{between $5 and $7 billion}", [(5 * 10**9, 7 * 10**9), "USD"]),
    case("{5 to 7 million} people", [(5_000_000, 7_000_000)]),
    case("{$200,000 to $414 million}", [(200_000, 414_000_000), "USD"]),
    case("{10-15} people", [(10, 15)]),
    case("{about 16–17 percent} of trade", [(16, 17), "percent", "about"]),
    case("{5%-10%} of trade", [(5, 10), "percent"]),
    case("{four to five thousand} people", [(4000, 5000)]),
    case("It rose {from 12 to 19}.", [(12, 19)]),
    case("It rose {from five people to six}.", [(5, 6)]),
    case("It rose {from 4 percent in 2008 to 9 percent}.", [(4, 9), "percent"]),
    case("It rose {to 167 from a previous 93}.", [(93, 167)]),
    case("It fell {5 percent} to {19 yuan}.", [5, "percent"], [19, "CNY"]),
    case("{eight} or {nine euros}", [8, "EUR"], [9, "EUR"]),
    case("a {7}- or {8-inch} screen", [7, "inch"], [8, "inch"]),
    case("jobs for {18- to 24-year-olds}", [(18, 24), "year"]),
    case("{three to four weeks}", [(3, 4), "week"]),
]

SCORES = [
    case("City won {3-1}.", [(1, 3), "score"]),
    case("The Senate voted {51-49}.", [(49, 51), "score"]),
    case("Rovers lost {1-2} at home.", [(1, 2), "score"]),
    case("a ratio of {3:1}", [(1, 3), "ratio"]),
    case("They lost by {two-to-one}.", [(1, 2), "ratio"]),
    case("a {5-4} ruling", [(4, 5), "score"]),
]

CHANGES = [
    case("Output {doubled}.", [2, "times"]),
    case("Output grew {tenfold}.", [10, "times"]),
    case("Output grew {more than sixfold}.", [6, "times", "more_than"]),
    case("Output grew {100-fold}.", [100, "times"]),
    case("It is {twice} as big.", [2, "times"]),
    case("It rang {three} times.", 3),
    case("It is {three times} as big.", [3, "times"]),
    case("It {halved}.", [0.5, "times"]),
    case("Shares were up {5 percent}.", [5, "percent"]),
]

BOUNDS = [
    case("{At least 40} died.", [40, None, "at_least"]),
    case("{No fewer than 40} died.", [40, None, "at_least"]),
    case("{40 or more} died.", [40, None, "at_least"]),
    case("{40+} died.", [40, None, "at_least"]),
    case("{More than a dozen} died.", [12, None, "more_than"]),
    case("{Over 2,000} left.", [2000, None, "more_than"]),
    case("The bill {passed £30bn}.", [30_000_000_000, "GBP", "more_than"]),
    case("There was a row over a {$340 million} plan.", [340_000_000, "USD"]),
    case("The toll {exceeded 100}.", [100, None, "more_than"]),
    case("{Well over 100} died.", [100, None, "more_than"]),
    case("{In excess of £5m}", [5_000_000, "GBP", "more_than"]),
    case("{Up to 60} died.", [60, None, "at_most"]),
    case("{As many as 60} died.", [60, None, "at_most"]),
    case("{No more than 60} died.", [60, None, "at_most"]),
    case("{60 or fewer} died.", [60, None, "at_most"]),
    case("{Fewer than 10} died.", [10, None, "less_than"]),
    case("{Just under 20 percent}", [20, "percent", "less_than"]),
    case("{sub-7} rooms", [7, None, "less_than"]),
    case("{About 70} died.", [70, None, "about"]),
    case("{Some 300} homes burned.", [300, None, "about"]),
    case("{Nearly 300} homes burned.", [300, None, "about"]),
    case("{An estimated 300} homes burned.", [300, None, "about"]),
    case("{30-odd} homes burned.", [30, None, "about"]),
    case("{300 or so} homes burned.", [300, None, "about"]),
    case("Exactly {12} homes burned.", 12),
    case("Only {27} signed.", 27),
    case("It took {over five years}.", [5, "year", "more_than"]),
    case("It was paid over {five years}.", [5, "year"]),
    case("They talked over the last {four years}.", [4, "year"]),
    case("It lies {about 250 miles} ({400 km}) away.", [250, "mile", "about"], [400, "kilometre", "about"]),
    case("It cost {up to a huge $52,000}.", [52_000, "USD", "at_most"]),
]

VAGUE = [
    case("{Dozens} were hurt.", [(12, 120), None, "vague"]),
    case("{Hundreds} of people marched.", [(100, 1000), None, "vague"]),
    case("{Tens of thousands} marched.", [(10_000, 100_000), None, "vague"]),
    case("{Several thousand} people marched.", [(3000, 10_000), None, "vague"]),
    case("{A few hundred} people marched.", [(300, 1000), None, "vague"]),
    case("{A handful} of officers stayed.", [(3, None), None, "vague"]),
    case("{Scores} of people were hurt.", [(20, 200), None, "vague"]),
    case("{A couple} of officers stayed.", [(2, None), None, "vague"]),
    case("{All but one} of the mines are shut.", [(None, None), None, "vague"]),
]

AGES = [
    case("Thomas Sam, {42}, was there.", [42, "year"]),
    case("a {50-year-old} driver", [50, "year"]),
    case("She was {26}.", [26, "year"]),
    case("He died at {97}.", [97, "year"]),
    case("the son, who was {10}.", [10, "year"]),
    case("a man aged {50}", [50, "year"]),
    case("a woman in her {30s}", [(30, 39), "year", "vague"]),
    case("an {18-month-old} girl", [18, "month"]),
]

RANKS = [
    case("She is ranked {third}.", [3, "rank"]),
    case("It is the {third}-largest bank.", [3, "rank"]),
    case("He came {2nd}.", [2, "rank"]),
]

NONE = [
    case(text)
    for text in (
        "on 4 May 2022", "on May 4, 2022", "Sept. 20-24", "in 2016", "since 1998", "the 2014-15 season", "the 1980s",
        "the '60s", "in April 2021", "between April 2021 and July 2022", "between 1600 and 1900", "on 2022-05-04",
        "on 04/05/2022", "the 9/11 attacks", "a 24/7 service", "at 7:30 p.m.", "at 5 o'clock", "at 1137 UTC", "at 0800",
        "Call 555-1234.", "Call +44 20 7946 0958.", "https://a.example/2024/05/12", "COVID-19 spread", "the G20 met",
        "H1N1", "an F-16 jet", "Section 230", "Part 3", "on page 12", "No. 10", "Republic Act No. 3846", "Flight 370",
        "Boeing 737", "the 737 Max", "Apollo 11", "10 Downing Street", "16-18 Mill Lane", "BBC One news", "no one came",
        "one another", "the same one", "the third man", "the 22nd amendment", "the second half", "a one-way street",
        "a four-door car", "the fourth quarter", "She scores goals.", "1. Wash your hands.", "as shown[3]",
        "several men",
        "many people", "most people", "a number of men", "in May", "Route 66", "an iPhone 14 case", "1600 Long Avenue",
    )
]  # fmt: skip

ALL = [
    *DIGITS, *MAGNITUDES, *SPELLED, *PARTS, *PERCENT, *MONEY, *MEASURES, *RATES, *RANGES, *SCORES, *CHANGES, *BOUNDS,
    *VAGUE, *AGES, *RANKS, *NONE,
]  # fmt: skip


@pytest.mark.parametrize(("marked", "wanted"), ALL)
def test_read(marked: str, wanted: list[Read]) -> None:
    text = re.sub(r"[{}]", "", marked)
    found = read(text)
    assert [(text[f.start : f.end], *shown(f)) for f in found] == [
        (m, *w) for m, w in zip(re.findall(r"\{(.*?)\}", marked), wanted, strict=True)
    ]


WORDS = """
1 12 1,000 2.5 ½ 1/2 one two twenty hundred million dozen dozens half third a an and of to from between or in out per
percent % $ £ US$ Rs RM - – : / ( ) , . ' km m h sq ft years year old about some up over than more least May 2016 p.m.
fold twice doubled magnitude category ×10^6 first 3rd ٣ ² K2-18 x"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\n\n", "\u00a0"])


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
def test_any_text_reads_alike_twice_in_order_and_within_bounds(text: str) -> None:
    found = figures(text)
    assert found == figures(text)
    last = 0
    for f in found:
        assert (
            last <= f.start <= f.numeral[0] < f.numeral[1] <= f.end <= len(text) or f.rank or f.amount.shape == "range"
        )
        assert not text[f.start : f.end].isspace()
        last = f.end
        low, high = f.amount.low, f.amount.high
        assert low is None or high is None or low <= high


@pytest.mark.parametrize("pattern", FIGURES.values(), ids=FIGURES)
def test_calls_grow_with_the_text_and_not_its_square(pattern: Pattern) -> None:
    figures(pattern(1))  # what is loaded once is no part of it
    spent = [calls(partial(figures, pattern(times))) for times in (300, 600)]
    assert spent[1] <= WORST * spent[0], spent
