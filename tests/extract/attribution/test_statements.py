"""What of a content states something: one claim for each statement, in {braces}."""

import pytest

from tests.extract.conftest import Finder, unmark

CASES = [
    pytest.param(
        "“{The pier is safe},” the engineer said, but “{nobody should drive on it at night}.”", id="but-again"
    ),
    pytest.param("“{It is very wet [...] so I have to stay inside},” Ada Kern said.", id="goes-on-after-a-gap"),
    pytest.param("“{It is very wet} [...] {the roof was never mended},” Ada Kern said.", id="another-after-a-gap"),
    pytest.param("Ada Kern said {the pier was shut} and {the boats were sold}.", id="joined"),
    pytest.param("The union said {40 drivers had been sacked} and that {three more would go}.", id="that-again"),
    pytest.param(
        "The Kenya commission said {two of the dead were teenagers} and that {all three had been shot}.", id="and-that"
    ),
    pytest.param("The report found {costs had doubled} and that {nobody was told}.", id="that-after-none"),
    pytest.param(
        "“{I have no idea who sank the boat},” she said of the men, “{But I do know that it leaked}.”",
        id="begins-anew-after-a-comma",
    ),
    pytest.param(
        '"{You will see more boats}," says Gavin Holm, 23, of Fresno, Calif. "{I think they will leak}."',
        id="begins-anew-after-an-abbreviation",
    ),
    pytest.param(
        "“{He’s supposed to mend the pier},” Kern said. Instead, “{he just walks on it}.”",
        id="a-sentence-of-the-writer's",
    ),
    pytest.param("“{We lost,” she said, “because it rained}.”", id="goes-on"),
    pytest.param(
        "“{And he said, ‘This is Bill Kern. I was thinking of you,’ and hung up}. {I left},” Ada Holm said.",
        id="speech-in-speech",
    ),
    pytest.param("“{It’s the boys’ boat}. {We don’t own it},” Ada Holm said.", id="the-mark-of-a-possessive"),
    pytest.param("Ada Holm said {the medal would go to retired Lt. Col. Ada Kern}.", id="a-shortened-title"),
    pytest.param(
        'Ada Holm said {if she "found a beam that was rotten and that I could not mend, she would leave."}',
        id="a-relative-that-again",
    ),
    pytest.param(
        "The poll showed {Ada Kern had 49.8 percent} while {Bill Pop had 46.1 percent}.", id="numbers-that-are-compared"
    ),
    pytest.param("Ada Holm said {she used 3 boats while she was mayor from 2009 to 2013}.", id="a-time"),
    pytest.param(
        "A state audit found that {of 30 boats promised after the flood, seven had been built}.", id="that-of"
    ),
]


@pytest.mark.parametrize("marked", CASES)
def test_statements(find_in: Finder, marked: str) -> None:
    text, contents = unmark(marked)
    assert [c.span.text for c in find_in(text)] == contents
