"""The futures: every uncertain quantity drawn, reproducibly, for every future."""
