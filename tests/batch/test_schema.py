"""The claims table: its columns are the Claim contract's, and any claim fits."""

from pathlib import Path

import pytest
from make import claim, link

from fact_check.batch import schema_lines
from fact_check.batch.schema import claims_schema, row, table
from fact_check.claims import Claim, SourceKind

DOCS = Path(__file__).parents[2] / "docs" / "how-to" / "archives.md"
TEXT = "Police said 40 died. The mayor denied that 40 died."


def test_columns_are_the_claims_fields() -> None:
    assert set(claims_schema().names) == {*Claim.model_fields, "url", "date"}


def test_the_published_schema_is_the_one_that_is_written() -> None:
    block = DOCS.read_text(encoding="utf-8").split("```text\n")[1].split("```")[0]
    assert block.splitlines() == schema_lines()


CLAIMS = {
    "bare": claim(TEXT, "40 died"),
    "full": claim(TEXT, "40 died", source="Police", kind=SourceKind.ORGANISATION, cue="said", numbers=(("40", 40),)),
    "linked": claim(TEXT, "40 died", nth=1, links=(link(claim(TEXT, "40 died"), relation="denies", score=0.5),)),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_comes_back_from_its_row(name: str) -> None:
    given = CLAIMS[name]
    (held,) = table([row(given, None, None)], claims_schema()).to_pylist()
    assert (held.pop("url"), held.pop("date")) == (None, None)
    assert Claim.model_validate(held) == given


def test_a_number_beyond_all_floats_does_not_break_a_shard() -> None:
    given = claim(TEXT, "40 died", numbers=(("40", 10**400),))
    (held,) = table([row(given, None, None)], claims_schema()).to_pylist()
    assert held["quantities"][0]["value"] == float("inf")
