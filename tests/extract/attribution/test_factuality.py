"""What a cue does to its content, by its wording alone and in sentences; the cue stands in {braces}."""

import pytest

from fact_check.claims import Effect
from fact_check.extract.attribution.factuality import Force, Wording, force, marked
from fact_check.language import pipeline

SAY = Wording(Effect.REPORTS, "say", "VBD", root=True)


@pytest.mark.parametrize(
    ("cue", "what"),
    [
        pytest.param(SAY, Force.REPORTS, id="said"),
        pytest.param(Wording(Effect.REPORTS, "say", "VBD", negated=True), Force.WITHHOLDS, id="did-not-say"),
        pytest.param(Wording(Effect.DENIES, "deny", "VBD", negated=True), Force.WITHHOLDS, id="did-not-deny"),
        pytest.param(Wording(Effect.DENIES, "deny", "VBD"), Force.DENIES, id="denied"),
        pytest.param(Wording(Effect.DOUBTS, "verify", "VBN", negated=True), Force.DOUBTS, id="could-not-be-verified"),
        pytest.param(Wording(Effect.HEDGES, "reportedly"), Force.HEDGES, id="reportedly"),
        pytest.param(Wording(Effect.REPORTS, "ask", "VBD"), Force.ASKS, id="asked"),
        pytest.param(Wording(Effect.REPORTS, "tell", "VB", root=True), Force.DEMANDS, id="tell-him-that"),
        pytest.param(
            Wording(Effect.REPORTS, "say", "VB", root=True, auxiliaries=frozenset(["did"])), Force.REPORTS, id="did-say"
        ),
        pytest.param(
            Wording(Effect.REPORTS, "say", "VB", root=True, auxiliaries=frozenset(["might"])),
            Force.SUPPOSES,
            id="might-say",
        ),
        pytest.param(
            Wording(Effect.REPORTS, "say", "VBN", auxiliaries=frozenset(["may", "have"])),
            Force.REPORTS,
            id="may-have-said",
        ),
        pytest.param(
            Wording(Effect.REPORTS, "say", "VBG", auxiliaries=frozenset(["could"]), words=4),
            Force.REPORTS,
            id="long-cue",
        ),
        pytest.param(
            Wording(Effect.REPORTS, "say", "VB", above="go", infinitive=True), Force.REPORTS, id="went-on-to-say"
        ),
        pytest.param(Wording(Effect.REPORTS, "announce", "VB", infinitive=True), Force.PLANS, id="a-plan-to-announce"),
        pytest.param(
            Wording(Effect.REPORTS, "say", "VB", above="refuse", infinitive=True), Force.WITHHOLDS, id="refused"
        ),
        pytest.param(Wording(Effect.REPORTS, "say", "VB", above="want", infinitive=True), Force.WISHES, id="wanted"),
        pytest.param(Wording(Effect.REPORTS, "say", "VB", above="try", infinitive=True), Force.PLANS, id="tried"),
        pytest.param(Wording(Effect.REPORTS, "say", "VB", above="ask", infinitive=True), Force.DEMANDS, id="asked-to"),
    ],
)
def test_the_wording_decides(cue: Wording, what: Force) -> None:
    assert force(cue) is what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        pytest.param("The mayor {said} that the pier was safe.", Force.REPORTS, id="said"),
        pytest.param("The mayor {did not say} that the pier was safe.", Force.WITHHOLDS, id="did-not-say"),
        pytest.param("The mayor {asked} whether the pier was safe.", Force.ASKS, id="asked"),
        pytest.param("The mayor may {say} that the pier is safe.", Force.SUPPOSES, id="may-say"),
        pytest.param("The mayor wants to {say} that the pier is safe.", Force.WISHES, id="wants-to-say"),
        pytest.param("The mayor declined to {say} that the pier was safe.", Force.WITHHOLDS, id="declined-to-say"),
        pytest.param("{Tell} the mayor that the pier is safe.", Force.DEMANDS, id="tell"),
    ],
)
def test_a_cue_is_read_off_the_parse(text: str, what: Force) -> None:
    doc = pipeline()(text.replace("{", "").replace("}", ""))
    start = text.index("{")
    span = doc.char_span(start, text.index("}") - 1)
    assert force(marked(doc, (span.start, span.end))) is what
