"""Synthetic frontal pelvic radiographs with exact truth: anatomy, fracture, projection, film."""
