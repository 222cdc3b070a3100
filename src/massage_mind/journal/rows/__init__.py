"""Records as rows and back: SQL, each function handed a connection."""
