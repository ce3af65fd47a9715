#define _GNU_SOURCE   // strchrnul
#include "runtime/message.h"

#include <stdio.h>
#include <string.h>

#include "runtime/error.h"
#include "runtime/protocol.h"

typedef struct Directive {
    char     letter;
    char     size;          // 0, 'l', 'L' (ll) or 'z'
    int      width;         // zero-filled
    int      precision;     // -1: none
} Directive;

static int read_number(const char **format)
{
    int number = 0;
    while (**format >= '0' && **format <= '9') number = number * 10 + (*(*format)++ - '0');
    return number;
}

static Directive directive_read(const char **format, va_list *arguments)
{
    Directive directive = { 0, 0, read_number(format), -1 };
    if (**format == '.') {
        (*format)++;
        bool is_given = **format == '*';
        if (is_given) (*format)++;
        directive.precision = is_given ? va_arg(*arguments, int) : read_number(format);
    }
    while (**format == 'l' || **format == 'z') {
        directive.size = directive.size == 'l' ? 'L' : **format;
        (*format)++;
    }
    directive.letter = *(*format)++;
    return directive;
}

static bool put_value_text(OuStringWriter *writer, OuValue text)
{
    if (text == OU_ERROR) return false;
    bool is_put = ou_writer_put_str(writer, ou_str_of(text));
    ou_unref(text);
    return is_put;
}

static bool put_bytes(OuStringWriter *writer, const char *text, int precision)
{
    if (!text) text = "(null)";
    size_t length = precision < 0 ? strlen(text) : strnlen(text, (size_t)precision);
    return put_value_text(writer, ou_str_make_lossy(writer->vm, text, length));
}

// A built-in type that belongs to a module is called by its full name.
static bool put_type(OuStringWriter *writer, const OuType *type)
{
    const char *module = type->is_builtin ? type->definition->module : NULL;
    if (module &&
        !(ou_writer_put_ascii(writer, module, strlen(module)) && ou_writer_put(writer, '.'))) {
        return false;
    }
    return ou_writer_put_str(writer, type->name);
}

static bool put_signed(OuStringWriter *writer, Directive directive, va_list *arguments)
{
    long long number = directive.size == 'L' ? va_arg(*arguments, long long)
                     : directive.size == 'l' ? va_arg(*arguments, long)
                     : directive.size == 'z' ? va_arg(*arguments, ssize_t)
                     : va_arg(*arguments, int);
    char digits[48];
    int length = snprintf(digits, sizeof digits, "%0*lld", directive.width % 32, number);
    return ou_writer_put_ascii(writer, digits, (size_t)length);
}

static bool put_unsigned(OuStringWriter *writer, Directive directive, va_list *arguments)
{
    unsigned long long number = directive.size == 'L' ? va_arg(*arguments, unsigned long long)
                              : directive.size == 'l' ? va_arg(*arguments, unsigned long)
                              : directive.size == 'z' ? va_arg(*arguments, size_t)
                              : va_arg(*arguments, unsigned);
    char digits[48];
    int length = snprintf(digits, sizeof digits, directive.letter == 'x' ? "%0*llx" : "%0*llu",
                          directive.width % 32, number);
    return ou_writer_put_ascii(writer, digits, (size_t)length);
}

static bool directive_put(OuStringWriter *writer, Directive directive, va_list *arguments)
{
    OuVM *vm = writer->vm;
    switch (directive.letter) {
    case 's': return put_bytes(writer, va_arg(*arguments, const char *), directive.precision);
    case 'S': return ou_writer_put_str(writer, va_arg(*arguments, OuString *));
    case 'R': return put_value_text(writer, ou_repr(vm, va_arg(*arguments, OuValue)));
    case 'V': return put_value_text(writer, ou_str(vm, va_arg(*arguments, OuValue)));
    case 'A': return put_value_text(writer, ou_ascii(vm, va_arg(*arguments, OuValue)));
    case 'T': return put_type(writer, ou_type_of(vm, va_arg(*arguments, OuValue)));
    case 'B': {
        OuValue given = va_arg(*arguments, OuValue);
        if (given == OU_NONE) return ou_writer_put_ascii(writer, "None", 4);
        return put_type(writer, ou_type_of(vm, given));
    }
    case 'N': return put_type(writer, va_arg(*arguments, OuType *));
    case 'd':
    case 'i': return put_signed(writer, directive, arguments);
    case 'u':
    case 'x': return put_unsigned(writer, directive, arguments);
    case 'c': return ou_writer_put(writer, (unsigned char)va_arg(*arguments, int));
    case 'U': return ou_writer_put(writer, va_arg(*arguments, uint32_t));
    default:  return ou_writer_put(writer, (unsigned char)directive.letter);
    }
}

bool ou_message_put(OuStringWriter *writer, const char *format, va_list *arguments)
{
    for (;;) {
        const char *percent = strchrnul(format, '%');
        if (percent > format && !put_bytes(writer, format, (int)(percent - format))) return false;
        if (!percent[0] || !percent[1]) return true;
        format = percent + 1;
        Directive directive = directive_read(&format, arguments);
        if (!directive_put(writer, directive, arguments)) return false;
    }
}

OuValue ou_str_make_vformat(OuVM *vm, const char *format, va_list *arguments)
{
    OuStringWriter writer;
    ou_writer_init(&writer, vm);
    if (!ou_message_put(&writer, format, arguments)) {
        ou_writer_discard(&writer);
        return OU_ERROR;
    }
    return ou_writer_finish(&writer);
}

OuValue ou_str_make_format(OuVM *vm, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    OuValue text = ou_str_make_vformat(vm, format, &arguments);
    va_end(arguments);
    return text;
}
