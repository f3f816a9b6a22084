"""Synthetic limb films (wrist, hand, elbow, knee, ankle, foot): bones, breaks, views, truth."""

VERSION = "2"
