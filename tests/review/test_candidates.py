"""Who is offered as a claim's source: the article's speakers and names, the nearest first."""

from fact_check.ledger.carry import Carrier
from fact_check.ledger.draft import Draft
from fact_check.ledger.fold import State
from fact_check.ledger.relocation import Ground
from fact_check.read import read_text
from fact_check.review.candidates import speakers
from fact_check.review.session import arrive, begin
from tests.make import claim

TEXT = """Ferry sinks

In Lower Brae, the Ferry Board's Tom Reed said 3 men drowned. He said 2 boats sank.

Both Ida Holm and Per Lund of the Department of Trade and Industry saw it. Vermont and Virginia sent ships.

North Pier
The Harbour Trust lost 9 crates.
"""


def test_names_are_offered_without_pronouns_and_what_opens_a_sentence() -> None:
    found = (
        claim(TEXT, "3 men drowned", source="Tom Reed", cue="said"),
        claim(TEXT, "2 boats sank", source="He", cue="said"),
        claim(TEXT, "The Harbour Trust lost 9 crates"),
    )
    article = read_text(TEXT, path="ferry.txt")
    draft = Draft(article, found, State(), (), Carrier(found, Ground(TEXT), article.path)).after(())
    session = arrive(begin("ana", ()), 0, draft)
    offered = speakers(session)
    assert offered[0].text == "Ferry Board"
    assert {one.text for one in offered} == {
        "Ferry Board",
        "Lower Brae",
        "Ida Holm",
        "Per Lund of the Department of Trade and Industry",
        "North Pier",
        "Harbour Trust",
    }
    assert all(TEXT[one.start : one.end] == one.text for one in offered)
