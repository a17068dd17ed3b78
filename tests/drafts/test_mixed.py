"""A desk's whole disk: drafts in every format, some of them broken. The bench does the same with thousands."""

from pathlib import Path

from bench.mixed import FORMATS, fill, found

from tests.forked import in_text


def test_every_broken_file_is_one_line_and_all_others_give_their_claims(tmp_path: Path) -> None:
    broken = fill(tmp_path, 60)
    names = {file.name for file in tmp_path.rglob("*.*")}
    assert {name.split(".")[1] for name in names - broken} == set(FORMATS)
    code, with_claims, refused = found(tmp_path, run=in_text)
    assert (code, refused, with_claims) == (2, broken, names - broken)
