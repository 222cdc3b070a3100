"""What is written into the record and looked up in it: check-ins, intentions, appointments, thoughts, entries."""
