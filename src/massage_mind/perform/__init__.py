"""The ports a session stands on, and the one loop that performs a timeline over them."""
