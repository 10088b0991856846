"""What comes back: the figures that somebody changed in a workbook of ours, as a list to be reviewed.

Nothing in here changes a scenario unasked: :func:`.review.reviewed` reads a workbook and returns what could be taken
over, and what could not and why; :func:`.review.taken_over` makes the scenario with the changes that were accepted.
"""
