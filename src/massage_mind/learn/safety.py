"""The short safety list and the words on distress.

After the lists that public bodies such as the US NCCIH publish for massage, shortened; the person decides, and what they
answer is not a clearance. One line of it every day, the whole before the first session with hands. Emergency first; each
thing ends in a stop, so that it is looked at and then left. Reasons and sources: docs/care.md.
"""

from __future__ import annotations

STANDING = (
    "For wellbeing and self-observation; not diagnosis, treatment or a substitute for care. "
    "Keep your treatment and medicine as agreed with your clinician, and stop if you feel worse."
)

DISTRESS = (
    "Attention to the body is easy for some people and hard for others. If it gets too much, open your eyes, "
    "leave the practice (q), and tell the therapist or somebody near. To steady yourself press g while a session "
    "runs; at any other time:"
)
DISTRESS_COMMAND = "massage-mind ground"

SAFETY_DAILY = "Fever, a new injury, a swollen calf, new pain? Then ask first."
SAFETY_LIST: tuple[tuple[str, str], ...] = (
    (
        "One of these now? Call an emergency number, and leave the massage",
        "Chest pain. Trouble breathing. A drooping face, a weak arm, slurred speech. A sudden, worst-ever headache. "
        "New numbness in the groin. Loss of bladder or bowel control. A serious injury.",
    ),
    (
        "Another day, and ask first",
        "Fever, feeling ill or contagious. A calf newly swollen, warm or sore. New pain or a lump without a reason. "
        "A fresh injury, fracture or concussion. Very high blood pressure. Alcohol or drugs. A wide rash or skin "
        "infection. A flare-up of a known illness.",
    ),
    (
        "A clinician's word first",
        "Pregnancy. Blood thinners, a bleeding disorder, a past clot. Recent surgery, radiotherapy, heart attack or "
        "stroke. Cancer. Osteoporosis. Heart, kidney or liver failure. Epilepsy. Severe asthma or lung disease. "
        "A mental-health crisis. Face down: glaucoma, recent eye surgery.",
    ),
    (
        "Tell the therapist",
        "Wounds, burns, sunburn, bruises, varicose veins, implants, pacemaker, hernia, diabetes, numbness, allergies. "
        "Any place that is off limits.",
    ),
)

SAFETY_END = "A list can't say what is safe for you; a clinician can. For adults."

CHECKLIST: tuple[str, ...] = (
    "Is the phone silent?",
    "Does the therapist know about the sound, if there will be any?",
    "Is there anything you would like to say first: places, pressure, warmth?",
)
