"""Rebuild the bundled pipeline from open treebanks: `python -m fact_check.training`."""
