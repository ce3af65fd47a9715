# unittest runs test methods, and notes what becomes of each.

import io
import unittest


class Arithmetic(unittest.TestCase):
    def setUp(self):
        self.addCleanup(log.append, "cleanup")
        log.append("setUp")

    def tearDown(self):
        log.append("tearDown")

    def test_equal(self):
        self.assertEqual(1 + 1, 2)

    def test_lists(self):
        self.assertEqual([1, 2, 3], [1, 2, 4])

    def test_texts(self):
        self.assertEqual("one\ntwo\n", "one\nthree\n")

    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertEqual(i, 1)

    def test_raises(self):
        with self.assertRaises(ValueError) as caught:
            int("x")
        log.append(str(caught.exception))
        self.assertRaises(TypeError, len, 1)
        with self.assertRaises(TypeError):
            pass

    @unittest.skip("not today")
    def test_skipped(self):
        pass

    @unittest.expectedFailure
    def test_expected(self):
        1 / 0

    def test_counts(self):
        self.assertCountEqual([1, 2, 2], [2, 1, 1])


log = []
stream = io.StringIO()
suite = unittest.defaultTestLoader.loadTestsFromTestCase(Arithmetic)
result = unittest.TextTestRunner(stream, verbosity=2).run(suite)
print(log[:4])    # expect: ['setUp', 'tearDown', 'cleanup', 'setUp']
print([entry for entry in log if "invalid" in entry])
# expect: ["invalid literal for int() with base 10: 'x'"]
text = stream.getvalue()
print(text[:text.index("====")])
# expect: test_counts (__main__.Arithmetic.test_counts) ... FAIL
# expect: test_equal (__main__.Arithmetic.test_equal) ... ok
# expect: test_expected (__main__.Arithmetic.test_expected) ... expected failure
# expect: test_lists (__main__.Arithmetic.test_lists) ... FAIL
# expect: test_raises (__main__.Arithmetic.test_raises) ... FAIL
# expect: test_skipped (__main__.Arithmetic.test_skipped) ... skipped 'not today'
# expect: test_sub (__main__.Arithmetic.test_sub) ... 
# expect:   test_sub (__main__.Arithmetic.test_sub) (i=0) ... FAIL
# expect:   test_sub (__main__.Arithmetic.test_sub) (i=2) ... FAIL
# expect: test_texts (__main__.Arithmetic.test_texts) ... FAIL
# expect:
# expect:
for test, report in result.failures:
    print(test)
    print(report[report.index("AssertionError"):])
    # expect: test_counts (__main__.Arithmetic.test_counts)
    # expect: AssertionError: Element counts were not equal:
    # expect: First has 1, Second has 2:  1
    # expect: First has 2, Second has 1:  2
    # expect:
    # expect: test_lists (__main__.Arithmetic.test_lists)
    # expect: AssertionError: Lists differ: [1, 2, 3] != [1, 2, 4]
    # expect:
    # expect: First differing element 2:
    # expect: 3
    # expect: 4
    # expect:
    # expect: - [1, 2, 3]
    # expect: ?        ^
    # expect:
    # expect: + [1, 2, 4]
    # expect: ?        ^
    # expect:
    # expect:
    # expect: test_raises (__main__.Arithmetic.test_raises)
    # expect: AssertionError: TypeError not raised
    # expect:
    # expect: test_sub (__main__.Arithmetic.test_sub) (i=0)
    # expect: AssertionError: 0 != 1
    # expect:
    # expect: test_sub (__main__.Arithmetic.test_sub) (i=2)
    # expect: AssertionError: 2 != 1
    # expect:
    # expect: test_texts (__main__.Arithmetic.test_texts)
    # expect: AssertionError: 'one\ntwo\n' != 'one\nthree\n'
    # expect:   one
    # expect: - two
    # expect: + three
    # expect:
    # expect:
print(text[text.index("FAILED"):])
# expect: FAILED (failures=6, skipped=1, expected failures=1)
# expect:
