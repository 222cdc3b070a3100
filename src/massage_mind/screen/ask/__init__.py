"""Questions at a terminal, by key or line by line; Enter always leaves them out."""
