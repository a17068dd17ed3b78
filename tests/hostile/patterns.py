"""Texts that grow: what once took the square of its length, or more, and its kin."""

import operator
from collections.abc import Callable
from functools import partial

Pattern = Callable[[int], str]

READ: dict[str, Pattern] = {
    "links": lambda n: " ".join(f"[a{i}](http://e.example/{i})" for i in range(n)) + "\n",
    "nested lists": lambda n: "\n".join(" " * (2 * (i % 40)) + "- a" for i in range(n)) + "\n",
    "nested quotes": lambda n: "> " * n + "Police said 40 people died.\n",
    "brackets": lambda n: "[" * n + "40 people" + "]" * n + "\n",
    "opening brackets": lambda n: "[" * n + "\n",
    "images": lambda n: "![" * n + "\n",
    "footnotes": lambda n: "".join(f"[^{i}] " for i in range(n)) + "\n\n" + "\n".join(f"[^{i}]: a" for i in range(n)),
    "open footnotes": lambda n: "[^" * n + "\n",
    "stars": lambda n: "*a " * n + "\n",
    "underscores": lambda n: "_a" * n + "\n",
    "ticks": lambda n: "".join("`" * (1 + i % 60) + " " for i in range(n)) + "\n",
    "open comments": lambda n: "<!-- " * n + "\n",
    "links of a block": lambda n: "<div>\n" + '<a href="#x"> ' * n + "\n\n5 died.\n",
    "open tags": lambda n: "<a " * n + "\n",
    "shortcodes": lambda n: "{{< a " * n + "\n",
    "template syntax": lambda n: "{% a " * n + "\n",
    "tables": lambda n: "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * n,
    "entities": lambda n: "&amp;" * n + "\n",
    "backslashes": lambda n: "\\" * n + "\n",
    "rules": lambda n: "- " * n + "\n",
    "blank lines": lambda n: "\n \t" * n + "a\n",
    "mail addresses": lambda n: "contact us at a@" + "a@" * n + " now.\n",
    "long word": lambda n: "a" * n + "\n",
    "paragraphs": lambda n: "Police said 40 people died.\n\n" * n,
}
"""Markdown, which only has to be read."""

FIND: dict[str, Pattern] = {
    "according to": lambda n: "According to Tom, " * n + "40 people died.\n",
    "said": lambda n: "Tom said " * n + "40 people died.\n",
    "said that": lambda n: "Tom said that " * n + "40 people died.\n",
    "numbered links": lambda n: " ".join(f"[{i} men](http://e.example/{i}) left in" for i in range(n)) + " May.\n",
    "round brackets": lambda n: "(" * n + "40 people died" + ")" * n + ".\n",
    "square brackets": lambda n: "[" * n + "40 people died" + "]" * n + ".\n",
    "quotation marks": lambda n: "“" * n + "40 people died,” he said.\n",
    "quotations": lambda n: "Dam bursts\n\n" + '"40 people died," he said. ' * n + "\n",
    "alike claims": lambda n: "Dam bursts\n\n" + "Police said 40 people died. " * n + "\n",
    "claims with other numbers": lambda n: "Dam\n\n" + "\n\n".join(f"Police said {i} people died." for i in range(n)),
    "one sentence": lambda n: "the man and " * n + "the dog saw 40 people.\n",
    "commas": lambda n: "Tom, " * n + "said 40 people died.\n",
    "dashes": lambda n: "Tom — " * n + "said 40 people died.\n",
    "relative clauses": lambda n: "the man who saw " * n + "40 people died.\n",
    "denials": lambda n: "Dam bursts\n\n" + "Tom said 40 people died. Bo denied it. " * n + "\n",
    "denials in full": lambda n: (
        "Dam bursts\n\n" + "Tom said 40 people died. Bo denied that 40 people died. " * n + "\n"
    ),
    "doubts": lambda n: "Dam bursts\n\n" + "No evidence has emerged that 40 people died. " * n + "\n",
    "headline of denials": lambda n: "Tom said 40 people died. Bo denied it. " * n + "\n",
    "names": lambda n: "Dam\n\n" + " ".join(f"Mr {chr(65 + i % 26)}x{i} said he left." for i in range(n)) + "\n",
    "pronouns": lambda n: "Dam\n\nTom Smith left. " + "He said he left. " * n + "\n",
}
"""Text in which claims are looked for."""

