"""HTML: the main text of a page, its title and its links, found by trafilatura (the `html` extra)."""

from fact_check.errors import ReadError
from fact_check.read.article import Article
from fact_check.read.extracted import extra, of_html
from fact_check.rules import Rule


def read(path: str, raw: bytes, furniture: tuple[Rule, ...] = ()) -> Article:
    """Read a page's bytes in whatever encoding it declares.

    A page too small or too bare to have a main text is taken whole. Raises ReadError without the extra, and for
    what is binary.
    """
    trafilatura = extra("trafilatura", "html", path)
    if b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReadError("is binary, not a page", where=path, mend="save the page as HTML")
    page = extra("trafilatura.utils", "html", path).decode_file(raw)
    document = trafilatura.bare_extraction(page, include_links=True, include_comments=False, favor_recall=True)
    main = trafilatura.extract(
        page, output_format="html", include_links=True, include_comments=False, favor_recall=True
    )
    return of_html(path, "html", main or page, furniture, title=document.title if document else None)
