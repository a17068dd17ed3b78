"""Claims that no rule and no cue claims, and that the encoder's states are sure of all the same."""

import numpy as np
import pytest
from spacy.tokens import Doc

from fact_check.claims import Effect, RuleId
from fact_check.extract.passed_over import passed_over
from fact_check.extract.quantities.readings import readings
from fact_check.extract.records import Attribution, Statement
from fact_check.language import parse
from fact_check.language.heads.spans import HEADS, KEY

SURE, DOUBTFUL = (-4.0, 0.0, 4.0), (0.5, 0.0, 0.0)


def seen(text: str, likely: str) -> Doc:
    """Parse a text whose states are sure that `likely` stands in a claim, and the rest does not."""
    (doc,) = parse([text])
    start = text.index(likely)
    rows = np.zeros((len(doc), sum(HEADS.values())), dtype=np.float16)
    for token in doc:
        inside = start <= token.idx < start + len(likely)
        rows[token.i, :3] = SURE if inside else (4.0, 0.0, 0.0)
    doc.user_data[KEY] = rows.tobytes()
    return doc


def found(doc: Doc, stated: list[Statement]) -> list[tuple[str, bool]]:
    return [
        (doc[slice(*one.pieces[0])].text, one.attribution is not None)
        for one in passed_over(doc, stated, readings(doc))
    ]


def said(doc: Doc, cue: str, source: str, content: str) -> Statement:
    """Return the statement of a text's own words."""

    def run(words: str) -> tuple[int, int]:
        at = doc.text.index(words)
        span = doc.char_span(at, at + len(words))
        assert span is not None
        return span.start, span.end

    whole = Attribution(run(cue), Effect.REPORTS, RuleId("reporting.say"), (run(content),), run(source))
    return Statement((run(content),), whole)


def test_a_clause_with_a_number_stands_by_itself() -> None:
    doc = seen("She ran in Rome. Kibet won her second race there.", "Kibet won her second race there")
    assert found(doc, []) == [("Kibet won her second race there", False)]


def test_nobody_speaks_before_the_sentence_that_names_them() -> None:
    doc = seen("The boats stay in the harbour. The mayor said the pier was shut.", "The boats stay in the harbour")
    assert found(doc, [said(doc, "said", "The mayor", "the pier was shut")]) == []


def test_one_without_a_number_goes_on_with_who_speaks_beside_it() -> None:
    doc = seen("The mayor said the pier was shut. The boats stay in the harbour.", "The boats stay in the harbour")
    assert found(doc, [said(doc, "said", "The mayor", "the pier was shut")]) == [
        ("The boats stay in the harbour", True)
    ]
    assert found(doc, []) == []


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        pytest.param("The union demands 300 new jobs.", "The union demands 300 new jobs", id="what-is-wanted"),
        pytest.param("She asked whether 12 ships had sunk.", "12 ships had sunk", id="what-is-asked"),
        pytest.param("They met at the old town hall.", "the old town hall", id="no-clause"),
    ],
)
def test_what_states_nothing_is_left(text: str, likely: str) -> None:
    assert found(seen(text, likely), []) == []


def test_what_is_claimed_already_is_left() -> None:
    doc = seen("The mayor said 40 houses had burned down.", "40 houses had burned down")
    assert found(doc, [said(doc, "said", "The mayor", "40 houses had burned down")]) == []


def test_states_that_doubt_say_nothing() -> None:
    doc = seen("Kibet won her second race there.", "Kibet won her second race there")
    rows = np.zeros((len(doc), sum(HEADS.values())), dtype=np.float16)
    rows[:, :3] = DOUBTFUL
    doc.user_data[KEY] = rows.tobytes()
    assert found(doc, []) == []


def test_another_pipeline_leaves_no_states() -> None:
    (doc,) = parse(["Kibet won her second race there."])
    doc.user_data.pop(KEY, None)
    assert found(doc, []) == []


def test_what_the_speaker_does_not_tell_is_left() -> None:
    text = "The mayor said the pier was shut. She declined to say whether more boats would go."
    doc = seen(text, "more boats would go")
    assert found(doc, [said(doc, "said", "The mayor", "the pier was shut")]) == []
