"""The live view of a running session, and its plain lines."""
