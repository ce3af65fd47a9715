#define _GNU_SOURCE                        // the names of registers
#include "vm/profile.h"

#include <errno.h>
#include <string.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include "runtime/utf8.h"
#include "vm/call.h"
#include "vm/interpreter.h"
#include "vm/opcode.h"

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

// A signal handler can be told of its profile in no other way; and the dispatch table is one for
// all interpreters of the process. `usual` is what it holds when no tick is waiting.
static OuProfile *volatile running;
static const void **labels;
static const void *usual[OU_OP_COUNT];
static uintptr_t loop_start, loop_end;     // addresses of its code, nearly

// ---- Ticks --------------------------------------------------------------------------------------

// Was the processor outside of the loop? False where nobody knows.
static bool is_native(const void *context)
{
#if defined(__x86_64__)
    uintptr_t at = (uintptr_t)((const ucontext_t *)context)->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
    uintptr_t at = (uintptr_t)((const ucontext_t *)context)->uc_mcontext.pc;
#else
    uintptr_t at = loop_start;
#endif
    return at < loop_start || at > loop_end;
}

static void on_tick(int number, siginfo_t *info, void *context)
{
    OuProfile *profile = running;
    if (!profile) return;
    OuVM *vm = profile->vm;
    profile->ticks += 1 + (info->si_overrun > 0 ? (uint32_t)info->si_overrun : 0);
    if (profile->is_armed) return;
    profile->instruction = vm->instruction;
    profile->window = vm->window;
    profile->was_outside = !vm->window;
    profile->was_native = is_native(context);
    profile->was_collecting = vm->heap.phase != OU_PHASE_IDLE;
    for (unsigned i = 0; i < OU_OP_COUNT; i++) labels[i] = labels[OU_DISPATCH_TRAP];
    profile->is_armed = true;
}

static uint32_t disarm(OuProfile *profile)
{
    for (unsigned i = 0; i < OU_OP_COUNT; i++) labels[i] = usual[i];
    profile->is_armed = false;
    return __atomic_exchange_n(&profile->ticks, 0, __ATOMIC_RELAXED);
}

// ---- Tables -------------------------------------------------------------------------------------

static bool table_reserve(OuProfile *profile, OuProfileTable *table)
{
    if (table->count < table->capacity) return true;
    size_t capacity = table->capacity ? table->capacity * 2 : 256;
    void *grown = ou_memory_resize(&profile->memory, table->items, table->capacity * table->size,
                                   capacity * table->size);
    if (!grown) return false;
    table->items = grown;
    table->capacity = capacity;
    return true;
}

static void table_free(OuProfile *profile, OuProfileTable *table)
{
    ou_memory_free(&profile->memory, table->items, table->capacity * table->size);
}

static size_t place_of(const OuProfileIndex *index, uint64_t hash)
{
    return (size_t)(hash * 0x9E3779B97F4A7C15u >> 32) & (index->capacity - 1);
}

typedef uint64_t (*HashOf)(const OuProfile *profile, uint32_t number);

// Makes room for one more number: at most half of the places are taken.
static bool index_reserve(OuProfile *profile, OuProfileIndex *index, size_t count, HashOf hash_of)
{
    if (count * 2 < index->capacity) return true;
    OuProfileIndex old = *index;
    size_t capacity = old.capacity ? old.capacity * 2 : 1024;
    uint32_t *places = ou_memory_alloc_zeroed(&profile->memory, capacity * sizeof *places);
    if (!places) return false;
    *index = (OuProfileIndex){ places, capacity };
    for (uint32_t number = 1; number < count; number++) {
        size_t i = place_of(index, hash_of(profile, number));
        while (places[i]) i = (i + 1) & (capacity - 1);
        places[i] = number;
    }
    ou_memory_free(&profile->memory, old.places, old.capacity * sizeof *places);
    return true;
}

// ---- Functions ----------------------------------------------------------------------------------

static uint64_t text_hash(uint64_t hash, const char *text)
{
    while (*text) hash = (hash ^ (unsigned char)*text++) * 0x100000001B3u;
    return (hash ^ 0xFF) * 0x100000001B3u;
}

static uint64_t function_hash(const OuProfile *profile, uint32_t number)
{
    const OuProfileFunction *function = ou_profile_function(profile, number);
    return text_hash(text_hash(function->line, function->name), function->file);
}

