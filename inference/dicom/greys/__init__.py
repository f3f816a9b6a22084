"""What of a header's grey-scale rules only the picture can tell: padding, and what windows are stated in."""
