/* What kiosk/text/ and screens/ use of Cairo, Pango, GLib and Fontconfig; deploy/text/declare.py makes
   kiosk/text/native_declared.py of it. From cairo.h (1.16), pango-*.h and pangofc-fontmap.h (1.50), fontconfig.h
   (2.13). Enumerations are given as the int they are, objects that are only passed on as void. */

typedef struct { int x; int y; int width; int height; } PangoRectangle;
typedef struct { uint32_t glyph; int width; int x_offset; int y_offset; unsigned int attributes; } GlyphInfo;
typedef struct { int num_glyphs; GlyphInfo *glyphs; int *log_clusters; int space; } GlyphString;
typedef struct {
    void *shape_engine; void *lang_engine; void *font;
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
/* A word of one-bit fields. */
typedef uint32_t LogAttr;

typedef struct _Surface Surface;
typedef struct _Drawing Drawing;
typedef struct _FontOptions FontOptions;
Surface *cairo_image_surface_create(int format, int width, int height);
Surface *cairo_image_surface_create_for_data(unsigned char *data, int format, int width, int height, int stride);
int cairo_format_stride_for_width(int format, int width);
void cairo_surface_flush(Surface *surface);
void cairo_surface_destroy(Surface *surface);
Drawing *cairo_create(Surface *target);
void cairo_destroy(Drawing *cr);
int cairo_status(Drawing *cr);
const char *cairo_status_to_string(int status);
int cairo_version(void);
void cairo_set_operator(Drawing *cr, int op);
void cairo_set_source_rgba(Drawing *cr, double red, double green, double blue, double alpha);
void cairo_set_line_width(Drawing *cr, double width);
void cairo_set_line_cap(Drawing *cr, int line_cap);
void cairo_set_line_join(Drawing *cr, int line_join);
void cairo_scale(Drawing *cr, double sx, double sy);
void cairo_new_path(Drawing *cr);
void cairo_move_to(Drawing *cr, double x, double y);
void cairo_line_to(Drawing *cr, double x, double y);
void cairo_curve_to(Drawing *cr, double x1, double y1, double x2, double y2, double x3, double y3);
void cairo_close_path(Drawing *cr);
void cairo_fill(Drawing *cr);
void cairo_fill_preserve(Drawing *cr);
void cairo_stroke(Drawing *cr);
FontOptions *cairo_font_options_create(void);
void cairo_font_options_destroy(FontOptions *options);
void cairo_font_options_set_antialias(FontOptions *options, int antialias);
void cairo_font_options_set_hint_metrics(FontOptions *options, int hint_metrics);
void cairo_font_options_set_hint_style(FontOptions *options, int hint_style);

void g_free(void *mem);
void g_object_unref(void *object);

typedef struct _Layout Layout;
typedef struct _Context Context;
typedef struct _Description Description;
typedef struct _Attributes Attributes;
void *pango_attr_allow_breaks_new(int allow_breaks);
void *pango_attr_insert_hyphens_new(int insert_hyphens);
void *pango_attr_foreground_new(uint16_t red, uint16_t green, uint16_t blue);
void *pango_attr_size_new_absolute(int size);
void *pango_attr_weight_new(int weight);
Attributes *pango_attr_list_new(void);
void pango_attr_list_insert(Attributes *list, void *attr);
void pango_attr_list_unref(Attributes *list);
void *pango_cairo_font_map_new(void);
void pango_cairo_context_set_font_options(Context *context, const FontOptions *options);
void pango_cairo_glyph_string_path(Drawing *cr, void *font, GlyphString *glyphs);
void pango_cairo_show_glyph_string(Drawing *cr, void *font, GlyphString *glyphs);
void pango_cairo_show_layout(Drawing *cr, Layout *layout);
Context *pango_font_map_create_context(void *fontmap);
void pango_context_set_base_dir(Context *context, int direction);
void pango_context_set_language(Context *context, void *language);
void pango_context_set_round_glyph_positions(Context *context, int round_positions);
Description *pango_font_describe_with_absolute_size(void *font);
Description *pango_font_description_new(void);
void pango_font_description_free(Description *desc);
const char *pango_font_description_get_family(const Description *desc);
int pango_font_description_get_size(const Description *desc);
int pango_font_description_get_weight(const Description *desc);
void pango_font_description_set_absolute_size(Description *desc, double size);
void pango_font_description_set_family(Description *desc, const char *family);
void pango_font_description_set_weight(Description *desc, int weight);
void pango_get_log_attrs(
    const char *text, int length, int level, void *language, LogAttr *attrs, int attrs_len);
int pango_glyph_string_get_width(GlyphString *glyphs);
void *pango_language_from_string(const char *language);
Layout *pango_layout_new(Context *context);
void pango_layout_get_cursor_pos(
    Layout *layout, int index_, PangoRectangle *strong_pos, PangoRectangle *weak_pos);
int pango_layout_get_line_count(Layout *layout);
LayoutLine *pango_layout_get_line_readonly(Layout *layout, int line);
void pango_layout_get_pixel_size(Layout *layout, int *width, int *height);
int pango_layout_get_unknown_glyphs_count(Layout *layout);
void pango_layout_index_to_line_x(Layout *layout, int index_, int trailing, int *line, int *x_pos);
int pango_layout_is_ellipsized(Layout *layout);
void pango_layout_line_get_extents(
    LayoutLine *line, PangoRectangle *ink_rect, PangoRectangle *logical_rect);
int pango_layout_line_get_length(LayoutLine *line);
int pango_layout_line_get_start_index(LayoutLine *line);
void pango_layout_line_get_x_ranges(
    LayoutLine *line, int start_index, int end_index, int **ranges, int *n_ranges);
int pango_layout_line_x_to_index(LayoutLine *line, int x_pos, int *index_, int *trailing);
void pango_layout_move_cursor_visually(
    Layout *layout, int strong, int old_index, int old_trailing, int direction,
    int *new_index, int *new_trailing);
void pango_layout_set_attributes(Layout *layout, Attributes *attrs);
void pango_layout_set_auto_dir(Layout *layout, int auto_dir);
void pango_layout_set_ellipsize(Layout *layout, int ellipsize);
void pango_layout_set_font_description(Layout *layout, const Description *desc);
void pango_layout_set_height(Layout *layout, int height);
void pango_layout_set_justify(Layout *layout, int justify);
void pango_layout_set_text(Layout *layout, const char *text, int length);
void pango_layout_set_width(Layout *layout, int width);
void pango_layout_set_wrap(Layout *layout, int wrap);

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
