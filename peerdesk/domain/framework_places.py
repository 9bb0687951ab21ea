"""The places of a framework that a question or a statement can belong to: its themes, and their characteristics."""

from dataclasses import dataclass

from peerdesk.domain.framework import Framework, Theme


@dataclass(frozen=True)
class Place:
    """A theme, or a characteristic of it; `name` is what people read."""

    theme: str
    characteristic: str
    name: str

    @property
    def place_id(self) -> str:
        """Id of the characteristic, or of the theme."""
        return self.characteristic or self.theme


def places_in(framework: Framework) -> list[Place]:
    """Return all places, each theme before its characteristics."""
    return [
        place
        for theme in framework.themes
        for place in (
            Place(theme.theme_id, "", theme.name),
            *(
                Place(theme.theme_id, one.characteristic_id, one.name)
                for one in framework.characteristics
                if one.theme == theme.theme_id
            ),
        )
    ]


def place_of(framework: Framework, characteristic: str, theme: str = "") -> Place | None:
    """Return the place that a record names by ids or by the theme's name; None if the framework has no such."""
    places = places_in(framework)
    if characteristic:
        return next((one for one in places if characteristic in (one.characteristic, one.place_id)), None)
    found = theme_of(framework, theme)
    return next((one for one in places if found and one.place_id == found.theme_id), None)


def theme_of(framework: Framework, said: str) -> Theme | None:
    """Return the theme of this id or name."""
    folded = said.casefold()
    return next((one for one in framework.themes if folded in (one.theme_id.casefold(), one.name.casefold())), None)
