"""The short safety list and the words on distress.

After the lists that public bodies such as the US NCCIH publish for massage, shortened; the person decides, and what they
answer is not a clearance. Shown every time, kept short. Reasons and sources: docs/care.md.
"""

from __future__ import annotations

STANDING = (
    "For wellbeing and self-observation; not diagnosis, treatment or a substitute for care. "
    "Keep your treatment and medicine as agreed with your clinician."
)

DISTRESS = (
    "Attention to the body is pleasant for most people, and hard for some. If it gets too much, open your eyes, "
    "leave the practice (q), and tell the therapist or somebody near. `massage-mind ground` is always there."
)

SAFETY: tuple[tuple[str, str], ...] = (
    (
        "An emergency call, not a massage",
        "chest pain, trouble breathing, a drooping face, weak arm or slurred speech, a sudden worst headache, "
        "new numbness in the groin or loss of bladder or bowel control, a serious injury.",
    ),
    (
        "Another day, and advice first",
        "fever or feeling ill, a calf newly swollen, warm or sore, new pain or a lump without a reason, a fresh "
        "injury, very high blood pressure, alcohol or drugs, a widespread rash, an acute flare.",
    ),
    (
        "A clinician's word first",
        "pregnancy, blood thinners or a bleeding disorder, a clot in the past, recent surgery, cancer, osteoporosis, "
        "heart failure, a recent heart attack or stroke, kidney or liver failure, epilepsy, recent radiotherapy, "
        "severe asthma or COPD lying flat, glaucoma or recent eye surgery lying face down, an acute mental-health crisis.",
    ),
    (
        "The therapist should know",
        "wounds, burns, bruises, varicose veins, implants or a pacemaker, hernia, neuropathy or diabetes, allergies, "
        "and any place that is off limits.",
    ),
)

SAFETY_END = "This list is no clearance; the choice is yours. Not for children."

CHECKLIST: tuple[str, ...] = (
    "Is the phone silent?",
    "Does the therapist know about the sound, if there will be any?",
    "Is there anything you would like to say first: places, pressure, warmth?",
)
