"""What is known, as pages: topics with a verdict and sources, the safety list, and the words on distress."""
