"""What goes out before a visit, in forms that others open: a document for a word processor, a calendar."""
