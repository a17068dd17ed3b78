"""What a number counts, whether it asserts anything, and the clause that asserts it, in marked sentences."""

import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

import fact_check
from fact_check.extract.quantities.assertiveness import (
    AGE,
    FIXED,
    GROUP,
    IDIOM,
    KNOWN,
    NAME,
    ORDINAL,
    PRONOUN,
    QUESTION,
)
from fact_check.extract.quantities.numeric_claims import asserted
from fact_check.extract.quantities.readings import quantities, readings
from fact_check.language import parse, pipeline


@cache
def parsed(text: str) -> Doc:
    return next(iter(parse([text])))


def unmarked(marked: str) -> str:
    return re.sub(r"[{}]", "", marked)


def ids(cases: list[tuple[Any, ...]]) -> list[Any]:
    return [pytest.param(*case, id=case[0]) for case in cases]


COUNTED = [
    ("{54} dams have burst.", "dams"),
    ("The council closed {16} village schools.", "village schools"),
    ("{Two} such “quiet” rooms were opened.", "such “quiet” rooms"),
    ("The firm runs {40} “night kitchens” in the city.", "night kitchens"),
    ("The zoo has {about 90} penguins.", "penguins"),
    ("{Seven} coastal towns lost power.", "coastal towns"),
    ("{Dozens} of miners were trapped.", "miners"),
    ("{Tens of thousands} of young voters queued.", "young voters"),
    ("{Two thirds} of the farmers agreed.", "farmers"),
    ("{30 percent} of households burn wood.", "households"),
    ("{One} of the oldest bridges fell.", "oldest bridges"),
    ("The union has a {55-member} board.", "member"),
    ("The bridge cost {$5 million}.", None),
    ("The walk took {five hours}.", None),
    ("Police said {12} died.", None),
    ("{54} towns signed, but only {27} have paid.", "towns"),
]


@pytest.mark.parametrize(("marked", "counted"), ids(COUNTED))
def test_what_is_counted(marked: str, counted: str | None) -> None:
    found = [r.quantity for r in readings(parsed(unmarked(marked)))]
    assert [q.text for q in found] == re.findall(r"\{(.*?)\}", marked)
    assert found[-1].counted == counted


IDLE = [
    ("The “{110} harbour buses”, dubbed so in May, were dubbed the “{110} harbour buses” by drivers.", NAME),
    ("Anna Bell, {42}, runs the shop.", AGE),
    ("A {50-year-old} driver was held.", AGE),
    ("Rents rose for tenants aged {18 to 34}.", GROUP),
    ("{One} of them laughed.", PRONOUN),
    ("{One} resident told reporters about the smell.", PRONOUN),
    ("At {one} point it rained.", IDIOM),
    ("A {million} thanks to the cooks.", IDIOM),
    ("Did {40} people leave?", QUESTION),
    ("The {two} leaders met in Oslo.", KNOWN),
    ("Police released the {twelve}.", KNOWN),
    ("It was her {second} novel.", ORDINAL),
    ("The comet was {first} seen in 1987.", ORDINAL),
    ("They bought {5G} phones.", NAME),
    ("A {two-storey} house burned.", FIXED),
]


@pytest.mark.parametrize(("marked", "why"), ids(IDLE))
def test_why_a_number_asserts_nothing(marked: str, why: str) -> None:
    text = unmarked(marked)
    found = {r.quantity.start: r.non_assertive for r in readings(parsed(text))}
    shift = [
        m.start() - marked[: m.start()].count("{") - marked[: m.start()].count("}") for m in re.finditer(r"\{", marked)
    ]
    if marked.startswith("A {million}"):
        shift = [0]  # the article counts
    assert found[shift[-1]] == why


