"""Editors for every part of the document, made from the models themselves."""
