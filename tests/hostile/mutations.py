"""Inputs made from good ones: bytes and structures changed as a fuzzer and as an attacker would."""

import io
import json
import random
import zipfile
from functools import cache

TEXT = """Dam bursts above the town

Police said 40 people died. According to [the report](https://e.example/a), 12 bridges were lost.[^1]

> “Nobody had been warned,” said Ida Holm, who ran the water board until 2019.

| town | dead |
|------|------|
| Aby  | 12   |

[^1]: The report, page 4.
"""
FRONT = '---\ntitle: "Seven dead"\ndate: 2024-02-03\nfact-check: ignore unevidenced "12" reason="sealed"\n---\n\n'
TOML = '+++\ntitle = "Seven dead"\n+++\n\n'
PAGE = """<!doctype html><html lang="en"><head><title>Dam bursts</title>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Dam bursts"}</script></head><body>
<article><h1>Dam bursts</h1><p>Police said 40 people died in the accident at the dam on Monday night.</p>
<p>According to <a href="https://e.example/a">the report</a>, 12 bridges were lost&#x2014;all of them.</p>
<ul><li>one &amp; two</li></ul><table><tr><th>town</th><th>dead</th></tr><tr><td>Aby</td><td>12</td></tr></table>
</article></body></html>
"""
RTF = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}\f0 Dam bursts\par Police said 40 people died \'96 all.\par}"
KIND = (
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/>'
)
DOCUMENT = (
    '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Dam bursts</w:t></w:r></w:p>'
    '<w:p><w:r><w:t xml:space="preserve">Police said </w:t></w:r><w:ins w:id="1" w:author="a"><w:r><w:t>40</w:t></w:r>'
    '</w:ins><w:del w:id="2" w:author="a"><w:r><w:delText>30</w:delText></w:r></w:del><w:r><w:rPr><w:b/></w:rPr>'
    '<w:t xml:space="preserve"> people died, </w:t></w:r><w:hyperlink r:id="r2"><w:r><w:t>a report</w:t></w:r>'
    '</w:hyperlink><w:r><w:t xml:space="preserve"> says.</w:t><w:sym w:font="W" w:char="F04A"/></w:r></w:p>'
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>town</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>dead</w:t></w:r></w:p></w:tc>"
    "</w:tr><w:tr><w:tc><w:p><w:r><w:t>Aby</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr>"
    "</w:tbl>"
)
"""What a Word file says: a heading, a tracked change, a link, a symbol, a table."""
SEEDS = (TEXT, FRONT + TEXT, TOML + TEXT, PAGE)
NASTY = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b]0;x\x07", b"\n::error::x", "\u202e".encode(), "\U000e0041".encode(),
    b"&#x2;", b"&#xE000;", b"&#1114112;", b"<![foo[bar]]>", b"<!--", b"-->", b"[" * 40, b"*" * 30, b"{{", b"%}",
    b"\xed\xa0\x80", b"9" * 400, b"1e999", b"\\ud800", b"&a *a", b"!!python/object:os.system", b"---\n", b"+++\n",
    b"\r", b"http://[x", b"<svg>", b" hidden", b"</script>", b"\\uc999 ", b"{\\*", b"\\bin99999 ", b"}}}}",
    "\u0300".encode() * 9,
)  # fmt: skip


@cache
def drafts(extension: str) -> list[bytes]:
    """Return good drafts in a format."""
    match extension:
        case ".docx":
            return [_docx(), *[word(DOCUMENT)] * 9]
        case ".odt":
            return [_odt()]
        case ".rtf":
            return [RTF.encode()]
        case ".html" | ".htm" | ".xhtml":
            return [PAGE.encode(), PAGE.encode("utf-16")]
        case _:
            return [each.encode() for each in SEEDS]


def mutated(raw: bytes, rng: random.Random) -> bytes:
    """Return some bytes changed in one place or in several; of a package, mostly what is packed in it."""
    if raw.startswith(b"PK") and rng.random() < 0.8:
        return _repacked(raw, rng)
    data = bytearray(raw)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        at = rng.randrange(len(data) + 1)
        end = min(len(data), at + rng.choice((1, 4, 40, 400)))
        match rng.randrange(7):
            case 0:
                data[at:at] = rng.choice(NASTY)
            case 1:
                data[at:end] = rng.choice(NASTY)
            case 2:
                del data[at:end]
            case 3:
                data[at:at] = data[at:end] * rng.choice((1, 2, 30))
            case 4 if data:
                data[min(at, len(data) - 1)] = rng.randrange(256)
            case 5:
                data[at:at] = rng.randbytes(rng.choice((1, 3, 30)))
            case _:
                data = data[:at] if rng.random() < 0.3 else data
    return bytes(data)


