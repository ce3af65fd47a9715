#include "runtime/heap_group.h"

#include <stdio.h>
#include <string.h>

#include "runtime/utf8.h"

void ou_heap_groups_init(OuHeapGroups *groups, OuMemory *memory)
{
    *groups = (OuHeapGroups){ .memory = memory };
}

void ou_heap_groups_free(OuHeapGroups *groups)
{
    ou_memory_free(groups->memory, groups->items, groups->capacity * sizeof *groups->items);
    ou_memory_free(groups->memory, groups->index, 2 * groups->capacity * sizeof *groups->index);
    *groups = (OuHeapGroups){ .memory = groups->memory };
}

// ---- By name ------------------------------------------------------------------------------------

static uint64_t hash_of(OuHeapText text)
{
    uint64_t hash = 0xCBF29CE484222325ull;
    for (size_t i = 0; i < text.length; i++) {
        hash = (hash ^ (unsigned char)text.bytes[i]) * 0x100000001B3ull;
    }
    return hash ^ hash >> 32;
}

static uint32_t *find(const OuHeapGroups *groups, OuHeapText name)
{
    uint32_t mask = 2 * groups->capacity - 1;
    for (uint64_t i = hash_of(name);; i++) {
        uint32_t *slot = &groups->index[i & mask];
        if (!*slot) return slot;
        OuHeapText other = groups->items[*slot - 1].name;
        if (other.length == name.length && !memcmp(other.bytes, name.bytes, name.length)) {
            return slot;
        }
    }
}

static bool grow(OuHeapGroups *groups)
{
    uint32_t capacity = groups->capacity ? groups->capacity * 2 : 64;
    OuHeapGroup *items = ou_memory_resize(groups->memory, groups->items,
                                          groups->capacity * sizeof *items,
                                          capacity * sizeof *items);
    if (!items) return false;
    groups->items = items;
    uint32_t *index = ou_memory_alloc_zeroed(groups->memory, 2 * capacity * sizeof *index);
    if (!index) {
        groups->items = ou_memory_resize(groups->memory, items, capacity * sizeof *items,
                                         groups->capacity * sizeof *items);
        return false;
    }
    ou_memory_free(groups->memory, groups->index, 2 * groups->capacity * sizeof *index);
    groups->index = index;
    groups->capacity = capacity;
    for (uint32_t i = 0; i < groups->count; i++) *find(groups, items[i].name) = i + 1;
    return true;
}

static uint32_t group_of(OuHeapGroups *groups, OuHeapText name)
{
    if (groups->count == groups->capacity && !grow(groups)) return OU_GRAPH_NONE;
    uint32_t *slot = find(groups, name);
    if (!*slot) {
        groups->items[groups->count] = (OuHeapGroup){ .name = name };
        *slot = ++groups->count;
    }
    return *slot - 1;
}

// ---- Of nodes -----------------------------------------------------------------------------------

bool ou_heap_is_synthetic(const OuHeapFile *file, uint32_t node)
{
    return !strcmp(ou_heap_file_node_kind(file, node), "synthetic");
}

// The type of all nodes of a kind; NULL: each says it by its name.
static const char *type_of_kind(const OuHeapFile *file, const char *kind)
{
    static const char *const own[][2] = {
        { "string", "str" }, { "closure", "function" }, { "code", "code" },
        { "object shape", "type" },
    };
    static const char *const others[][2] = {
        { "hidden", "(system)" }, { "array", "(array)" }, { "string", "(string)" },
        { "code", "(compiled code)" }, { "closure", "Function" }, { "regexp", "RegExp" },
        { "number", "(number)" }, { "concatenated string", "(concatenated string)" },
        { "sliced string", "(sliced string)" }, { "symbol", "(symbol)" },
        { "bigint", "(bigint)" }, { "object shape", "(object shape)" },
    };
    size_t count = file->is_own ? sizeof own / sizeof *own : sizeof others / sizeof *others;
    const char *const (*rows)[2] = file->is_own ? own : others;
    for (size_t i = 0; i < count; i++) {
        if (!strcmp(rows[i][0], kind)) return rows[i][1];
    }
    return NULL;
}

