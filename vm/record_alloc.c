#include "vm/record_alloc.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "runtime/error.h"
#include "runtime/json_out.h"
#include "vm/interpreter.h"
#include "vm/site.h"

enum { SHORT_LIVED = 100 };          // blocks of average lifetime: what the viewer takes for short

typedef struct Amount {
    uint64_t bytes, blocks;
} Amount;

typedef struct Point {
    Amount   total, now, most, greatest;   // `greatest`: at the moment number `moment`
    uint64_t lifetime;                     // of the dead, less the births of the living
    uint64_t moment;
} Point;

typedef struct OuAllocProfile {
    OuMemory  memory;                // its own: the program's books aren't touched
    OuOutFile file;
    Point    *points;                // by site
    size_t    capacity;
    uint64_t  time;                  // blocks allocated so far
    uint64_t  bytes, most_bytes;     // in use; the most there ever were
    uint64_t  moment, moment_time;   // number of the greatest moment so far, and when it was
    bool      failed;                // memory was refused: something isn't counted
    char     *program;
} OuAllocProfile;

// ---- Counting -----------------------------------------------------------------------------------

static bool points_reserve(OuAllocProfile *profile, uint32_t site)
{
    if (site < profile->capacity) return true;
    size_t size = sizeof *profile->points, capacity = profile->capacity ? profile->capacity : 512;
    while (capacity <= site) capacity *= 2;
    Point *grown = ou_memory_resize(&profile->memory, profile->points, profile->capacity * size,
                                    capacity * size);
    if (!grown) return false;
    memset(grown + profile->capacity, 0, (capacity - profile->capacity) * size);
    profile->points = grown;
    profile->capacity = capacity;
    return true;
}

// Before the point changes: what it held at the greatest moment, if it hasn't changed since.
static void point_note(const OuAllocProfile *profile, Point *point)
{
    if (point->moment == profile->moment) return;
    point->greatest = point->now;
    point->moment = profile->moment;
}

static void block_begins(OuAllocProfile *profile, Point *point, size_t size)
{
    point->total.bytes += size;
    point->total.blocks++;
    point->now.bytes += size;
    point->now.blocks++;
    if (point->now.bytes > point->most.bytes) point->most = point->now;
    point->lifetime -= ++profile->time;
    profile->bytes += size;
    if (profile->bytes <= profile->most_bytes) return;
    profile->most_bytes = profile->bytes;
    profile->moment_time = profile->time;
    profile->moment++;
}

static void block_ends(OuAllocProfile *profile, Point *point, size_t size)
{
    point->now.bytes -= size;
    point->now.blocks--;
    point->lifetime += profile->time;
    profile->bytes -= size;
}

static void on_block(OuHeap *heap, uint32_t site, size_t size, bool is_end)
{
    OuAllocProfile *profile = ou_vm_of(heap)->interpreter->allocations;
    if (!points_reserve(profile, site)) {
        profile->failed = true;
        return;
    }
    Point *point = &profile->points[site];
    point_note(profile, point);
    if (is_end) block_ends(profile, point, size);
    else block_begins(profile, point, size);
}

// ---- Writing ------------------------------------------------------------------------------------

static void put_number(OuJsonOut *json, const char *key, uint64_t number)
{
    ou_json_key(json, key);
    ou_json_number(json, number);
}

static void put_text(OuJsonOut *json, const char *key, const char *text)
{
    ou_json_key(json, key);
    ou_json_string(json, text, strlen(text));
}

static void put_amount(OuJsonOut *json, const char *bytes, const char *blocks, Amount amount)
{
    put_number(json, bytes, amount.bytes);
    put_number(json, blocks, amount.blocks);
}

static void put_header(OuJsonOut *json, const OuAllocProfile *profile)
{
    put_number(json, "dhatFileVersion", 2);
    put_text(json, "mode", "heap");
    put_text(json, "verb", "Allocated");
    ou_json_key(json, "bklt");
    ou_json_word(json, "true");
    ou_json_key(json, "bkacc");
    ou_json_word(json, "false");
    put_text(json, "tu", "blocks");
    put_text(json, "Mtu", "Mblock");
    put_number(json, "tuth", SHORT_LIVED);
    put_text(json, "cmd", profile->program);
    put_number(json, "pid", (uint64_t)getpid());
    put_number(json, "tg", profile->moment_time);
    put_number(json, "te", profile->time);
    ou_json_line(json);
}

// Frames are numbered by the first site with their line: `numbers` has that of each site, which is
// filled here. The root has the number 0.
static void put_frame(OuJsonOut *json, const OuSite *site)
{
    ou_json_open_string(json);
    if (!site->file) ou_json_put_utf8(json, "(outside of scripts)", 20);
    for (size_t i = 0; site->file && i < site->file->length; i++) {
        ou_json_put_code_point(json, ou_str_at(site->file, i));
    }
    char line[16];
    int length = snprintf(line, sizeof line, ":%u", site->line);
    if (site->file) ou_json_put_utf8(json, line, (size_t)length);
    ou_json_close_string(json);
}

static uint64_t frame_hash(const OuSite *site)
{
    uint64_t hash = ((uintptr_t)site->file ^ (uint64_t)site->line << 40) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 32;
}

// An index of sites by file and line, of `capacity` places (a power of two).
static size_t frame_place(const OuSites *sites, const uint32_t *index, size_t capacity,
                          const OuSite *site)
{
    size_t i = frame_hash(site) & (capacity - 1);
    for (; index[i]; i = (i + 1) & (capacity - 1)) {
        const OuSite *other = &sites->sites[index[i]];
        if (other->file == site->file && other->line == site->line) break;
    }
    return i;
}