static bool function_equals(const OuProfileFunction *a, const OuProfileFunction *b)
{
    return a->line == b->line && !strcmp(a->name, b->name) && !strcmp(a->file, b->file);
}

// The number of a function, whose texts are copied; 0: memory is refused.
static uint32_t function_intern(OuProfile *profile, const OuProfileFunction *wanted)
{
    OuProfileTable *table = &profile->functions;
    OuProfileIndex *index = &profile->function_index;
    if (!table_reserve(profile, table)) return 0;
    if (!index_reserve(profile, index, table->count, function_hash)) return 0;
    uint64_t hash = text_hash(text_hash(wanted->line, wanted->name), wanted->file);
    size_t i = place_of(index, hash);
    for (; index->places[i]; i = (i + 1) & (index->capacity - 1)) {
        uint32_t number = index->places[i];
        if (function_equals(ou_profile_function(profile, number), wanted)) return number;
    }
    OuProfileFunction *added = (OuProfileFunction *)table->items + table->count;
    added->name = ou_arena_copy(&profile->names, wanted->name, strlen(wanted->name));
    added->file = ou_arena_copy(&profile->names, wanted->file, strlen(wanted->file));
    added->line = wanted->line;
    if (!added->name || !added->file) return 0;
    return index->places[i] = (uint32_t)table->count++;
}

// The text in UTF-8, cut off where it doesn't fit. A NUL in it shows as U+FFFD.
static void text_of(const OuString *string, char *text, size_t room)
{
    size_t length = 0;
    for (size_t i = 0; i < string->length && length + 5 < room; i++) {
        uint32_t c = ou_str_at(string, i);
        length += ou_utf8_write((uint8_t *)text + length, c ? c : 0xFFFD);
    }
    text[length] = '\0';
}

static uint32_t function_of_code(OuProfile *profile, const OuCode *code)
{
    size_t place = ((uintptr_t)code >> 4) % OU_PROFILE_CODES;
    if (profile->codes[place].code == code) return profile->codes[place].function;
    char name[1024], file[4096];
    text_of(code->qualified_name, name, sizeof name);
    text_of(code->file, file, sizeof file);
    OuProfileFunction wanted = { name, file, code->flags & OU_CODE_MODULE ? 0 : code->first_line };
    uint32_t number = function_intern(profile, &wanted);
    if (!number) return OU_PROFILE_ELSEWHERE;
    profile->codes[place].code = code;
    profile->codes[place].function = number;
    return number;
}

void ou_profile_forget_code(OuHeap *heap)
{
    OuInterpreter *interpreter = ou_vm_of(heap)->interpreter;
    OuProfile *profile = interpreter ? interpreter->profile : NULL;
    if (profile) memset(profile->codes, 0, sizeof profile->codes);
}

// ---- Stacks -------------------------------------------------------------------------------------

static uint64_t pair_hash(uint32_t parent, uint32_t function)
{
    return (uint64_t)parent << 32 | function;
}

static uint64_t node_hash(const OuProfile *profile, uint32_t number)
{
    const OuProfileNode *node = ou_profile_node(profile, number);
    return pair_hash(node->parent, node->function);
}

// The node of a function called from a node; 0: there is no room.
static uint32_t node_intern(OuProfile *profile, uint32_t parent, uint32_t function)
{
    OuProfileTable *table = &profile->nodes;
    OuProfileIndex *index = &profile->node_index;
    if (!table_reserve(profile, table)) return 0;
    if (!index_reserve(profile, index, table->count, node_hash)) return 0;
    size_t i = place_of(index, pair_hash(parent, function));
    for (; index->places[i]; i = (i + 1) & (index->capacity - 1)) {
        const OuProfileNode *node = ou_profile_node(profile, index->places[i]);
        if (node->parent == parent && node->function == function) return index->places[i];
    }
    if (table->count == OU_PROFILE_NODES) return 0;
    *ou_profile_node(profile, table->count) = (OuProfileNode){ parent, function, 0 };
    return index->places[i] = (uint32_t)table->count++;
}

// The node of the stack, `count` functions of it; what there is no room for is somewhere else.
static uint32_t node_of_stack(OuProfile *profile, size_t count)
{
    uint32_t node = 0;
    while (count) {
        node = node_intern(profile, node, profile->stack[--count]);
        if (!node) return OU_PROFILE_ELSEWHERE;
    }
    return node ? node : OU_PROFILE_ELSEWHERE;
}

