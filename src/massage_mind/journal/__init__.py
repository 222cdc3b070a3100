"""The record in one SQLite file: the store, through which everything is read and written."""
