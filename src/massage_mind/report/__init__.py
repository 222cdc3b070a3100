"""Pages to print or to keep: made of values, one file each, with everything in it and nothing that runs or is fetched."""
