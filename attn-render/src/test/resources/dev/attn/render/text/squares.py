# Makes the two tiny fonts beside it, with fontTools 4.66: python3 squares.py
# Water (U+6C34) is a square of 800 units, horse (U+99AC) one of 400, alef (U+0627) one of 600; 1000 units per em.
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

GLYPHS = {".notdef": 0, "water": 800, "horse": 400, "alef": 600}


def square(pen, edge):
    if edge:
        for i, point in enumerate([(100, 0), (100, edge), (100 + edge, edge), (100 + edge, 0)]):
            pen.lineTo(point) if i else pen.moveTo(point)
        pen.closePath()
    return pen


for name in ("ttf", "otf"):
    font = FontBuilder(1000, isTTF=name == "ttf")
    font.setupGlyphOrder(list(GLYPHS))
    font.setupCharacterMap({0x6C34: "water", 0x99AC: "horse", 0x0627: "alef"})
    if name == "ttf":
        font.setupGlyf({g: square(TTGlyphPen(None), edge).glyph() for g, edge in GLYPHS.items()})
    else:
        strings = {g: square(T2CharStringPen(1000, None), edge).getCharString() for g, edge in GLYPHS.items()}
        font.setupCFF("AttnSquares", {"FullName": "Attn Squares"}, strings, {})
    font.setupHorizontalMetrics({g: (1000, 100) for g in GLYPHS})
    font.setupHorizontalHeader(ascent=900, descent=-100)
    font.setupNameTable({"familyName": "Attn Squares", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=900, sTypoDescender=-100)
    font.setupPost()
    font.updateHead(created=0, modified=0)
    font.save("squares." + name)
