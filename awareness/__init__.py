"""Helplines, learn pages, signs, glossary, safety and exit."""
