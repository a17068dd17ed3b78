"""What is denied or doubted, by whom, in every shape that a denial takes; and headlines in shorthand."""

import pytest

from fact_check.claims import Claim, Effect, Label
from fact_check.pipeline import claims
from fact_check.read import read_text


def answers(text: str) -> list[tuple[str, str | None, Effect]]:
    """Return the content, the source and the effect of each denial and doubt that is a claim."""
    return [
        (c.span.text, c.source.text if c.source else None, c.cue.effect)
        for c in claims(read_text(text))
        if c.cue is not None and c.cue.effect in (Effect.DENIES, Effect.DOUBTS)
    ]


DENIES, DOUBTS = Effect.DENIES, Effect.DOUBTS


@pytest.mark.parametrize(
    ("marked", "source", "effect"),
    [
        ("The ministry denied that {40 villagers were killed}.", "The ministry", DENIES),
        ("Both shops denied {any links to the smugglers}.", "Both shops", DENIES),
        ("The singer denied {having met the dealer}.", "The singer", DENIES),
        ("The council denied reports that {the bridge was unsafe}.", "The council", DENIES),
        ("Officials in Harwick rejected {the accusations}.", "Officials in Harwick", DENIES),
        ("He dismissed claims that {the vote was bought}.", "He", DENIES),
        ("Reports that {the dam had burst} were false, the governor said.", "the governor", DENIES),
        ("The firm called {the report} false.", "The firm", DENIES),
        ("The ministry described {the figures} as baseless.", "The ministry", DENIES),
        ("The audit did not find that {the treasurer had taken money}.", "The audit", DENIES),
        ("There is no evidence that {the two men met}.", None, DOUBTS),
        ("No evidence has emerged that {the shops were used for this}.", None, DOUBTS),
        ("Police found no evidence of {a second gunman}.", "Police", DOUBTS),
        ("{The death toll} could not be independently verified.", None, DOUBTS),
        ("It is unclear whether {the driver survived}.", None, DOUBTS),
        ("There were unconfirmed reports of {a second blast}.", None, DOUBTS),
    ],
)
def test_what_is_answered(marked: str, source: str | None, effect: Effect) -> None:
    content = marked[marked.index("{") + 1 : marked.index("}")]
    assert answers(marked.replace("{", "").replace("}", "")) == [(content, source, effect)]


@pytest.mark.parametrize(
    "text",
    [
        "The court denied bail to 12 protesters.",
        "They were denied the right to a lawyer.",
        "The minister did not deny that the talks had failed.",
        "The senate rejected the bill by 51 votes to 49.",
        "A false alarm emptied the station.",
        "The firm declined to comment on the report.",
        "It is unclear who fired first.",
        "The senate had not confirmed her by May.",
    ],
)
def test_what_answers_nothing(text: str) -> None:
    assert answers(text) == []


def one(text: str) -> Claim:
    [claim] = claims(read_text(text))
    return claim


def test_a_pronoun_denies_the_claim_before_it_and_is_none() -> None:
    claim = one("The clerk was accused of taking £900, which he denied.")
    assert claim.suggestion is not None
    assert claim.suggestion.label is Label.DENIED
    assert "which" not in claim.span.text


@pytest.mark.parametrize(
    ("after", "source"),
    [
        pytest.param(", a claim that Mr Dorn disputes.", "Mr Dorn", id="that"),
        pytest.param(", a claim Mr Dorn denies.", "Mr Dorn", id="bare"),
        pytest.param(", which Mr Dorn disputes.", "Mr Dorn", id="which"),
        pytest.param(", a figure the ministry rejects.", "the ministry", id="a figure"),
        pytest.param(" — something the ministry denies.", "the ministry", id="something"),
        pytest.param(", a charge denied by the ministry.", "the ministry", id="denied by"),
        pytest.param(", a claim disputed by Mr Dorn.", "Mr Dorn", id="disputed by"),
        pytest.param(". The ministry rejected that out of hand.", "the ministry", id="out of hand"),
        pytest.param(". The ministry dismissed this as nonsense.", "the ministry", id="as nonsense"),
        pytest.param(". The ministry said that did not happen.", "the ministry", id="did not happen"),
        pytest.param(". “Nothing of the sort happened,” the ministry said.", "the ministry", id="nothing of the sort"),
        pytest.param(". The ministry poured scorn on the claim.", "the ministry", id="scorn"),
        pytest.param(". The ministry rejected her version of events.", "the ministry", id="version of events"),
        pytest.param(", a figure that the ministry called exaggerated.", "the ministry", id="called exaggerated"),
        pytest.param(". Mr Dorn called it “a lie”.", "Mr Dorn", id="a quoted lie"),
    ],
)
def test_what_was_just_said_is_denied(after: str, source: str) -> None:
    first = next(iter(claims(read_text(f"Boats lost\n\nAna Pop said 40 boats had sunk{after}\n"))))
    assert first.span.text == "40 boats had sunk"
    assert first.suggestion is not None
    assert first.suggestion.label is Label.DENIED
    assert f"denied elsewhere in the article by {source} (" in first.suggestion.because


