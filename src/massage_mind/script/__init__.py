"""What a script says, as values: sections of steps, styles, breathing, the body; and the care rules for its words."""
