"""What is handed out: the rules of the bundle, and the files that a desktop reads."""
