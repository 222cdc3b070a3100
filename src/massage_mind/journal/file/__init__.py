"""The journal file: opening it, bringing it up to date, copies of it, and the way back after damage."""
