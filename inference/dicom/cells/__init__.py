"""Pixel cells: where in them a grey value lies."""
