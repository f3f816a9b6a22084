"""PySide6 windows: setters and signals; no SQL, no arithmetic beyond display."""