static void put_frames(OuJsonOut *json, const OuSites *sites, uint32_t *numbers, uint32_t *index,
                       size_t capacity)
{
    uint32_t next = 1;
    ou_json_key(json, "ftbl");
    ou_json_begin(json, '[');
    ou_json_text(json, "[root]");
    for (uint32_t i = 1; i < sites->count; i++) {
        size_t place = frame_place(sites, index, capacity, &sites->sites[i]);
        if (index[place]) {
            numbers[i] = numbers[index[place]];
            continue;
        }
        index[place] = i;
        numbers[i] = next++;
        ou_json_line(json);
        put_frame(json, &sites->sites[i]);
    }
    ou_json_end(json);
}

static void put_point(OuJsonOut *json, const OuAllocProfile *profile, const OuSites *sites,
                      const uint32_t *numbers, uint32_t number)
{
    Point point = profile->points[number];
    point_note(profile, &point);
    ou_json_line(json);
    ou_json_begin(json, '{');
    put_amount(json, "tb", "tbk", point.total);
    put_number(json, "tl", point.lifetime + point.now.blocks * profile->time);
    put_amount(json, "mb", "mbk", point.most);
    put_amount(json, "gb", "gbk", point.greatest);
    put_amount(json, "eb", "ebk", point.now);
    ou_json_key(json, "fs");
    ou_json_begin(json, '[');
    for (uint32_t i = number; i; i = sites->sites[i].caller) ou_json_number(json, numbers[i]);
    ou_json_end(json);
    ou_json_end(json);
}

static void write_all(OuAllocProfile *profile, const OuSites *sites, uint32_t *numbers,
                      uint32_t *index, size_t capacity)
{
    OuJsonOut json;
    ou_json_init(&json, &profile->file);
    ou_json_begin(&json, '{');
    put_header(&json, profile);
    put_frames(&json, sites, numbers, index, capacity);
    ou_json_key(&json, "pps");
    ou_json_begin(&json, '[');
    for (uint32_t i = 1; i < sites->count && i < profile->capacity; i++) {
        if (profile->points[i].total.blocks) put_point(&json, profile, sites, numbers, i);
    }
    ou_json_end(&json);
    ou_json_end(&json);
    ou_json_line(&json);
}

// False: memory is refused.
static bool write_file(OuAllocProfile *profile, const OuSites *sites)
{
    OuMemory *memory = &profile->memory;
    size_t capacity = 256, size = sizeof(uint32_t);
    while (capacity < sites->count * 2) capacity *= 2;
    uint32_t *numbers = ou_memory_alloc_zeroed(memory, sites->count * size);
    uint32_t *index = ou_memory_alloc_zeroed(memory, capacity * size);
    bool ok = numbers && index && !profile->failed;
    if (ok) write_all(profile, sites, numbers, index, capacity);
    if (numbers) ou_memory_free(memory, numbers, sites->count * size);
    if (index) ou_memory_free(memory, index, capacity * size);
    return ok;
}

// ---- From beginning to end ----------------------------------------------------------------------

static bool profile_free(OuAllocProfile *profile, int error)
{
    OuMemory memory = profile->memory;
    ou_memory_free(&memory, profile->points, profile->capacity * sizeof *profile->points);
    if (profile->program) ou_memory_free(&memory, profile->program, strlen(profile->program) + 1);
    ou_memory_free(&memory, profile, sizeof *profile);
    errno = error;
    return !error;
}

static bool profile_begin(OuVM *vm, OuAllocProfile *profile, const char *program)
{
    size_t length = strlen(program) + 1;
    profile->program = ou_memory_alloc(&profile->memory, length);
    if (!profile->program) return false;
    memcpy(profile->program, program, length);
    if (!ou_site_start_points(vm, OU_ALLOC_FRAMES)) {
        ou_error_clear(vm);
        return false;
    }
    vm->interpreter->allocations = profile;
    ou_trace_tell(&vm->heap, on_block);
    return true;
}

bool ou_record_alloc_open(OuVM *vm, const char *path, const char *program)
{
    OuMemory memory;
    ou_memory_init(&memory);
    if (vm->interpreter->sites) {
        errno = EBUSY;
        return false;
    }
    OuAllocProfile *profile = ou_memory_alloc_zeroed(&memory, sizeof *profile);
    if (!profile) return false;
    profile->memory = memory;
    if (!ou_out_file_open(&profile->file, path)) return profile_free(profile, profile->file.error);
    if (profile_begin(vm, profile, program)) return true;
    ou_out_file_abandon(&profile->file);
    return profile_free(profile, ENOMEM);
}

bool ou_record_alloc_close(OuVM *vm)
{
    OuAllocProfile *profile = vm->interpreter->allocations;
    if (!profile) return true;
    ou_trace_tell(&vm->heap, NULL);
    ou_trace_pause(&vm->heap, true);
    bool ok = write_file(profile, vm->interpreter->sites);
    if (!ok) ou_out_file_abandon(&profile->file);
    int error = !ok ? ENOMEM : ou_out_file_commit(&profile->file) ? 0 : profile->file.error;
    ou_trace_pause(&vm->heap, false);
    vm->interpreter->allocations = NULL;
    ou_site_stop(vm);
    return profile_free(profile, error);
}
