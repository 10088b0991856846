"""The data that decisions are made of: examples, tax regimes, the schema of the file. No code."""
