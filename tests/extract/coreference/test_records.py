"""For whom a source stands: settled on one, or left open between several."""

from fact_check.extract.coreference.entities import Entities
from fact_check.extract.coreference.mentions import Mentions
from fact_check.extract.coreference.records import CHOICE, Standing, left_open, settled
from tests.extract.coreference.conftest import Read


def test_one_is_settled_by_the_fullest_wording(read: Read) -> None:
    doc, kinds = read("Senator Ada Kern came. Kern left.")
    (kern,) = Entities(Mentions(doc, is_body=kinds.is_body)).everyone
    assert settled(kern, len(doc)) == Standing("Senator Ada Kern", (), kern)


def test_several_are_left_open_in_their_order_and_not_too_many(read: Read) -> None:
    doc, kinds = read("Anna Kern came. Jon Ridd came. Eva Lund came. Tom Vance came. Mary Holm came.")
    everyone = Entities(Mentions(doc, is_body=kinds.is_body)).everyone
    assert len(everyone) > CHOICE
    assert left_open(everyone, len(doc)).candidates == ("Anna Kern", "Jon Ridd", "Eva Lund", "Tom Vance")
    assert left_open(everyone, 0).candidates == ()
