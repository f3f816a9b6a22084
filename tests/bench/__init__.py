"""Figures that Shenton promises, as ratios against a plain baseline in the same run: `make bench`."""
