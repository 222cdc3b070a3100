"""The rules for words that hold wherever a line is said: orders, promises, verdicts, and what is nobody's to say."""

from __future__ import annotations

import re

from massage_mind.script.caring.phrases import Phrases
from massage_mind.script.caring.word_kinds import KINDS
from massage_mind.script.caring.word_rule import ORDER, WordRule


def _say(*phrases: str) -> Phrases:
    return Phrases(KINDS, *phrases)


EVERYWHERE_RULES: tuple[WordRule, ...] = (
    WordRule(
        "commands",
        "orders to relax, surrender or trust; an order to feel something cannot be followed",
        "an invitation, such as 'you might', 'if you like', 'or not'",
        re.compile(
            rf"{ORDER}(?:relax|calm down|let go|surrender|trust|submit|obey)\b|\bsurrender\b|\btrust me\b|"
            r"\blet (?:it |everything )?(?:all )?go completely\b|\byou (?:must|have to|need to(?! do nothing)|should)\b|"
            r"\b(?:empty|clear) your mind\b|\bstop thinking\b|\bdo not (?:think|move|worry)\b"
        ),
        permitted=True,
        always=_say(
            "> do_not|never|try_not_to think|worry|move|stir|fidget|fight|resist|plan|analyse|analyze|try"
        ),
        plain=_say(
            "> try_to|make_sure_to|be_sure_to {loosen}|enjoy|feel|forget",
            "> forget everything|the_day|your_day|your_worries|the_world|about_everything",
            "> stop resisting|fighting|holding|controlling|worrying|planning|trying",
            "you {yield}|trust|relax [now]",
        ),
    ),
    WordRule(
        "deeper",
        "going deeper into pain or pressure",
        "words that leave the way out open, such as 'if it is too much, you can say lighter'",
        re.compile(
            r"\b(?:go|going|sink|dive|breathe|lean)\s+(?:\w+\s+)?(?:deeper|into the pain|into your pain|through the pain)"
            r"|\bdeeper and deeper\b|\bpush through\b|\bno pain,? no gain\b|\bendure\b|\bbear (?:it|the pain)\b"
        ),
        plain=_say(
            "deeper into", "deeper with each|every", "let|allow .. {person}|hands .. go|work|press deeper"
        ),
    ),
    WordRule(
        "promises",
        "promises of release, healing or any effect on health",
        "what can be noticed, such as 'notice any change, or none'",
        re.compile(
            r"\b(?:heal(?:s|ing|ed)?|cures?|cured|detox\w*|toxins?|cortisol|serotonin|clinically proven)\b|"
            r"\byou will feel\b|\b(?:reduces?|lowers?|boosts?|strengthens?) (?:your |the )?(?:stress|anxiety|pain|immune|mood)|"
            r"\bstored (?:emotions?|trauma|stress|tension)\b|\bmelt(?:s|ing)? away\b|"
            r"\b(?:will|is going to) (?:\w+ )?(?:relax|release|ease|dissolve|disappear|vanish|soften|melt|let go)\b|"
            r"\brelease (?:your|the|all|any|old) (?:pain|stress|tension|trauma|emotions?|blockages?)\b"
        ),
        hedged=True,
        plain=_say(
            "> drink",
            "cleans|clears|cleanses|purges|rinses|washes|flushes|empties .. out|body|system|blood|away|through|inside",
            "sleep like a",
            "drink .. litre|litres|liter|liters|glass|glasses|plenty|lots|pint|pints",
            "rinse|rinses|rinsing|rinsed|waste_products|wastes|carried_off|washed_out|flushed",
            "{self}|selves knows|know|remembers .. to|what|how|best",
            "wisdom [of] [your|the] body",
            "body's [own] wisdom",
            "plenty|lots|a_lot .. water",
            "drink .. water",
            "flush|flushes|flushing .. out|away|through",
            "cleanse|cleanses|cleansing|purify|purifies|purifying|impurities|waste_products|therapeutic|curative",
            "works|working wonders|magic",
            "good|best for your|the {self}|health|sleep|skin|nerves",
            "self-healing",
            "as_good_as|better_than medicine",
        ),
        claimed=_say(
            "adds|add|gives|give|saves|brings years|life|health|youth|months|strength to|back|you|your",
            "keep|keeps|keeping the|you|your doctor|doctors|healthy|young|well|fit|illness|disease|pain|stress away|at_bay|off|from",
            "live|lives|living|stay|stays longer|healthier|younger",
            "sleep|mood|digestion|posture|skin is|are|gets|will|improves going|be|get|better|deeper|improve|improves",
            "will|shall|going_to take|carry|wash|melt|rub|press|knead|chase|drive|smooth|push|work|ease|draw .. away|off|out",
            "will|shall|going_to walk|leave|go|get_up|rise|stand_up|come|step .. new|different|better|lighter|changed|refreshed|taller|reborn",
            "new|different|another person|human|man|woman|you",
            "like new|reborn",
            "will|shall|going_to sleep|feel|notice|wake|become|experience|walk_out|leave_here|move .. {state}|better|well|deeply",
            "will|shall|going_to help|heal|cure|thank|reward|calm|soothe|loosen|unwind|fade|pass|leave|settle|get_better",
            "sleep .. better|deeper|deeply|well|soundly tonight|afterwards|after|later",
            "sleep {well}|better|deeply tonight",
            "help|helps|helping|helped you|your|the .. sleep|relax|heal|rest|recover|unwind|let_go|cope",
            "{self} {heal_s}|heals",
            "{self} is|are|starts|begins|keeps [to] {heal_ing}|{heal}",
            "{heal_s}|{heal_ing} itself|itself_now|you|your|the_body",
            "tomorrow|tonight you will",
            "for days|weeks to_come|afterwards",
        ),
    ),
    WordRule(
        "energy",
        "energies, sides that receive, souls; nothing of it is known, and not everybody shares it",
        "what can be felt: warmth, weight, an edge",
        plain=_say(
            "energy|energies|energetic|energetically",
            "inner|divine|holy|sacred|pure|cosmic|healing|eternal light|child|fire|glow|sun|star|peace|wisdom|being|self|goddess|healer|strength|power",
            "light within|inside|in you|your|everyone",
            "karmic|spiritual|spirit|spirits|mystic|goddess|enlightenment|enlightened|transcend|awakening",
            "side|half|hand|palm gives|takes|receives|sends|absorbs|is_giving|is_receiving|is_active|is_passive",
            "energy|energies|energetic .. flow|flows|flowing|move|moves|moving|field|centre|center|heals|rises|through|body|block|blocks|"
            "blocked|path|paths|healing|enters|release|releases|balance|returns|hands",
            "healing|life|vital|positive|negative|universal|flow_of|good|bad|feel_the|body_of|earth|own|your energy|energies",
            "chakra|chakras|aura|auras|meridian|meridians|chi|qi|prana|ki|reiki|vibration|vibrations|karma|kundalini|yin|yang",
            "life_force|third_eye|higher_self|the_universe|universal|divine|sacred|blockage|blockages|spirit_guides|cosmic",
            "receiving|giving|feminine|masculine|yin|yang side|half|hand|energy",
            "soul|spirit .. rest|rests|opens|heals|flies|rise|rises",
            "your|the soul|souls",
            "ancestors|angel|angels|astral|mystical",
        ),
    ),
    WordRule(
        "emotions",
        "old feelings said to sit in the body, or asked to come out; nothing of it is known",
        "a feeling may be here or not, and needs no reason",
        plain=_say(
            "{feeling} can|may|will|could|might|is_free_to|wants_to leave|go|rise|come_out|flow|surface|be_released|be_let_out|melt|dissolve|heal",
            "body|muscles|tissue|tissues|fascia|skin|bones|cells|hips|shoulders|back|jaw|belly|heart remembers|remember|recalls|knows|forgets|stores|keeps|holds_on|hides|records .. hurt|pain|everything|all|what|every|everyone|anger|grief|it|that|you|past|fear",
            "whatever|everything|all|what|anything ... swallowed|pushed|kept|held|bottled|pressed|locked|hidden down|in|inside|back|up|away",
            "good|fine|okay|ok|all_right|alright|normal|safe|allowed to [have_a] cry|weep|sob|let_it_out|let_it_all_out|shed|scream",
            "old|stored|trapped|buried|hidden|locked|suppressed|held|unresolved|repressed|deep|forgotten|past {feeling}|stress|tension|hurt|pain",
            "stored|trapped|buried|locked|holds|store|stores|hold in|within|inside your|the|our {self}|body|muscles|tissues",
            "{feeling} .. stored|trapped|buried|locked|held|lives|live|sits|sit|hides",
            "what you carry|hold in|inside|on [your|the] {part}",
            "{self} .. keeps|holds|carries|stores|remembers .. {feeling}|score|memory|everything|history|story",
            "let|allow .. {feeling} .. rise|leave|go|out|flow|come|run|wash|surface|heal|fall|release",
            "> release|free|discharge|let_go_of|let_out .. {feeling}",
            "{feeling} heal|heals|healing|cleanse|cleanses|wash|washes|leave|leaves",
            "let_yourself|allow_yourself_to cry|weep|sob|feel_it_all|grieve",
            "tears ... good|healing|heal|heals|welcome|flow|release|cleanse",
            "> cry|weep|sob",
            "let it|everything all come_up|come_out|rise_up",
            "you|your carry|carries .. is|are .. in",
        ),
    ),
    WordRule(
        "judging",
        "praise and blame; there is nothing to get right",
        "a plain observation",
        re.compile(
            r"\b(?:well done|(?:good|great) (?:job|girl|boy|work)|doing (?:great|well)|(?:that|it|this|you|everything) (?:is|was|are|were|has been) perfect(?=[.!,])|perfectly done|"
            r"correctly|the right way|do it right|you failed|"
            r"bad (?:thoughts?|feelings?)|wrong way)\b"
        ),
    ),
    WordRule(
        "praise",
        "praise; who is praised once can fail the next time, and nothing here is done well or badly",
        "a plain observation, or nothing",
        plain=_say(
            "perfect|ideal|model|dream|wonderful|lovely|great|excellent client|patient|guest|receiver|customer|body",
            "you .. wonderfully|beautifully|brilliantly|nicely|amazingly|superbly|marvellously|splendidly|excellently",
            "you|that|this|it did|do|does|went|goes|handle|handled [that|this|it|everything|all|so] {well}",
            "^ nice|good|very_good|lovely|beautiful and|very|so|now",
            "so|very|really|truly brave|patient|strong|good|still|quiet|relaxed of|you|today|now",
            "getting|got the_hang|good|better",
            "you are a|such|so natural|naturals|pro|star|good_patient|dear|model|expert",
            "^ {praise} $",
            "^ yes|oh|and|now|ah {praise} $",
            "doing|done|managing|managed|coping|handling|taking|relaxing|breathing|settling [it|this|that|all|everything] {well}",
            "how {well} you|your|this|it",
            "proud of you|yourself|your",
            "be|feel proud",
            "you are|look|seem [a|an|such] brave|good_listener|natural|strong|wonderful|beautiful|amazing|special|doing_it|perfect|"
            "a_natural|lovely|brilliant|enough|talented|gifted",
            "deserve|deserves|deserved|earned_it|earned_this|worthy|have_earned",
            "what_a [good|wonderful|lovely|brave|beautiful] job|body|effort",
            "good|clever|brave girl|boy|one|man|woman",
            "impressive|admirable|congratulations|bravo|kudos|keep_it_up|keep_up_the",
            "you .. getting|becoming|got good|better at",
            "you .. made|make .. progress",
            "beautiful|strong|wonderful|perfect|lovely body|skin|back",
            "best you_can|you_could|listener",
        ),
    ),
    WordRule(
        "liking",
        "says how it is liked; it may not be, and then the listener is the one who is wrong",
        "a question that either answer fits, or nothing",
        always=_say(
            "^ is_not|does_not|are_not it|this|that|they [feel|sound|smell] {pleasant}",
            "^ is|does it|this|that not [feel|sound|smell] {pleasant}",
            "is|was not this|it|that {pleasant}",
            "does not this|it|that feel|sound|smell {pleasant}",
            "how {pleasant} it|this|that|the_touch|the_hands|the_warmth|to",
        ),
        plain=_say(
            "> enjoy|savour|savor|relish|bask|luxuriate|indulge|delight|treasure|cherish|revel",
            "> love it|this|that|every|how|the",
            "this|it|that|touch|warmth|everything feels|is|tastes|smells so|really|truly|simply|very {pleasant}",
            "this|it|that|touch|warmth|pressure|oil|stone|stones|stroke|strokes feels|feel {pleasant}",
            "what [a|an] treat|pleasure|joy|luxury|gift|delight|relief|bliss|wonderful|lovely",
            "take pleasure|delight|joy in",
            "you|you_will|you_are love|enjoy|loving|enjoying this|it|that|the|every",
            "pamper|pampered|pampering|spoil_yourself|treat_yourself",
            "sheer|pure|perfect bliss|pleasure|joy|delight|heaven|luxury",
        ),
    ),
    WordRule(
        "gratitude",
        "asks for thanks or love; a feeling cannot be owed, and a body can be hard to be kind to",
        "nothing, or a question that 'no' answers as well",
        plain=_say(
            "> treat|talk_to|speak_to|nurture|nourish|pamper|comfort|console your|yourself|the body|yourself|self|heart|skin|muscles",
            "> thank|bless|honour|honor|appreciate|love|celebrate|praise|adore|admire|forgive|accept|befriend|embrace your|the|this|you|yourself",
            "give|send|offer|say|saying thanks|thank_you|gratitude|love|appreciation|kindness",
            "grateful|gratitude|thankful|blessed|blessing|blessings",
            "you .. lucky|fortunate",
            "you are lucky|fortunate|blessed|privileged",
            "be|feel glad|thankful|lucky of|for|that",
            "kind|gentle|good|loving to|with [your] yourself|body|{self}",
            "appreciate|appreciation|appreciating .. your|how|what|the|this|yourself|far",
            "{self} .. deserves|does|do .. thanks|love|so_much_for",
            "love|loving|loves your|yourself|it|every|each body|self|skin|inch|part|bit",
            "self-love|self-compassion|self-care",
            "friends with|to your|the|this|it {self}|{sore}",
            "count your|the blessings",
            "say .. thank_you",
            "owe|owes .. thanks",
        ),
    ),
    WordRule(
        "safety",
        "promises that somebody is safe; only they can know",
        "what they can do: open the eyes, move, say stop",
        always=_say(
            "not|never be hurt|harmed|touched_wrongly|reached|disturbed|attacked|in_danger",
            "fear|danger|harm|worry|anxiety|pain has|have no place|room|business|power",
            "not be|feel [any] safer|more_safe|better_protected",
            "nothing|no_need|no_reason|nobody|no_one|nothing_here|not .. to|for [be] fear|afraid|worry|worried|scared|frightened|dread|anxious|worry_about",
            "nothing|nobody|no_one|no_harm|no_danger|no_body [bad|here|in_this_room|else] can|will|could|is_going_to|may|would hurt|harm|happen|"
            "touch_you|reach_you|go_wrong|get_in|come|get_you|disturb",
            "nothing|no_one|nobody bad|wrong|dangerous|can|to [that|here] happen|happens|go_wrong|hurt|harm",
            "no|not_in_any|without_any harm|danger|threat|risk",
            "> do_not|never be|feel|get afraid|scared|frightened|worried|anxious|nervous|embarrassed|shy|alarmed",
        ),
        plain=_say(
            "you are|feel|stay sheltered|shielded|guarded|watched_over|cared_for|in_safety|cushioned|covered",
            "in the best [of] hands|care",
            "rest_assured|be_assured|be_sure|trust|know|believe|sure [that|it|all|everything] [all|everything|it|you|nothing] is|are|will|has [be] well|safe|fine|good|care|happen|taken_care|under_control",
            "all is well",
            "under control",
            "looking after|out for you",
            "watching over you",
            "everything|all|it|things|you is|are|will|going [going] to|be|turn_out|work_out|to_be|be_just fine|okay|ok|alright|all_right|well|good",
            "going_to|will be|turn_out fine|okay|ok|alright|all_right",
            "you|we|everyone|everybody|everything|all are|is|feel|stay|remain|will_be|can_be|can_feel|be|feels safe|safely|secure|protected|"
            "guarded|in_safety|out_of_danger|looked_after|taken_care_of|in_good_hands|in_safe_hands|fine|okay|ok|alright|all_right",
            "[this] safe|protected|secure|trusted place|space|haven|hands|here|room|container|to_let_go|to_relax|now|with|enough|environment",
            "feel|feeling safe|secure|protected|sheltered",
            "in good|safe|caring|expert|skilled|experienced|kind|the_best hands",
            "> trust [in] [that] [the|this|these|your|yourself] {person}|hands|touch|process|table|body|them|him|her|everything|yourself|moment",
            "you can trust|be_sure|rest_assured|count_on|rely_on",
            "safety|harmless|trustworthy|guarantee|guaranteed|promise_you|i_promise",
            "{touch} can|will not|never hurt|harm",
            "there is no danger|harm|risk|threat",
            "is safe|harmless",
            "[you] know that you are safe",
        ),
    ),
    WordRule(
        "vouching",
        "speaks for the therapist: what they know, feel or will do; nobody asked them",
        "what the listener can say, such as 'you can say: lighter'",
        plain=_say(
            "^ [the|your] {person} !can|may|might|could|or|and|to|if|would|is_not|has_not|does_not|will_not",
            "{person}|he|she|they|hands has|have|had .. thousand|thousands|hundred|hundreds|many|countless|before|years|decades|lifetime",
            "years|decades of experience|practice|training",
            "{person}|he|she|hands|fingers|they can feel|see|tell|sense|find|read|hear [exactly|just] [where|what|how|that|your|every|each|all|it]",
            "{person}|he|she|they|hands|these_hands knows|know|understands|understand|senses|sense|cares|care|sees [exactly|best] [what|where|how|your|you|about|for|when]",
            "{person}|he|she .. trained|experienced|skilled|qualified|gentle|careful|kind|expert|professional|happy|glad|used_to|pleased|an_expert",
            "{person}|he|she|they has|have seen|worked|done|heard|treated|touched .. it_all|many|hundreds|thousands|before|everything|all",
            "{person}|he|she|they will|would|does|do [not|never|always|only] mind|notice|stop|listen|look_after|take_care|judge|hurt|respect|"
            "know|understand|ask|wait|do_you|never|always|care|feel|adjust",
            "{person}|he|she wants|want|likes|loves|enjoys|means .. you|your|this|well|only",
            "expert|skilled|trained|knowing|caring|loving|gifted|experienced hands|fingers|touch",
        ),
    ),
    WordRule(
        "gender",
        "says whether somebody is a man or a woman",
        "the hands, the therapist, somebody",
        always=_say(
            "he|she|him|his|her|hers|himself|herself|masseuse|masseur|lady|ladies|gentleman|gentlemen|girl|girls|boy|boys|woman|women|guy|sir|madam|"
            "feminine|masculine|female|male|womanly|manly|man|men",
        ),
    ),
    WordRule(
        "eyes",
        "asking to keep the eyes closed; eyes may be open at any time",
        "'eyes open or closed, as you like'",
        re.compile(
            r"\bkeep (?:your |the )?eyes (?:closed|shut)\b(?! or open)|"
            rf"{ORDER}(?:close|shut) your eyes\b"
        ),
        permitted=True,
        always=_say(
            "not|no_longer|never need|use|want your|the eyes|sight",
            "do_not|never|no_need_to|need_not|without|not|before open|opening|look|looking|peek|peeking|open_up|peeping [your|the|them|with|your_own|around|up|at] [eyes|yet|around|up]",
        ),
        plain=_say(
            "eyes|lids|eyelids want|wish|like|need|prefer|ask|long|love [to] [be|stay|remain] closed|shut|close|rest|fall",
            "wait|avoid|delay|refrain|not_yet|before|without [with|from] opening|open [your|the] eyes",
            "with|behind|under|beneath [your|the|both] closed|shut eyes|lids|eyelids",
            "with [your|the|both] eyes|lids closed|shut|covered|gently_closed",
            "eyes|eyelids|lids closed|shut|heavy|fall|fell|falling|droop|close|rest_closed|drop !or|whenever|as_you",
            "> lower|rest|drop|squeeze|cover|close|shut your|the|both|those eyes|eyelids|lids|gaze",
            "let|allow|feel your|the|both eyes|eyelids|lids|gaze [to] close|fall|grow|become|be|drop|shut|get|droop|soften|sink",
            "eyes|eyelids|lids are|stay|remain|become|grow|get|grow_heavy|can_stay|stays closed|shut|heavy|covered !or|whenever|as_you",
            "behind [your|the] eyelids|lids",
            "> keep them closed|shut",
            "closed eyes",
            "eye mask",
        ),
    ),
    WordRule(
        "reliving",
        "asking for memories of hard things",
        "what is here now",
        re.compile(
            r"\b(?:relive|re-live|trauma(?:tic)?|abuse|remember a time when you (?:were|felt) (?:hurt|afraid))\b"
        ),
        plain=_say(
            "abuse|abused|assault|assaulted|violated|attacked|accident_you_had|funeral",
            "worst|hardest|saddest|darkest time|moment|day|thing|hour",
        ),
    ),
    WordRule(
        "assumed",
        "supposes a season, a place, an age or a body that a listener may not have",
        "what is there for everybody: the air, a sound, the next touch",
        plain=_say(
            "you are [a|an|so|very] young|old|strong|slim|fit|healthy|handsome|pretty|able|tall|big|thin|heavyset|athletic",
            "strong|fit|young|healthy|slim|beautiful|old|tall as|like",
            "athlete|dancer|runner|swimmer|gymnast",
            "spring|summer|autumn|winter|sun|sunlight|moon|snow|rain is in|shining|falling|coming|near|here|warm|setting|rising|up|down|low|over|on|out",
            "it is|was a .. morning|evening|afternoon|night|day|january|february|march|april|june|july|august|september|october|november|december|monday|friday|sunday",
            "january|february|april|june|july|august|september|october|november|december",
            "long|hard|busy|stressful|tiring|working day|week|shift|morning at|is|in|behind|of|over",
            "office|boss|colleagues|commute|workday|career",
            "your job|desk|work",
            "your children|kids|husband|wife|partner|family|grandchildren|baby|dog|cat|car|garden",
            "you have [a|an] [two] [strong|long|healthy|good] legs|arms|hands|feet|eyes|ears",
            "winter|summer|autumn|springtime|wintry|summery|christmas|easter|halloween|ramadan|midsummer|new_year|holiday|holidays|weekend",
            "spring|fall|autumn|winter sun|light|air|day|morning|evening|breeze|leaves|rain|flowers|outside",
            "snow|snowing|snowflakes|snowy|frost",
            "it_is|outside_it_is|outside_it raining|snowing|dark|sunny|cold_outside|getting_dark|spring|monday|friday|sunday|saturday|afternoon|evening|night|morning",
            "sunlight|sunshine|moonlight|candlelight|daylight|lamplight .. falls|shines|comes|enters|flickers|streams|dims|warms|touches|on|in",
            "light falls|streams|shines|pours|enters|flickers|glows|dims .. room|window|curtains|you|floor|in|on",
            "candle|candles|curtain|curtains|fireplace|incense",
            "at your age|weight|size",
            "women|men|mothers|fathers|people like you",
            "healthy|young|old|strong|slim|able body|bodies|legs|limbs|and",
            "as_a|being_a mother|father|woman|man|wife|husband|parent",
            "after work|your_working_day|the_office",
        ),
    ),
)
"""Rules that hold before, during and after."""
