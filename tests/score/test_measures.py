"""The measures, against hand-counted cases and against gold of every shape."""

import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from fact_check.claims import Bound, Claim, Effect, Kind, Label, Piece, Quantity, Relation
from fact_check.errors import GoldError
from fact_check.score.attributions import attributions
from fact_check.score.gold import Gold, read_gold
from fact_check.score.labels import labels
from fact_check.score.measure import dice, pair, prf
from fact_check.score.quantities import quantities, spans
from fact_check.score.stances import headlines
from tests.make import claim, link

TEXT = "Police said 40 villagers were killed. The army denied any killing."
STATED = claim(TEXT, "40 villagers were killed", cue="said", source="Police", label=Label.DENIED, numbers=(("40", 40),))
ANSWER = claim(
    TEXT,
    "any killing",
    cue="denied",
    effect=Effect.DENIES,
    source="The army",
    label=Label.DENIED,
    links=(link(STATED, relation=Relation.DENIES),),
)
GOLD: list[dict[str, Any]] = [
    {"claim": "40 villagers were killed", "nth": 1, "kinds": ["numeric", "attributed"], "label": "denied"},
    {"claim": "any killing", "nth": 1, "kinds": ["attributed"], "label": "denied", "effect": "denies"},
]
GOLD[0] |= {"source": "Police", "effect": "reports", "about": None, "quantities": []}
GOLD[1] |= {"source": "The army", "about": "40 villagers were killed", "quantities": []}


def chars(start: int, end: int) -> frozenset[int]:
    return frozenset(range(start, end))


def folder(tmp_path: Path, rows: list[dict[str, Any]]) -> Gold:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return read_gold(str(tmp_path))


def test_dice_counts_characters() -> None:
    assert dice(chars(0, 10), chars(5, 15)) == 0.5
    assert dice(chars(0, 10), frozenset()) == 0.0


def test_pairs_are_one_to_one_and_the_likest_first() -> None:
    gold = [chars(0, 10), chars(20, 30)]
    assert pair(gold, [chars(0, 8), chars(0, 10), chars(40, 50)]) == {0: 1}
    assert pair(gold, [chars(20, 30), chars(1, 10)]) == {0: 1, 1: 0}


def test_f_is_the_harmonic_mean() -> None:
    assert prf("x", 3, 4, 3, 6) == {"x-p": 0.75, "x-r": 0.5, "x-f": 0.6}
    assert prf("x", 0, 0, 0, 0) == {"x-p": 0.0, "x-r": 0.0, "x-f": 0.0}


def test_labels_of_perfect_claims(tmp_path: Path) -> None:
    figures = labels(folder(tmp_path, GOLD), [(STATED, ANSWER)]).figures
    assert {name: figures[name] for name in ("claims-f", "label", "links", "source", "numeric-kind")} == {
        "claims-f": 1.0,
        "label": 1.0,
        "links": 1.0,
        "source": 1.0,
        "numeric-kind": 1.0,
    }


def test_labels_count_what_is_missing_noisy_and_wrong(tmp_path: Path) -> None:
    wrong = claim(TEXT, "40 villagers were killed", cue="said", source="Police", label=Label.SOURCED)
    noisy = claim(TEXT, "The army", label=Label.UNEVIDENCED)
    score = labels(folder(tmp_path, GOLD), [(wrong, noisy)])
    assert score.figures["claims-p"] == 0.5
    assert score.figures["claims-r"] == 0.5
    assert score.figures["label"] == 0.0
    assert score.figures["links"] == 0.0
    assert [m.kind for m in score.misses] == ["label", "missing", "link", "noisy"]


def test_the_corpus_format_gives_the_same_score(tmp_path: Path) -> None:
    rows = [json.loads(c.model_dump_json()) for c in (STATED, ANSWER)]
    assert labels(folder(tmp_path, rows), [(STATED, ANSWER)]).figures["links"] == 1.0


def test_a_text_without_claims_counts_when_it_is_left_alone(tmp_path: Path) -> None:
    gold = folder(tmp_path, [])
    assert labels(gold, [()]).figures["empty"] == 1.0
    assert labels(gold, [(STATED,)]).figures["empty"] == 0.0


def attribution(content: str, source: str | None, cue: str, **more: object) -> dict[str, object]:
    def place(words: str | None) -> list[list[int]]:
        return [[TEXT.index(words), TEXT.index(words) + len(words)]] if words else []

    return {"content": place(content), "source": place(source), "cue": place(cue), "reporting": True, **more}


@pytest.mark.parametrize(
    ("gold", "expected"),
    [
        pytest.param(attribution("40 villagers were killed", "Police", "said"), (1, 1, 1, 1), id="all right"),
        pytest.param(attribution("40 villagers were killed", "The army", "said"), (1, 0, 0, 1), id="another source"),
        pytest.param(
            attribution("40 villagers were killed. The army", "Police", "denied"), (1, 1, 0, 0), id="too long"
        ),
        pytest.param(attribution("any killing", "The army", "denied"), (0, 0, 0, 0), id="not found"),
    ],
)
def test_attributions(gold: dict[str, object], expected: tuple[int, ...]) -> None:
    found = attributions(Gold("a", "attributions", [("a", TEXT, {"attributions": [gold]})]), [(STATED,)]).figures
    assert tuple(found[f"{m}-f"] for m in ("content", "full", "near", "cue")) == expected


