// float_power.h: powers of ten to 128 bits, for float_shortest.c and its test.
#ifndef OU_RUNTIME_FLOAT_POWER_H
#define OU_RUNTIME_FLOAT_POWER_H

#include <stdint.h>

// The highest 128 bits of 10^exponent, rounded down; -297 <= exponent <= 350.
void ou_float_power_of_ten(int exponent, uint64_t *high, uint64_t *low);

#endif
