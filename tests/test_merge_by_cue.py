"""What one cue attributes is put back together, and nothing else is."""

from fact_check.claims import Claim
from fact_check.merge_by_cue import whole
from tests.make import claim

TEXT = '"It fell. It broke," said Ana. "It is gone." Ben said it was old. Nine died.'


def test_the_sentences_of_a_quotation_become_one_claim() -> None:
    first = claim(TEXT, "It fell", cue="said", source="Ana")
    assert first.cue
    parts = [
        first,
        *(claim(TEXT, words).model_copy(update={"cue": first.cue, "source": first.source, "kinds": first.kinds})
          for words in ("It broke", "It is gone")),
        claim(TEXT, "it was old", cue="said", source="Ben"),
        claim(TEXT, "Nine died", numbers=(("Nine", 9),)),
    ]  # fmt: skip
    joined = whole(parts, TEXT)
    assert [[TEXT[p.start : p.end] for p in c.pieces] for c in joined] == [
        ["It fell. It broke", "It is gone"],
        ["it was old"],
        ["Nine died"],
    ]
    assert len({c.id for c in joined}) == 3
    assert joined[1:] == tuple(parts[3:])
    assert joined[0].id not in {c.id for c in parts}


ASKED = '"It fell. Who saw it? It broke!" said Ana. "Nobody. It is gone," she said. Ben said it was old.'


def quoted(words: str) -> Claim:
    return claim(ASKED, words, cue="said", source="Ana").model_copy(update={"quoted": True})


def test_what_a_quotation_asks_is_its_speakers_too() -> None:
    [joined] = whole([quoted("It fell")], ASKED)
    assert [ASKED[p.start : p.end] for p in joined.pieces] == ["It fell. Who saw it? It broke"]
    assert joined.id != quoted("It fell").id


def test_a_quotation_that_two_speak_in_is_left_in_pieces() -> None:
    other = claim(ASKED, "It broke", cue="said", source="Ben").model_copy(update={"quoted": True})
    joined = whole([quoted("It fell"), other], ASKED)
    assert [ASKED[p.start : p.end] for c in joined for p in c.pieces] == ["It fell", "It broke"]


def test_what_nobody_quotes_stays_as_it_is() -> None:
    alone = claim(ASKED, "it was old", cue="said", source="Ben")
    assert whole([alone], ASKED) == (alone,)
