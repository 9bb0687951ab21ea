"""The structure that ReportLab does not write: what each mark on the page is, in reading order.

A screen reader follows the tree of elements; all that is not in the tree is decoration.

Source:
    ISO 14289-1 (PDF/UA-1), ISO 19005-2 (PDF/A-2a), ISO 32000-1 chapter 14.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mark:
    """A marked stretch of a page's content."""

    page: str
    number: int


@dataclass(frozen=True)
class Linked:
    """An annotation that belongs to an element."""

    page: str
    annotation: str


@dataclass(eq=False)
class Element:
    """A node of the tree. `kind` is a standard structure type; `attributes` is PDF syntax."""

    kind: str
    parent: "Element | None" = None
    attributes: str = ""
    alt: str = ""
    kids: list["Element | Mark | Linked"] = field(default_factory=list)

    def add(self, kind: str, attributes: str = "", alt: str = "") -> "Element":
        """Add a child at the end and return it."""
        child = Element(kind, self, attributes, alt)
        self.kids.append(child)
        return child

    def walk(self) -> Iterator["Element"]:
        """Yield this element and all below it, parents first."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


@dataclass(eq=False)
class Structure:
    """The tree of a document and, for each page and annotation, whose content it holds."""

    root: Element = field(default_factory=lambda: Element("Document"))
    owners: list[list[Element] | Element] = field(default_factory=list)

    def new_page(self) -> int:
        """Return the key of a page whose marks will be told."""
        self.owners.append([])
        return len(self.owners) - 1

    def mark(self, element: Element, key: int, page: str) -> int:
        """Return the number of the next mark on a page; it belongs to the element."""
        owners = self.owners[key]
        assert isinstance(owners, list)  # noqa: S101 - keys of pages and annotations are given out here alone
        owners.append(element)
        element.kids.append(Mark(page, len(owners) - 1))
        return len(owners) - 1

    def link(self, element: Element, page: str, annotation: str) -> int:
        """Return the key of an annotation that belongs to the element."""
        self.owners.append(element)
        element.kids.append(Linked(page, annotation))
        return len(self.owners) - 1
