"""Open treebanks in, the bundled pipeline out: run `python -m fact_check.training`."""
