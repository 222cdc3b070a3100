"""Who speaks, and how: engines, kept sentences, pace and loudness."""
