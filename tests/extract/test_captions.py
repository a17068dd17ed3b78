"""A claim that stands in a picture's caption says so."""

import pytest

from fact_check.pipeline import claims
from fact_check.read import read_bytes

PAGE = """<html><body><article><h1>Dam bursts</h1>
<p>Police said on Friday that 40 people had died when the dam above Orlo burst, and that 12 boats were out.</p>
<figure><img src="a.jpg"><figcaption>Rescuers said 300 people had fled to the church.</figcaption></figure>
<p>The mayor said that 900 homes were without power on Saturday, and that schools would stay shut.</p>
<p>Engineers had looked at the wall in the spring and found nothing that troubled them. The river had risen since
Monday, after a week of rain in the hills, and by Thursday it stood at the top of the gates.</p>
<p>Buses took families to the next valley, where a hall and a school had been opened for them. The road to the north
was shut, and the railway too, and the hospital asked for blankets.</p>
</article></body></html>"""


@pytest.mark.parametrize(
    ("words", "within"),
    [
        pytest.param("300 people", True, id="in the caption"),
        pytest.param("40 people", False, id="before it"),
        pytest.param("900 homes", False, id="after it"),
    ],
)
def test_a_claim_in_a_caption_says_so(words: str, within: bool) -> None:
    (found,) = [one for one in claims(read_bytes("a.html", PAGE.encode())) if words in one.span.text]
    assert found.caption is within
    assert ("caption" in found.model_dump(mode="json")) is within
