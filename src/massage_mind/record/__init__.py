"""What a person did, as values: one kind a module, with its fields, its words and what a search reads of it."""
