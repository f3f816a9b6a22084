"""A study's report: its content once, written as HTML and as PDF, with the tables and answers beside it."""