static bool has_name(const OuInstruction *at)
{
    OuOp op = ou_op_plain(at->op);
    return op == OU_OP_CALL_GLOBAL || op == OU_OP_CALL_METHOD || op == OU_OP_LOAD_GLOBAL
        || op == OU_OP_LOAD_METHOD;
}

static bool writes(const OuInstruction *at, int32_t index)
{
    const char *roles = ou_op_roles[at->op];
    if (at->op == OU_OP_LOAD_METHOD) return at->x == index;
    return (roles[0] == 't' && at->a == index) || (roles[2] == 't' && at->c == index);
}

// The instruction that says what a call calls: itself, or the last one that filled the register;
// NULL if that has no name.
static const OuInstruction *callee_source(const OuCode *code, const OuInstruction *call)
{
    const OuInstruction *source = NULL;
    if (strncmp(ou_op_names[call->op], "CALL", 4) != 0) return NULL;
    if (has_name(call)) return call;
    for (const OuInstruction *at = code->instructions; at < call; at += ou_op_words[at->op]) {
        if (writes(at, call->x)) source = at;
    }
    return source && has_name(source) ? source : NULL;
}

// What ran was native if it was outside of the loop, and came from the instruction before `next`.
static bool native_name(const OuProfile *profile, const OuValue *window, const OuInstruction *next,
                        char *name, size_t room)
{
    const OuCode *code = ou_frame_code(window);
    const OuInstruction *call = profile->instruction;
    if (!profile->was_native || profile->window != window) return false;
    if (call < code->instructions || call >= next) return false;
    if (call + ou_op_words[call->op] != next) return false;
    const OuInstruction *source = callee_source(code, call);
    if (!source) return false;
    text_of(code->names[(uint32_t)((const uint64_t *)(const void *)source)[1]], name, room);
    return true;
}

static size_t put_leaf(OuProfile *profile, const char *name)
{
    OuProfileFunction leaf = { name, "built-in", 0 };
    profile->stack[0] = function_intern(profile, &leaf);
    return profile->stack[0] != 0;
}

static uint32_t node_of_now(OuProfile *profile, OuValue *window, const OuInstruction *next)
{
    char name[1024];
    size_t count = 0;
    if (profile->was_collecting && profile->vm->heap.phase == OU_PHASE_IDLE) {
        count = put_leaf(profile, "garbage collection");
    } else if (native_name(profile, window, next, name, sizeof name)) {
        count = put_leaf(profile, name);
    }
    OuFrameWalk walk = ou_frame_innermost(profile->vm);
    bool more = walk.window != NULL;
    for (; more && count < OU_PROFILE_DEEPEST - 1; more = ou_frame_next(profile->vm, &walk)) {
        profile->stack[count++] = function_of_code(profile, ou_frame_code(walk.window));
    }
    if (more) profile->stack[count++] = OU_PROFILE_OUTER;
    return node_of_stack(profile, count);
}

static void note(OuProfile *profile, uint32_t node, uint32_t ticks)
{
    OuProfileTable *table = &profile->samples;
    OuProfileSample *samples = table->items;
    OuProfileSample *last = table->count ? &samples[table->count - 1] : NULL;
    profile->total += ticks;
    if (last && last->node == node && last->ticks <= UINT32_MAX - ticks) {
        last->ticks += ticks;
    } else if (table->count < OU_PROFILE_SAMPLES && table_reserve(profile, table)) {
        ((OuProfileSample *)table->items)[table->count++] = (OuProfileSample){ node, ticks };
    } else {
        ou_profile_node(profile, node)->ticks += ticks;
    }
}

// What the interpreter has stored last is as it was afterwards: it is of use only to what has
// stored it.
const void *const *ou_profile_trap(OuVM *vm, OuValue *window, const OuInstruction *next)
{
    OuProfile *profile = running;
    if (!profile || profile->vm != vm) return usual;
    OuValue *stored_window = vm->window;
    const void *stored_instruction = vm->instruction;
    vm->window = window;
    vm->instruction = next;
    uint32_t node = OU_PROFILE_ELSEWHERE;
    if (!profile->was_outside) node = node_of_now(profile, window, next);
    note(profile, node, disarm(profile));
    vm->window = stored_window;
    vm->instruction = stored_instruction;
    return usual;
}

// ---- From beginning to end ----------------------------------------------------------------------

