// hash.h: hashing bytes so that nobody without the key can make them collide.
#ifndef OU_RUNTIME_HASH_H
#define OU_RUNTIME_HASH_H

#include <stddef.h>
#include <stdint.h>

// SipHash-1-3 (J.-P. Aumasson and D. J. Bernstein, "SipHash: a fast short-input PRF", 2012, with
// the reduced rounds that hash tables use).
uint64_t ou_hash_bytes(const uint64_t key[2], const void *bytes, size_t length);

#endif
