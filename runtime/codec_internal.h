// codec_internal.h: what the halves of the codec share.
#ifndef OU_RUNTIME_CODEC_INTERNAL_H
#define OU_RUNTIME_CODEC_INTERNAL_H

#include "runtime/codec.h"
#include "runtime/utf8.h"

typedef enum OuCodecId {
    OU_CODEC_UTF8, OU_CODEC_UTF8_SIGNATURE, OU_CODEC_ASCII, OU_CODEC_LATIN1,
    OU_CODEC_UTF16, OU_CODEC_UTF16_LITTLE, OU_CODEC_UTF16_BIG,
    OU_CODEC_UTF32, OU_CODEC_UTF32_LITTLE, OU_CODEC_UTF32_BIG,
    OU_CODEC_ESCAPE, OU_CODEC_RAW_ESCAPE,
} OuCodecId;

typedef enum OuCodecErrors {
    OU_ERRORS_STRICT, OU_ERRORS_IGNORE, OU_ERRORS_REPLACE, OU_ERRORS_BACKSLASH, OU_ERRORS_XML,
    OU_ERRORS_ESCAPE_SURROGATES, OU_ERRORS_PASS_SURROGATES, OU_ERRORS_NAME, OU_ERRORS_UNKNOWN,
} OuCodecErrors;

// One encoding or decoding.
typedef struct OuCodecJob {
    OuVM         *vm;
    const char   *given;       // the encoding's name as the caller wrote it
    const char   *name;        // the name that errors show
    OuCodecId     id;
    bool          is_direct;   // CPython has it in C; errors of handlers aren't wrapped
    OuCodecErrors errors;
    const char   *errors_name;
    bool          is_partial;  // what is incomplete at the end is left
    size_t        used;        // bytes decoded
} OuCodecJob;

static inline bool ou_is_surrogate(uint32_t code_point)
{
    return code_point - 0xD800 < 0x800;
}

OU_CHECKED OuValue ou_codec_encode_job(OuCodecJob *job, OuString *text);
OU_CHECKED OuValue ou_codec_decode_job(OuCodecJob *job, const uint8_t *bytes, size_t length);
// The text or bytes that a handler registered by a script puts in place of what `exception`
// complains of, and the position behind it, within 0..length. A handler of decoding may give the
// exception another object, which is then the input.
OU_CHECKED OuValue ou_codec_call_handler(const OuCodecJob *job, OuValue exception, bool is_encoding,
                                         size_t length, size_t *position);
// For encodings that aren't in C: by module codecs.
OU_CHECKED OuValue ou_codec_call_module(OuVM *vm, const char *function, OuValue object,
                                        const char *encoding, const char *errors);
// One step of the escape codecs: reads at `bytes`.
OuUtf8Step ou_codec_read_escape(OuCodecId id, const uint8_t *bytes, const uint8_t *end);
enum { OU_CODEC_NOTHING = 0xFFFFFFFF };      // a step's code point: the bytes mean no character
// LookupError: unknown error handler name. Returns false.
bool ou_codec_raise_handler(const OuCodecJob *job, bool is_encoding);
// A code point in the way of a codec that has it, without checks. Writes 1 to 4 bytes.
unsigned ou_codec_write(OuCodecId id, uint8_t *bytes, uint32_t code_point);

#endif
