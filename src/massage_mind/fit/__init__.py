"""From a script to a timeline of one length, exact to the millisecond and pure: no clock, no file, no library."""
