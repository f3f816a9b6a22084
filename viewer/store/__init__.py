"""The append-only corrections store (SQLite)."""
