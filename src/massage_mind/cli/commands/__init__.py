"""One command a file: its signature, one call, one print."""
