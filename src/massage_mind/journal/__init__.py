"""The record: SQLite in one file. `model` and `document` know no SQL; `store` is what everybody else calls."""
