"""What is called the same is the same: follow-ups of other places, years, speakers, numbers, parts."""

import pytest

from fact_check.memory.compare import Outcome
from tests.bench.follow_ups import compared, written

OTHERS = [row for part in ("tune", "held") for row in written(part) if row["outcome"] != Outcome.SAME]


@pytest.mark.parametrize("row", OTHERS, ids=[f"{row['kind']}: {row['now']}" for row in OTHERS])
def test_no_other_statement_is_called_the_same(row: dict[str, str]) -> None:
    assert compared(row) is not Outcome.SAME


def test_most_of_what_is_the_same_is_found() -> None:
    same = [row for part in ("tune", "held") for row in written(part) if row["outcome"] == Outcome.SAME]
    found = sum(compared(row) is Outcome.SAME for row in same)
    assert found / len(same) > 0.75, found