static void profile_free(OuProfile *profile)
{
    OuMemory memory;
    size_t places = sizeof(uint32_t);
    table_free(profile, &profile->functions);
    table_free(profile, &profile->nodes);
    table_free(profile, &profile->samples);
    ou_memory_free(&profile->memory, profile->function_index.places,
                   profile->function_index.capacity * places);
    ou_memory_free(&profile->memory, profile->node_index.places,
                   profile->node_index.capacity * places);
    ou_arena_free(&profile->names);
    memory = profile->memory;
    ou_memory_free(&memory, profile, sizeof *profile);
}

// The names, the functions and the node that have fixed numbers.
static bool tables_begin(OuProfile *profile, const char *program)
{
    static const OuProfileFunction elsewhere = { "(outside of scripts)", "", 0 };
    static const OuProfileFunction outer = { "(more frames)", "", 0 };
    ou_arena_init(&profile->names, &profile->memory);
    profile->functions.size = sizeof(OuProfileFunction);
    profile->nodes.size = sizeof(OuProfileNode);
    profile->samples.size = sizeof(OuProfileSample);
    profile->functions.count = profile->nodes.count = 1;
    profile->program = ou_arena_copy(&profile->names, program, strlen(program));
    return profile->program && function_intern(profile, &elsewhere) == OU_PROFILE_ELSEWHERE
        && function_intern(profile, &outer) == OU_PROFILE_OUTER
        && node_intern(profile, 0, OU_PROFILE_ELSEWHERE) == OU_PROFILE_ELSEWHERE;
}

static void learn_labels(void)
{
    labels = ou_interpreter_labels();
    loop_start = UINTPTR_MAX;
    loop_end = 0;
    for (unsigned i = 0; i < OU_OP_COUNT; i++) {
        uintptr_t label = (uintptr_t)labels[i];
        usual[i] = labels[i];
        if (label < loop_start) loop_start = label;
        if (label > loop_end) loop_end = label;
    }
}

static bool timer_begin(OuProfile *profile)
{
    struct sigaction action = { 0 };
    action.sa_sigaction = on_tick;
    action.sa_flags = SA_SIGINFO | SA_RESTART;
    sigfillset(&action.sa_mask);            // it is not to be left half done (escape.h)
    struct sigevent event = { 0 };
    event.sigev_notify = SIGEV_THREAD_ID;
    event.sigev_signo = SIGPROF;
    event.sigev_notify_thread_id = (pid_t)syscall(SYS_gettid);
    const struct timespec interval = { 0, OU_PROFILE_INTERVAL * 1000 };
    struct itimerspec times = { .it_interval = interval, .it_value = interval };
    if (timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &profile->timer) != 0) return false;
    running = profile;
    (void)sigaction(SIGPROF, &action, &profile->old_action);
    (void)timer_settime(profile->timer, 0, &times, NULL);    // neither fails with such arguments
    return true;
}

static void timer_end(OuProfile *profile)
{
    timer_delete(profile->timer);
    running = NULL;
    (void)sigaction(SIGPROF, &profile->old_action, NULL);
    uint32_t ticks = disarm(profile);
    if (ticks) note(profile, OU_PROFILE_ELSEWHERE, ticks);
}

static bool fail(OuProfile *profile, int error)
{
    profile_free(profile);
    errno = error;
    return false;
}

bool ou_profile_open(OuVM *vm, const char *path, const char *program)
{
    OuMemory memory;
    ou_memory_init(&memory);
    if (running) {
        errno = EBUSY;
        return false;
    }
    OuProfile *profile = ou_memory_alloc_zeroed(&memory, sizeof *profile);
    if (!profile) return false;
    size_t length = strlen(path);
    profile->memory = memory;
    profile->vm = vm;
    profile->is_speedscope = length >= 5 && !strcmp(path + length - 5, ".json");
    if (!tables_begin(profile, program)) return fail(profile, ENOMEM);
    if (!ou_out_file_open(&profile->file, path)) return fail(profile, profile->file.error);
    learn_labels();
    if (!timer_begin(profile)) {
        int error = errno;
        ou_out_file_abandon(&profile->file);
        return fail(profile, error);
    }
    vm->interpreter->profile = profile;
    return true;
}

bool ou_profile_close(OuVM *vm)
{
    OuProfile *profile = vm->interpreter->profile;
    if (!profile) return true;
    timer_end(profile);
    vm->interpreter->profile = NULL;
    ou_profile_write(profile);
    bool ok = ou_out_file_commit(&profile->file);
    int error = profile->file.error;
    profile_free(profile);
    if (!ok) errno = error;
    return ok;
}