SAYING = [
    "{40} villagers were killed.",
    "The storm killed {one} and injured {two}.",
    "{One} man was killed.",
    "{At least one} seat was torn.",
    "Only {one} bus came.",
    "She was {26}.",
    "He died at {97}.",
    "It lasted {36 minutes}.",
    "Profits {doubled}.",
    "They have talked over the last {four years}.",
    "She is ranked {third} in the world.",
    "He is the {first} diver to cross the strait.",
    "It is the {third} strike in a row.",
    "It rained for the {second} day.",
    "{All but one} of the mines are shut.",
]


@pytest.mark.parametrize("marked", SAYING)
def test_a_number_that_asserts(marked: str) -> None:
    found = readings(parsed(unmarked(marked)))
    assert [r.quantity.text for r in found if r.non_assertive is None] == re.findall(r"\{(.*?)\}", marked)


CLAUSES = [
    "{The storm killed 40 people}.",
    "{Last week the storm killed 40 people and injured 90}.",
    "While {54 towns have signed}, {only 27 have paid}.",
    "{The war has lasted seventeen years}; the rebels want the army to leave.",
    "{The bridge is about 250 metres (820 feet) long}.",
    "{They must pay €20,000 (£17,500; $22,900)}.",
    "The harbour, {which handles 900 ships a year}, lies in the north.",
    "{The deal covers 90 percent of all goods}, and the ministers will meet again in May.",
    "{Ferries carried 3,000 passengers}. The weather was calm.",
    "She sold {a boat built 30 years ago}.",
    "He praised {a scheme begun six years ago}.",
    "Mayor Ines Roth spoke. {The town has 12 schools}.",
]


@pytest.mark.parametrize("marked", CLAUSES)
def test_the_clause_that_asserts(marked: str) -> None:
    doc = parsed(unmarked(marked))
    found = asserted(doc, readings(doc), taken=())
    assert [doc[run[0][0] : run[-1][1]].text for run, _ in found] == re.findall(r"\{(.*?)\}", marked)


def test_what_is_attributed_is_left_out() -> None:
    doc = parsed("The union said 40 mines closed. The state says that 12 closed.")
    words = [t.text for t in doc]
    first = (0, words.index(".") + 1)
    found = asserted(doc, readings(doc), taken=[first])
    assert [r.quantity.text for _, said in found for r in said] == ["12"]


def test_a_headline_is_claimed_whole() -> None:
    doc = parsed("Storm kills 40 in harbour town, hundreds flee\n\nThe storm came at night.")
    title = doc.char_span(0, doc.text.index("\n"))
    found = asserted(doc, readings(doc), taken=(), headline=(title.start, title.end))
    assert [[doc[a:b].text for a, b in run] for run, _ in found] == [["Storm kills 40 in harbour town, hundreds flee"]]


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "2", "½", "$", "one", "1-", "\ud800 5 percent", "a" * 10_000, "5 " * 500, "٣\u200d5"]
)
def test_quantities_take_any_text(text: str) -> None:
    for q in fact_check.quantities(text):
        assert text[q.start : q.end] == q.text


PIECES = "12 people $5 between and of the one – ( ) “ ” , . said half percent May 2016"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*PIECES.split(), "\n"])))
def test_offsets_are_exact_whatever_the_parse(pieces: list[str]) -> None:
    text = " ".join(pieces)
    nlp = pipeline()
    doc = nlp(text)
    found = readings(doc)
    assert found == readings(nlp(text))
    for reading in found:
        q = reading.quantity
        assert text[q.start : q.end] == q.text
        assert doc[reading.tokens[0]].idx <= q.start
        last = doc[reading.tokens[1] - 1]
        assert q.end <= last.idx + len(last)
    for run, said in asserted(doc, found, taken=()):
        assert said
        assert all(0 <= a < b <= len(doc) for a, b in run)


def test_a_blank_pipeline_still_reads_values() -> None:
    import spacy

    doc = spacy.blank("en")("Up to 60 people paid $5 million.")
    assert [(q.text, q.value, q.unit, q.counted) for q in quantities(doc)] == [
        ("Up to 60", 60, None, None),
        ("$5 million", 5_000_000, "USD", None),
    ]
