"""From YAML text to scripts: every fault at its line and column, nothing hostile ever built."""
