"""A document as one HTML file, which any browser reads aloud, enlarges and prints; it asks nothing of any network."""

import base64
from functools import singledispatchmethod
from html import escape
from pathlib import Path
from typing import BinaryIO

from peerdesk.domain.document import (
    NOT_REAL,
    Bars,
    Block,
    Bullets,
    Callout,
    ChartBlock,
    Contents,
    Cover,
    Document,
    Figure,
    Heading,
    Levels,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Text,
    words_of,
)

_FACES = (
    ("AtkinsonHyperlegible-Regular.ttf", 400, "normal"),
    ("AtkinsonHyperlegible-Bold.ttf", 700, "normal"),
    ("AtkinsonHyperlegible-Italic.ttf", 400, "italic"),
    ("AtkinsonHyperlegible-BoldItalic.ttf", 700, "italic"),
)
_STYLE = """
:root{color-scheme:light dark;--ink:#22252a;--soft:#545b64;--paper:#f8f6f2;--line:#d5d1c8;--box:#efebe3;
--accent:#1b5e9e}
@media(prefers-color-scheme:dark){:root{--ink:#e9e6df;--soft:#b3b8bf;--paper:#1a1d21;--line:#41464d;--box:#262a30;
--accent:#82b1ec}}
html{font:100%/1.55 "Atkinson Hyperlegible",sans-serif;color:var(--ink);background:var(--paper)}
body{max-width:42rem;margin:0 auto;padding:2rem 1.25rem 4rem;overflow-wrap:anywhere}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .5rem}h2{font-size:1.4rem;line-height:1.25;margin:2.5rem 0 .5rem}
h3{font-size:1.15rem;margin:1.75rem 0 .25rem}h4{font-size:1rem;margin:1.25rem 0 .25rem}
.label,.state,.caption,figcaption,caption{color:var(--soft);font-size:.9rem}
.label{display:block;font-weight:400;letter-spacing:.02em}.lead{font-size:1.15rem}
.state{border-bottom:1px solid var(--line);padding-bottom:.75rem}.cite{white-space:nowrap;color:var(--soft)}
aside{background:var(--box);border-radius:.5rem;padding:.75rem 1rem;margin:1rem 0}
.practice{position:sticky;top:0;margin:0 0 1rem;padding:.5rem 1rem;font-weight:700;background:var(--box);
border:2px solid}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:1rem 0}caption{text-align:left}
th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line)}
img{max-width:100%;height:auto}figure{margin:1.5rem 0}a{color:inherit}
.logo img{max-height:5.5rem;background:#fff;padding:.25rem}table{overflow-wrap:break-word}
.bars th{font-weight:400;width:45%}.bars td{width:2.5rem}.bars .bar{width:auto}
.bars th,.bars td{border:0;padding:.1rem .75rem .1rem 0}
.bars i{display:block;height:.5rem;margin-top:.5rem;background:var(--accent)}
@media print{:root{--ink:#000;--soft:#333;--paper:#fff;--line:#999;--box:#fff}body{max-width:none;padding:0}
h2,h3,h4{break-after:avoid}tr,figure,aside{break-inside:avoid}.next{break-before:page}nav{display:none}}
"""


def write_html(document: Document, out: BinaryIO, fonts: Path | None = None) -> None:
    """Write a document as HTML; the same document gives the same bytes.

    Headings begin at level 1 with the title; the first row of a table is its header row; a chart is told in words, for
    its table stands under it.

    Args:
        document: what is written.
        out: an open binary file.
        fonts: the folder of the typeface, to put it into the file (about 300 kB); None leaves it to the browser.
    """
    out.write(_Html(document).whole(_faces(fonts) if fonts else "").encode())


