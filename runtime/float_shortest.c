// float_shortest.c: the shortest decimal digits that read back as the same double.
//
// After R. Giulietti, "The Schubfach way to render doubles" (2020). The double v = c * 2^q and the
// ends of the interval that rounds to it are scaled by one power of ten, chosen so that the
// interval is at least 1 and less than 10 wide; then the answer is among four integers: the two
// multiples of ten next to v if exactly one of them lies in the interval, or else the two integers
// next to it.
//
// Powers of ten are needed to 128 bits. Instead of 617 of them, every 27th is kept, to 192 bits,
// and multiplied by the power of five that is missing; that this gives all of them exactly has been
// checked for each (tests/unit/runtime/test_float.c does it again).

#include "runtime/float.h"
#include "runtime/float_power.h"

typedef unsigned __int128 Wide;

enum { POWER_STEP = 27, POWER_FIRST = -11 };

// 10^(27 i), i from -11, shifted so that the top bit of 192 is set, rounded down. Highest word
// first.
static const uint64_t powers_of_ten[24][3] = {
    { 0xA76C582338ED2621, 0xAF2AF2B80AF6F24E, 0x657C8F4D43323A36 },
    { 0x873E4F75E2224E68, 0x5A7744A6E804A291, 0xCC35EDDFCF0996D7 },
    { 0xDA7F5BF590966848, 0xAF39A475506A899E, 0xA30294CC2934E662 },
    { 0xB080392CC4349DEC, 0xBD8D794D96AACFB3, 0xFE13A5C86AF64418 },
    { 0x8E938662882AF53E, 0x547EB47B7282EE9C, 0x41B0230E1421487D },
    { 0xE65829B3046B0AFA, 0x0CB4A5A3112A5112, 0xA3B561B1CB208396 },
    { 0xBA121A4650E4DDEB, 0x92F34D62616CE413, 0x21A0183E10583CD3 },
    { 0x964E858C91BA2655, 0x3A6A07F8D510F86F, 0xE9082F25E9C5E9EC },
    { 0xF2D56790AB41C2A2, 0xFAE27299423FB9C3, 0x3695DAD7E8858901 },
    { 0xC428D05AA4751E4C, 0xAA97E14C3C26B886, 0x96842DC95323F5A8 },
    { 0x9E74D1B791E07E48, 0x775EA264CF55347D, 0xCA49F1C05120C9C7 },
    { 0x8000000000000000, 0x0000000000000000, 0x0000000000000000 },
    { 0xCECB8F27F4200F3A, 0x0000000000000000, 0x0000000000000000 },
    { 0xA70C3C40A64E6C51, 0x999090B65F67D924, 0x0000000000000000 },
    { 0x86F0AC99B4E8DAFD, 0x69A028BB3DED71A3, 0xDF9F915627C04E28 },
    { 0xDA01EE641A708DE9, 0xE80E6F4820CC9495, 0xD74BAAD03BC1D8D3 },
    { 0xB01AE745B101E9E4, 0x5EC05DCFF72E7F8F, 0xC04C79FFE324301F },
    { 0x8E41ADE9FBEBC27D, 0x14588F13BE847307, 0x23BD6A2059C002F5 },
    { 0xE5D3EF282A242E81, 0x8F1668C8A86DA5FA, 0xF0B5CCF5176ECC7C },
    { 0xB9A74A0637CE2EE1, 0x6D953E2BD7173692, 0x88EFB0037AC08BDE },
    { 0x95F83D0A1FB69CD9, 0x4ABDAF101564F98E, 0x0D5A4AF7B3A98E47 },
    { 0xF24A01A73CF2DCCF, 0xBC633B39673C8CEC, 0x3D9C44CD2F36917C },
    { 0xC3B8358109E84F07, 0x0A862F80EC4700C8, 0x02606EA01029DC37 },
    { 0x9E19DB92B4E31BA9, 0x6C07A2C26A8346D1, 0x4944D9F52CD0DEC2 },
};

static const uint64_t powers_of_five[POWER_STEP] = {
    1ull,
    5ull,
    25ull,
    125ull,
    625ull,
    3125ull,
    15625ull,
    78125ull,
    390625ull,
    1953125ull,
    9765625ull,
    48828125ull,
    244140625ull,
    1220703125ull,
    6103515625ull,
    30517578125ull,
    152587890625ull,
    762939453125ull,
    3814697265625ull,
    19073486328125ull,
    95367431640625ull,
    476837158203125ull,
    2384185791015625ull,
    11920928955078125ull,
    59604644775390625ull,
    298023223876953125ull,
    1490116119384765625ull,
};

