"""Taking a session: from what was asked for to what is kept of it."""
