"""Tags of ``articles``."""
