"""Small pieces that the panels are made of; none of them knows the document."""
