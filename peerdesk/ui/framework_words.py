"""How frameworks and their parts are spoken of."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale

from peerdesk.domain.framework import Framework
from peerdesk.domain.framework_forms import Column


def tr(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("Frameworks", text)


def sheet_word(sheet: str) -> str:
    """Return what a part of a framework is called."""
    return _sheets()[sheet]


def column_word(column: Column) -> str:
    """Return what a field is called: "Do not conclude"."""
    if column.name == "of":
        return tr("Looked at")
    return column.word[:1].upper() + column.word[1:]


def scale_words(framework: Framework) -> str:
    """Return how a framework grades."""
    if framework.scale.kind == "none":
        return tr("ungraded")
    word = tr("{} levels") if framework.scale.kind == "levels" else tr("estimates in {} steps")
    return word.format(len(framework.scale.steps))


def about_words(framework: Framework) -> str:
    """Return version, what is looked at, scale and language, on one line."""
    of = tr("of a partnership") if framework.of == "partnership" else tr("of a school")
    language = QLocale(framework.language.replace("-", "_"))
    spoken = language.languageToString(language.language())
    return " · ".join((tr("version {}").format(framework.version), of, scale_words(framework), spoken))


def _sheets() -> Mapping[str, str]:
    return {
        "about": tr("About"),
        "scale": tr("Scale"),
        "themes": tr("Themes"),
        "characteristics": tr("Characteristics"),
        "questions": tr("Questions"),
        "look-fors": tr("Look-fors"),
        "guides": tr("Guides"),
        "prompts": tr("Prompts"),
        "day": tr("Day"),
        "outline": tr("Report"),
        "words": tr("Words"),
        "thin": tr("When a finding is thin"),
    }
