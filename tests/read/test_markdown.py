"""Markdown gives its prose without syntax, and every stretch of it leads back to the file."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fact_check.read import Article
from fact_check.read.formats.md import article

SYNTAX = [*"ab*_`[]()<>!&#-+|\\~^:\n\r \t\"'1.é—🏅", "\n\n", "```", "---", "<div>", "</div>", "<!--", "-->", "<script>"]
SYNTAX += ["{{< x >}}", "{{", "}}", "{% y %}", "<%", "%>", "<![x[y]]>", "::: {.n}", "{#a}", "`r n` ", "[gallery ids=1]"]
SYNTAX += ["[^1]", "[^1]: ", "&amp;", "&#65;", "http://x.example", "| a | b |\n|---|---|\n", "> ", "- ", "40 people "]


@settings(deadline=None)
@given(st.lists(st.sampled_from(SYNTAX), max_size=40).map("".join))
@example("a`a{{< x >}}`")
def test_any_markup_is_read_and_every_segment_stands_in_the_file(text: str) -> None:
    read = article("draft.md", text)
    end = 0
    for s in read.segments:
        assert end <= s.text <= s.text + s.width <= len(text)
        end = s.text + s.width
        if s.length == s.width > 1:
            assert read.prose[s.prose : s.prose + s.length].split() == text[s.text : end].split()


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        pytest.param("The **40** villagers *were* killed.", "The 40 villagers were killed.", id="emphasis"),
        pytest.param("See [the report](http://x.example) now.", "See the report now.", id="link"),
        pytest.param("See [the report][r].\n\n[r]: http://x.example", "See the report.", id="reference link"),
        pytest.param("Two\nlines.", "Two lines.", id="soft break"),
        pytest.param("Two  \nlines.", "Two\nlines.", id="hard break"),
        pytest.param("# Head\n\nBody.", "Head\n\nBody.", id="heading"),
        pytest.param("> Said so.\n> And so.", "Said so. And so.", id="block quote"),
        pytest.param("- one\n- two", "one\ntwo", id="list"),
        pytest.param("- One\n\n- Two\n\n  more\n\nThree", "One\nTwo\nmore\n\nThree", id="a list with gaps"),
        pytest.param("| Town | Dead |\n|---|---|\n| Lund | 5 |", "Town: Lund; Dead: 5", id="table"),
        pytest.param(
            "| | **Dead** | 2021 |\n|---|---|---|\n| Lund | | 5 |", "Lund; 2021: 5", id="table with empty cells"
        ),
        pytest.param("| | |\n|---|---|\n| Dead | 5 |", "Dead; 5", id="table without heads"),
        pytest.param("AT&amp;T &eacute;t&#233;", "AT&T été", id="entities"),
        pytest.param(r"4 \* 5 \[a\]", "4 * 5 [a]", id="escapes"),
        pytest.param("Before ![a 40-foot wave](w.png) after.", "Before  after.", id="image"),
        pytest.param("Text.\n\n```\n40 = x\n```\n\nMore.", "Text.\n\nMore.", id="code block"),
        pytest.param("Press `Enter` twice.", "Press Enter twice.", id="code span"),
        pytest.param("Text.[^1]\n\n[^1]: City budget, page 40.", "Text.", id="footnote"),
        pytest.param("Now ~~40~~ 41 died.", "Now  41 died.", id="struck out"),
        pytest.param("Text.\n\n<!-- 40 killed -->\n\nMore.", "Text.\n\nMore.", id="comment"),
        pytest.param("<div>\n<p>It &amp; they.</p>\n<script>40</script></div>", "It & they.", id="HTML block"),
        pytest.param("A <b>bold</b> claim<br>here", "A bold claim\nhere", id="inline HTML"),
        pytest.param("One.\r\nTwo.\r\n\r\nThree.\r\n", "One. Two.\n\nThree.", id="CRLF"),
        pytest.param("\ufeff# Head\n\nBody.", "Head\n\nBody.", id="BOM"),
        pytest.param("---\ntitle: Dam bursts\ndeck: 40 hurt\n---\n\nBody.", "Dam bursts\n\nBody.", id="YAML"),
        pytest.param('+++\ntitle = "Dam bursts"\n+++\n\nBody.', "Dam bursts\n\nBody.", id="TOML"),
        pytest.param("---\nbroken: [\n---\n\nBody.", "Body.", id="broken front matter"),
        pytest.param("", "", id="empty"),
        pytest.param("Six {{< ref x >}} swam.", "Six swam.", id="shortcode in a sentence"),
        pytest.param("Six swam {{< ref x >}}.", "Six swam.", id="shortcode before a stop"),
        pytest.param('Six\n\n{{< figure\n  caption="40 men" >}}\n\nswam.', "Six\n\nswam.", id="shortcode over lines"),
        pytest.param("{{% note %}}\nSix swam.\n{{% /note %}}\nNine sank.", "Six swam.\n\nNine sank.", id="in pairs"),
        pytest.param("Six,\n{{ who }}\nsaid so.", "Six, said so.", id="a sentence goes on below it"),
        pytest.param("Six, {{ who }}, swam.", "Six, swam.", id="between commas"),
        pytest.param("Six, {{ who }} and Bo, swam.", "Six, and Bo, swam.", id="behind one comma"),
        pytest.param("Six {% comment %}40 men{% endcomment %} swam.", "Six swam.", id="Liquid's comment"),
        pytest.param(
            "Six.\n\n{%- comment -%}\n40 men.\n\nNine.\n{%- endcomment -%}\n\nTen.",
            "Six.\n\nTen.",
            id="Liquid's comment over paragraphs",
        ),
        pytest.param("Six {/* 40 men */} swam.", "Six swam.", id="MDX's comment"),
        pytest.param('Six {% include a.html text="40 *men*" %} swam.', "Six swam.", id="Liquid"),
        pytest.param("So `r nrow(dead)` men and `{python} n` dogs swam.", "So men and dogs swam.", id="run code"),
        pytest.param("It ran `r` then.", "It ran r then.", id="code that is not run"),
        pytest.param('Six <Tip n={4} t="40 men" /> swam. <Tip>Nine</Tip> sank.', "Six swam. Nine sank.", id="MDX"),
        pytest.param('import Tip from "./tip"\n\nSix swam.', "Six swam.", id="import"),
        pytest.param("::: {.callout}\nSix swam.\n:::", "Six swam.", id="Quarto"),
        pytest.param("## Six swam {#swim .wide}\n\nNine.", "Six swam\n\nNine.", id="attributes"),
        pytest.param('[caption id="a40" w="300"]Six swam[/caption]', "Six swam", id="WordPress"),
        pytest.param("A set {a, b} and [a note] stay.", "A set {a, b} and [a note] stay.", id="braces that are words"),
        pytest.param("Café {{ x }} 🏅 six.", "Café 🏅 six.", id="beyond ASCII"),
        pytest.param(
            "---\ntitle: Dam\ndescription: Six swam.\nsummary: Six swam.\n---\nBody.",
            "Dam\n\nSix swam.\n\nBody.",
            id="standfirst once",
        ),
        pytest.param(
            "---\ntitle: Dam\nsubtitle: Six swam.\n---\n\nSix swam.\n\nBody.",
            "Dam\n\nSix swam.\n\nBody.",
            id="standfirst that the body says",
        ),
        pytest.param(
            "---\ntitle: Dam\nsummary: >\n  Six\n  swam.\n---\nBody.", "Dam\n\nSix swam.\n\nBody.", id="folded"
        ),
        pytest.param(
            '+++\nx = """\ntitle\ntitle = "No"\n"""\ntitle = "Dam"\n[y]\ntitle = "Nor"\n+++\nBody.',
            "Dam\n\nBody.",
            id="TOML that looks like keys",
        ),
        pytest.param('---\ntitle: "Dam \\ud800"\n---\nBody.', "Dam \ufffd\n\nBody.", id="half a pair"),
        pytest.param('---\ntitle: "\\UFFFFFFFF"\n---\nBody.', "Body.", id="no character"),
        pytest.param(f"---\ntitle: {'[' * 3000}\n---\nBody.", "Body.", id="deep YAML"),
        pytest.param(f"+++\ntitle = {'[' * 3000}\n+++\nBody.", "Body.", id="deep TOML"),
        pytest.param(f'+++\nx = {"9" * 5000}\ntitle = "Dam"\n+++\nBody.', "Body.", id="a long number"),
        pytest.param("<div>\n<![foo[bar]]>\nSix swam.</div>", "Six swam.", id="marked section"),
    ],
)
def test_prose(text: str, prose: str) -> None:
    assert article("draft.md", text).prose == prose


def stretch(read: Article, words: str) -> str:
    start = read.prose.index(words)
    piece = read.piece(start, start + len(words))
    return read.text[piece.start : piece.end]


@pytest.mark.parametrize(
    ("text", "words", "written"),
    [
        pytest.param("The **40** villagers *were* killed.", "40 villagers were", "40** villagers *were", id="emphasis"),
        pytest.param("Été: **40** died.", "40 died", "40** died", id="beyond ASCII"),
        pytest.param("AT&amp;T lost 40 jobs.", "T&T"[1:], "&amp;T", id="entity"),
        pytest.param("> First\n> second", "First second", "First\n> second", id="block quote"),
        pytest.param("Six {{ x }} swam.", "Six swam", "Six {{ x }} swam", id="template"),
        pytest.param("|Town|Dead|\n|--|--|\n|Lund|5|", "Dead: 5", "5", id="cell after its head"),
        pytest.param("---\nsummary: >\n  Six\n  swam.\n---\n", "Six swam", "Six\n  swam", id="folded standfirst"),
        pytest.param('---\ntitle: "Dam: 40 hurt"\n---\nBody.', "Dam: 40 hurt", "Dam: 40 hurt", id="title"),
        pytest.param("See [the report](http://x.example) now.", "report", "report", id="link"),
        pytest.param("\ufeffTwo died.", "Two", "Two", id="BOM"),
    ],
)
def test_a_stretch_of_prose_is_found_in_the_file(text: str, words: str, written: str) -> None:
    assert stretch(article("draft.md", text), words) == written


@pytest.mark.parametrize(
    ("text", "written", "words"),
    [
        pytest.param("The [**Clear** Rivers](u) says.", "[**Clear** Rivers", "Clear Rivers", id="link and emphasis"),
        pytest.param("AT&amp;T lost **40** jobs.", "AT&amp;T lost **40", "AT&T lost 40", id="entity"),
        pytest.param("> First\n> second", "First\n> second", "First second", id="block quote"),
        pytest.param("Plain words here.", "words", "words", id="plain"),
    ],
)
def test_the_words_of_a_stretch_of_the_file(text: str, written: str, words: str) -> None:
    start = text.index(written)
    assert article("draft.md", text).words(start, start + len(written)) == words


@pytest.mark.parametrize(
    ("text", "references"),
    [
        pytest.param(
            "See [the report](http://x.example) now.", [("link", "the report", "http://x.example")], id="link"
        ),
        pytest.param("Go to <http://x.example>.", [("link", "http://x.example", "http://x.example")], id="autolink"),
        pytest.param("It fell.[^a]\n\n[^a]: City budget.", [("footnote", "", "City budget.")], id="footnote"),
        pytest.param("It fell.[^a]", [], id="footnote without text"),
        pytest.param("[**40** hurt](u)", [("link", "40 hurt", "u")], id="emphasis in a link"),
    ],
)
def test_references(text: str, references: list[tuple[str, str, str]]) -> None:
    read = article("draft.md", text)
    assert [(r.kind, read.prose[r.start : r.end], r.target) for r in read.references] == references


@pytest.mark.parametrize(
    ("table", "bare"),
    [
        pytest.param("| Town | Dead |\n|---|---|\n| Lund | 5 |", [], id="heads"),
        pytest.param("| | 2021 |\n|---|---|\n| Lund | 5 |", [], id="a head, and what names the row"),
        pytest.param("| | |\n|---|---|\n| Lund | 5 |", ["Lund", "; 5"], id="no heads"),
        pytest.param("| Town | |\n|---|---|\n| Lund | 5 |", ["; 5"], id="a column without a head"),
        pytest.param("| 1 | 2 |\n|---|---|\n| Lund | 5 |", ["Lund", "; 5"], id="numbers are no heads"),
        pytest.param("| | |\n|---|---|\n| Five died. | He said so. |", [], id="sentences need none"),
        pytest.param("<table><tr><td>Lund</td><td>5</td></tr><tr><td>Hull</td><td>6</td></tr></table>",
                     ["Lund", "5", "Hull", "6"], id="HTML without heads"),
        pytest.param("<table><tr><th>Dead</th><td>5</td></tr><tr><th>Hurt</th><td>6</td></tr></table>", [],
                     id="heads of rows"),
        pytest.param("<table><tr><th>Town</th><th>Dead</th></tr><tr><td>Lund</td><td>5</td></tr></table>", [],
                     id="HTML with heads"),
        pytest.param("<table><tr><td>Five men died.</td><td>So he said.</td></tr><tr><td>Yes.</td><td>No.</td></tr>"
                     "</table>", [], id="a table that lays out a page"),
    ],
)  # fmt: skip
def test_a_cell_below_no_head_makes_no_claim(table: str, bare: list[str]) -> None:
    read = article("a.md", f"Six swam.\n\n{table}\n")
    assert [read.prose[f.start : f.end] for f in read.furniture if f.rule == "furniture.cell"] == bare
