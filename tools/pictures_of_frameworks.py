"""Frameworks: the list, one in full, two beside each other, and a copy that is being changed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QWidget

from peerdesk.app import build_window
from peerdesk.desk.desk import Desk, start_here
from peerdesk.keys.vault import Vault
from peerdesk.ui.dialogs.framework_versions import FrameworkVersionsSheet
from peerdesk.ui.dialogs.framework_whole import WholeFrameworkSheet
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.framework_edit import FrameworkEditPage
from peerdesk.ui.theme import Theme


@cache
def _desk(make_vault: Callable[[], Vault], at: datetime, *, full: bool) -> Desk:
    desk = start_here(Path(mkdtemp()) / "desk", make_vault(), "Anita Shah", lambda: at)
    if full:
        core = desk.frameworks.core()
        look_fors = (replace(core.look_fors[0], text="Pupils say what they will write before they write it"),)
        themes = tuple(replace(one, about=f"{one.about} And for whom.") for one in core.themes)
        own = replace(core, version="2027-1", title="Our enquiry", look_fors=(*look_fors, *core.look_fors[2:]))
        desk.frameworks.keep(replace(own, themes=themes))
        (desk.folder / "frameworks" / "from the stick.toml").write_text('id = "ours"\n', encoding="utf-8")
        desk.framework_copies.begin(core)
    return desk


def _window(theme: Theme, page: str, make_vault: Callable[[], Vault], at: datetime, *, full: bool = True) -> MainWindow:
    window = build_window(_desk(make_vault, at, full=full), theme, lambda: at, list)
    window.show()
    window.jobs.wait_idle()
    window.show_page(page)
    window.jobs.wait_idle()
    return window


def _whole(theme: Theme, part: str, make_vault: Callable[[], Vault], at: datetime) -> QWidget:
    window = _window(theme, "frameworks", make_vault, at)
    sheet = WholeFrameworkSheet(window, _desk(make_vault, at, full=True).frameworks.core())
    sheet.open_over()
    sheet.show_part(part)
    return window


def _versions(theme: Theme, make_vault: Callable[[], Vault], at: datetime) -> QWidget:
    window = _window(theme, "frameworks", make_vault, at)
    shelf = _desk(make_vault, at, full=True).frameworks.shelf()
    own = next(one for one in shelf.frameworks if one.own)
    others = [one for one in shelf.frameworks if one is not own]
    FrameworkVersionsSheet(window, own.framework, others).open_over()
    return window


def _edit(theme: Theme, part: str, make_vault: Callable[[], Vault], at: datetime) -> QWidget:
    window = _window(theme, "framework", make_vault, at)
    page = window.current_page()
    if isinstance(page, FrameworkEditPage):
        page.show_copy(_desk(make_vault, at, full=True).framework_copies.all()[0])
        page.show_part(part, 1)
    window.jobs.wait_idle()
    return window


def _list(theme: Theme, make_vault: Callable[[], Vault], at: datetime, *, full: bool) -> QWidget:
    return _window(theme, "frameworks", make_vault, at, full=full)


FRAMEWORKS: Mapping[str, Callable[..., QWidget]] = {
    "frameworks": partial(_list, full=True),
    "frameworks-empty": partial(_list, full=False),
    "framework-whole": partial(_whole, part="look-fors"),
    "framework-guides": partial(_whole, part="guides"),
    "framework-versions": _versions,
    "framework-edit": partial(_edit, part="look-fors"),
    "framework-edit-about": partial(_edit, part="about"),
}
