"""What leaves the program: the answer on paper, in a terminal, and for other programs."""
