"""The terminal itself: taking it, giving it back, keys and signals, on POSIX and on Windows."""
