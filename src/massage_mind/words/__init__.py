"""What the program says in words of its own: lengths, counts, times. Imports nothing of ours."""
