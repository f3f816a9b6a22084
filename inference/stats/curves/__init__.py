"""Curves and parts of their areas: of all readers, up to a false-positive fraction, of several marks."""
