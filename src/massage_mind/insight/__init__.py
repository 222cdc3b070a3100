"""What a person's own numbers carry, and no more: middles, intervals, trends, and the one table of sentences. Exact and pure."""
