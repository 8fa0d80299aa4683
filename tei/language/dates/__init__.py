"""Persian expressions of dates and times, and when they are: used by the annotator of the same name."""
