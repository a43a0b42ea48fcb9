"""Tags of the awareness pages."""
