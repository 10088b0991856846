"""From what a person types to what the document holds, and back."""
