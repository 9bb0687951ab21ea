"""What the fields of the plan are called where words are offered again that were typed into one and never kept."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("PlanFieldWords", text)


def name_field(field: str) -> str:
    """Return what a field of the plan is called; "" for one that a later PeerDesk has."""
    whole, _, part = field.partition(".")
    if whole == "exceptions":
        return tr("why a rule is not kept")
    return _names().get(field) or _names().get(part) or _names().get(whole, "")


def _names() -> Mapping[str, str]:
    return {
        "school_name": tr("the school"),
        "school_address": tr("its address"),
        "school_phase": tr("its phase"),
        "school_ages": tr("the ages of its pupils"),
        "school_roll": tr("how many pupils it has"),
        "partnership": tr("the partnership"),
        "purpose": tr("what the visit is for"),
        "days": tr("the days of the visit"),
        "link": tr("the link for video"),
        "check_by": tr("the day by which the head checks it"),
        "report_by": tr("the day of the report"),
        "workshop_on": tr("the day of the workshop"),
        "notes_go_on": tr("the day on which notes go"),
        "child": tr("whom to tell about a child"),
        "adult": tr("whom to tell about an adult in school"),
        "head": tr("whom to tell about the headteacher"),
        "child.place": tr("where they are to be found"),
        "adult.place": tr("where they are to be found"),
        "head.place": tr("where they are to be found"),
        "child.name": tr("whom to tell about a child"),
        "adult.name": tr("whom to tell about an adult in school"),
        "head.name": tr("whom to tell about the headteacher"),
        "invites": tr("what the school invites us to look at"),
        "text": tr("the words"),
        "short_name": tr("the short name"),
        "evidence": tr("what would answer or show it"),
        "research": tr("the research"),
        "agreed_on": tr("when it was agreed"),
        "owner": tr("the role that answers for it"),
        "due": tr("by when"),
        "what_we_saw": tr("what we saw of it"),
        "name": tr("the name"),
        "school": tr("the school they come from"),
        "training": tr("the training"),
        "title": tr("the name"),
        "place": tr("the place"),
        "joint_with": tr("who comes along from the school"),
        "begins": tr("when it begins"),
        "ends": tr("when it ends"),
        "arrival": tr("arrival"),
        "cars": tr("cars"),
        "access": tr("access"),
        "ask": tr("a question of your own"),
        "asks": tr("what else the team asks for"),
    }
