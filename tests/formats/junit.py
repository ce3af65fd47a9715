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
            text = [child.get("message") or "" for child in case if child.tag != "system-out"]
            print(case.get("name"), *what, *text)


if __name__ == "__main__":
    main()
