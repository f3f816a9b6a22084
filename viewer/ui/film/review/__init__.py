"""Text burned into films: looked at, corrected and confirmed before anything leaves."""
