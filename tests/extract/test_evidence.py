"""What a claim rests on: a link on the words that carry it or on its source, never one on a name."""

import pytest

from fact_check import find
from fact_check.extract import extract
from fact_check.language import pipeline
from fact_check.read import read
from fact_check.rules import load_rules


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        pytest.param("The measure got 24,000 more votes than [Proposition 4](https://p.example).", [], id="a-name"),
        pytest.param("The measure got [24,000 votes](https://p.example).", ["https://p.example"], id="a-number"),
        pytest.param("The fire [killed nine cows](https://p.example).", ["https://p.example"], id="a-verb"),
        pytest.param(
            "[The union](https://p.example/news/40-cars) said 40 cars burned.",
            ["https://p.example/news/40-cars"],
            id="the-source",
        ),
        pytest.param("[The union](https://p.example/) said 40 cars burned.", [], id="a-home-page"),
        pytest.param("Mayor [Ada Kern](https://p.example/2019/kern) said 40 cars burned.", [], id="a-person"),
        pytest.param("[Officials](https://p.example/tag/fires) said 40 cars burned.", [], id="a-tag"),
        pytest.param("The union [said](https://x.com/carunion) 40 cars burned.", [], id="an-account"),
        pytest.param(
            "The union [said](https://x.com/carunion/status/77) 40 cars burned.",
            ["https://x.com/carunion/status/77"],
            id="a-post",
        ),
        pytest.param("Nine cows died at [one farm](https://p.example/farm).", [], id="one-of-a-kind"),
        pytest.param(
            "The [audit office](https://p.example/office) looked at 1,140 farms.", [], id="named-after-a-document"
        ),
        pytest.param(
            "According to [an audit](https://p.example/audit), 40 cars burned.",
            ["https://p.example/audit"],
            id="a-document",
        ),
        pytest.param("The union [said](https://p.example) 40 cars burned.", ["https://p.example"], id="the-cue"),
        pytest.param("Nine cows died in [Harwick](https://p.example).", [], id="a-place"),
    ],
)
def test_links(tmp_path, text, targets):
    path = tmp_path / "draft.md"
    path.write_text(f"# A headline\n\n{text}\n", encoding="utf-8")
    rules = load_rules()
    article = read(str(path), rules)
    [found] = extract(article, pipeline()(article.prose), rules)
    assert [e.target for e in found.claim.evidence] == targets


PAGE = """<!doctype html><html lang="en"><head><title>Ferry operator loses its licence</title></head><body><article>
<h1>Ferry operator loses its licence</h1><p class="byline">By <a href="/author/nina-sorrell">Nina Sorrell</a></p>
<p>Blue Wave (<a href="/stocks/BWV">BWV</a>) lost its licence after one of its ships
<a href="/news/near-miss">came within 40 metres of a tanker</a>.</p>
<p>The <a href="https://maritime.example">maritime agency</a> said that 14 rules had been broken. Captain
<a href="/people/ove-lund">Ove Lund</a> said that the radar had failed for nine days.</p>
<p>Some 9,000 people work on <a href="/topics/ferries">ferries</a>. Tickets cost
<a href="/travel/prices">up to 85 euros</a>.</p>
<p>The fleet burned 310 tonnes of oil in May, <a href="https://fleet.example/oil">a report said</a>.</p>
<p>(Reporting by <a href="/journalists/lea-brandt">Lea Brandt</a>; editing by Omar Said. Our Standards:
<a href="/trust">The 10 Trust Principles</a>.)</p></article></body></html>"""


def test_a_page_as_newsrooms_link_it(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    claims = find(path)
    links = {q.text: [e.target for e in c.evidence if e.kind == "link"] for c in claims for q in c.quantities}
    assert links == {
        "40 metres": ["/news/near-miss"],
        "14": [],
        "nine days": [],
        "Some 9,000": [],
        "up to 85 euros": ["/travel/prices"],
        "310 tonnes": ["https://fleet.example/oil"],
    }
