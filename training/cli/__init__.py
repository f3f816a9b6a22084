"""What each ``shenton-train`` command does; heavy imports live here, not in the parser."""
