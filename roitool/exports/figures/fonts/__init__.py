"""The fonts that ship: Inter, under the SIL Open Font License (``OFL.txt``). No code but their places."""

from importlib.resources import files

REGULAR = "Inter-Regular.ttf"
SEMI_BOLD = "Inter-SemiBold.ttf"


def font_bytes(name: str) -> bytes:
    """Return a font file, a TrueType font."""
    return (files(__name__) / name).read_bytes()