TOLD = (
    *("people", "said", "Tom", "the", "of", "40", "12,", "had", "denied", "that", "as", "an", "were", "bridge", "a"),
    *("According", "to", "reports", "which", "“", "”", '"', "—", ".", ".\n\n", ",", "(", ")", "per cent", "$5", "not"),
    *('an"u\u0300p\u034f-river\u032b', "ru\u00adn,could", "\u200b", "\u2060", "e\u0301\u0301", "…", ":", "’", "  "),
    *("between 3 and 5", "1 to 2", "a third", "no evidence", "**bold**", "[link](http://e.example)", "&amp;", "’s"),
)


def shuffled(rng: random.Random) -> bytes:
    """Return a short draft of words that attribute, count and quote, in an order that no writer chose."""
    words = rng.choices(TOLD, k=rng.randint(5, 80))
    return ("Dam bursts\n\n" + "".join(f"{word}{rng.choice((' ', ' ', ' ', '  ', ''))}" for word in words)).encode()


def journals(raw: bytes, rng: random.Random) -> bytes:
    """Return a journal with lines mutated, doubled, dropped, out of order, or with fields that an attacker writes."""
    lines = raw.split(b"\n")
    for _ in range(rng.choice((1, 2, 4))):
        n = rng.randrange(len(lines))
        match rng.randrange(6):
            case 0:
                lines[n] = mutated(lines[n], rng) if lines[n] else rng.choice(NASTY)
            case 1:
                lines.insert(n, lines[rng.randrange(len(lines))])
            case 2:
                rng.shuffle(lines)
            case 3:
                lines = lines[:n] or lines
            case _:
                lines[n] = _forged(lines[n], rng)
    return b"\n".join(lines)


VALUES = (
    "\x1b[31mx", "\n::error::x", "[/b]", "[link=http://e]x[/link]", "\u202ex", "x" * 3000, "", "=1+1", "</script>",
    "@all", "9999-12-31T23:59:59.999999Z", "0001-01-01T00:00:00+14:00", -1, 10**18, 10**400, 1.5, True, None, [], {},
    [[]], "\ud800",
)  # fmt: skip


def _forged(line: bytes, rng: random.Random) -> bytes:
    try:
        event = json.loads(line)
    except ValueError:
        return line
    if not isinstance(event, dict) or not event:
        return line
    held = event
    key = rng.choice(list(held))
    while isinstance(held[key], dict) and held[key] and rng.random() < 0.7:
        held = held[key]
        key = rng.choice(list(held))
    held[key] = rng.choice(VALUES)
    return json.dumps(event).encode()


def _repacked(raw: bytes, rng: random.Random) -> bytes:
    """Return a package with one of its parts mutated, gone, or named otherwise."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = rng.choice(old.namelist())
        for name in old.namelist():
            content = old.read(name)
            if name == chosen:
                kind = rng.random()
                if kind < 0.1:
                    continue
                if kind < 0.15:
                    name = f"../{name}"
                content = mutated(content, rng)
            new.writestr(name, content)
    return out.getvalue()


def _docx() -> bytes:
    from docx import Document

    document = Document()
    document.add_heading("Dam bursts")
    document.add_paragraph("Police said 40 people died.")
    document.add_table(2, 2).cell(0, 0).text = "Aby"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word(body: str) -> bytes:
    """Return a Word file of the parts that are read, and none of the others that Word writes."""
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    to = "http://schemas.openxmlformats.org/package/2006"
    kinds = f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{KIND}'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", f'<Types xmlns="{to}/content-types">{kinds}</Types>')
        packed.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{to}/relationships"><Relationship Id="r1" Type="{links}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        packed.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{main}" xmlns:r="{links}"><w:body>{body}</w:body></w:document>',
        )
        packed.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{to}/relationships"><Relationship Id="r2" Type="{links}/hyperlink" '
            'Target="http://e.example/a" TargetMode="External"/></Relationships>',
        )
    return out.getvalue()


def _odt() -> bytes:
    return office("<text:h>Dam bursts</text:h><text:p>Police said <text:span>40 people</text:span> died.</text:p>")


def office(body: str) -> bytes:
    """Return an OpenDocument text of its content, and none of the other parts."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0" '
        f'xmlns:table="{names}:table:1.0"><office:body><office:text>{body}</office:text></office:body>'
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        packed.writestr("content.xml", content)
    return out.getvalue()
