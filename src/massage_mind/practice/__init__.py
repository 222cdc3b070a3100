"""The pure heart: scripts, styles, breathing and the timeline. No clock, no file, no screen."""
