#include "runtime/hash.h"

#include <string.h>

typedef struct SipState {
    uint64_t a, b, c, d;
} SipState;

static inline uint64_t rotate(uint64_t word, unsigned bits)
{
    return word << bits | word >> (64 - bits);
}

static inline void sip_round(SipState *s)
{
    s->a += s->b;
    s->c += s->d;
    s->b = rotate(s->b, 13) ^ s->a;
    s->d = rotate(s->d, 16) ^ s->c;
    s->a = rotate(s->a, 32);
    s->c += s->b;
    s->a += s->d;
    s->b = rotate(s->b, 17) ^ s->c;
    s->d = rotate(s->d, 21) ^ s->a;
    s->c = rotate(s->c, 32);
}

static inline void sip_absorb(SipState *s, uint64_t word)
{
    s->d ^= word;
    sip_round(s);
    s->a ^= word;
}

uint64_t ou_hash_bytes(const uint64_t key[2], const void *bytes, size_t length)
{
    SipState s = { key[0] ^ 0x736f6d6570736575u, key[1] ^ 0x646f72616e646f6du,
                   key[0] ^ 0x6c7967656e657261u, key[1] ^ 0x7465646279746573u };
    const uint8_t *next = bytes;
    uint64_t last = (uint64_t)length << 56;
    for (size_t left = length; left >= 8; left -= 8, next += 8) {
        uint64_t word;
        memcpy(&word, next, 8);
        sip_absorb(&s, word);
    }
    for (size_t i = 0; i < length % 8; i++) last |= (uint64_t)next[i] << (8 * i);
    sip_absorb(&s, last);
    s.c ^= 0xff;
    for (int i = 0; i < 3; i++) sip_round(&s);
    return s.a ^ s.b ^ s.c ^ s.d;
}
