"""QObject controllers and the job runner: the only Qt below the windows."""
