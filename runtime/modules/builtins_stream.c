// builtins_stream.c: print, input, open.
#include "runtime/dict.h"
#include "runtime/error.h"
#include "runtime/file.h"
#include "runtime/list.h"
#include "runtime/modules/builtins.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// sys.stdin and the like, borrowed; OU_UNBOUND with RuntimeError when it was deleted or, if
// `required`, is None.
static OuValue stream_peek(OuVM *vm, OuString *name, const char *function, bool required)
{
    OuValue stream = ou_dict_get_name_peek(vm->sys, name);
    if (stream != OU_UNBOUND && (stream != OU_NONE || !required)) return stream;
    (void)ou_raise(vm, OU_TYPE_RUNTIME_ERROR, "%slost sys.%S", function, name);
    return OU_UNBOUND;
}

static bool put_object(OuVM *vm, OuValue file, OuValue object)
{
    OU_OWNED OuValue text = ou_str(vm, object);
    return text != OU_ERROR && ou_file_put(vm, file, ou_str_of(text));
}

// ---- print --------------------------------------------------------------------------------------

typedef struct Printing {
    OuValue file;                  // owned
    OuValue separator, end;        // str or OU_NONE: " " and a newline
} Printing;

static bool check_text(OuVM *vm, OuValue *text, const char *name)
{
    if (*text == OU_UNBOUND) *text = OU_NONE;
    if (*text == OU_NONE || ou_is_str(*text)) return true;
    (void)ou_raise(vm, OU_TYPE_TYPE_ERROR, "%s must be None or a string, not %T", name, *text);
    return false;
}

static bool put_text_or(OuVM *vm, OuValue file, OuValue text, unsigned char standard)
{
    return ou_file_put(vm, file, text == OU_NONE ? vm->latin1[standard] : ou_str_of(text));
}

static bool print_all(OuVM *vm, const Printing *printing, const OuTuple *objects)
{
    for (size_t i = 0; i < objects->length; i++) {
        if (i && !put_text_or(vm, printing->file, printing->separator, ' ')) return false;
        if (!put_object(vm, printing->file, objects->items[i])) return false;
    }
    return put_text_or(vm, printing->file, printing->end, '\n');
}

OU_BUILTIN(print, "print(*args, sep=' ', end='\\n', file=None, flush=False)",
           "Prints the values to a stream, or to sys.stdout by default.\n\n"
           "  sep\n    string inserted between values, default a space.\n"
           "  end\n    string appended after the last value, default a newline.\n"
           "  file\n    a file-like object (stream); defaults to the current sys.stdout.\n"
           "  flush\n    whether to forcibly flush the stream.")
{
    Printing printing = { .separator = arguments[1], .end = arguments[2] };
    OuValue file = arguments[3];
    if (file == OU_UNBOUND || file == OU_NONE) {
        file = stream_peek(vm, OU_NAMED(vm, stdout), "", false);
        if (file == OU_UNBOUND) return OU_ERROR;
        if (file == OU_NONE) return OU_NONE;
    }
    if (!check_text(vm, &printing.separator, "sep") || !check_text(vm, &printing.end, "end")) {
        return OU_ERROR;
    }
    OU_OWNED OuValue owner = printing.file = ou_ref(file);
    if (!print_all(vm, &printing, ou_tuple_of(arguments[0]))) return OU_ERROR;
    bool is_flushed = false;
    if (arguments[4] != OU_UNBOUND && !ou_truth(vm, arguments[4], &is_flushed)) return OU_ERROR;
    return !is_flushed || ou_file_flush(vm, owner) ? OU_NONE : OU_ERROR;
}

// ---- input --------------------------------------------------------------------------------------

// Without its newline. An empty line is the end of the input.
static OuValue strip_line_steal(OuVM *vm, OuValue line)
{
    if (line == OU_ERROR) return OU_ERROR;
    OU_OWNED OuValue owner = line;
    if (!ou_is_str(line)) {
        return ou_raise(vm, OU_TYPE_TYPE_ERROR, "object.readline() returned non-string");
    }
    OuString *text = ou_str_of(line);
    if (text->length == 0) return ou_raise(vm, OU_TYPE_EOF_ERROR, "EOF when reading a line");
    if (ou_str_at(text, text->length - 1) != '\n') return ou_ref(owner);
    return ou_str_slice(vm, text, 0, text->length - 1);
}

OU_BUILTIN(input, "input(prompt='', /)",
           "Read a string from standard input.  The trailing newline is stripped.\n\n"
           "The prompt string, if given, is printed to standard output without a\n"
           "trailing newline before reading input.\n\n"
           "If the user hits EOF (*nix: Ctrl-D, Windows: Ctrl-Z+Return), raise EOFError.")
{
    OuValue in = stream_peek(vm, OU_NAMED(vm, stdin), "input(): ", true);
    if (in == OU_UNBOUND) return OU_ERROR;
    OuValue out = stream_peek(vm, OU_NAMED(vm, stdout), "input(): ", true);
    if (out == OU_UNBOUND) return OU_ERROR;
    OuValue err = stream_peek(vm, OU_NAMED(vm, stderr), "input(): ", true);
    if (err == OU_UNBOUND) return OU_ERROR;
    OU_OWNED OuValue own_in = ou_ref(in);
    OU_OWNED OuValue own_out = ou_ref(out);
    if (!ou_file_flush(vm, err)) ou_error_clear(vm);
    if (arguments[0] != OU_UNBOUND && !put_object(vm, own_out, arguments[0])) return OU_ERROR;
    if (!ou_file_flush(vm, own_out)) ou_error_clear(vm);
    return strip_line_steal(vm, ou_file_read_line(vm, own_in));
}

// ---- open ---------------------------------------------------------------------------------------

OU_BUILTIN(open,
           "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, "
           "closefd=True, opener=None)",
           "Open file and return a stream.  Raise OSError upon failure.\n\n"
           "file is a path, or an integer file descriptor to be wrapped. The mode is made of\n\n"
           "'r'  open for reading (default)\n"
           "'w'  open for writing, truncating the file first\n"
           "'x'  create a new file and open it for writing\n"
           "'a'  open for writing, appending to the end of the file if it exists\n"
           "'b'  binary mode\n"
           "'t'  text mode (default)\n"
           "'+'  open a disk file for updating (reading and writing)")
{
    return ou_file_open(vm, arguments);
}
