"""Rules that two or more areas need, and the records that they share."""
