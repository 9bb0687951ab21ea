"""A line that says what just happened, and no more: "playground, TA:" begins something that nobody planned."""

_LEAST, _MOST = 2, 60
_NO_TITLE = frozenset(':"“”\n')


def happening(text: str) -> str:
    """Return what a line names that ends in a colon with nothing after it; "" if it is a line like any other."""
    title, colon = text.strip()[:-1].strip(), text.strip()[-1:]
    names = colon == ":" and _LEAST <= len(title) <= _MOST and _NO_TITLE.isdisjoint(title)
    return title if names and any(letter.isalpha() for letter in title) else ""
