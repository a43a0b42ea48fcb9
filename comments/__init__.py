"""Conversations, screening and moderation."""
