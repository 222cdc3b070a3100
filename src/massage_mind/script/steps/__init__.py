"""The steps of a script: one module each, with its value, the words it may speak, and how it is taken apart."""
