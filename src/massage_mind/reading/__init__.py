"""From YAML to scripts and styles: bounded, and every fault at its line and column, nothing hostile ever built."""
