"""De-identified exports."""
