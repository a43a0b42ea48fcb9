"""Campaigns, sign-ups and counting."""
