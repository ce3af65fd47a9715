"""SHA-512 (FIPS 180-4), for seeds of `random` that are texts."""

_MASK = (1 << 64) - 1


def _primes(count):
    found = []
    number = 2
    while len(found) < count:
        if all(number % prime for prime in found):
            found.append(number)
        number += 1
    return found


def _root_bits(number, power):
    """The first 64 bits behind the point of a root."""
    scaled = number << 64 * power
    low, high = 0, 1 << 80
    while low < high:
        middle = (low + high + 1) // 2
        if middle ** power <= scaled:
            low = middle
        else:
            high = middle - 1
    return low & _MASK


_ROUND_CONSTANTS = [_root_bits(prime, 3) for prime in _primes(80)]
_START = [_root_bits(prime, 2) for prime in _primes(8)]


def _rotate(word, bits):
    return (word >> bits | word << 64 - bits) & _MASK


def _compress(state, block):
    words = [int.from_bytes(block[i:i + 8], "big") for i in range(0, 128, 8)]
    for i in range(16, 80):
        x, y = words[i - 15], words[i - 2]
        small = _rotate(x, 1) ^ _rotate(x, 8) ^ x >> 7
        large = _rotate(y, 19) ^ _rotate(y, 61) ^ y >> 6
        words.append(words[i - 16] + small + words[i - 7] + large & _MASK)
    a, b, c, d, e, f, g, h = state
    for word, constant in zip(words, _ROUND_CONSTANTS):
        mixed = _rotate(e, 14) ^ _rotate(e, 18) ^ _rotate(e, 41)
        first = h + mixed + (e & f ^ ~e & g) + constant + word
        mixed = _rotate(a, 28) ^ _rotate(a, 34) ^ _rotate(a, 39)
        second = mixed + (a & b ^ a & c ^ b & c)
        a, b, c, d, e, f, g, h = first + second & _MASK, a, b, c, d + first & _MASK, e, f, g
    return [old + new & _MASK for old, new in zip(state, (a, b, c, d, e, f, g, h))]


class sha512:
    name = "sha512"
    digest_size = 64
    block_size = 128

    def __init__(self, data=b"", *, usedforsecurity=True):
        self._data = bytes(data)

    def update(self, data):
        self._data += bytes(data)

    def copy(self):
        return sha512(self._data)

    def digest(self):
        length = len(self._data)
        text = self._data + b"\x80" + bytes(-(length + 17) % 128) + (8 * length).to_bytes(16, "big")
        state = _START
        for i in range(0, len(text), 128):
            state = _compress(state, text[i:i + 128])
        return b"".join(word.to_bytes(8, "big") for word in state)

    def hexdigest(self):
        return self.digest().hex()