NUMBERS: dict[str, Pattern] = {
    "digits": lambda n: "Dam\n\n" + "5 " * n + "\n",
    "number words": lambda n: "Dam\n\n" + "five " * n + "\n",
    "ranges": lambda n: "Dam\n\n" + "1 to 2 to 3 " * (n // 5) + "\n",
    "counts": lambda n: "Dam\n\n" + "5 cats and " * (n // 3) + "5 cats\n",
    "numbers without a stop": lambda n: "Dam\n\n" + " ".join(f"{i} men saw {i % 9} cats" for i in range(n // 5)) + "\n",
    "money and shares": lambda n: "Dam\n\n" + "about $5 of 7 percent, " * (n // 5) + "\n",
    "years": lambda n: "Dam\n\n" + " ".join(f"in {1900 + i % 120}" for i in range(n // 2)) + "\n",
}
"""Numbers and nothing else, in so many words."""

_PIECES = [
    "1,000", ",000", "1 ", "one hundred and ", "from 1 to ", "tens of ", "1/", "1-", "$", "May 1 and ", "per day ",
    "1:", "half a ", "two ", "(", "1 000", "as many as ", "5 ", "5 to ", "5 cats and ", "none of the 5 nobody ",
    "10^", "1e5", "5m of the ", "at 5C ", "5'", "Group of Seven ", "1(2):3-4 ", "[1, ", "10.1234/", "hundred ",
    "2 hours 3 minutes ", "up to about ",
]  # fmt: skip

FIGURES: dict[str, Pattern] = {piece.strip(): partial(operator.mul, piece) for piece in _PIECES}
"""Pieces of figures, one after another."""

CHECK: dict[str, Pattern] = {
    "open ignores": lambda n: "<!-- fact-check: " * n + "\n",
    "ignores on a line": lambda n: "<!-- fact-check: ignore unreviewed reason=a --> " * n + "{40 men} left.\n",
    "ignores on lines": lambda n: "<!-- fact-check: ignore unreviewed reason=a -->\n" * n + "{40 men} left.\n",
    "ignored claims": lambda n: "{40 men} left. <!-- fact-check: ignore denied reason=a -->\n\n" * n,
    "ignored by words": lambda n: '{40 men} left. <!-- fact-check: ignore unreviewed "40 men" reason=a -->\n\n' * n,
    "off and on": lambda n: "<!-- fact-check: off reason=a --> {4 men} left. <!-- fact-check: on -->\n\n" * n,
    "claims": lambda n: "{40 men} left.\n\n" * n,
    "claims on a line": lambda n: "{40 men} left. " * n + "\n",
    "claims of a long line": lambda n: "{40 men} left" + " and so on" * n + ", {50 men} came. " * n + "\n",
}
"""Drafts whose {marked} stretches are their claims, to be checked and exported."""

KIN: dict[str, tuple[Pattern, int]] = {
    "identical claims": (lambda n: "Dam bursts\n\n" + "Police said 40 people died.\n\n" * n, 20_000),
    "alike claims": (
        lambda n: "Dam bursts\n\n" + "".join(f"Police said {i % 90 + 10} people died.\n\n" for i in range(n)),
        20_000,
    ),
    "one sentence": (lambda n: "Dam bursts\n\n" + "the man and " * (n // 3) + "the dog saw 40 people.\n", 50_000),
    "one sentence of claims": (
        lambda n: "Dam bursts\n\n" + "Tom said 40 died and " * (n // 5) + "he left.\n",
        50_000,
    ),
    "links": (lambda n: " ".join(f"[a{i}](http://e.example/{i})" for i in range(n)) + "\n", 50_000),
    "linked claims": (
        lambda n: "".join(f"[Police](http://e.example/{i}) said 40 people died.\n\n" for i in range(n)),
        10_000,
    ),
    "nested lists": (lambda n: "\n".join(" " * (2 * (i % 200)) + "- 40 people died." for i in range(n)) + "\n", 4000),
    "nested quotes": (lambda n: "> " * n + "Police said 40 people died.\n", 20_000),
    "quotes in quotes": (lambda n: "\n".join("> " * (i % 90) + "Police said 40 died." for i in range(n)) + "\n", 4000),
}
"""By name, texts of the size that each is held to, in what it counts: claims, words, links, levels."""
