"""What to do about the numbers: the verdict, as data."""
