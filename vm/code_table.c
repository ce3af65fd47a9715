#include "vm/code_table.h"

#include "runtime/bytes.h"
#include "runtime/error.h"
#include "vm/opcode.h"

enum { WORD = sizeof(OuInstruction) };

OuValue ou_code_table_adaptive(OuVM *vm, const OuCode *code)
{
    return ou_bytes_make(vm, code->instructions, (size_t)code->word_count * WORD);
}

OuValue ou_code_table_plain(OuVM *vm, const OuCode *code)
{
    OuCode *copy = ou_code_copy(vm, (OuCode *)(uintptr_t)code);
    if (!copy) return OU_ERROR;
    OuValue bytes = ou_code_table_adaptive(vm, copy);
    ou_object_unref(&copy->header);
    return bytes;
}

static uint32_t run_end(const OuCode *code, uint32_t row)
{
    return row + 1 < code->position_count ? code->positions[row + 1].start : code->word_count;
}

// --- encodings -----------------------------------------------------------------------------------

static OuValue finish(OuVM *vm, OuBuffer *out)
{
    OuValue bytes = out->failed ? ou_raise_memory_error(vm)
                                : ou_bytes_make(vm, out->bytes ? out->bytes : "", out->length);
    ou_buffer_free(out);
    return bytes;
}

// Six bits a byte, the lowest first; bit 6: more follow.
static void put_number(OuBuffer *out, uint32_t number)
{
    for (; number >= 64; number >>= 6) ou_buffer_put_char(out, (char)(64 | (number & 63)));
    ou_buffer_put_char(out, (char)number);
}

static void put_signed(OuBuffer *out, int64_t number)
{
    put_number(out, number < 0 ? (uint32_t)(-number) << 1 | 1 : (uint32_t)number << 1);
}

enum { NO_PLACE = 15, LONG_FORM = 14, LONGEST_RUN = 8 };

static void put_position(OuBuffer *out, const OuCodePosition *position, uint32_t words,
                         uint32_t *line)
{
    unsigned form = position->line ? LONG_FORM : NO_PLACE;
    ou_buffer_put_char(out, (char)(0x80 | form << 3 | (words - 1)));
    if (form == NO_PLACE) return;
    put_signed(out, (int64_t)position->line - *line);
    put_number(out, position->end_line - position->line);
    put_number(out, position->column + 1);
    put_number(out, position->end_column + 1);
    *line = position->line;
}

OuValue ou_code_table_lines(OuVM *vm, const OuCode *code)
{
    OuBuffer out;
    ou_buffer_init(&out, &vm->heap.memory);
    uint32_t line = code->first_line;
    for (uint32_t i = 0; i < code->position_count; i++) {
        uint32_t words = run_end(code, i) - code->positions[i].start;
        for (; words > LONGEST_RUN; words -= LONGEST_RUN) {
            put_position(&out, &code->positions[i], LONGEST_RUN, &line);
        }
        if (words) put_position(&out, &code->positions[i], words, &line);
    }
    return finish(vm, &out);
}

// Six bits a byte, the highest first; the first of a row has bit 7.
static void put_big_end(OuBuffer *out, uint32_t number, unsigned mark)
{
    for (int shift = 30; shift > 0; shift -= 6) {
        if (number >> shift == 0) continue;
        ou_buffer_put_char(out, (char)(mark | 64 | ((number >> shift) & 63)));
        mark = 0;
    }
    ou_buffer_put_char(out, (char)(mark | (number & 63)));
}

OuValue ou_code_table_handlers(OuVM *vm, const OuCode *code)
{
    OuBuffer out;
    ou_buffer_init(&out, &vm->heap.memory);
    for (uint32_t i = 0; i < code->handler_count; i++) {
        const OuHandler *handler = &code->handlers[i];
        put_big_end(&out, handler->start, 0x80);
        put_big_end(&out, handler->end - handler->start, 0);
        put_big_end(&out, handler->target, 0);
        put_big_end(&out, (handler->exception_register - code->local_count) << 1, 0);
    }
    return finish(vm, &out);
}

static void put_step(OuBuffer *out, uint32_t bytes, int64_t lines)
{
    for (; bytes > 255; bytes -= 255) ou_buffer_put(out, "\xFF\0", 2);
    for (; lines > 127; lines -= 127, bytes = 0) {
        ou_buffer_put_char(out, (char)bytes);
        ou_buffer_put_char(out, 127);
    }
    for (; lines < -128; lines += 128, bytes = 0) {
        ou_buffer_put_char(out, (char)bytes);
        ou_buffer_put_char(out, (char)-128);
    }
    ou_buffer_put_char(out, (char)bytes);
    ou_buffer_put_char(out, (char)lines);
}

OuValue ou_code_table_line_steps(OuVM *vm, const OuCode *code)
{
    OuBuffer out;
    ou_buffer_init(&out, &vm->heap.memory);
    uint32_t line = code->first_line, word = 0;
    for (uint32_t i = 0; i < code->position_count; i++) {
        const OuCodePosition *position = &code->positions[i];
        if (!position->line || position->line == line) continue;
        put_step(&out, (position->start - word) * WORD, (int64_t)position->line - line);
        line = position->line;
        word = position->start;
    }
    return finish(vm, &out);
}

// --- lists ---------------------------------------------------------------------------------------

static OuValue line_or_none(uint32_t line)
{
    return line ? ou_int_value(line) : OU_NONE;
}

static bool append(OuVM *vm, OuValue list, const OuValue *items, size_t count)
{
    OuValue tuple = ou_tuple_make(vm, items, count);
    return tuple != OU_ERROR && ou_list_append_steal(vm, ou_list_of(list), tuple);
}

OuValue ou_code_table_line_runs(OuVM *vm, const OuCode *code)
{
    OuValue list = ou_list_make(vm, NULL, 0);
    for (uint32_t i = 0; list != OU_ERROR && i < code->position_count;) {
        uint32_t start = code->positions[i].start, line = code->positions[i].line;
        while (i + 1 < code->position_count && code->positions[i + 1].line == line) i++;
        OuValue run[] = { ou_int_value((int64_t)start * WORD),
                          ou_int_value((int64_t)run_end(code, i) * WORD), line_or_none(line) };
        i++;
        if (append(vm, list, run, 3)) continue;
        ou_unref(list);
        return OU_ERROR;
    }
    return list;
}

OuValue ou_code_table_positions(OuVM *vm, const OuCode *code)
{
    OuValue list = ou_list_make(vm, NULL, 0);
    for (uint32_t word = 0; list != OU_ERROR && word < code->word_count; word++) {
        static const OuCodePosition nowhere = { 0 };
        const OuCodePosition *position = ou_code_position(code, word);
        if (!position) position = &nowhere;
        bool is_known = position->line != 0;
        OuValue place[] = { line_or_none(position->line), line_or_none(position->end_line),
                            is_known ? ou_int_value(position->column) : OU_NONE,
                            is_known ? ou_int_value(position->end_column) : OU_NONE };
        if (append(vm, list, place, 4)) continue;
        ou_unref(list);
        return OU_ERROR;
    }
    return list;
}
