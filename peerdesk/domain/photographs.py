"""What a school lets its visitors photograph. Nothing is the default; a person decides, and is told what was agreed."""

from peerdesk.domain.review import Photographs, Review

PHOTOGRAPHS: tuple[Photographs, ...] = ("nothing", "displays", "work without names")


def allowed_at(review: Review) -> Photographs:
    """Return what may be photographed; nothing where nobody has said more."""
    return review.photographs or "nothing"


def said_of_pictures(review: Review) -> str:
    """Return what to tell somebody who is about to keep a picture: a sentence and the reason; "" asks nothing."""
    match allowed_at(review):
        case "nothing" if review.photographs:
            return (
                "The school asked that nothing be photographed: pictures of its rooms can show whose they are. "
                "Keep this one only if somebody there has said yes to it since."
            )
        case "nothing":
            return (
                "Nobody has said yet what may be photographed, so nothing is: it is the school’s to decide. "
                "Keep this one only if somebody there has said yes to it."
            )
        case "displays":
            return "The school said yes to displays. Of anything else, ask there first."
        case "work without names":
            return "The school said yes to displays and to pupils’ work without names. See that no name is in it."
