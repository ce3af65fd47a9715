"""Reads a report in JUnit's XML with CPython's parser: python3.11 junit.py FILE. Checks that the
sums are right, and prints a line for each case."""
import sys
import xml.etree.ElementTree as tree

COUNTS = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def check_sums(element, cases):
    assert int(element.get("tests")) == len(cases), "tests"
    for attribute, tag in COUNTS.items():
        found = sum(case.find(tag) is not None for case in cases)
        assert int(element.get(attribute)) == found, attribute
    total = sum(float(case.get("time", 0)) for case in cases)
    assert abs(float(element.get("time")) - total) < 0.001, "time"


def check_outcome(case):
    """One at most; a failure or an error with its text, a skipped one says of which kind."""
    found = [child for child in case if child.tag in COUNTS.values()]
    assert len(found) <= 1, "outcomes"
    for child in found:
        if child.tag == "skipped":
            assert child.get("type") in ("pytest.skip", "pytest.xfail"), "type"
        else:
            assert child.text, child.tag


def main():
    root = tree.parse(sys.argv[1]).getroot()
    assert root.tag == "testsuites"
    check_sums(root, list(root.iter("testcase")))
    for suite in root:
        assert suite.tag == "testsuite" and suite.get("name")
        check_sums(suite, suite.findall("testcase"))
        for case in suite:
            assert case.tag == "testcase" and case.get("classname") and case.get("name")
            what = [child.tag for child in case]
            text = [" ".join(filter(None, (child.get("type"), child.get("message"))))
                    for child in case if child.tag != "system-out"]
            print(case.get("name"), *what, *text)
            check_outcome(case)
    print("%d passing, %s" % (
        sum(not any(case.find(tag) is not None for tag in COUNTS.values())
            for case in root.iter("testcase")),
        ", ".join("%s %s" % (root.get(name), name) for name in COUNTS)))


if __name__ == "__main__":
    main()
