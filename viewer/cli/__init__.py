"""Commands without a window: predict, render, export, doctor, demo."""
