"""Resolve whom a source stands for, by the names, pronouns and descriptions of an article, and tell its kind."""
