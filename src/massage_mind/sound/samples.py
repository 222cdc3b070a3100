"""Samples as they are handed from one part of the sound to the next."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""Frames from -1 to 1: mono, shaped (frames,), or a mix, shaped (frames, 2)."""
