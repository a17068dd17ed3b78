"""What each growing text goes through, as a function that does the work, for counting and for timing."""

import re
from collections.abc import Callable
from functools import cache

from fact_check.check import ignores
from fact_check.check.policy import Checked, judge
from fact_check.claims import Claim, ClaimId, Piece, Relation, Span
from fact_check.config import Config
from fact_check.export import EXPORTS, export
from fact_check.extract.quantities.figures import figures
from fact_check.ledger.carry import Carrier
from fact_check.ledger.draft import Draft
from fact_check.ledger.fold import fold
from fact_check.ledger.relocation import Ground
from fact_check.pipeline import claims
from fact_check.read import read_bytes, read_text
from fact_check.rules import Rule, furniture_rules, load_rules
from tests.hostile.files import FILES
from tests.hostile.patterns import CHECK, FIGURES, FIND, KIN, NUMBERS, READ
from tests.make import claim, link

Work = Callable[[], object]
ONE = claim("40 men left.", "40 men")
PUBLISHER = {"name": "The Post", "url": "https://post.example"}


@cache
def rules() -> tuple[Rule, ...]:
    return load_rules()


def reading(name: str, n: int) -> Work:
    raw = READ[name](n).encode()
    return lambda: read_bytes("draft.md", raw, furniture_rules(rules()))


def reading_files(name: str, n: int) -> Work:
    ending, made = FILES[name]
    raw = made(n)
    return lambda: read_bytes(f"draft{ending}", raw, furniture_rules(rules()))


def finding(name: str, n: int) -> Work:
    article = read_bytes("draft.md", (FIND | NUMBERS)[name](n).encode(), furniture_rules(rules()))
    return lambda: claims(article, rules())


def finding_kin(name: str, n: int) -> Work:
    """Read a text and look for claims in it."""
    raw = KIN[name][0](n).encode()
    return lambda: claims(read_bytes("draft.md", raw, furniture_rules(rules())), rules())


def reading_figures(name: str, n: int) -> Work:
    text = FIGURES[name](n)
    return lambda: figures(text)


def opened(marked: str) -> Draft:
    """Return a draft whose claims are its {marked} stretches, each in conflict with those beside it."""
    parts = re.split(r"[{}]", marked)
    text = "".join(parts)
    found: list[Claim] = []
    at = 0
    for n, part in enumerate(parts):
        if n % 2:
            piece = Piece(start=at, end=at + len(part))
            links = tuple(link(to, relation=Relation.CONFLICTS) for to in found[-2:])
            found.append(
                ONE.model_copy(
                    update={
                        "id": ClaimId(f"c{n:011x}"),
                        "span": Span(start=piece.start, end=piece.end, text=part),
                        "pieces": (piece,),
                        "sentence": piece,
                        "links": links,
                    }
                )
            )
        at += len(part)
    carrier = Carrier(tuple(found), Ground(text), "draft.md")
    return Draft(read_text(text, path="draft.md"), tuple(found), fold(()), carrier.carry(fold(())), carrier)


def checking(name: str, n: int) -> Work:
    made = opened(CHECK[name](n))
    checked = Checked("draft.md", "draft.md", made.article.text, made.carried)
    config = Config()

    def work() -> None:
        text = made.article.text
        ignores.unended(text)
        ignores.unquoted(made.claims, ignores.stretches(text))
        ignores.apply(judge(checked, config), checked, config)

    return work


def exporting(name: str, n: int) -> Work:
    made = opened(CHECK["claims on a line"](n))
    policy = Config.model_validate({"publisher": PUBLISHER})
    return lambda: export([made], name, policy)


STAGES: dict[str, tuple[Callable[[str, int], Work], list[str]]] = {
    "read": (reading, list(READ)),
    "files": (reading_files, list(FILES)),
    "find": (finding, list(FIND)),
    "numbers": (finding, list(NUMBERS)),
    "figures": (reading_figures, list(FIGURES)),
    "check": (checking, list(CHECK)),
    "kin": (finding_kin, list(KIN)),
    "export": (exporting, list(EXPORTS.names())),
}
"""By stage, what makes its work and of what."""
