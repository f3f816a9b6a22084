"""How far a model's probabilities and classes may be believed, and what acting on them brings."""
