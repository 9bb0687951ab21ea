"""What somebody does to a picture before it is kept: covers, a crop, and every step back."""

from dataclasses import dataclass, replace

from peerdesk.domain.picture_shape import ALL, WHOLE, Box, Shape

CROP = -1
"""Chosen in place of a cover's number: the crop."""


@dataclass(frozen=True, slots=True)
class Step:
    """What stands, and what of it the keys are on: a cover's number, `CROP`, or None."""

    shape: Shape = WHOLE
    chosen: int | None = None


class Covering:
    """The shape that is being made. Steps of one kind on one box in a row are taken back as one."""

    def __init__(self) -> None:
        """Begin with the whole picture."""
        self._now = Step()
        self._before: list[Step] = []
        self._after: list[Step] = []
        self._doing: object = None

    @property
    def shape(self) -> Shape:
        """What would be kept now."""
        return self._now.shape

    @property
    def chosen(self) -> int | None:
        """A cover's number, `CROP`, or None."""
        return self._now.chosen

    @property
    def box(self) -> Box | None:
        """The box that is chosen."""
        if self.chosen is None:
            return None
        return self.shape.crop if self.chosen == CROP else self.shape.covers[self.chosen]

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._before)

    def add(self, cover: Box) -> None:
        """Cover one more part, and choose it."""
        covers = (*self.shape.covers, cover)
        self._go(Step(replace(self.shape, covers=covers), len(covers) - 1), None)

    def crop(self, crop: Box) -> None:
        """Keep this part alone, and choose it."""
        self._go(Step(replace(self.shape, crop=crop), CROP), None)

    def change(self, box: Box, doing: object) -> None:
        """Give the chosen box another place or size; `doing` names the act of which this is a step."""
        if self.chosen is None or box == self.box:
            return
        if self.chosen == CROP:
            shape = replace(self.shape, crop=box)
        else:
            covers = [*self.shape.covers]
            covers[self.chosen] = box
            shape = replace(self.shape, covers=tuple(covers))
        self._go(Step(shape, self.chosen), (doing, self.chosen))

    def remove(self) -> None:
        """Take the chosen cover away, or show the whole picture again."""
        if self.chosen == CROP:
            self._go(Step(replace(self.shape, crop=ALL)), None)
        elif self.chosen is not None:
            covers = tuple(one for at, one in enumerate(self.shape.covers) if at != self.chosen)
            self._go(Step(replace(self.shape, covers=covers)), None)

    def choose(self, chosen: int | None) -> None:
        """Choose a box; nothing is changed by that."""
        self._now, self._doing = Step(self.shape, chosen), None

    def choose_next(self, step: int) -> None:
        """Choose the next box, covers first, then the crop if there is one."""
        all_of_them = [*range(len(self.shape.covers)), *([CROP] if self.shape.crop != ALL else [])]
        if all_of_them:
            at = all_of_them.index(self.chosen) + step if self.chosen in all_of_them else 0 if step > 0 else -1
            self.choose(all_of_them[at % len(all_of_them)])

    def undo(self) -> None:
        """Take a step back."""
        if self._before:
            self._after.append(self._now)
            self._now, self._doing = self._before.pop(), None

    def redo(self) -> None:
        """Take again the step that was taken back last."""
        if self._after:
            self._before.append(self._now)
            self._now, self._doing = self._after.pop(), None

    def _go(self, step: Step, doing: object) -> None:
        if doing is None or doing != self._doing:
            self._before.append(self._now)
        self._now, self._doing = step, doing
        self._after.clear()
