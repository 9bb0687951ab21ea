"""Documents on paper: a tagged PDF that a screen reader can follow and an archive can keep."""
