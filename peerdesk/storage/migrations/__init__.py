"""The steps from each version of the tables to the next. Each is written out, and knows no live table."""
