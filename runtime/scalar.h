// scalar.h: numbers as machines store them: what memoryview, array and struct read and write.
#ifndef OU_RUNTIME_SCALAR_H
#define OU_RUNTIME_SCALAR_H

#include "runtime/state.h"

typedef enum OuScalarKind {
    OU_SCALAR_SIGNED, OU_SCALAR_UNSIGNED, OU_SCALAR_FLOAT, OU_SCALAR_BOOL,
    OU_SCALAR_CHAR,              // one byte: a bytes of length 1
    OU_SCALAR_POINTER,           // an unsigned number that takes negative ones too
} OuScalarKind;

typedef struct OuScalar {
    char    code;                // the letter of module struct
    uint8_t size;                // in bytes
    uint8_t kind;                // OuScalarKind
} OuScalar;

// The letter as the machine at hand has it: sizes of C, little end first. NULL: there is none such.
const OuScalar *ou_scalar_find(char code);

// An int, float, bool or bytes.
OU_CHECKED OuValue ou_scalar_read(OuVM *vm, const OuScalar *scalar, const uint8_t *bytes,
                                  bool is_big);
// Does the int fit? Then *bits has it.
bool ou_scalar_int_fits(const OuScalar *scalar, OuValue number, uint64_t *bits);
void ou_scalar_store_bits(const OuScalar *scalar, uint8_t *bytes, uint64_t bits, bool is_big);
// false: too large for the size; no exception is set.
bool ou_scalar_store_double(const OuScalar *scalar, uint8_t *bytes, double number, bool is_big);

#endif
