"""The record carried out of the journal and into it: one module a format, and the merge."""
