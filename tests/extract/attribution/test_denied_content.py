"""What a denial or a doubt is about, in {braces}; the texts have one denial or doubt each."""

import pytest

from fact_check.claims import Effect
from tests.extract.conftest import Finder, unmark

CASES = [
    pytest.param("The firm denied {any links to the mill}.", id="a-noun"),
    pytest.param("The firm denied that {it had dumped the waste}.", id="a-clause"),
    pytest.param("The firm denied {having dumped the waste}.", id="a-participle"),
    pytest.param("The firm rejected the allegation that {it had dumped the waste}.", id="what-a-noun-holds"),
    pytest.param("{The reports} are false, the bank said.", id="a-subject"),
    pytest.param("She called {the article} false.", id="what-is-called-false"),
    pytest.param("There is no evidence that {the mill was sold}.", id="evidence-that"),
    pytest.param("The driver pleaded not guilty to {seven counts of fraud}.", id="a-plea"),
    pytest.param("The driver pleaded not guilty on Monday to {two counts of fraud}.", id="a-plea-with-a-day"),
    pytest.param("Kern pleaded {not guilty} on Monday.", id="a-bare-plea"),
    pytest.param("The firm did not accept {the figure of 214 days}.", id="not-accepted"),
    pytest.param("The clerk rejected that out of hand.", id="a-bare-pronoun"),
    pytest.param("The clerk called {her account} a fabrication.", id="called-by-the-words"),
    pytest.param("The clerk branded {her story} a lie.", id="branded"),
    pytest.param("The clerk called {the report} fake news.", id="called-fake-news"),
    pytest.param("It called {the story of the sale} a hoax.", id="called-with-of"),
    pytest.param("{The report} does not exist, the bank said.", id="does-not-exist"),
    pytest.param("Nobody has been able to confirm {her account}.", id="nobody-able-to"),
    pytest.param("{The claim} could not be checked.", id="could-not-be-checked"),
    pytest.param("It was not immediately possible to verify {either account}.", id="not-possible-to-verify"),
    pytest.param("The firm called {the allegation} “slander”.", id="slander"),
    pytest.param("The mayor said {the figure} was exaggerated.", id="exaggerated"),
    pytest.param("He said {her account} was riddled with errors.", id="riddled-with-errors"),
    pytest.param("Toll firm overstated traffic by 40%, auditors find.", id="overstated-by-somebody"),
    pytest.param("The agency could not confirm {her account}.", id="her-account"),
]


@pytest.mark.parametrize("marked", CASES)
def test_what_is_answered(find_in: Finder, marked: str) -> None:
    text, contents = unmark(marked)
    answers = [c for c in find_in(text) if c.cue is not None and c.cue.effect in (Effect.DENIES, Effect.DOUBTS)]
    assert [c.span.text for c in answers] == contents
