"""What a person sees.

PySide6 reads the source of every module that is imported after it, whoever imports it, to learn whether it may want
other names for Qt's methods (`__feature__`), and keeps all of it: a fifth of a start, and thirty megabytes. Nothing
here wants that, so no source is read. The version of PySide6 is pinned; a test in tests/test_start.py fails if another
one does it in another way.
"""

import sys

import PySide6  # noqa: F401 - brings along what is told here

_feature = sys.modules.get("shibokensupport.feature")
if _feature is not None:
    _feature._mod_uses_pyside = lambda _module: False  # type: ignore[attr-defined] # noqa: SLF001 - there is no other way