// floor(log2(10^exponent)), for |exponent| < 1000.
static int power_log2(int exponent)
{
    return (exponent * 1741647) >> 19;
}

void ou_float_power_of_ten(int exponent, uint64_t *high, uint64_t *low)
{
    int step = (exponent + 1000 * POWER_STEP) / POWER_STEP - 1000;          // rounded down
    const uint64_t *base = powers_of_ten[step - POWER_FIRST];
    uint64_t factor = powers_of_five[exponent - step * POWER_STEP];
    Wide low_part = (Wide)base[2] * factor;
    Wide middle = (Wide)base[1] * factor + (uint64_t)(low_part >> 64);
    Wide top = (Wide)base[0] * factor + (uint64_t)(middle >> 64);
    unsigned shift = (uint64_t)(top >> 64) ? (unsigned)__builtin_clzll((uint64_t)(top >> 64)) : 64;
    Wide tail = (Wide)(uint64_t)middle << 64 | (uint64_t)low_part;
    Wide power = shift == 64 ? top << 64 | (uint64_t)middle
               : shift ? top << shift | tail >> (128 - shift) : top;
    *high = (uint64_t)(power >> 64);
    *low = (uint64_t)power;
}

// The integer part of bits * power / 2^128, its lowest bit set if anything was cut off ("rounded to
// odd"). The power is rounded up, which must not count as a fraction: hence the comparison with 1.
static uint64_t shortest_scale(uint64_t high, uint64_t low, uint64_t bits)
{
    Wide carry = (Wide)low * bits >> 64;
    Wide product = (Wide)high * bits + carry;
    return (uint64_t)(product >> 64) | ((uint64_t)product > 1);
}

// The decimal significand and its exponent for c * 2^q; c isn't 0.
static uint64_t shortest_decimal(uint64_t c, int q, bool lower_is_closer, int *exponent)
{
    bool is_even = !(c & 1);
    int k = lower_is_closer ? (q * 1262611 - 524031) >> 22 : (q * 1262611) >> 22;
    int shift = q + power_log2(-k) + 1;
    uint64_t high, low;
    ou_float_power_of_ten(-k, &high, &low);
    if (!++low) high++;                               // rounded up from here on

    // Four times the scaled lower end, value and upper end; an end belongs to it if c is even.
    uint64_t lower = shortest_scale(high, low, (4 * c - 2 + lower_is_closer) << shift) + !is_even;
    uint64_t value = shortest_scale(high, low, (4 * c) << shift);
    uint64_t upper = shortest_scale(high, low, (4 * c + 2) << shift) - !is_even;

    uint64_t whole = value / 4;
    if (whole >= 10) {
        uint64_t tens = whole / 10;
        bool down_fits = lower <= 40 * tens, up_fits = 40 * tens + 40 <= upper;
        if (down_fits != up_fits) {
            *exponent = k + 1;
            return tens + up_fits;
        }
    }
    *exponent = k;
    bool down_fits = lower <= 4 * whole, up_fits = 4 * whole + 4 <= upper;
    if (down_fits != up_fits) return whole + up_fits;
    uint64_t middle = 4 * whole + 2;
    return whole + (value > middle || (value == middle && (whole & 1)));
}

static unsigned shortest_write(uint64_t significand, int exponent, char *digits, int *point)
{
    char reversed[20];
    unsigned count = 0, length = 0;
    while (significand && significand % 10 == 0) {
        significand /= 10;
        exponent++;
    }
    for (; significand; significand /= 10) reversed[count++] = (char)('0' + significand % 10);
    *point = exponent + (int)count;
    while (count) digits[length++] = reversed[--count];
    return length;
}

unsigned ou_float_shortest(double value, char *digits, int *point)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    const uint64_t hidden = 1ull << 52;
    uint64_t fraction = bits & (hidden - 1);
    int biased = (int)(bits >> 52 & 0x7FF);
    if (!biased && !fraction) {
        digits[0] = '0';
        *point = 1;
        return 1;
    }
    uint64_t c = biased ? fraction | hidden : fraction;
    int q = (biased ? biased : 1) - 1075;
    bool is_whole = q <= 0 && q > -53 && !(c & ((1ull << -q) - 1));
    if (is_whole) return shortest_write(c >> -q, 0, digits, point);
    int exponent;
    uint64_t significand = shortest_decimal(c, q, !fraction && biased > 1, &exponent);
    return shortest_write(significand, exponent, digits, point);
}
