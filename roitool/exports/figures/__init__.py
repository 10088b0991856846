"""Pictures, the same on screen and on paper: each module holds one function that draws on a matplotlib `Figure`.

Never pyplot, no window. Whoever calls brings finished texts; they are drawn as they are, clipped, never as formulas.
"""
