"""Who says what, in sentences of our own: the contents stand in {braces}, those of one claim in pieces too."""

# ruff: noqa: E501  (a case is one line)

import os
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fact_check.claims import Claim, Kind
from fact_check.extract import extract
from fact_check.language import pipeline
from fact_check.read import read_text
from fact_check.rules import load_rules
from tests.extract.conftest import Finder, unmark
from tests.shared import ARTICLES

KNOWN = pytest.mark.xfail(strict=True, reason="a known miss")


def case(marked: str, source: str | None, cue: str, effect: str, id: str, *, miss: bool = False) -> object:
    return pytest.param(marked, source, cue, effect, id=id, marks=[KNOWN] if miss else [])


ATTRIBUTED = [
    # indirect speech
    case("The mayor said that {the bridge was unsafe}.", "The mayor", "said", "reports", "that-clause"),
    case("The mayor said {the bridge was unsafe}.", "The mayor", "said", "reports", "bare-clause"),
    case("The bakery told the Harbour Post that {its oven had failed}.", "The bakery", "told", "reports", "addressee"),
    case("{The bridge is unsafe}, the mayor said.", "the mayor", "said", "reports", "trailing"),
    case("{The bridge}, the mayor said, {is unsafe}.", "the mayor", "said", "reports", "interrupting"),
    case("The harbour office has also said that {two ships sank}.", "The harbour office", "has also said", "reports", "adverb"),
    case("The mayor said {the pier was shut and would stay shut}; it was raining.", "The mayor", "said", "reports", "semicolon"),
    case("Ada Kern, who chairs the committee, said {the pier was shut}.", "Ada Kern, who chairs the committee", "said", "reports", "apposition"),
    case("The club promised {to plant 300 trees}.", "The club", "promised", "reports", "infinitive"),
    case("He said he believed {the roof had been mended}.", "He", "said", "reports", "nested-belief", miss=True),
    case("The union said {the firm had told workers that the plant was safe}.", "The union", "said", "reports", "nested"),
    # quotations
    case("“{The bridge is unsafe},” the mayor said.", "the mayor", "said", "reports", "quote-first"),
    case("“{The bridge is unsafe},” said Ada Kern, the mayor of the town.", "Ada Kern, the mayor of the town", "said", "reports", "inverted"),
    case("Ada Kern said: “{The bridge is unsafe}.”", "Ada Kern", "said", "reports", "colon"),
    case("“{The bridge},” she said, “{is unsafe}.”", "she", "said", "reports", "split-quote"),
    case("“{It was a warning},” the pilot was quoted as saying.", "the pilot", "was quoted as saying", "reports", "quoted-as"),
    case("The director called {the report a “fairy tale”}.", "The director", "called", "reports", "partly-quoted"),
    # according to
    case("According to the report, {two shops have closed}.", "the report", "According to", "reports", "according-first"),
    case("{Two shops have closed}, according to the Harbour Post.", "the Harbour Post", "according to", "reports", "according-last"),
    case("{Ada Kern of Harwick, 79, died early on Monday in a hospital}, according to the Harwick Bishops' Conference.", "the Harwick Bishops' Conference", "according to", "reports", "according-last-with-of"),
    case("According to police in Baytown, Texas, {Kern has been involved in collisions before}.", "police in Baytown, Texas", "According to", "reports", "according-to-police-in"),
    case("{Two shops}, according to the report, {have closed}.", "the report", "according to", "reports", "according-between"),
    case("According to the House of Commons Library, {most sittings have been for at most two hours}.", "the House of Commons Library", "According to", "reports", "according-to-a-name-with-of"),
    case("The harbour office said on Monday, {the pier was shut}.", "The harbour office", "said", "reports", "a-day-between"),
    case("The survey reported {the depth of the pit was 6.6 metres and, as of Friday, 1885 stones had been lifted}.", "The survey", "reported", "reports", "joined-after-a-comma"),
    # objects and predicates
    case("Police put {the number of marchers at 4,000}.", "Police", "put", "reports", "put-at"),
    case("The survey placed {the epicentre about eight kilometres south of the town}.", "The survey", "placed", "reports", "placed-at"),
    case("The two countries have alleged {Iranian involvement}.", "The two countries", "have alleged", "reports", "alleged-object"),
    case("An earlier version of this article said {the repair had cost £42m}.", None, "An earlier version of this article said", "denies", "correction"),
    case("The union accused {the firm of hiding the accident}.", "The union", "accused", "reports", "accused"),
    case("Engineers blamed {a worn cable for the crash}.", "Engineers", "blamed", "reports", "blamed"),
    case("The council announced {a third bus route}.", "The council", "announced", "reports", "announced"),
    # participles and shared subjects
    case("The report said that {renting out its “guest” rooms lets the abbey pay for the roof}.", "The report", "said", "reports", "scare-quote-inside"),
    case("The keeper left early, saying that {the lamp had failed}.", "The keeper", "saying", "reports", "participle"),
    case("A statement saying {all pupils were safe} was read out.", "A statement", "saying", "reports", "participle-noun"),
    # hedges
    case("{The ministers have} reportedly {shelved the plan}.", None, "reportedly", "hedges", "reportedly"),
    case("There have been reports of {shots near the harbour}.", None, "There have been reports of", "hedges", "reports-of"),
    case("The firm faces accusations that {it hid the leak}.", None, "faces accusations that", "hedges", "accusations"),
    case("{The minister} is said to {own three yachts}.", None, "is said to", "hedges", "is-said-to"),
    case("It is believed that {12 people were on board}.", None, "It is believed that", "hedges", "it-is-believed"),
    # denials and doubts
    case("Both locations denied {any links to the smugglers}.", "Both locations", "denied", "denies", "denied-noun"),
    case("The ministry denied that {40 villagers were killed}.", "The ministry", "denied", "denies", "denied-clause"),
    case("His lawyer said Mr Bray denied {the charge}.", "Mr Bray", "denied", "denies", "denied-inside"),
    case("No evidence has emerged that {the shops were used for this}.", None, "No evidence has emerged that", "doubts", "no-evidence"),
    case("It is unclear whether {the driver survived}.", None, "It is unclear whether", "doubts", "unclear"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "source", "cue", "effect"), ATTRIBUTED)
