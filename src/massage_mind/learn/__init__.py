"""What is known, and what keeps people safe."""
