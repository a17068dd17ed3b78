"""What one cue attributes is put back together, and nothing else is."""

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
