"""The short safety list and the words on distress.

After the lists that public bodies such as the US NCCIH publish for massage, shortened; the person decides, and what they
answer is not a clearance. Shown every time, kept short. Reasons and sources: docs/care.md.
"""

from __future__ import annotations

STANDING = (
    "For wellbeing and self-observation; not diagnosis, treatment or a substitute for care. "
    "Keep your treatment and medicine as agreed with your clinician, and stop if you feel worse."
)

DISTRESS = (
    "Attention to the body is easy for some people and hard for others. If it gets too much, open your eyes, "
    "leave the practice (q), and tell the therapist or somebody near. `massage-mind ground` is always there."
)

# The emergency line stands last, so that it is still there on a small screen when the question comes.
SAFETY: tuple[tuple[str, str], ...] = (
    (
        "Another day, and advice first",
        "fever, feeling ill or contagious, a calf newly swollen, warm or sore, new pain or a lump without a reason, a fresh "
        "injury, fracture or concussion, very high blood pressure, alcohol or drugs, a widespread rash or skin infection, "
        "a flare-up of a known illness.",
    ),
    (
        "A clinician's word first",
        "pregnancy, blood thinners or a bleeding disorder, a clot in the past, recent surgery, cancer, osteoporosis, "
        "heart failure, a recent heart attack or stroke, kidney or liver failure, epilepsy, recent radiotherapy, "
        "severe asthma or lung disease, glaucoma or recent eye surgery lying face down, an acute mental-health crisis.",
    ),
    (
        "The therapist should know",
        "wounds, burns, sunburn, bruises, varicose veins, implants or a pacemaker, hernia, neuropathy or diabetes, allergies, "
        "and any place that is off limits.",
    ),
    (
        "An emergency call, not a massage",
        "chest pain, trouble breathing, a drooping face, weak arm or slurred speech, a sudden worst headache, "
        "new numbness in the groin or loss of bladder or bowel control, a serious injury.",
    ),
)

SAFETY_END = "This list cannot say what is safe for you; a clinician can. For adults."

CHECKLIST: tuple[str, ...] = (
    "Is the phone silent?",
    "Does the therapist know about the sound, if there will be any?",
    "Is there anything you would like to say first: places, pressure, warmth?",
)
