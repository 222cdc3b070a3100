"""What the program says in words of its own: lengths, counts, what is not known. Imports nothing of ours but errors."""
