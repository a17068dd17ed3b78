"""Hold the corpus to its own guidelines: offsets, links and the order of the labels."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from fact_check.claims import Claim

ROOT = Path(__file__).parents[1]
ARTICLES = sorted((ROOT / "corpus").glob("*/*.txt"))
GOLD = sorted((ROOT / "corpus").glob("*/*.jsonl"))

MONEY = {"USD", "GBP", "EUR", "CNY", "INR"}

# A denial that makes no claim of its own ("which he denied", "denied it"), so no link shows it.
BARE_DENIAL = re.compile(
    r"\b(den(y|ies|ied|ying|ial)|false(ly)?|untrue|not true|no truth|incorrect(ly)?|wrong(ly)?|hoax|"
    r"disput\w+|reject\w+|dismissed|retracted|misleading|baseless|the other way round)\b"
)


def claims(gold):
    return [json.loads(line) for line in gold.read_text(encoding="utf8").splitlines()]


def text_of(gold):
    return gold.with_suffix(".txt").read_text(encoding="utf8")


def links_to(all_claims, relation):
    return {link["to"] for c in all_claims for link in c["links"] if link["relation"] == relation}


def identified(source):
    return source is not None and source["kind"] not in ("anonymous", "unknown")


def backed(all_claims):
    """Return the ids of the claims that an identified source, a link or a restatement of such a claim backs."""
    ids = {c["id"] for c in all_claims if c["evidence"] or (c["cue"] and identified(c["source"]))}
    pairs = [(c["id"], k["to"]) for c in all_claims for k in c["links"] if k["relation"] == "restates"]
    while more := {b for pair in pairs for a, b in (pair, pair[::-1]) if a in ids} - ids:
        ids |= more
    return ids


def each_gold(test):
    return pytest.mark.parametrize("gold", [pytest.param(g, id=g.stem) for g in GOLD])(test)


def test_every_article_has_gold_and_every_gold_an_article():
    assert [a.with_suffix("") for a in ARTICLES] == [g.with_suffix("") for g in GOLD]


@pytest.mark.parametrize(
    ("part", "least"), [pytest.param("dev", 22, id="dev"), pytest.param("heldout", 10, id="heldout")]
)
def test_the_corpus_is_large_enough_to_measure_on(part, least):
    words = [len(a.read_text(encoding="utf8").split()) for a in ARTICLES if a.parent.name == part]
    assert len(words) >= least
    assert 300 <= sum(words) / len(words) <= 450


@pytest.mark.parametrize("article", [pytest.param(a, id=a.stem) for a in ARTICLES])
def test_no_sentence_stands_in_two_articles(article):
    def long_lines(path):
        return {line for line in path.read_text(encoding="utf8").splitlines() if len(line.split()) > 7}

    others = set().union(*(long_lines(a) for a in ARTICLES if a != article))
    assert not long_lines(article) & others


def test_no_two_articles_share_a_number():
    numbers = [a.name[:3] for a in ARTICLES]
    assert len(set(numbers)) == len(numbers)


@each_gold
def test_gold_is_the_contracts_json(gold):
    for line in gold.read_text(encoding="utf8").splitlines():
        claim = Claim.model_validate_json(line)
        assert claim.article == gold.with_suffix(".txt").relative_to(ROOT).as_posix()
        assert claim.kinds, claim.id
        assert claim.suggestion is not None, claim.id
        assert claim.suggestion.rule == "gold", claim.id
        assert claim.suggestion.because, claim.id


@each_gold
def test_ids_are_unique_and_in_the_order_of_the_text(gold):
    found = claims(gold)
    assert [c["id"] for c in found] == [f"g{n:02d}" for n in range(1, len(found) + 1)]
    starts = [c["span"]["start"] for c in found]
    assert starts == sorted(starts)


@each_gold
def test_every_span_holds_the_text_at_its_offsets(gold):
    text = text_of(gold)
    for c in claims(gold):
        for s in filter(None, [c["span"], c["source"], c["cue"], *c["quantities"], *c["evidence"]]):
            assert s["text"] == text[s["start"] : s["end"]], c["id"]
            assert s["text"] == s["text"].strip() != "", c["id"]


@each_gold
def test_pieces_lie_in_order_from_the_spans_start_to_its_end(gold):
    for c in claims(gold):
        edges = [p[k] for p in c["pieces"] for k in ("start", "end")]
        assert edges == sorted(set(edges)), c["id"]
        assert (edges[0], edges[-1]) == (c["span"]["start"], c["span"]["end"]), c["id"]


@each_gold
def test_no_two_claims_share_a_character(gold):
    pieces = sorted((p["start"], p["end"], c["id"]) for c in claims(gold) for p in c["pieces"])
    for (_, end, one), (start, _, other) in pairwise(pieces):
        assert end <= start, f"{one} runs into {other}"


@each_gold
def test_the_sentence_holds_the_span_and_keeps_to_its_paragraph(gold):
    text = text_of(gold)
    for c in claims(gold):
        start, end = c["sentence"]["start"], c["sentence"]["end"]
        assert start <= c["span"]["start"] < c["span"]["end"] <= end, c["id"]
        assert "\n" not in text[start:end], c["id"]
        assert start == 0 or text[start - 1].isspace(), c["id"]


@each_gold
def test_spans_leave_out_the_final_stop(gold):
    for c in claims(gold):
        assert not c["span"]["text"].endswith(("!", "?", ",", ";", ":", "…")), c["id"]
        assert not re.search(r"(?<!\b[A-Za-z])(?<!\b(Mr|St|Co|Jr|Mo))\.$", c["span"]["text"]) or re.search(
            r"\b(Inc|Ltd|Corp|a\.m|p\.m|U\.S)\.$", c["span"]["text"]
        ), c["id"]


@each_gold
def test_quantities_lie_in_their_claim_and_hold_a_sound_range(gold):
    for c in claims(gold):
        for q in c["quantities"]:
            assert any(p["start"] <= q["start"] < q["end"] <= p["end"] for p in c["pieces"]), c["id"]
            value, low, high = q["value"], q["low"], q["high"]
            shape = {
                "exactly": low is not None and high is not None and value in (None, low) and low <= high,
                "about": low is not None and high is not None and value in (None, low) and low <= high,
                "at_least": value == low is not None and high is None,
                "more_than": value == low is not None and high is None,
                "at_most": value == high is not None and low is None,
                "less_than": value == high is not None and low is None,
                "vague": value is None and low is not None and high is None,
            }
            assert shape[q["bound"]], f"{c['id']}: {q['text']}"


@each_gold
def test_units_are_named_as_the_guidelines_name_them(gold):
    for c in claims(gold):
        for q in c["quantities"]:
            unit = q["unit"]
            if set(q["text"]) & set("$£€₹"):
                assert unit in MONEY, f"{c['id']}: {q['text']}"
            elif re.search(r"%|per ?cent$", q["text"]):
                assert unit == "percent", f"{c['id']}: {q['text']}"
            elif unit is not None and unit not in MONEY:
                assert re.fullmatch(r"[a-z -]+|degree (Celsius|Fahrenheit)", unit), f"{c['id']}: {q['text']}"


@each_gold
def test_kinds_follow_from_quantities_and_cue(gold):
    for c in claims(gold):
        assert ("numeric" in c["kinds"]) == bool(c["quantities"]), c["id"]
        assert ("attributed" in c["kinds"]) == (c["cue"] is not None), c["id"]
        assert c["source"] is None or c["cue"] is not None, c["id"]


@each_gold
def test_hedges_name_no_source_and_reports_name_one(gold):
    for c in claims(gold):
        if c["cue"] and c["cue"]["effect"] == "hedges":
            assert c["source"] is None, c["id"]
        if c["cue"] and c["cue"]["effect"] == "reports":
            assert c["source"] is not None, c["id"]


@each_gold
def test_the_cue_and_the_source_stand_outside_the_claim(gold):
    for c in claims(gold):
        for s in filter(None, [c["cue"], c["source"]]):
            assert not any(s["start"] < p["end"] and p["start"] < s["end"] for p in c["pieces"]), c["id"]


@each_gold
def test_resolved_names_stand_earlier_in_the_article(gold):
    text = text_of(gold)
    for c in claims(gold):
        if c["source"] and c["source"]["resolved"]:
            assert c["source"]["resolved"] in text[: c["source"]["start"]], c["id"]


@each_gold
def test_links_join_two_claims_of_the_article(gold):
    found = claims(gold)
    ids = {c["id"] for c in found}
    for c in found:
        targets = [(k["to"], k["relation"]) for k in c["links"]]
        assert {to for to, _ in targets} <= ids - {c["id"]}, c["id"]
        assert len(set(targets)) == len(targets), c["id"]


@each_gold
def test_denied_exactly_where_something_denies(gold):
    found = claims(gold)
    denied = links_to(found, "denies")
    text = text_of(gold)
    for c in found:
        denies = c["cue"] is not None and c["cue"]["effect"] == "denies"
        paragraph = text[c["sentence"]["start"] :].partition("\n")[0]
        if denies or c["id"] in denied:
            assert c["suggestion"]["label"] == "denied", c["id"]
        elif c["suggestion"]["label"] == "denied":
            assert BARE_DENIAL.search(paragraph), c["id"]


@each_gold
def test_doubted_claims_are_never_sourced(gold):
    found = claims(gold)
    doubted = links_to(found, "doubts")
    for c in found:
        if c["id"] in doubted or (c["cue"] and c["cue"]["effect"] == "doubts"):
            assert c["suggestion"]["label"] != "sourced", c["id"]


@each_gold
def test_sourced_claims_are_backed_by_an_identified_source(gold):
    found = claims(gold)
    ids = backed(found)
    for c in found:
        if c["suggestion"]["label"] == "sourced":
            assert c["id"] in ids, c["id"]


@each_gold
def test_unevidenced_claims_are_not_backed_unless_evidence_is_said_to_be_missing(gold):
    found = claims(gold)
    ids, doubted = backed(found), links_to(found, "doubts")
    for c in found:
        doubts = c["cue"] is not None and c["cue"]["effect"] == "doubts"
        if c["suggestion"]["label"] == "unevidenced" and not doubts and c["id"] not in doubted:
            assert c["id"] not in ids, c["id"]
