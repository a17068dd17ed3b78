"""Whom a source stands for: names, pronouns and descriptions of an article, and what kind of source each is."""
