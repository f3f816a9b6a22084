"""Linear models whose observations share readers and films."""