class _Html:
    def __init__(self, document: Document) -> None:
        self._document, self._number, self._breaks = document, 0, False

    def whole(self, faces: str) -> str:
        said = self._document
        body = "\n".join(part for part in map(self._write, said.blocks) if part)
        dates = f"<p>{escape(said.dates)}</p>\n" if said.dates else ""
        practice = f'<p class="practice" role="note">{NOT_REAL}</p>\n' if said.practice else ""
        by = f'<p class="caption">{escape(said.author)}</p>\n' if said.author else ""
        return (
            f'<!doctype html>\n<html lang="{escape(said.language)}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; font-src data:; '
            f"style-src 'unsafe-inline'\">\n"
            f"<title>{escape(said.title)}</title>\n<style>{faces}{_STYLE}</style>\n</head>\n<body>\n<header>\n"
            f"{practice}<h1>{escape(said.title)}</h1>\n{dates}{by}"
            f'<p class="state">{escape(said.state_line)}</p>\n</header>\n<main>\n{body}\n</main>\n</body>\n</html>\n'
        )

    @singledispatchmethod
    def _write(self, block: Block) -> str:
        raise TypeError(type(block))

    @_write.register
    def _heading(self, block: Heading) -> str:
        self._number += 1
        level, label = block.level + 1, f'<span class="label">{escape(block.label)}</span>' if block.label else ""
        new_page = ' class="next"' if self._breaks else ""
        self._breaks = False
        return f'<h{level} id="h{self._number}"{new_page}>{label}{escape(block.text)}</h{level}>'

    @_write.register
    def _paragraph(self, block: Paragraph) -> str:
        tone = "" if block.tone == "body" else f' class="{block.tone}"'
        return f"<p{tone}>{_runs(block.text)}</p>"

    @_write.register
    def _bullets(self, block: Bullets) -> str:
        return "<ul>\n" + "\n".join(f"<li>{_runs(item)}</li>" for item in block.items) + "\n</ul>"

    @_write.register
    def _callout(self, block: Callout) -> str:
        return f"<aside><p>{_runs(block.text)}</p></aside>"

    @_write.register
    def _table(self, block: Table) -> str:
        caption = f"<caption>{escape(block.caption)}</caption>" if block.caption else ""
        shares = "".join(f'<col style="width:{100 * share / sum(block.widths):.0f}%">' for share in block.widths)
        columns = f"<colgroup>{shares}</colgroup>" if len(block.widths) == len(block.headers) else ""
        head = "".join(f'<th scope="col">{escape(one)}</th>' for one in block.headers)
        rows = "\n".join("<tr>" + "".join(f"<td>{_runs(cell)}</td>" for cell in row) + "</tr>" for row in block.rows)
        table = f"<table>{caption}{columns}<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
        named = escape(block.caption or " · ".join(block.headers))
        return f'<div class="wide" role="region" aria-label="{named}" tabindex="0">{table}</div>'

    @_write.register
    def _figure(self, block: Figure) -> str:
        kind = "png" if block.picture.startswith(b"\x89PNG") else "jpeg"
        data = base64.b64encode(block.picture).decode()
        caption = f"<figcaption>{escape(block.caption)}</figcaption>" if block.caption else ""
        return f'<figure><img src="data:image/{kind};base64,{data}" alt="{escape(block.alt)}">{caption}</figure>'

    @_write.register
    def _chart(self, block: ChartBlock) -> str:
        return f'<p class="caption">{escape(block.chart.alt)}</p>'

    @_write.register
    def _bars(self, block: Bars) -> str:
        groups = "".join(map(_bars, block.groups))
        return f"<figure>{groups}<figcaption>{escape(block.caption or block.alt)}</figcaption></figure>"

    @_write.register
    def _levels(self, _: Levels) -> str:
        """Leave it to the table beside it, which says the same."""
        return ""

    @_write.register
    def _cover(self, block: Cover) -> str:
        logo = self._figure(block.logo).replace("<figure", '<figure class="logo"', 1) if block.logo else ""
        standing = f"<aside><p>{_runs(block.says(self._document.state_line))}</p></aside>" if block.standing else ""
        foot = f'<p class="caption">{escape(block.foot)}</p>' if block.foot else ""
        return "\n".join(filter(None, (logo, standing, *(f"<p>{escape(line)}</p>" for line in block.lines), foot)))

    @_write.register
    def _page_break(self, _: PageBreak) -> str:
        self._breaks = True
        return ""

    @_write.register
    def _contents(self, block: Contents) -> str:
        headings = [one for one in self._document.blocks if isinstance(one, Heading)]
        items = "\n".join(
            f'<li><a href="#h{number}">{escape(one.text)}</a></li>'
            for number, one in enumerate(headings, 1)
            if one.level < min(block.depth, 2)
        )
        named = escape(block.title)
        return f'<nav aria-label="{named}"><h2>{named}</h2>\n<ul>\n{items}\n</ul></nav>' if items else ""


def _bars(group: tuple[str, tuple[tuple[str, int], ...]]) -> str:
    """Return a group of counts as a table: its numbers are words to whoever listens, its bars are for the eye."""
    title, counts = group
    most = max(number for _, number in counts)
    rows = "".join(
        f'<tr><th scope="row">{escape(words)}</th><td>{number}</td>'
        f'<td class="bar" aria-hidden="true"><i style="width:{100 * number / most:.0f}%"></i></td></tr>'
        for words, number in counts
    )
    return f'<table class="bars"><caption>{escape(title)}</caption><tbody>{rows}</tbody></table>'


def _runs(text: Text) -> str:
    return "".join(map(_run, text)) if words_of(text) else "&nbsp;"


def _run(run: Run) -> str:
    said = escape(run.text).replace("\n", "<br>")
    said = f'<span class="cite">{said}</span>' if run.cite else said
    said = f"<em>{said}</em>" if run.italic else said
    return f"<strong>{said}</strong>" if run.bold else said


def _faces(fonts: Path) -> str:
    return "".join(
        f'@font-face{{font-family:"Atkinson Hyperlegible";font-weight:{weight};font-style:{style};'
        f"src:url(data:font/ttf;base64,{base64.b64encode((fonts / name).read_bytes()).decode()})}}"
        for name, weight, style in _FACES
    )
