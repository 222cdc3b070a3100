"""Performing a timeline: four ports and one loop."""
