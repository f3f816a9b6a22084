"""The evaluation report: one HTML file with its plots and pictures inside."""
