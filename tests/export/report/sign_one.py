"""Write a report, see that nothing of what signs is loaded; then sign it. Ends with 1 if not so."""

import sys
from datetime import UTC, datetime
from io import BytesIO

from peerdesk.domain.report import compose_report
from peerdesk.export.report.canvas import Kept
from peerdesk.export.report.pdf import write_pdf
from tests.export.report.example import FONTS, material

SIGNS = {"pyhanko", "pyhanko_certvalidator", "aiohttp", "asn1crypto"}


def main() -> None:
    out = BytesIO()
    write_pdf(compose_report(material(state="final")), out, FONTS, kept=Kept.SIGNED)
    if SIGNS & {name.partition(".")[0] for name in sys.modules}:
        sys.exit("What signs is loaded before anybody asks for it.")
    from peerdesk.export.report.signing import sign_pdf

    signed = sign_pdf(out.getvalue(), bytes(range(32)), "Anita", datetime(2027, 3, 23, 16, tzinfo=UTC))
    if not signed.startswith(out.getvalue()) or len(signed) == len(out.getvalue()):
        sys.exit("Nothing was signed.")


if __name__ == "__main__":
    main()
