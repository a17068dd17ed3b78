"""What the reader is known to get wrong: each a strict xfail, so that a case that comes right must leave this list.

These are cases of the tables that the pipeline before this one read right. As a whole the present one reads news far
better (see the model card); these are what is to be won back.
"""

KNOWN_MISSES = {
    "tests/extract/attribution/test_by_rules.py::test_finds_who_says_what[joined-after-a-comma]",
    "tests/extract/coreference/test_sources.py::test_leaves_open_where_two_fit[two-women]",
    "tests/extract/syntax/test_content_words.py::test_terms_leave_numbers_and_light_words_out",
}
