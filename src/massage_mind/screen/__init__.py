"""What a person sees: the live view, plain lines, prompts, tables; and the keys they press."""
