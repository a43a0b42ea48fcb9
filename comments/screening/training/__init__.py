"""Training the model that reads a text: from the data pack to the files the engine ships.

Needs ``requirements-training.txt`` and is imported by nothing else.
"""
