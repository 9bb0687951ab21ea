"""What a file says about itself: the same in the old place and in XMP, and which colours are meant."""

from typing import Any
from xml.sax.saxutils import escape

from PIL import ImageCms
from reportlab.pdfbase import pdfdoc

from peerdesk.domain.document import Document
from peerdesk.export.report.objects import ClosedStream, RawObject, add_object, reference, text_string

MAKER = "PeerDesk"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{maker}</xmp:CreatorTool>
<pdf:Producer>{maker}</pdf:Producer>
{archive}<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


_ARCHIVE = "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n"


class _Facts(pdfdoc.PDFInfo):
    """Title and makers. No dates: the same document gives the same file on any day."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._said = title_of(document), _author(document)  # ReportLab's template overwrites title and author

    def format(self, document: Any) -> bytes:  # noqa: ARG002 - ReportLab's signature
        """Return the dictionary, word for word what XMP says."""
        title, author, maker = map(text_string, (*self._said, MAKER))
        facts = f"<< /Title {title} /Author {author} /Creator {maker} /Producer {maker} >>"
        return facts.encode("ascii")


def title_of(document: Document) -> str:
    """Return the title that a reader shows in its window."""
    return _clean(", ".join(part for part in (document.title, document.dates) if part)) or MAKER


def describe(pdf: Any, document: Document, *, archive: bool = True) -> None:
    """Say in a ReportLab document what it is, in which language, how its colours are meant, and if an archive's."""
    xmp = _XMP.format(
        title=escape(title_of(document)),
        author=escape(_author(document)),
        language=escape(document.language),
        maker=MAKER,
        archive=_ARCHIVE if archive else "",
    )
    kind = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")})
    catalogue = pdf.Catalog
    pdf.info = _Facts(document)
    catalogue.Metadata = ClosedStream(kind, xmp.encode("utf-8"))
    catalogue.MarkInfo = RawObject("<< /Marked true >>")
    catalogue.ViewerPreferences = RawObject("<< /DisplayDocTitle true >>")
    catalogue.OutputIntents = _colours(pdf)
    catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "OutputIntents"]


def _author(document: Document) -> str:
    return _clean(document.author) or MAKER


def _clean(text: str) -> str:
    kept = "".join(letter for letter in text if letter.isprintable())
    return kept.encode("utf-8", "ignore").decode("utf-8").strip()


def _colours(pdf: Any) -> RawObject:
    profile = ClosedStream(pdfdoc.PDFDictionary({"N": 3}), _srgb(), [pdfdoc.PDFZCompress])
    pdf.Reference(profile, "ColourProfile")
    return add_object(
        pdf,
        "OutputIntent",
        "[ << /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) "
        f"/DestOutputProfile {reference(pdf, 'ColourProfile')} >> ]",
    )


def _srgb() -> bytes:
    """Return the sRGB profile with the day of its making set to a fixed one."""
    out = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    out[24:36] = bytes.fromhex("07D0 0001 0001 0000 0000 0000")  # 1 January 2000
    return bytes(out)
