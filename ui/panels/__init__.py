"""The parts of the window: the candidates, their figures, the answer, the status bar."""
