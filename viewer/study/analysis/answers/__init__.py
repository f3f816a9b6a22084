"""Tables of answers from outside, ``.imrmc`` and CSV: read with every fault named by its line."""