static OuHeapText type_of_name(const OuHeapFile *file, uint32_t node)
{
    OuHeapText name = ou_heap_file_name(file, node);
    bool is_module = file->is_own && name.length > 7 && !memcmp(name.bytes, "module ", 7);
    if (is_module) name.length = 6;
    return name;
}

uint32_t *ou_heap_groups_assign(OuHeapGroups *groups, const OuHeapFile *file)
{
    const char *types[256] = { NULL };
    bool is_known[256] = { false };
    size_t size = ((size_t)file->graph.count + 1) * sizeof(uint32_t);
    uint32_t *group = ou_memory_alloc(file->memory, size);
    for (uint32_t i = 0; group && i < file->graph.count; i++) {
        uint8_t kind = file->kinds[i];
        if (!is_known[kind]) {
            is_known[kind] = true;
            const char *name = ou_heap_file_node_kind(file, i);
            types[kind] = strcmp(name, "synthetic") ? type_of_kind(file, name) : "";
        }
        const char *type = types[kind];
        group[i] = OU_GRAPH_NONE;
        if (type && !*type) continue;
        OuHeapText text = type ? (OuHeapText){ type, strlen(type) } : type_of_name(file, i);
        group[i] = group_of(groups, text);
        if (group[i] != OU_GRAPH_NONE) continue;
        ou_graph_drop(file->memory, &file->graph, group);
        return NULL;
    }
    return group;
}

// ---- Numbers and text ---------------------------------------------------------------------------

OuHeapNumber ou_heap_count_text(uint64_t count)
{
    OuHeapNumber number;
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)count), at = 0;
    for (int i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0) number.text[at++] = ',';
        number.text[at++] = digits[i];
    }
    number.text[at] = '\0';
    return number;
}

OuHeapNumber ou_heap_count_of(uint64_t count, const char *thing)
{
    OuHeapNumber number = ou_heap_count_text(count);
    size_t length = strlen(number.text);
    snprintf(number.text + length, sizeof number.text - length, " %s%s", thing,
             count == 1 ? "" : "s");
    return number;
}

OuHeapNumber ou_heap_size_text(uint64_t bytes)
{
    static const char *const units[] = { "KiB", "MiB", "GiB", "TiB", "PiB", "EiB" };
    OuHeapNumber number;
    if (bytes < 1024) {
        snprintf(number.text, sizeof number.text, "%u B", (unsigned)bytes);
        return number;
    }
    double size = (double)bytes / 1024;
    unsigned unit = 0;
    for (; size >= 1023.95 && unit < 5; unit++) size /= 1024;
    snprintf(number.text, sizeof number.text, "%.1f %s", size, units[unit]);
    return number;
}

OuHeapNumber ou_heap_change_text(int64_t change, bool is_size)
{
    uint64_t amount = change < 0 ? -(uint64_t)change : (uint64_t)change;
    OuHeapNumber plain = is_size ? ou_heap_size_text(amount) : ou_heap_count_text(amount), number;
    snprintf(number.text, sizeof number.text, "%s%.30s",
             change > 0 ? "+" : change < 0 ? "-" : "", plain.text);
    return number;
}

size_t ou_heap_put_text(OuBuffer *buffer, OuHeapText text, size_t most)
{
    const uint8_t *byte = (const uint8_t *)text.bytes, *end = byte + text.length;
    size_t characters = 0;
    for (; byte < end; characters++) {
        if (characters == most) {
            ou_buffer_put_text(buffer, "…");
            return characters + 1;
        }
        OuUtf8Step step = ou_utf8_read(byte, end, true);
        uint32_t c = step.code_point;
        bool is_wrong = step.reason || (c >= 0xD800 && c < 0xE000);
        bool is_control = c < ' ' || (c >= 0x7F && c < 0xA0);
        ou_buffer_put_utf8(buffer, is_wrong ? 0xFFFD : is_control ? ' ' : c);
        byte += step.length;
    }
    return characters;
}
