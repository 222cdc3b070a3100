"""What a session sounds like: the score, the mixer, bells, tones and ambience."""
