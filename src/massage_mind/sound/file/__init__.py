"""Sound to a file: encoding, chapters, loudness."""
