"""The kinds of words the care rules know: each a table to add to, in small letters, contractions written out."""

from __future__ import annotations

from massage_mind.script.body_words import OTHER_WORDS, PLURALS, SEVERAL, TORN
from massage_mind.script.caring.as_read import words_in

_DOUBLED = frozenset(("drop", "let", "slip", "unknot", "quit", "hug"))
_VOWELS = "aeiou"


def _s(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in _VOWELS else verb + "s"


def _ing(verb: str) -> str:
    if verb in _DOUBLED:
        return verb + verb[-1] + "ing"
    return verb[:-1] + "ing" if verb.endswith("e") and not verb.endswith("ee") else verb + "ing"


def _ed(verb: str) -> str:
    if verb in _DOUBLED:
        return verb + verb[-1] + "ed"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else "ed")


_ODD = {
    "sink": ("sank", "sunk"), "fall": ("fell", "fallen"), "give": ("gave", "given"), "go": ("went", "gone"),
    "let": ("let",), "leave": ("left",), "spread": ("spread",), "come": ("came", "come"), "rise": ("rose", "risen"),
    "flee": ("fled",),
}  # fmt: skip


def _forms(name: str, table: str) -> dict[str, tuple[str, ...]]:
    """Verbs in their four forms, as four kinds: "ease", "ease_s", "ease_ing", "ease_ed"; "sink_into" bends its first word."""
    verbs = [verb.replace("_", " ").partition(" ") for verb in table.split()]
    return {
        name: tuple(first + gap + rest for first, gap, rest in verbs),
        f"{name}_s": tuple(_s(first) + gap + rest for first, gap, rest in verbs),
        f"{name}_ing": tuple(_ing(first) + gap + rest for first, gap, rest in verbs),
        f"{name}_ed": tuple(
            form + gap + rest for first, gap, rest in verbs for form in _ODD.get(first, (_ed(first),))
        ),
    }


_PLACES = tuple(
    dict.fromkeys(
        word.casefold()
        for word in (
            *OTHER_WORDS, *PLURALS.values(), *(word for words in OTHER_WORDS.values() for word in words), *SEVERAL, "legs",
            *TORN, "waist", "lips", "tongue", "eyelids", "lungs", "ankle", "heel", "sole", "wrist", "elbow", "finger",
            "thumb", "toe", "shoulder blade", "forearm", "buttock", "rib", "temple", "cheek", "eyebrow", "side of the body",
        )
    )
)  # fmt: skip

_SIGNS = frozenset(("eyes", "eyelids", "hands"))
"""What opens, lifts and goes without anything being claimed by it."""

_NOT_PLACES = frozenset(
    words_in(
        "back side flank eyes spine front hand hands finger fingers thumb thumbs palm palms elbow elbows forearm forearms knuckles"
    )
)
"""What alone means no place of the listener's: it says how something goes, or belongs to the giver."""

