"""Sound to a device: the players behind one port, and what becomes of a device that is lost."""
