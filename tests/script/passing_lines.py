"""Near misses: for each rule ten lines that hold a word it looks for, or come close to what it is about, and may be said."""

from __future__ import annotations

PASSING: dict[str, tuple[str, ...]] = {
    "body-part": (
        "The hands are somewhere else by now.", "On the other hand, nobody asked.", "You can come back whenever you like.",
        "Some words come back. Some don't.", "A stroke goes out and comes back.", "If it's too much, lift a hand.",
        "An eyelid will do.", "The arms of the chair are there for leaning.", "You know this one by heart.",
        "One leg of the table is a bit shorter.",
    ),
    "length-word": (
        "You have {left} left.", "For {length}, nothing else is planned.", "There's a minute to sit before you stand.",
        "It could be any minute now.", "That was a moment ago.", "The next stroke is on its way.", "Once in a while it's quiet.",
        "An hour ago you may have been on a bus.", "{minutes} minutes are a lot of time for a table.", "Time is somebody else's job.",
    ),
    "position": (
        "Before you sit up, nothing has to be decided.", "You can sit for a moment when it's over.", "The table is under you.",
        "Some sounds lie close together.", "Where does the pressure sit?", "You can stand up when you like.",
        "Which side of the table is the window on?", "A coat lies somewhere in this room.", "Face it or don't.", "Something is holding still.",
    ),
    "clothed": (
        "Cloth makes a small sound.", "A blanket is there if you'd like one.", "The warmth has got somewhere.", "Hands have a temperature.",
        "You can ask for a cover.", "What does the edge of the pillow do?", "A sleeve would do.", "Something soft is near.", "Is there a seam?",
        "The bare facts: a table, a room.",
    ),
    "others-body": (
        "The hands come and go.", "Whose step was that?", "Somebody walks past the door.", "Other people are busy somewhere.", "You can ask the therapist for a pause.",
        "Between two breaths there's a gap.", "The hands have a temperature.", "Somebody laughs outside.", "Your breath has a sound.", "The room hums a little.",
    ),
    "leaning": (
        "It's fine to lose count.", "It's always possible to say 'lighter'.", "'That's far enough' is a whole sentence.", "So far nobody has asked you anything.", "Those who count may count.",
        "This touch has an edge.", "At the edge of the touch it's quieter.", "It doesn't matter which sound it is.", "There's a floor under the table.", "It might be that you slept.",
    ),
    "question-last": (
        "A touch has edges. Where's the nearest?", "What's the farthest sound?", "You can ask, 'What comes next?' or wait.", "Is it wide, or is it narrow?", "How firm is it?",
        "There's a rhythm. Can you hear it?", "Which touch would you keep?", "Ask yourself, or don't.", "One question is enough.", "You might wonder where it goes.",
    ),
    "long": (
        "A stroke is on its way.", "You can move, talk, laugh, cough, sigh, stop it, start it again, or none of these.", "One. Two. Three. Four. Five. Six. Seven. Eight. Nine. Ten. Eleven. Twelve. Thirteen. Fourteen. Fifteen. Sixteen. Seventeen. Eighteen. Nineteen.",
        "For {length}, there's nothing on a list. You don't have to keep a list of that, either. Nobody will ask.", "A short one. A longer one comes after it. The longest one stops in time.",
        "You may drift, or plan a meal, or stay here. All three count as being on a table.", "Somewhere near, a sound. Somewhere far, another.", "Warm is the whole idea.", "Your wish was {intention}. It can wait by the door with the shoes.", "Stop. Start.",
    ),
    "symptoms": (
        "If you feel dizzy, lie a little longer.", "Warm, cool or the same?", "Heavy, light, wide awake: take your pick.", "If your head swims, wait.", "You may be tired.", "Somebody who's nervous can say so.", "If you're cold, ask for a blanket.",
        "Numb places are places, too.", "If breathing is hard or you feel sick, say 'stop'.", "Tight, loose or hard to tell?",
    ),
    "idiom": (
        "You don't have to.", "Zero is a number.", "Both have their own.", "The pressure can be too strong.", "You can say 'stop'.", "A thought comes back.", "Leave the numbers out.", "You could wait.", "Some things take time.", "From one end to the other.",
    ),
    "effect": (
        "Is anything softer, or is it not?", "Perhaps something settles, perhaps it doesn't.", "You may feel heavier, or lighter, or the same.", "What do you notice?", "How do you feel about that?", "If you feel cold, say so.", "Does the breath change, or does it stay?", "Wherever you feel it, that's where it is.", "You don't have to feel calm.", "The sound fades.",
    ),
    "yield": (
        "You can move whenever you like.", "Nothing has to soften.", "See if anything wants to soften.", "A place may let go, or it may hold.", "Still or moving, both are fine.", "You don't have to keep still.", "A sound goes under in the music.", "You can stay, or you can go.", "Let the sounds come and go.", "You can open your eyes, shift about and settle again.",
    ),
    "certain-hands": (
        "Wherever the hands are, that's where they are.", "If the hands have reached your feet, say hello.", "The hands may be somewhere near your neck.", "The hands are still here.", "The pressure is staying.", "Hands travel on.", "Perhaps it's your left shoulder now.", "Where are the hands?", "Could the touch be at your back by now?", "When the hands lift, something stays.",
    ),
    "praise": (
        "A good place to stop is anywhere.", "There's no good or bad way to lie here.", "Warm is good if you like warm.", "You don't have to be brave.", "The best seat is the nearest one.", "Some things go by quickly.", "Nice or not nice, it's a sound.", "Nothing has to be earned.", "You can do it your way.", "Is this a good moment to say so?",
    ),
    "gratitude": (
        "You don't have to be grateful.", "No thanks are needed.", "You may like it, or not.", "There's no need to love anything here.", "A body is a busy place.", "Kind of warm, or kind of cool?", "You can say 'no, thank you'." , "Some of you has had its turn.", "You can be tired of it.", "The stone was lucky to be found.",
    ),
    "safety": (
        "You don't have to feel safe to be here.", "You can stop it at any time.", "If something isn't right, say so.", "It isn't your job to trust anybody.", "You can leave.", "There's a door.", "Being nervous is allowed.", "You can ask what comes next.", "One word stops it.", "You can keep your coat on.",
    ),
    "gender": (
        "The therapist can step out.", "Somebody walks by.", "The hands are somebody's.", "They can be asked.", "Here and there a sound.", "There's a hum.", "Other hands would do it otherwise.", "The person at the desk has a pen.", "Whose cup is that?", "Manage as you like.",
    ),
    "eyes": (
        "Eyes open or closed, as you like.", "You can keep your eyes open.", "You can open your eyes and look round.", "Your eyes can be open or shut.", "You can close your eyes, or not.", "Look wherever you like.", "There may be light.", "You can look at the door.", "Eyes can stay open the whole time.", "Is it bright?",
    ),
    "picturing": (
        "You don't have to picture anything.", "A cat goes along the edges.", "Heat has a front edge, like a tide.", "You might follow it, the way one follows a tune.", "No need to imagine anything.", "What shape is it?", "You can see the door from here.", "It sounds like rain, and it may be a tap.", "A touch can be like an echo.", "Is the sound round or flat?",
    ),
    "memories": (
        "You may have been planning, or remembering.", "No need to remember this.", "A thought came by.", "What was the last sound?", "Which stroke do you still feel?", "You can forget what this was called.", "Think whatever you think.", "Thinking is allowed.", "Where were you just now?", "There's nothing to look back at.",
    ),
    "reliving": (
        "A hard table is still a table.", "Is it rough or smooth?", "Some touches hurt. You can say so.", "You can stop here.", "A strong touch, or a light one?", "What's going on now?", "Where is it loud?", "You can ask for less.", "Does it pull?", "The time is now.",
    ),
    "energy": (
        "You may be tired, or wide awake.", "Warmth has an edge.", "Which side is warmer?", "The left side may feel longer.", "A current of air comes by.", "The light has changed.", "Some of you is busy.", "The stroke goes along, then across.", "Your sole touches something.", "The music is universally known, and still on.",
    ),
    "emotions": (
        "If a feeling has come up, it can be here.", "You may feel like crying, or laughing, or neither.", "A mood can come along.", "Nothing has to come up.", "Sad is allowed.", "You can be cross.", "It's fine to feel nothing.", "Feelings don't have to be explained.", "If it's a lot, say 'stop'.", "You can keep your thoughts to yourself.",
    ),
    "pain": (
        "Too strong isn't right, and one word changes it: lighter.", "If it hurts, say 'stop'.", "You don't have to bear pain.", "Strong can be fine.", "Painful isn't the aim.", "Is it strong, or too strong?", "You can ask for less.", "Sore places can be left out.", "Some places ache, and some don't.", "The pressure has two directions, more and less.",
    ),
    "breath-order": (
        "The breath may be small.", "You can breathe however you like.", "If you like, one breath can go to meet it.", "A breath comes in, a breath goes out.", "No need to breathe deeply.", "Breathe as you were breathing.", "How does the breath move?", "You might follow a breath, or a sound.", "Breath is not a task.", "You can sigh.",
    ),
    "liking": (
        "You may like it, or not.", "Is it pleasant, or not?", "It doesn't have to be nice.", "If you'd enjoy a pause, say so.", "Would you keep this one?", "Nice isn't needed.", "Some sounds are pleasant, some are not.", "If this isn't good, it can change.", "You don't have to enjoy it.", "What would be better?",
    ),
    "vouching": (
        "You can tell the therapist.", "The therapist can step out.", "You can ask the therapist to wait.", "If the therapist asks, you can say no.", "Nobody knows where the hands are.", "You know what you like.", "The therapist may ask you something.", "You might know the tune.", "You can say it twice.", "Hands make sounds as they work.",
    ),
    "assumed": (
        "The light may have changed.", "Outside it's an ordinary day.", "Somewhere a car goes by.", "Is the air cool or warm?", "If there's music, you can listen.", "Whatever the weather, there's a roof.", "The room has a door.", "Something ticks, or nothing does.", "Whoever you are, you can say stop.", "A day has many parts.",
    ),
    "commands": (
        "You don't have to let go.", "No need to relax.", "You can let go, or not.", "There's nothing you must do.", "You may trust it or not.", "Nobody has to relax here.", "If you want to let go, you can.", "You could relax, or plan lunch.", "Thinking is fine.", "You can worry, too.",
    ),
    "deeper": (
        "You don't have to endure it.", "The sound may be deeper than the one before.", "How deep is the sound?", "No need to bear it.", "If you do not want it to go deeper, say so.", "A deep tone, or a high one?", "There's no depth to reach.", "Nothing to push through.", "Nobody has to go deeper.", "Deep is a word for wells.",
    ),
    "promises": (
        "Perhaps something will soften, perhaps not.", "Something may help, and it may not.", "Nothing has to be released.", "You may sleep, or not.", "Nobody knows what it does.", "What's different, if anything?", "There's no cure in it.", "Will it be the same tomorrow?", "If you're thirsty, there may be water.", "There'll be a few words now and then.",
    ),
    "judging": (
        "There's nothing to get right.", "It doesn't have to be done well.", "No way is better.", "A thought isn't good or bad.", "You can't miss anything.", "Either is an answer.", "You can do it badly.", "Nobody keeps a list.", "A light switch is perfect.", "Right now it's quiet.",
    ),
    "speech": (
        "You can say 'lighter'.", "You don't have to answer.", "If it's hot, say 'hot', and say it early.", "You might say it, or think it.", "You could tell the therapist.", "No need to say anything.", "A name for it may come.", "You can hum.", "Some words are short.", "You may speak at any time.",
    ),
    "movement": (
        "You can move at any time.", "Anything can begin to move when it likes.", "You could stretch.", "No need to turn.", "Move or rest, as you like.", "You might shift about.", "If it itches, you can scratch.", "When you turn, nobody hurries.", "You can sit up when you like.", "Something moves.",
    ),
    "hold-breath": (
        "The breath goes by itself.", "Nobody holds anything.", "A pause may come after the breath.", "You don't have to hold your breath.", "The table holds.", "A breath in, and later one out.", "How long is the gap?", "The cup holds water.", "Hold on to the edge, if you like.", "Breath has a turn in it.",
    ),
}  # fmt: skip
"""By the rule that leaves them alone."""
