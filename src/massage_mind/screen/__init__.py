"""What a person sees and types: text made harmless for a terminal, and the rooms that show and ask."""
