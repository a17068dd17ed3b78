"""A number that is written in any form of the reader's own is read back as itself."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fact_check.claims import Bound
from fact_check.extract.quantities.figures import Figure, figures
from fact_check.extract.quantities.figures.values import ONES, TENS
from fact_check.lexicon import entries, load, pairs, word_list

SMALL = {value: word for word, value in ONES.items()}
TENTHS = {value: word for word, value in TENS.items() if word != "fourty"}
WHOLE = st.integers(min_value=0, max_value=999_999_999)
DECIMAL = st.decimals(min_value=0, max_value=999_999, places=2)
PLAIN = settings(max_examples=150, deadline=None)
BOUNDS = [Bound.AT_LEAST, Bound.MORE_THAN, Bound.AT_MOST, Bound.LESS_THAN, Bound.ABOUT]


def read(text: str) -> Figure:
    (figure,) = figures(text)
    return figure


def below_thousand(n: int) -> str:
    words = []
    if n >= 100:
        words += [SMALL[n // 100], "hundred"]
        n %= 100
        if n:
            words.append("and")
    if n >= 20:
        words.append(TENTHS[n - n % 10] + (f"-{SMALL[n % 10]}" if n % 10 else ""))
    elif n or not words:
        words.append(SMALL[n])
    return " ".join(words)


def in_words(n: int) -> str:
    """Write a number below a billion in words, as English does."""
    said = []
    for size, name in ((10**6, "million"), (10**3, "thousand")):
        if n >= size:
            said.append(f"{below_thousand(n // size)} {name}")
            n %= size
    if n or not said:
        # "two million and three cars" may be two numbers.
        joins = said and n < 100 and (n >= 10 or said[-1].endswith("thousand"))
        said.append(("and " if joins else "") + below_thousand(n))
    return " ".join(said)


def indian(n: int) -> str:
    """Write a number with lakhs and crores parted: 12,34,567."""
    head, tail = divmod(n, 1000)
    groups = []
    while head:
        head, group = divmod(head, 100)
        groups.append(f"{group:02}" if head else str(group))
    return ",".join([*reversed(groups), f"{tail:03}"]) if groups else str(n)


@PLAIN
@given(WHOLE, st.sampled_from(["{:,}", "{:_}", "{:'}", "{:\u202f}", "{:\u2009}", "{:\u00a0}"]))
def test_whole_numbers_with_any_separator(n: int, form: str) -> None:
    written = f"{n:,}".replace(",", form[2])
    assert read(f"They sold {written.replace('_', ' ')} goats.").amount.value == n


@PLAIN
@given(st.integers(min_value=0, max_value=99_99_99_999))
def test_whole_numbers_in_lakhs_and_crores(n: int) -> None:
    assert read(f"They sold {indian(n)} goats.").amount.value == n


@PLAIN
@given(WHOLE)
def test_whole_numbers_in_words(n: int) -> None:
    found = figures(f"They sold {in_words(n)} goats.")
    assert [f.amount.value for f in found] == [n] or n == 1


@PLAIN
@given(DECIMAL)
def test_decimals(n: Decimal) -> None:
    assert read(f"The ratio was {n:,f} last week.").amount.value == n


@PLAIN
@given(
    st.decimals(min_value=Decimal("0.1"), max_value=999, places=1),
    st.sampled_from(["thousand", "million", "billion", "trillion", "k", "m", "bn", "tn", "mn", "mln", "bln", "trn"]),
    st.sampled_from(["$", "£", "€", "US$", "A$", "¥"]),
)
def test_sums_with_magnitudes(n: Decimal, size: str, sign: str) -> None:
    factor = {"t": 10**12, "b": 10**9, "m": 10**6, "k": 10**3}["k" if size in {"thousand", "k"} else size[0]]
    space = " " if len(size) > 3 else ""
    assert read(f"It cost {sign}{n}{space}{size} in all.").amount.value == n * factor


@PLAIN
@given(WHOLE.filter(lambda n: n > 1), st.sampled_from(sorted(load("currencies")["codes"])))
def test_sums_with_codes_before_and_behind(n: int, code: str) -> None:
    for text in (f"It cost {code} {n:,} in all.", f"It cost {n:,} {code} in all."):
        figure = read(text)
        assert (figure.amount.value, figure.amount.measure) == (n, code)


@pytest.mark.parametrize("written", sorted(load("currencies")["before"]))
def test_sums_with_every_sign_before(written: str) -> None:
    head = written.upper() if len(written) < 4 and written.isalpha() else written.capitalize()
    figure = read(f"It cost {head}{'' if not written[-1].isalpha() else ' '}7,250 in all.")
    assert figure.amount.value == 7250
    assert figure.amount.unit is not None
    assert figure.amount.unit.kind == "money"


UNITS = [(unit["name"], word) for unit in entries("units.unit") for word in unit["words"] if word[0].isalpha()]
NO_UNITS_HERE = {"magnitude", "times", "generation", "percentage point", "stone"}
"""Read only with the words that they need around them."""


@pytest.mark.parametrize(("name", "word"), [u for u in UNITS if u[0] not in NO_UNITS_HERE and u[1] != "percentage"])
def test_measures_with_every_unit_in_words(name: str, word: str) -> None:
    figure = read(f"The dial showed 42.5 {word} at noon.")
    assert figure.amount.value == Decimal("42.5")
    assert figure.amount.unit is not None


@PLAIN
@given(WHOLE, st.sampled_from([(b, w) for b in BOUNDS for w in word_list(f"numbers.bounds.before_{b}") if w.isascii()]))
def test_bounded_numbers_keep_their_value(n: int, bound: tuple[Bound, str]) -> None:
    found = [f for f in figures(f"There were {bound[1]} {n:,} goats.") if not f.rank]
    assert n in {f.amount.value for f in found}


@PLAIN
@given(st.integers(1, 999_999), st.integers(1, 999_999), st.sampled_from(["between {} and {}", "{} to {}", "{}–{}"]))
def test_ranges_keep_both_ends(a: int, b: int, form: str) -> None:
    low, high = sorted((a * 2, b * 2 + 1))
    if form == "{}–{}" and low * 1000 < high:
        low = high // 2  # "5–12,000" leaves out the first thousands
    if low < high:
        amount = read(f"They sold {form.format(f'{low:,}', f'{high:,}')} goats.").amount
        assert (amount.low, amount.high) == (low, high)


@PLAIN
@given(st.decimals(min_value=1, max_value=9, places=1), st.integers(-20, 20))
def test_powers_of_ten(n: Decimal, power: int) -> None:
    for form in (f"{n}×10^{power}", f"{n} x 10^{power}", f"{n}e{power}"):
        assert read(f"It holds {form} grams.").amount.value == n * Decimal(10) ** power


def test_letters_of_rates_are_read() -> None:
    for letter, name in pairs("numbers.units.by_letter").items():
        assert read(f"It flowed at 3 km/{letter} there.").amount.measure == f"kilometre per {name}"
