"""What is read of pages as content management systems set them: the table of the docs, a page of each layout."""

import pytest
from bench.pages import FURNITURE, LAYOUTS, Page, even, ours, pages

PAGES = list(pages(each=1))


@pytest.mark.parametrize("page", [pytest.param(page, id=page.name) for page in PAGES])
def test_all_text_and_no_furniture_of_a_page_is_read(page: Page) -> None:
    got = ours(page.html)
    text = even(got.text)
    assert even(got.headline) == page.headline
    assert [words for words in (*page.story, *page.captions) if words not in text] == []
    assert [words for words in FURNITURE if words in text] == []


def test_there_is_a_page_of_each_layout() -> None:
    assert len(PAGES) == len(LAYOUTS) > 20
