"""A report in a browser: it asks nothing of a network, its headings nest, and nothing that was typed becomes markup."""

import io
from html.parser import HTMLParser
from itertools import pairwise

from hypothesis import given, strategies

from peerdesk.domain.document import Bullets, Callout, Contents, Document, Figure, Heading, Paragraph, Run, Table, plain
from peerdesk.domain.report import compose_report
from peerdesk.export.html import write_html
from peerdesk.paths import resources
from tests.export.report.copies import whole

PNG = b"\x89PNG\r\n\x1a\n"
VOID = {"meta", "img", "br", "col"}


class Reader(HTMLParser):
    """Reads what a browser would: text, headings, and what each element asks for."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(content)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data

    @property
    def levels(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.seen if tag in ("h1", "h2", "h3", "h4")]


def read(*blocks: object, title: str = "Peer review", fonts: bool = False) -> tuple[str, Reader]:
    said = {
        "school": "Saltmarsh",
        "dates": "9 March",
        "state": "final",
        "state_line": "Final report",
        "author": "Anita",
    }
    document = Document(title=title, blocks=blocks, **said)  # type: ignore[arg-type]
    out = io.BytesIO()
    write_html(document, out, resources() / "fonts" if fonts else None)
    return out.getvalue().decode(), Reader(out.getvalue().decode())


def test_a_browser_asks_nothing_of_any_network() -> None:
    content, reader = read(Figure(PNG, "a wall", "The wall"), Contents(), Heading(1, "One"), fonts=True)
    asked = [value or "" for _, said in reader.seen for name, value in said.items() if name in ("src", "href")]
    assert sorted(one[:5] for one in asked) == ["#h1", "data:"]
    assert "http:" not in content
    assert "https:" not in content
    assert content.count("@font-face") == 4
    policy = next(said["content"] for tag, said in reader.seen if tag == "meta" and "http-equiv" in said)
    assert policy is not None
    assert policy.startswith("default-src 'none'")


def test_who_listens_meets_a_title_headings_that_nest_and_tables_with_heads() -> None:
    _, reader = read(
        Contents(),
        Heading(1, "One", "Works well"),
        Paragraph((Run("so", italic=True), Run("[4]", cite=True))),
        Heading(2, "Two"),
        Bullets((plain("first"), plain("second"))),
        Callout(plain("boxed")),
        Table(("What", "Who"), ((plain("talk"), plain("us")),), "Shared"),
    )
    assert reader.open == []
    assert reader.levels == [1, 2, 2, 3]
    assert dict(reader.seen)["html"] == {"lang": "en-GB"}
    assert [said for tag, said in reader.seen if tag == "th"] == [{"scope": "col"}] * 2
    assert [said["href"] for tag, said in reader.seen if tag == "a"] == ["#h1"]
    ids = [said.get("id") for tag, said in reader.seen if tag in ("h2", "h3") and "id" in said]
    assert ids == ["h1", "h2"]
    for words in ("Works well", "so", "[4]", "first", "boxed", "Shared", "talk", "Final report", "Anita"):
        assert words in reader.text


@given(strategies.text(strategies.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_whatever_was_typed_is_read_as_it_is_and_is_no_markup(typed: str) -> None:
    plainly, _ = read(Heading(1, "x"), Paragraph(plain("x")), Table(("x",), ((plain("x"),),)))
    said, reader = read(Heading(1, typed), Paragraph(plain(typed)), Table((typed,), ((plain(typed),),)))
    assert reader.text.count(typed) >= 4
    assert [tag for tag, _ in reader.seen] == [tag for tag, _ in Reader(plainly).seen]
    assert "<script" not in said.lower().replace("&lt;script", "")


def test_the_same_document_gives_the_same_file() -> None:
    assert read(Heading(1, "One"))[0] == read(Heading(1, "One"))[0]


def test_a_cover_a_figure_of_counts_and_a_scale_are_read_in_a_browser() -> None:
    out = io.BytesIO()
    write_html(compose_report(whole("final")), out)
    reader = Reader(out.getvalue().decode())
    assert reader.open == []
    assert [said.get("alt") for tag, said in reader.seen if tag == "img"] == ["Wrenholt Primary School"]
    for words in (
        "Signed by the lead reviewer",
        "must not be used in it",
        "Visits to lessons",
        "Agreed",
        "own view",
    ):
        assert words in reader.text
    levels = reader.levels
    assert all(after <= before + 1 for before, after in pairwise(levels))
    rows = [said for tag, said in reader.seen if tag == "th" and said.get("scope") == "row"]
    assert len(rows) == 11
