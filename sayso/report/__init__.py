"""Stage 9, report: what a person reads. `view.build` makes the view-models; `terminal` and `html` render them.

Nothing here reads a file of the user's, opens a case or runs a model.
"""
