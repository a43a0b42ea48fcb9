"""Stories, categories, sources and calls to action."""
