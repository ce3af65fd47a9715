// codec.h: text to bytes and back: UTF-8, ASCII, Latin-1, UTF-16, UTF-32, with error handlers.
#ifndef OU_RUNTIME_CODEC_H
#define OU_RUNTIME_CODEC_H

#include "gc/buffer.h"
#include "runtime/str.h"

// str.encode and bytes.decode. `encoding` and `errors` may be NULL: "utf-8", "strict".
OU_CHECKED OuValue ou_codec_encode(OuVM *vm, OuString *text, const char *encoding,
                                   const char *errors);                      // bytes
OU_CHECKED OuValue ou_codec_decode(OuVM *vm, const char *bytes, size_t length,
                                   const char *encoding, const char *errors);  // a str

// The same for `encoding` and `errors` as a script gave them: str, or OU_UNBOUND for the default.
OU_CHECKED OuValue ou_codec_encode_value(OuVM *vm, OuString *text, OuValue encoding,
                                         OuValue errors);
OU_CHECKED OuValue ou_codec_decode_value(OuVM *vm, const char *bytes, size_t length,
                                         OuValue encoding, OuValue errors);

// As much of the bytes as is complete, or all of them if `is_final`; *used says how many that were.
OU_CHECKED OuValue ou_codec_decode_part(OuVM *vm, const char *bytes, size_t length,
                                        OuValue encoding, OuValue errors, bool is_final,
                                        size_t *used);

// UnicodeEncodeError for a str with surrogates, which UTF-8 doesn't have.
OU_CHECKED bool ou_codec_check_utf8(OuVM *vm, OuString *text);

// UnicodeDecodeError(encoding, bytes, start, end, reason) / UnicodeEncodeError. Return OU_ERROR.
OuValue ou_codec_raise_decode(OuVM *vm, const char *encoding, const char *bytes, size_t length,
                              size_t start, size_t end, const char *reason);
OuValue ou_codec_raise_encode(OuVM *vm, const char *encoding, OuString *text, size_t start,
                              size_t end, const char *reason);

#endif
