"""What is known, as pages: the safety list and the words on distress."""
