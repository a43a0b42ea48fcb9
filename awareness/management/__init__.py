"""Commands of the awareness pages."""
