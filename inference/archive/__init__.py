"""Long runs over many films by many processes, here or on a cluster: in order, each once."""