def test_finds_who_says_what(find_in: Finder, marked: str, source: str | None, cue: str, effect: str) -> None:
    text, contents = unmark(marked)
    found = find_in(text)
    assert len(found) == 1
    claim = found[0]
    assert [_text(claim, p.start, p.end) for p in claim.pieces] == contents
    assert (claim.source.text if claim.source else None) == source
    assert claim.cue is not None
    assert (claim.cue.text, claim.cue.effect) == (cue, effect)
    assert Kind.ATTRIBUTED in claim.kinds


def _text(claim: Claim, start: int, end: int) -> str:
    return claim.span.text[start - claim.span.start : end - claim.span.start]


MANY = [
    pytest.param(
        "“{We left early},” said Ada Kern. “{The road was wet}. {Nobody was hurt}.”",
        "Ada Kern",
        id="one-for-each-sentence",
    ),
    pytest.param(
        "“{We left early},” Ada Kern said.\n\n“{The road was wet}.”", "Ada Kern", id="a-quotation-in-the-next-paragraph"
    ),
    pytest.param(
        "“{We left early}.\n\n“{The road was wet},” Ada Kern said.",
        "Ada Kern",
        id="the-printers-convention",
    ),
    pytest.param(
        "Ada Kern said {the road was closed} and {the bridge was damaged}.",
        "Ada Kern",
        id="clauses-with-their-own-subjects",
    ),
    pytest.param("Ada Kern said {the pier was shut}, adding that {it would stay shut}.", "Ada Kern", id="adding-that"),
]


@pytest.mark.parametrize(("marked", "source"), MANY)
def test_finds_each_statement(find_in: Finder, marked: str, source: str) -> None:
    text, contents = unmark(marked)
    found = find_in(text)
    assert [c.span.text for c in found] == contents
    assert [c.source.text if c.source else None for c in found] == [source] * len(contents)


