"""Measures beside the comparison of readers: curves, calibration, worth, reliability, times."""