KINDS: dict[str, tuple[str, ...]] = {
    "part": _PLACES,
    "self": (
        *_PLACES,
        *words_in(
            "body bodies muscle muscles mind heart pulse heartbeat heart_rate breathing nerves system nervous_system tissue "
            "tissues fascia joints joint limbs limb bone bones cell cells skeleton organs insides fibres flesh weight brow everything all_of_you whole_of_you rest_of_you"
        ),
    ),
    "selves": (
        *(
            word
            for word in _PLACES
            if (word.endswith("s") or word in ("feet", "calves")) and word not in _SIGNS
        ),
        *words_in("muscles nerves tissues joints limbs thoughts knots tensions worries aches"),
    ),
    "strain": words_in(
        "tension tensions sorrow grief stress_of_the_day week's day's restlessness unrest nervousness effort tightness stress strain stiffness pain pains ache aches soreness knot knots worry worries anxiety "
        "fear fears fatigue tiredness burden burdens troubles trouble day week hurt hardness thoughts headache heaviness "
        "toxins negativity resistance"
    ),
    "calm": words_in(
        "relaxation calm calmness peace ease stillness softness comfort relief heaviness lightness serenity bliss sleepiness "
        "tranquillity tranquility quietness well-being wellbeing healing rest"
    ),
    "touch": words_in(
        "this it that massage touch pressure stroke strokes hands hand oil oils scent lavender warmth heat stone stones silence "
        "bell breath breaths breathing work pressing kneading rocking stretch stretches rhythm"
    ),
    **_forms(
        "yield",
        "sink melt surrender submit dissolve collapse slump flop go_limp go_floppy go_slack go_soft go_loose go_heavy fall_limp "
        "give_in give_up give_way fall_open drop_away crumble merge yield turn_to_water fall_back_into drop_into fall_into "
        "settle_into drift_off drift_away let_loose become_heavy become_limp turn_heavy hang_loose",
    ),
    **_forms(
        "soften",
        "soften relax loosen let_go release unclench unwind drop lengthen widen open settle calm slow ease untie lighten unlock "
        "unknot quieten deepen rest_heavy calm_down slow_down quiet thaw unfold uncurl come_apart part slacken unfurl",
    ),
    "do": words_in(
        "resign subject devote lend treat tell remind make keep hold put bring lay leave tilt turn relax prepare teach train move drop "
        "raise lift lower spread curl tuck place set push pull stretch straighten bend lean empty fill quieten quiet calm steady clear "
        "soothe nourish feed warm cool wrap bathe wash anchor ground root plant park rest release free unlock trust thank bless love "
        "forgive accept offer give hand pass send direct guide steer lead point aim command order convince persuade force push urge "
        "press squeeze clench tense shake loosen soften slacken untie heal help save fix correct straighten control discipline"
    ),
    "loosen": words_in(
        "soften relax loosen let_go release unclench unwind unlock unknot calm_down slow_down quieten thaw uncurl drop_down slacken"
    ),
    **_forms(
        "heal",
        "heal repair restore renew recover regenerate mend rebalance recharge cleanse purify detox detoxify balance regulate "
        "reset",
    ),
    **_forms(
        "vanish",
        "vanish disappear dissolve fade leave drain flow evaporate subside melt_away fall_away go_away float_away drift_away "
        "wash_away lift ease release let_go dissipate slip_away pass run_off stream_out go melt seep drop_off wear_off",
    ),
    **_forms(
        "soothe",
        "calm soothe relax release ease reduce lower relieve boost improve strengthen heal slow quieten quiet loosen soften melt "
        "restore balance stimulate activate wake awaken increase regulate nourish cleanse open_up remove dissolve undo settle "
        "stretch_out rest_up comfort lengthen detoxify flush cure free drain help",
    ),
    **_forms("spread", "spread wash flow flood stream pour travel fill rise run ripple float"),
    "state": words_in(
        "relaxed calm calmer peaceful heavy heavier light lighter warm warmer safe safer sleepy drowsy loose looser soft softer "
        "limp weightless rested refreshed renewed restored content happy happier whole good better best wonderful great "
        "fantastic amazing lovely blissful serene centred centered grounded balanced quieter comfortable at_ease at_peace "
        "at_home at_rest cared_for loved protected nurtured cherished letting_go floating sinking melting drifting younger sleepier drowsier slower stiller deeper wider longer freer "
        "stronger healthier limper deeper pleasant nice soothing tired numb"
    ),
    "person": words_in(
        "therapist practitioner masseur masseuse giver bodyworker person_beside_you person_next_to_you person_above_you "
        "person_with_you person_near_you person_behind_you person_working person_touching_you person_who_touches_you "
        "person_who_is_touching_you person_who_is_with_you person_giving_this"
    ),
    "other": words_in(
        "somebody someone somebody_else someone_else another_person another_human another_body other_person other_body stranger "
        "therapist therapist's practitioner practitioner's masseur masseuse giver person_beside_you person_next_to_you "
        "person_above_you person_with_you person_near_you person_behind_you person_working person_touching_you "
        "somebody_else's someone_else's somebody's someone's another_person's person's his her their they he she who"
    ),
    "bodily": words_in(
        "breath breathing breathes breathe breaths heartbeat heart_beating heart_is_beating heart_beats chest skin sweat belly smell scent "
        "perfume odour body_heat warmth body face eyes gaze hips lap arms presence heart"
    ),
    "near": words_in(
        "close near nearby beside above over behind next_to with_you watching looking_at leaning bending standing hovering "
        "there_with_you"
    ),
    "giver": words_in(
        "hands fingers thumbs palms forearms elbow elbows knuckles fists therapist practitioner masseur masseuse they she he "
        "stones stone pressure touch strokes stroke work massage oil hand thumb forearm heat warmth kneading attention_of_the_hands"
    ),
    "place": (
        *(word for word in _PLACES if word not in _NOT_PLACES),
        *words_in(
            "your_hand your_hands your_fingers your_palms your_elbow your_forearm your_back the_back their_back lower_back your_side your_spine the_spine your_eyes"
        ),
        *words_in(
            "left_side right_side other_side upper_body lower_body left right front_of_you back_of_you muscles"
        ),
    ),
    "sore": words_in(
        "pain pains hurt hurts hurting ache aches aching sore soreness discomfort sting stings stinging burn burns burning "
        "tenderness intensity painful tender_spot sore_spot sore_place tight_place tight_spot tight_places knot knots tension "
        "tightness strong_pressure pressure"
    ),
    "ache": words_in(
        "pain pains hurt hurting ache aches aching soreness discomfort sting stings stinging burn burning intensity"
    ),
    "feeling": words_in(
        "emotion emotions feelings grief anger sadness sorrow trauma traumas memories tears rage shame guilt heartache wounds "
        "wound past sadnesses anxiety hurts"
    ),
    "loved": words_in(
        "mother father mum mom dad mama papa parent parents grandmother grandfather grandma grandpa childhood child baby "
        "ex lover husband wife partner sister brother"
    ),
    "scene": words_in(
        "beach sea ocean meadow forest wood garden mountain lake river island cloud clouds field valley sky waterfall cave "
        "stairs staircase door light sunset sunrise waves warm_light golden_light white_light hammock boat feather balloon "
        "candle rose petals sand temple woods path hill hilltop riverbank shore coast jungle desert island palace castle cottage bath pool hot_spring nest cocoon womb bubble spaceship starlight moon stars lift elevator tunnel"
    ),
    "praise": words_in(
        "good very_good great lovely beautiful wonderful excellent perfect nice very_nice bravo brilliant fantastic splendid "
        "super amazing that_is_it that_is_right well_done nicely_done beautifully_done congratulations yes_good keep_going "
        "exactly_right just_right good_work nice_work lovely_work there_you_go"
    ),
    "well": words_in(
        "well great good wonderfully beautifully brilliantly fine perfectly nicely amazingly superbly marvellously"
    ),
    "pleasant": words_in(
        "nice lovely good wonderful pleasant delicious heavenly great blissful amazing beautiful divine soothing relaxing "
        "delightful fantastic a_treat a_pleasure a_joy bliss heaven luxurious comforting"
    ),
}
"""Each kind by its name. A rule of its own is a row in `caring.word_rules`; a word more is a word here."""
