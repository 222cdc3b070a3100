"""Questions about going on with massages: for the person, and to take to a clinician. None is a finding."""

from __future__ import annotations

STOP_TITLE = "Worth asking, of yourself or a clinician"
STOP_QUESTIONS: tuple[str, ...] = (
    "Is it getting harder, whatever the numbers say?",
    "Is there anything new: another pain, numbness, weakness?",
    "Does soreness stay for more than three days, each time?",
    "Do you feel distressed or unlike yourself after sessions?",
    "Is the money a strain?",
    "Does massage stand in for care that you would want to have?",
)
STOP_END = (
    "New pain, numbness or weakness, or distress: a clinician first. Where it's getting harder, or massage stands in for other care, "
    "a clinician's ear is worth having, whatever you do about massage. With soreness, or money, a pause or more time between is a good "
    'next step. Nobody has to go on, and you can begin again whenever you like. "It did nothing for me" is an answer too.'
)
