"""A first massage from the door to the end, in plain words; and the same as a card of few lines to take along.

After what public bodies and therapists' associations say to first-time clients, in our own words. Customs differ from place
to place: whatever stands here, one may ask.
"""

from __future__ import annotations

FIRST_TIME: tuple[tuple[str, str], ...] = (
    (
        "At the door",
        "Come some minutes early, and not straight from a meal. There may be a form, and a few questions: what you'd like, "
        "what hurts, what to leave out, your health. Say as much as you want to. It's also the moment to ask what it "
        "costs, how long hands are on, and how to say stop.",
    ),
    (
        "Undressing",
        "The therapist leaves the room, or turns away. You undress as far as you like: underwear on is usual, and so is "
        "more. Some kinds are done in your clothes. Nobody needs to see you undress, and nobody should help you unless "
        "you ask.",
    ),
    (
        "Under the cloth",
        "You lie under a sheet or a towel. Only what is being worked on is uncovered, and then covered again. You can "
        "say where the cloth should end. Breasts and genitals stay covered and aren't touched.",
    ),
    (
        "On the table",
        "Often it's face down first, with your face in a cushion with a hole, then a turn onto your back. A pillow under "
        "knees, ankles or belly is yours for the asking. Too cold, too warm, the music, the light: all of it can change.",
    ),
    (
        "Pressure and places",
        "You may be asked how the pressure is. Lighter, more, not there, stay there: any of it will do, at any time. If "
        "it makes you hold your breath, it's more than you need. You can leave out any place, and change your mind.",
    ),
    (
        "What bodies do",
        "Stomachs rumble. Noses run. People fall asleep, snore, drool, twitch, get goose bumps, need the toilet. Bodies "
        "of any kind may show arousal without meaning anything by it; it passes. None of it needs an excuse.",
    ),
    (
        "Tears, tickles, nothing",
        "Some people cry, and some laugh. A ticklish place can be left out, or get a flat, slow hand. Feeling nothing "
        "much is common too. There's nothing you have to feel.",
    ),
    (
        "Talk, or none",
        "You may talk or be silent, and you can say which you'd like. A short answer is enough. Silence isn't rude.",
    ),
    (
        "Stopping",
        "You can stop at any time, for a minute or for good, with a word or a raised hand. You needn't give a reason, and "
        "you needn't lie there until you have found one. If anything is done that you didn't agree to, you can sit up, "
        "dress and go, and tell somebody.",
    ),
    (
        "At the end",
        "You're left alone to get up. Sit for a moment first: some people are light-headed. Water is fine, and not "
        "needed for anything special. A tip is usual in some countries and places and not in others; you can ask at the "
        "desk. You needn't book the next one on the spot.",
    ),
    (
        "Afterwards",
        "Some people are sore for a day or two. If it lasts longer than three days, or there is numbness, spreading "
        "bruises or a swollen calf, ask a clinician.",
    ),
)
"""Each with its heading, in the order in which it comes."""

CARD_TITLE = "A first massage"
CARD: tuple[str, ...] = (
    "Undress as far as you like.",
    "A cloth covers the rest.",
    "Say: lighter. More. Not there.",
    "Say: please stop. No reason needed.",
    "Cold? A blanket. Neck? A cushion.",
    "Noises, sleep, tears: all fine.",
    "Talk or silence: you choose.",
    "Sit a moment before you stand up.",
)
"""What fits a card; each line is read at a glance, and none is wider than a small screen."""
