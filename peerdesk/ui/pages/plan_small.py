"""Where a role is one person: what the lead says of it, and what the numbers make likely."""

from PySide6.QtCore import QObject, Signal

from peerdesk.domain.review import Review
from peerdesk.domain.small_school import OnePersonWords, is_likely_one_class
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.kept import KeptTicks
from peerdesk.ui.widgets.paragraph import Paragraph

_ONE = "one_class"


class SmallSchoolFields(QObject):
    """The fields of the School part that say whether a year or a role points at one person.

    Signals:
        one_class_said: the lead ticked or unticked that each year has one class.
    """

    one_class_said = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        """Make fields that offer nothing yet."""
        super().__init__()
        self.one_class = KeptTicks(theme, self.tr("Classes"), columns=1)
        self.one_class.show_choices([(_ONE, self.tr("each year has one class"))])
        self.one_person = KeptTicks(theme, self.tr("Held by one person"), columns=1)
        self.why = Paragraph(theme, "", "caption", "soft")
        self.one_class.given.connect(lambda values: self.one_class_said.emit(_ONE in values))

    def show_review(self, review: Review, said: OnePersonWords) -> None:
        """Show what is said of the school, and what its numbers make likely."""
        self.one_person.show_choices([(role.role_id, role.name) for role in said.roles])
        self.one_class.show_value((_ONE,) if review.one_class else ())
        self.one_person.show_value(review.one_person)
        why = self.tr(
            "Where a role is one person, a report that names the role names the person. Whoever writes is shown "
            "another way to say it; notes are left alone."
        )
        likely = is_likely_one_class(review.school_ages, review.school_roll, said.most_in_a_class)
        if likely and not review.one_class:
            numbers = self.tr("{roll} pupils aged {ages}: it is likely that each year has one class. Tick it if so.")
            why = f"{numbers.format(roll=review.school_roll, ages=review.school_ages.replace('-', '–'))} {why}"
        self.why.setText(why)
        self.why.updateGeometry()
