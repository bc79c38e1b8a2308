"""QR codes as SVG: what a phone's camera reads from the stand's screen, or from paper at the door."""

from io import BytesIO

import segno


def svg_of(url: str) -> str:
    """Return an address as a QR code: black on white with its quiet zone, whatever the page around it looks like.

    Error correction M (15 %) survives a reflection on a tablet; four light modules around it are the standard's.
    """
    drawing = BytesIO()
    segno.make(url, error="m", micro=False).save(
        drawing, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, nl=False, omitsize=True
    )
    return drawing.getvalue().decode()
