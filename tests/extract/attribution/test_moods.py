"""Which sentences of a content state something: one claim for each that does, in {braces}."""

import pytest

from tests.extract.conftest import Finder, unmark

CASES = [
    pytest.param("They said: “{The centre will be shut from Monday}. Thank you to all our guests.”", id="thanks"),
    pytest.param("They said: “{The centre will be shut from Monday}. Hope to see you next year!”", id="hopes"),
    pytest.param("Ada Kern said: “{The pier is shut}. Is it safe? {The piles are rotten}.”", id="a-question"),
    pytest.param("Ada Kern said she's grateful.", id="a-feeling"),
    pytest.param("Ada Kern said {she was sad that 40 flats had burned}.", id="more-than-a-feeling"),
    pytest.param("“{The pier is shut}. We'd ask people to stay away,” Ada Kern said.", id="a-request"),
    pytest.param("“{The pier is shut}. And let's build it again,” Ada Kern said.", id="a-call-to-all"),
    pytest.param("“{The pier is shut}. I wish there were another way,” Ada Kern said.", id="a-wish"),
    pytest.param(
        "“{The pier is shut}. If anybody has a key, give it to me,” Ada Kern said.", id="an-order-with-a-condition"
    ),
    pytest.param("“{Take away 40 beds and people will die},” Ada Kern said.", id="an-order-that-foretells"),
    pytest.param("“Frankly, tell him that the pier is shut,” Ada Kern said.", id="an-order-after-an-adverb"),
    pytest.param("“Yes, ask a sailor,” Ada Kern said.", id="an-order-after-yes"),
    pytest.param(
        "“{The pier is shut}. As your former captain, please explain the rules to the crew,” Ada Kern said.",
        id="an-order-to-somebody-as-something",
    ),
    pytest.param("“Be careful, because it could be very wet,” Ada Kern said.", id="an-order-to-be-something"),
    pytest.param(
        "“Be honest, {the pier was never safe},” Ada Kern said.",
        id="an-order-beside-a-statement",
        marks=pytest.mark.xfail(strict=True, reason="the order is taken for a part of the statement"),
    ),
    pytest.param("“Our thoughts and prayers are with the families. {The pier is shut},” Ada Kern said.", id="sympathy"),
    pytest.param("“My first thoughts go to the families. {The pier is shut},” Ada Kern said.", id="first-thoughts"),
    pytest.param("“{Their hearts were weak after the fall},” Ada Kern said.", id="hearts-that-are-ill"),
    pytest.param("“{The pier is shut}. We appreciate your patience,” Ada Kern said.", id="appreciation"),
    pytest.param("“May the sea protect our boats. {The pier is shut},” Ada Kern said.", id="may-it"),
    pytest.param("“{The pier is shut}. I request all captains to come home,” Ada Kern said.", id="i-request"),
    pytest.param("“{The pier is shut}. Constantly watching. {It leaks},” Ada Kern said.", id="a-fragment-beside"),
    pytest.param("“I hope the council will shut the pier,” Ada Kern said.", id="a-hope"),
    pytest.param("Ada Kern said she hoped that the pier would be shut.", id="a-reported-hope"),
    pytest.param("“{I was hoping to see the pier},” Ada Kern said.", id="hoped-once"),
    pytest.param("Ada Kern said {she hoped to keep her boat and would sell the nets}.", id="a-hope-and-a-plan"),
    pytest.param("“{I'll plead guilty to that},” Ada Kern said.", id="a-plea"),
    pytest.param("“{We asked the town to shut the pier},” Ada Kern said.", id="asked-once"),
    pytest.param('"{Look, it is a broken system}," Ada Kern told the court.', id="a-call-to-listen"),
    pytest.param("“Look at me,” Ada Kern told the court. “{The pier is shut}.”", id="an-order-to-look"),
    pytest.param("Is it safe? Not according to the harbour office.", id="a-bare-no"),
]


@pytest.mark.parametrize("marked", CASES)
def test_moods(find_in: Finder, marked: str) -> None:
    text, contents = unmark(marked)
    assert [c.span.text for c in find_in(text)] == contents
