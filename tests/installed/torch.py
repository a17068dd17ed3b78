"""Stands before torch, which only training needs: spaCy loads it wherever it finds it, and that takes a second."""

raise ModuleNotFoundError("no process that a test starts trains anything", name="torch")
