"""The grammar of a date and time in words: what was typed becomes atoms, atoms pieces, pieces one reading or a sentence."""
