"""Throws texts of every shape at the screening: ``make fuzz``."""
