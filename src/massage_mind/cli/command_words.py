"""Other words that people try for the commands there are."""

from __future__ import annotations

OTHER_WORDS: dict[str, str] = {
    "settings": "config", "setting": "config", "set": "config", "options": "config", "diary": "journal",
    "log": "journal", "record": "journal", "history": "journal", "breathing": "breathe", "breath": "breathe",
    "grounding": "ground", "book": "appointment", "appt": "appointment", "todo": "park", "thought": "park",
    "export": "journal export", "import": "journal import", "backup": "journal backup", "begin": "session",
    "search": "journal search", "find": "journal search", "start": "session", "voice": "sound voices",
    "voices": "sound voices", "library": "scripts", "rate": "checkin", "ratings": "checkin",
    "note": "journal add", "notes": "journal", "thoughts": "park", "play": "sound play", "appointments": "appointment", "evidence": "learn", "facts": "learn",
    "topics": "learn", "faq": "learn", "science": "learn", "verdicts": "learn verdicts",
    "plan": "course", "receipts": "course receipts", "calendar": "course calendar",
    "trend": "trends", "stats": "trends", "progress": "trends",
    "crisis": "support", "emergency": "support", "helpline": "support", "hotline": "support", "sos": "support",
    "styles": "choose", "style": "choose", "which": "choose", "first": "first-time", "beginner": "first-time",
    "intend": "intention", "intentions": "intention", "intent": "intention", "wish": "intention", "goal": "intention",
    "comparison": "compare", "measures": "measure", "metric": "measure", "scale": "measure",
}  # fmt: skip
