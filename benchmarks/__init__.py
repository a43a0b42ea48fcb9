"""Programs that measure, each with one table."""
