"""Words and numbers for persons: from the codes and numbers of the engine to sentences, in Dutch and English."""
