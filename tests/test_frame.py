"""Claims as a DataFrame."""

import pandas
import pytest
from marked import draft

import fact_check
from fact_check.claims import Effect, Label
from fact_check.frame import COLUMNS

TEXT = "The mayor denied that {40 tonnes leaked}. The town has {12 bridges}.\n"


def claims() -> list[fact_check.Claim]:
    _, (first, _) = draft(TEXT, source="The mayor", cue="denied", effect=Effect.DENIES, label=Label.DENIED)
    _, (_, second) = draft(TEXT)
    return [first, second]


def test_a_claim_is_a_row() -> None:
    frame = fact_check.to_frame(claims())
    first, second = frame.to_dict("records")
    assert (first["text"], first["source"], first["cue_effect"], first["label"]) == (
        "40 tonnes leaked",
        "The mayor",
        "denies",
        "denied",
    )
    assert (first["value"], first["bound"], first["numeric"], first["attributed"]) == (40.0, "exactly", True, True)
    assert [each["text"] for each in first["quantities"]] == ["40"]
    assert frame["source"].isna().tolist() == [False, True]
    assert TEXT.replace("{", "").replace("}", "")[second["start"] : second["end"]] == "12 bridges"


def test_it_groups_and_counts() -> None:
    frame = fact_check.to_frame([*claims(), *claims()])
    assert frame.groupby("numeric")["value"].sum().to_dict() == {True: 104.0}
    assert frame[frame.label == "denied"].shape[0] == 2


@pytest.mark.parametrize("given", [[], claims()], ids=["no claims", "claims"])
def test_its_columns_and_their_types_do_not_depend_on_the_claims(given: list[fact_check.Claim]) -> None:
    frame = fact_check.to_frame(iter(given))
    assert list(frame.columns) == list(COLUMNS)
    assert [str(kind) for kind in frame.dtypes] == [getattr(kind, "__name__", kind) for kind in COLUMNS.values()]
    assert isinstance(frame, pandas.DataFrame)
