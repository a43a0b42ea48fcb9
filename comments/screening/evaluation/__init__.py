"""Measures the engine on labelled texts: figures, a picture, and other filters beside it.

``python -m comments.screening.evaluation FILE`` reads rows, asks every contestant in a process of
its own, and writes a report. Rows are offensive by nature: a report names them by number only.
"""
