"""Pango, Cairo and Fontconfig as C sees them: what pangocffi does not declare, and the loaded libraries.

pangocffi leaves the structures of glyphs and runs opaque, and neither it nor pangocairocffi knows
Fontconfig; both are declared here from pango-glyph.h, pango-item.h, pango-glyph-item.h,
pango-attributes.h, pangofc-fontmap.h (Pango 1.50) and fontconfig.h (2.13).
"""

from typing import Any

import cairocffi
import pangocairocffi
import pangocffi
from cffi import FFI

_DECLARATIONS = """
typedef struct { uint32_t glyph; int width; int x_offset; int y_offset; unsigned int attributes; } GlyphInfo;
typedef struct { int num_glyphs; GlyphInfo *glyphs; int *log_clusters; int space; } GlyphString;
typedef struct {
    void *shape_engine; void *lang_engine; PangoFont *font;
    uint8_t level; uint8_t gravity; uint8_t flags; uint8_t script;
    void *language; void *extra_attributes;
} Analysis;
typedef struct { int offset; int length; int num_chars; Analysis analysis; } Item;
typedef struct {
    Item *item; GlyphString *glyphs; int y_offset; int start_x_offset; int end_x_offset;
} GlyphItem;
typedef struct Link { GlyphItem *data; struct Link *next; } Link;
typedef struct { void *layout; int start_index; int length; Link *runs; unsigned int flags; } LayoutLine;
typedef struct { void *klass; unsigned int start_index; unsigned int end_index; } Attribute;

typedef struct _FcConfig FcConfig;
typedef struct _FcPattern FcPattern;
typedef struct _FcCharSet FcCharSet;
typedef struct { int nfont; int sfont; FcPattern **fonts; } FcFontSet;
FcConfig *FcConfigCreate(void);
void FcConfigDestroy(FcConfig *config);
int FcConfigSetCurrent(FcConfig *config);
int FcConfigAppFontAddFile(FcConfig *config, const char *file);
int FcConfigParseAndLoadFromMemory(FcConfig *config, const char *buffer, int complain);
FcFontSet *FcConfigGetFonts(FcConfig *config, int set);
int FcPatternGetString(FcPattern *pattern, const char *object, int n, char **text);
int FcPatternGetInteger(FcPattern *pattern, const char *object, int n, int *number);
int FcPatternGetCharSet(FcPattern *pattern, const char *object, int n, FcCharSet **set);
int FcCharSetHasChar(const FcCharSet *set, uint32_t character);

void pango_fc_font_map_set_config(void *font_map, FcConfig *config);
"""


def _declare() -> Any:
    ffi = FFI()
    ffi.include(pangocairocffi.ffi)
    ffi.cdef(_DECLARATIONS)
    return ffi


ffi: Any = _declare()
pango: Any = pangocffi.pango
gobject: Any = pangocffi.gobject
glib: Any = pangocffi.glib
pangocairo: Any = pangocairocffi.pangocairo
cairo: Any = cairocffi.cairo
cairo_ffi: Any = cairocffi.ffi
fontconfig: Any = ffi.dlopen("libfontconfig.so.1")
pangofc: Any = ffi.dlopen("libpangoft2-1.0.so.0")

# Taken up here once: reading a type from its name costs milliseconds the first time.
STRING_OUT, INTEGER_OUT, INTEGERS_OUT = (ffi.typeof(name) for name in ("char **", "int *", "int **"))
RECTANGLE_OUT, CHARACTERS_OUT = (ffi.typeof(name) for name in ("PangoRectangle *", "FcCharSet **"))
GLYPHS, LINE, ATTRIBUTE = (ffi.typeof(name) for name in ("PangoGlyphString *", "LayoutLine *", "Attribute *"))
PIXELS = cairo_ffi.typeof("unsigned char *")

UNIT = 1024  # PANGO_SCALE
GLYPH_EMPTY = 0x0FFFFFFF
ELLIPSIS_FLAG = 2  # PANGO_ANALYSIS_FLAG_IS_ELLIPSIS
GLYPH_UNKNOWN_FLAG = 0x10000000
TO_THE_END = 0xFFFFFFFF  # PANGO_ATTR_INDEX_TO_TEXT_END


def owned_object(pointer: Any) -> Any:
    """The GObject ``pointer`` with its one reference given to Python."""
    return ffi.gc(pointer, gobject.g_object_unref)