def test_an_attitude_may_be_found_and_need_not_be() -> None:
    gold = Gold(
        "a",
        "attributions",
        [("a", TEXT, {"attributions": [attribution("any killing", None, "denied", reporting=False)]})],
    )
    assert attributions(gold, [(ANSWER,)]).figures["content-p"] == 1.0
    assert attributions(gold, [()]).counts["gold"] == 0


def quantity(text: str, value: float | None, unit: str | None = None, bound: Bound = Bound.EXACTLY) -> Quantity:
    return Quantity(start=0, end=len(text), text=text, value=value, low=value, high=value, unit=unit, bound=bound)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(quantity("more than $5", 5, "USD", Bound.MORE_THAN), (1, 1, 1), id="right"),
        pytest.param(quantity("$5", 5, "USD"), (1, 0, 1), id="bound lost"),
        pytest.param(quantity("more than 5 percent", 5, "percent", Bound.MORE_THAN), (1, 1, 0), id="another kind"),
        pytest.param(quantity("50", 50), (0, 0, 0), id="another value"),
    ],
)
def test_quantities(found: Quantity, expected: tuple[int, ...]) -> None:
    want = {"value": "5.0", "change": ">", "normalized_unit": "dollar"}
    figures = quantities(Gold("q", "quantities", [("1", "x", {"quantities": [want]})]), [(found,)]).figures
    assert tuple(figures[f"{m}-f"] for m in ("value", "bound", "kind")) == expected


def test_spans_are_covered_by_quantities_with_a_value() -> None:
    row = {"spans": [{"start": 0, "end": 2, "type": "CARDINAL"}, {"start": 5, "end": 9, "type": "DATE"}]}
    gold = Gold("s", "spans", [("1", "40 of 1999", row)])
    assert spans(gold, [(quantity("40", 40),)]).figures["cardinal-r"] == 1.0
    assert spans(gold, [(quantity("40", None),)]).figures["cardinal-r"] == 0.0


def test_a_headline_has_the_gravest_label_of_its_attributed_claims() -> None:
    row = {"headline": TEXT, "maps_to": "denied", "cue": True}
    gold = Gold("h", "headlines", [("1", TEXT, row), ("2", TEXT, {**row, "cue": False})])
    numeric = claim(TEXT, "40 villagers were killed", label=Label.UNEVIDENCED)
    assert Kind.ATTRIBUTED not in numeric.kinds
    assert headlines(gold, [(numeric, ANSWER), ()]).figures["denied-f"] == 1.0
    assert headlines(gold, [(numeric,), ()]).figures["denied-r"] == 0.0


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        pytest.param({"id": "a", "text": TEXT, "attributions": []}, "attributions", id="attributions"),
        pytest.param({"text": TEXT, "quantities": []}, "quantities", id="quantities"),
        pytest.param({"doc": "a", "text": TEXT, "spans": []}, "spans", id="spans"),
        pytest.param({"id": "a", "text": TEXT, "claims": []}, "labels", id="labelled sentences"),
        pytest.param({"headline": TEXT, "maps_to": "denied", "cue": True}, "headlines", id="headlines"),
    ],
)
def test_a_file_says_itself_what_it_holds(tmp_path: Path, row: dict[str, object], kind: str) -> None:
    packed = tmp_path / "gold.jsonl.xz"
    with lzma.open(packed, "wt", encoding="utf-8") as out:
        out.write(json.dumps(row) + "\n")
    assert read_gold(str(packed)).kind == kind


def test_the_second_occurrence_and_pieces(tmp_path: Path) -> None:
    rows = [{**GOLD[1], "claim": "kill", "nth": 2}, {**GOLD[0], "claim": ["40 villagers", "killed"]}]
    _, _, [second, pieces] = folder(tmp_path, rows).rows[0]
    assert min(second["chars"]) == TEXT.rindex("kill")
    assert len(pieces["chars"]) == len("40 villagers") + len("killed")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("gold.jsonl", "", "is empty", id="empty"),
        pytest.param("gold.jsonl", "{oops", "is not JSON", id="not JSON"),
        pytest.param("gold.jsonl", '{"text": "a"}', "is not gold that can be scored", id="another shape"),
        pytest.param("alone.jsonl/a.jsonl", '{"claim": "a"}', "no article beside it", id="no article"),
    ],
)
def test_gold_that_cannot_be_read(tmp_path: Path, name: str, content: str, says: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(content, encoding="utf-8")
    with pytest.raises(GoldError, match=says):
        read_gold(str(tmp_path / Path(name).parts[0]))


def test_gold_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no such file"):
        read_gold(str(tmp_path / "nowhere"))
    with pytest.raises(GoldError, match="no gold in this folder"):
        read_gold(str(tmp_path))


def test_pieces_of_a_claim_are_what_is_compared() -> None:
    broken: Claim = STATED.model_copy(update={"pieces": (Piece(start=12, end=14),)})
    gold = Gold("a", "labels", [("a", TEXT, [{**_row(), "chars": chars(12, 14)}])])
    assert labels(gold, [(broken,)]).figures["claims-f"] == 1.0


def _row() -> dict[str, object]:
    empty: dict[str, object] = {"words": "40", "label": "denied", "kinds": [], "source": None, "about": []}
    return empty
