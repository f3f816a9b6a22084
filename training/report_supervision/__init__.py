"""Training with reports after Lee 2020: they are learned from and never needed for a new film."""
