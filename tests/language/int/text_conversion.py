# hex, oct, bin, str and format of integers.

print(hex(255), hex(-255), oct(8), oct(-8), bin(5), bin(-5), hex(0), hex(2 ** 70), bin(2 ** 65))
# expect: 0xff -0xff 0o10 -0o10 0b101 -0b101 0x0 0x400000000000000000 0b100000000000000000000000000000000000000000000000000000000000000000
print(oct(-2 ** 65))    # expect: -0o4000000000000000000000
for spec in (
        "", "d", "b", "o", "x", "X", "#x", "#b", "#o", "#X", "5", "<5", "^5", ">5", "05", "+",
        " ", "-", "+05", ",", "_", "_x", "_b", "n", "c", "*^9", "=+6", "e", "f", ".2f", "g", "%",
        "020,", "*>+10,", "#010x", "x<+#8b", "10_d",
):
    print(repr(spec), "|" + format(1234 if spec != "c" else 65, spec) + "|")
    print("|" + format(-97 if spec != "c" else 0x20ac, spec) + "|")
    # expect: '' |1234|
    # expect: |-97|
    # expect: 'd' |1234|
    # expect: |-97|
    # expect: 'b' |10011010010|
    # expect: |-1100001|
    # expect: 'o' |2322|
    # expect: |-141|
    # expect: 'x' |4d2|
    # expect: |-61|
    # expect: 'X' |4D2|
    # expect: |-61|
    # expect: '#x' |0x4d2|
    # expect: |-0x61|
    # expect: '#b' |0b10011010010|
    # expect: |-0b1100001|
    # expect: '#o' |0o2322|
    # expect: |-0o141|
    # expect: '#X' |0X4D2|
    # expect: |-0X61|
    # expect: '5' | 1234|
    # expect: |  -97|
    # expect: '<5' |1234 |
    # expect: |-97  |
    # expect: '^5' |1234 |
    # expect: | -97 |
    # expect: '>5' | 1234|
    # expect: |  -97|
    # expect: '05' |01234|
    # expect: |-0097|
    # expect: '+' |+1234|
    # expect: |-97|
    # expect: ' ' | 1234|
    # expect: |-97|
    # expect: '-' |1234|
    # expect: |-97|
    # expect: '+05' |+1234|
    # expect: |-0097|
    # expect: ',' |1,234|
    # expect: |-97|
    # expect: '_' |1_234|
    # expect: |-97|
    # expect: '_x' |4d2|
    # expect: |-61|
    # expect: '_b' |100_1101_0010|
    # expect: |-110_0001|
    # expect: 'n' |1234|
    # expect: |-97|
    # expect: 'c' |A|
    # expect: |€|
    # expect: '*^9' |**1234***|
    # expect: |***-97***|
    # expect: '=+6' |+ 1234|
    # expect: |-   97|
    # expect: 'e' |1.234000e+03|
    # expect: |-9.700000e+01|
    # expect: 'f' |1234.000000|
    # expect: |-97.000000|
    # expect: '.2f' |1234.00|
    # expect: |-97.00|
    # expect: 'g' |1234|
    # expect: |-97|
    # expect: '%' |123400.000000%|
    # expect: |-9700.000000%|
    # expect: '020,' |0,000,000,000,001,234|
    # expect: |-000,000,000,000,097|
    # expect: '*>+10,' |****+1,234|
    # expect: |*******-97|
    # expect: '#010x' |0x000004d2|
    # expect: |-0x0000061|
    # expect: 'x<+#8b' |+0b10011010010|
    # expect: |-0b1100001|
    # expect: '10_d' |     1_234|
    # expect: |       -97|
print(f"{10**30:,} {10**30:x} {10**30:_b} {-10**25:e} {True:d} {True} {True:5} {False!r:>6}")
# expect: 1,000,000,000,000,000,000,000,000,000,000 c9f2c9cd04674edea40000000 1100_1001_1111_0010_1100_1001_1100_1101_0000_0100_0110_0111_0100_1110_1101_1110_1010_0100_0000_0000_0000_0000_0000_0000_0000 -1.000000e+25 1 True     1  False
for spec in ("s", ".2", "q", ",x", "5d5", "_n", ",,", "=^+c", "+c", "zd"):
    try:
        print(format(5, spec))
    except ValueError as error:
        print(error)
        # expect: Unknown format code 's' for object of type 'int'
        # expect: Precision not allowed in integer format specifier
        # expect: Unknown format code 'q' for object of type 'int'
        # expect: Cannot specify ',' with 'x'.
        # expect: Invalid format specifier '5d5' for object of type 'int'
        # expect: Cannot specify '_' with 'n'.
        # expect: Cannot specify ',' with ','.
        # expect: Sign not allowed with integer format specifier 'c'
        # expect: Sign not allowed with integer format specifier 'c'
        # expect: Negative zero coercion (z) not allowed in integer format specifier
