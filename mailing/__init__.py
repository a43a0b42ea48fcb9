"""Who may be written to, and the outbox that writes."""
