"""What the person hears: bells from files, a mixer, and players for the devices of this world.

Importing this package loads no audio library and no numpy; `choose.open_speaker` loads what it needs, when it does.
"""
