"""Records, sessions and previews as pages and lists."""
