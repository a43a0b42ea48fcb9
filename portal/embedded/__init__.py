"""The default of one machine: a real PostgreSQL and a real Valkey from wheels, as children."""
