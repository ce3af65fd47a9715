"""The locale: always "C", as far as Ouro goes."""

__all__ = ["getlocale", "getdefaultlocale", "getpreferredencoding", "Error", "setlocale",
           "localeconv", "strcoll", "strxfrm", "str", "atof", "atoi", "format_string",
           "getencoding", "LC_CTYPE", "LC_COLLATE", "LC_MESSAGES", "LC_TIME", "LC_MONETARY",
           "LC_NUMERIC", "LC_ALL", "CHAR_MAX"]

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127


class Error(Exception):
    pass


def setlocale(category, locale=None):
    """Only the locale "C" (or "POSIX", or that of the environment, which counts as "C") is there."""
    if locale not in (None, "", "C", "POSIX", ("C", None), (None, None)):
        raise Error("unsupported locale setting")
    return "C"


def getlocale(category=LC_CTYPE):
    return None, None


def getdefaultlocale(envvars=("LC_ALL", "LC_CTYPE", "LANG", "LANGUAGE")):
    return "en_US", "UTF-8"


def getpreferredencoding(do_setlocale=True):
    """The encoding of text files."""
    return "UTF-8"


def getencoding():
    return "UTF-8"


def localeconv():
    """How numbers are written."""
    names = ("p_cs_precedes", "n_cs_precedes", "p_sep_by_space", "n_sep_by_space", "p_sign_posn",
             "n_sign_posn", "frac_digits", "int_frac_digits")
    return {"decimal_point": ".", "thousands_sep": "", "grouping": [], "int_curr_symbol": "",
            "currency_symbol": "", "mon_decimal_point": "", "mon_thousands_sep": "",
            "mon_grouping": [], "positive_sign": "", "negative_sign": "",
            **dict.fromkeys(names, CHAR_MAX)}


def strcoll(a, b):
    """Compares two strings."""
    return (a > b) - (a < b)


def strxfrm(s):
    return s


def format_string(f, val, grouping=False, monetary=False):
    """Formats a string as the % operator does."""
    return f % val


def str(val):
    """A float as a string."""
    return "%.12g" % val


def atof(string, func=float):
    return func(string)


def atoi(string):
    return int(string)
