"""The document: what an owner, an adviser and the engine mean by a scenario, and the file that holds it."""
