"""What of a header's grey-scale rules only the picture can tell: padding, windows, how far tables reach."""