def test_neither_claim_could_be_verified() -> None:
    text = "Boats lost\n\nAna Pop said 40 boats had sunk. Neither claim could be independently verified.\n"
    first = next(iter(claims(read_text(text))))
    assert first.suggestion is not None
    assert first.suggestion.rule == "suggest.doubted"


def test_who_maintains_innocence_denies_the_accusation() -> None:
    claim = one("The clerk is accused of stealing 40 boats. He has always maintained his innocence.")
    assert claim.suggestion is not None
    assert claim.suggestion.label is Label.DENIED


def test_a_pronoun_stands_for_what_was_asked_and_not_for_what_was_said_before() -> None:
    text = (
        "“A crate fell on the pump,” Chief Moss said.\n\n"
        "Asked if the two leaks were linked, Chief Moss said there was no evidence to suggest this."
    )
    assert answers(f"Leaks at the mill\n\n{text}") == [("the two leaks were linked", "Chief Moss", DOUBTS)]
    first = next(c for c in claims(read_text(f"Leaks at the mill\n\n{text}")) if c.span.text.startswith("A crate"))
    assert first.suggestion is not None
    assert first.suggestion.label is Label.SOURCED


def test_without_evidence_turns_the_claim_beside_it() -> None:
    claim = one("The candidate claimed, without providing evidence, that 3,000 ballots were forged.")
    assert claim.span.text == "3,000 ballots were forged"
    assert claim.cue is not None
    assert claim.cue.effect is DOUBTS


@pytest.mark.parametrize(
    ("headline", "label"),
    [
        pytest.param("Singer Dead? Viral Hoax Fools Fans", Label.DENIED, id="hoax"),
        pytest.param("Ferry sold to rival: reports", Label.UNEVIDENCED, id="reports at the end"),
        pytest.param("Harbour Mayor Said to Quit on Friday", Label.UNEVIDENCED, id="said to"),
    ],
)
def test_a_headline_in_shorthand(headline: str, label: Label) -> None:
    [claim] = [c for c in claims(read_text(f"{headline}\n\nThe pier is old.\n")) if c.cue is not None]
    assert claim.suggestion is not None
    assert claim.suggestion.label is label


def test_shorthand_is_read_in_headlines_only() -> None:
    assert answers("The town\n\nThe hoax fooled fans for a week before anybody laughed.\n") == []


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("“That is wrong,” Reyes said. “It was two million.”", id="before-what-else-is-said"),
        pytest.param("“That is wrong,” Reyes said.", id="alone"),
        pytest.param("Reyes said that was wrong.", id="told"),
    ],
)
def test_a_bare_answer_is_its_speakers(answer: str) -> None:
    first, *_ = claims(read_text(f"Flowers\n\nMr Osei said the city had spent 12 million euros on flowers. {answer}\n"))
    assert first.suggestion is not None
    assert first.suggestion.because == "denied elsewhere in the article by Reyes (“wrong”)"


def test_an_account_that_somebody_disputes_is_denied() -> None:
    said = "Kern claimed the closing had been his idea, an account that two people who were in the room disputed."
    (claim,) = claims(read_text(f"Bridge\n\n{said}\n"))
    assert claim.suggestion is not None
    assert (claim.span.text, claim.suggestion.label) == ("the closing had been his idea", Label.DENIED)


@pytest.mark.parametrize(
    "beside",
    [
        "The voters got it wrong, said Karl Munk, a columnist.",
        "“I mean to prove my critics wrong,” the mayor said.",
        "Many officials have done things wrong, the mayor said.",
        "Something is wrong with the signals, the union said.",
        "Staff were reluctant to contradict him.",
        "The two councils disagree about the cost.",
        "The mayor declined to offer a figure of her own.",
        "The mayor has disavowed the lobby's founder.",
        "Her view of the town is wrong, the union said.",
        "There is no denying that he knows bridges.",
        "“I don't have any doubt that the bridge is old,” the mayor said.",
    ],
)
def test_what_denies_no_statement(beside: str) -> None:
    found = claims(read_text(f"Bridge\n\nThe chief engineer said the bridge could carry 90 tonnes. {beside}\n"))
    assert Label.DENIED not in [c.suggestion.label for c in found if c.suggestion is not None]