NONE = [
    pytest.param("The mayor did not say that the bridge was unsafe.", id="not-said"),
    pytest.param("The mayor refused to say whether the bridge was unsafe.", id="refused-to-say"),
    pytest.param("Tell the mayor that the bridge is unsafe.", id="an-order"),
    pytest.param("The court denied bail to the driver.", id="denied-bail"),
    pytest.param("Neighbours called the police.", id="called-the-police"),
    pytest.param("He wrote novels in a hut by the sea.", id="wrote-novels"),
    pytest.param("Prices continue to rise in the north.", id="continues-to-happen"),
    pytest.param("The governor declared a state of emergency.", id="an-act-by-declaring"),
    pytest.param("Everything went according to plan.", id="according-to-plan"),
    pytest.param("“Why is the bridge shut?” she asked.", id="a-question"),
    pytest.param("The so-called “holiday camp” is a barn.", id="a-scare-quote"),
]


@pytest.mark.parametrize("text", NONE)
def test_finds_nothing(find_in: Finder, text: str) -> None:
    assert [c.span.text for c in find_in(text)] == []


MARKS = st.sampled_from(["“", "”", '"', "‘", "’", "'", "«", "„", "''", "\n\n", " "])


def _holds(text: str) -> None:
    rules = load_rules()
    article = read_text(text, rules)
    for found in extract(article, pipeline()(article.prose), rules):
        claim = found.claim
        spans = [claim.span, *claim.quantities, *(s for s in (claim.source, claim.cue) if s is not None)]
        assert all(text[s.start : s.end] == s.text for s in spans)
        assert all(p.start < p.end for p in claim.pieces)
        assert all(a.end <= b.start for a, b in zip(claim.pieces, claim.pieces[1:], strict=False))


BASE = "Ships collide\n\n“We left early,” said Ada Kern. “It rained.”\n\nThe ‘old’ boat’s crew, she said, “was cold”."


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(BASE)), MARKS), max_size=5), st.integers(0, len(BASE)))
def test_offsets_hold_whatever_happens_to_the_marks(puts: list[tuple[int, str]], drop: int) -> None:
    text = BASE[:drop] + BASE[drop + 1 :]
    for at, mark in puts:
        text = text[:at] + mark + text[at:]
    _holds(text)


QUOTES = "\"'“”‘’«»"
CURLED = {"“": '"', "”": '"', "‘": "'", "’": "'"}
MUTATIONS: dict[str, Callable[[str, random.Random], str]] = {
    "as-it-is": lambda text, _: text,
    "dropped": lambda text, _: re.sub(f"[{QUOTES}]", "", text),
    "half-dropped": lambda text, chance: re.sub(f"[{QUOTES}]", lambda m: chance.choice(["", m[0]]), text),
    "doubled": lambda text, _: re.sub(f"([{QUOTES}])", r"\1\1", text),
    "mixed": lambda text, chance: re.sub(f"[{QUOTES}]", lambda _: chance.choice(QUOTES), text),
    "straightened": lambda text, _: "".join(CURLED.get(c, c) for c in text),
    "curled": lambda text, _: re.sub(r'"([^"\n]*)"', r"“\1”", re.sub(r"(?<=\w)'", "’", text)),
    "strewn": lambda text, chance: re.sub(" ", lambda _: chance.choice([" "] * 40 + [' "', '" ', " “", "’ "]), text),
}
EVERY = bool(os.environ.get("FACT_CHECK_EVERY_ARTICLE"))
"""Take every article with every mutation (some minutes), not a sample."""
MUTATED = [(path, how) for path in ARTICLES for how in MUTATIONS]
SAMPLE = MUTATED if EVERY else random.Random(3).sample(MUTATED, min(24, len(MUTATED)))


@pytest.mark.skipif(not ARTICLES, reason="the shared articles are not here")
@pytest.mark.parametrize(("path", "how"), SAMPLE, ids=[f"{path.stem[:3]}-{how}" for path, how in SAMPLE])
def test_offsets_hold_in_real_articles(path: Path, how: str) -> None:
    _holds(MUTATIONS[how](path.read_text(encoding="utf-8"), random.Random(path.stem)))
