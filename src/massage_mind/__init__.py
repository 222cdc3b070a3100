"""A quiet companion in the terminal for before, during and after a massage."""
