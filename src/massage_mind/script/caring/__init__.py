"""The care rules for words, kind by kind: tables of words and of the ways they are put, and what reads a line by them."""
