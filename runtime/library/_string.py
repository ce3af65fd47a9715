"""The syntax of replacement fields, for string.Formatter."""


def _find_end(text, place):
    """Where the field that begins at place ends; as in str.format(), brackets hide braces."""
    depth = 1
    in_brackets = False
    while place < len(text):
        c = text[place]
        if c == "[":
            in_brackets = True
        elif c == "]":
            in_brackets = False
        elif in_brackets:
            pass
        elif c in ":!":
            return place, depth
        elif c == "{":
            raise ValueError("unexpected '{' in field name")
        elif c == "}":
            return place, 0
        place += 1
    raise ValueError("expected '}' before end of string")


def _parse_field(text, place):
    start = place
    place, depth = _find_end(text, place)
    name = text[start:place]
    if not depth:
        return name, "", None, place + 1
    conversion = None
    if text[place] == "!":
        if place + 1 >= len(text):
            raise ValueError("end of string while looking for conversion specifier")
        conversion = text[place + 1]
        place += 2
        if place >= len(text):
            raise ValueError("unmatched '{' in format spec")
        if text[place] == "}":
            return name, "", conversion, place + 1
        if text[place] != ":":
            raise ValueError("expected ':' after conversion specifier")
    place += 1
    start = place
    depth = 1
    while place < len(text):
        if text[place] == "{":
            depth += 1
        elif text[place] == "}":
            depth -= 1
            if not depth:
                return name, text[start:place], conversion, place + 1
        place += 1
    raise ValueError("unmatched '{' in format spec")


def _pieces(text):
    place = 0
    while place < len(text):
        start = place
        while place < len(text) and text[place] not in "{}":
            place += 1
        literal = text[start:place]
        if place == len(text):
            yield literal, None, None, None
            return
        brace = text[place]
        follows = text[place + 1:place + 2]
        if follows == brace:
            yield literal + brace, None, None, None
            place += 2
            continue
        if brace == "}":
            raise ValueError("Single '}' encountered in format string")
        if not follows:
            raise ValueError("Single '{' encountered in format string")
        name, spec, conversion, place = _parse_field(text, place + 1)
        yield literal, name, spec, conversion


def formatter_parser(text, /):
    """parse the argument as a format string"""
    if not isinstance(text, str):
        raise TypeError("expected str, got " + type(text).__name__)
    return _pieces(text)


def _rest(text):
    place = 0
    while place < len(text):
        if text[place] == ".":
            end = place + 1
            while end < len(text) and text[end] not in ".[":
                end += 1
            name = text[place + 1:end]
            place = end
            if not name:
                raise ValueError("Empty attribute in format string")
            yield True, name
        elif text[place] == "[":
            end = text.find("]", place)
            if end < 0:
                raise ValueError("Missing ']' in format string")
            name = text[place + 1:end]
            place = end + 1
            if not name:
                raise ValueError("Empty attribute in format string")
            yield False, _number(name)
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")


def _number(name):
    if name.isdecimal():
        number = int(name)
        if number > 0x7fffffffffffffff:
            raise ValueError("Too many decimal digits in format string")
        return number
    return name


def formatter_field_name_split(text, /):
    """split the argument as a field name"""
    if not isinstance(text, str):
        raise TypeError("expected str, got " + type(text).__name__)
    end = 0
    while end < len(text) and text[end] not in ".[":
        end += 1
    return _number(text[:end]), _rest(text[end:])
