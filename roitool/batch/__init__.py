"""Many scenario files, decided wherever there are processors for it: a row of a table for each candidate."""
