"""Many films answered by many processes, here or on a cluster: in order, each once."""
