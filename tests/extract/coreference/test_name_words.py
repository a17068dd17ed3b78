"""The words by which names are told."""

from fact_check.extract.coreference.name_words import BODY, CALENDAR, OFFICE, RANKS, TITLES, even, first_names
from fact_check.language import pipeline


def test_first_names_tell_a_gender_where_one_bears_them() -> None:
    names = first_names()
    assert (names["ada"], names["jon"]) == ("f", "m")
    assert "" in names.values()
    assert "harbour" not in names


def test_titles_tell_a_gender_and_offices_do_not() -> None:
    assert "mr" in TITLES["m"]
    assert "mrs" in TITLES["f"]
    assert {"mr", "mayor"} <= RANKS
    assert OFFICE["sen."] == "senator"


def test_days_and_bodies_are_no_persons() -> None:
    assert "monday" in CALENDAR
    assert "bank" in BODY


def test_apostrophes_are_straight() -> None:
    doc = pipeline().make_doc("O’Neil")
    assert "".join(even(t) for t in doc) == "o'neil"
