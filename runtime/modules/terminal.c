// For ppoll.
#define _GNU_SOURCE
#include "runtime/modules/terminal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <utf8proc.h>

#include "gc/buffer.h"
#include "runtime/bytes.h"
#include "runtime/error.h"
#include "runtime/int.h"
#include "runtime/list.h"
#include "runtime/protocol.h"
#include "runtime/str.h"

// --- the terminal's mode -------------------------------------------------------------------------

static struct termios found_mode, raw_mode;          // don't change while is_raw
static volatile sig_atomic_t is_raw;
static volatile sig_atomic_t was_resized, was_away;  // was_away: somebody else had the terminal

// With bracketed paste the terminal says where pasted text begins and ends.
static const char raw_text[] = "\033[?2004h";
static const char found_text[] = "\033[?2004l\033[0m\033[?25h";

static void put_bytes(const char *bytes, size_t length)
{
    while (length) {
        ssize_t count = write(STDOUT_FILENO, bytes, length);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && errno == EAGAIN) {
            struct pollfd output = { .fd = STDOUT_FILENO, .events = POLLOUT };
            if (poll(&output, 1, 1000) > 0) continue;
        }
        if (count <= 0) return;          // a terminal that went away: the next read tells
        bytes += count;
        length -= (size_t)count;
    }
}

static void enter_raw_mode(void)
{
    tcsetattr(STDIN_FILENO, TCSADRAIN, &raw_mode);
    put_bytes(raw_text, sizeof raw_text - 1);
}

static void leave_raw_mode(void)
{
    put_bytes(found_text, sizeof found_text - 1);
    tcsetattr(STDIN_FILENO, TCSANOW, &found_mode);
}

// --- signals -------------------------------------------------------------------------------------

enum { SIGNALS = _NSIG };              // their numbers are below
static struct sigaction earlier[SIGNALS];
static char handler_stack[16 * 1024];     // of the handlers: a crash may be that of the stack

static void set_handler(int number, void (*handler)(int), struct sigaction *before)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_handler = handler;
    action.sa_flags = SA_ONSTACK;
    sigaction(number, &action, before);
}

// The signal does what it does by default: it comes again when the handler is left.
static void on_end(int number)
{
    int error = errno;
    if (is_raw) {
        leave_raw_mode();
        put_bytes("\n", 1);         // the shell tells of it in a row of its own
    }
    set_handler(number, SIG_DFL, NULL);
    raise(number);
    errno = error;
}

// After Ctrl-Z somebody else had the terminal.
static void on_continue(int number)
{
    int error = errno;
    if (is_raw) {
        set_handler(SIGTSTP, on_end, NULL);
        enter_raw_mode();
    }
    was_away = 1;
    errno = error;
}

static void on_resize(int number)
{
    was_resized = 1;
}

// What a signal that nobody handles needs done before; NULL: nothing.
static void (*handler_of(int number))(int)
{
    switch (number) {
    case SIGWINCH: return on_resize;
    case SIGCONT: return on_continue;
    case SIGCHLD: case SIGURG: case SIGSTOP: case SIGTTIN: case SIGTTOU: case SIGKILL: return NULL;
    default: return on_end;
    }
}

static void catch_signals(void)
{
    stack_t stack = { .ss_sp = handler_stack, .ss_size = sizeof handler_stack }, other;
    if (sigaltstack(NULL, &other) == 0 && other.ss_flags & SS_DISABLE) sigaltstack(&stack, NULL);
    // Signals that somebody handles or ignores are left alone; the C library keeps some to itself.
    for (int number = 1; number < SIGNALS; number++) {
        void (*handler)(int) = handler_of(number);
        if (handler && sigaction(number, NULL, &earlier[number]) == 0
            && earlier[number].sa_handler == SIG_DFL) set_handler(number, handler, NULL);
    }
}

static void release_signals(void)
{
    for (int number = 1; number < SIGNALS; number++) {
        if (handler_of(number)) sigaction(number, &earlier[number], NULL);
    }
}

void ou_terminal_restore(void)
{
    if (!is_raw) return;
    is_raw = 0;
    leave_raw_mode();
    release_signals();
}

// --- the module's functions ----------------------------------------------------------------------

OU_FUNCTION(terminal_open, "open()",
            "Every key comes as it is pressed, unseen; OSError if standard input is no terminal.")
{
    if (is_raw) return OU_NONE;
    if (tcgetattr(STDIN_FILENO, &found_mode) != 0) return ou_raise_errno(vm, errno, OU_UNBOUND);
    raw_mode = found_mode;
    raw_mode.c_iflag &= (tcflag_t)~(BRKINT | ICRNL | INPCK | ISTRIP | IXON);
    raw_mode.c_lflag &= (tcflag_t)~(ECHO | ICANON | IEXTEN | ISIG);
    raw_mode.c_cflag |= CS8;
    raw_mode.c_cc[VMIN] = 1;
    raw_mode.c_cc[VTIME] = 0;
    catch_signals();
    is_raw = 1;
    enter_raw_mode();
    return OU_NONE;
}

OU_FUNCTION(terminal_close, "close()", "The terminal is again as open() has found it.")
{
    ou_terminal_restore();
    return OU_NONE;
}

OU_FUNCTION(terminal_suspend, "suspend()", "Stops the process; returns when it goes on.")
{
    raise(SIGTSTP);
    return OU_NONE;
}

// As poll. Who waits for ever is also woken by a change of the screen that came just before.
static int wait_for_input(int64_t patience)
{
    struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
    if (patience >= 0) return poll(&input, 1, patience > 60000 ? 60000 : (int)patience);
    sigset_t changes, before;
    sigemptyset(&changes);
    sigaddset(&changes, SIGWINCH);
    sigaddset(&changes, SIGCONT);
    sigprocmask(SIG_BLOCK, &changes, &before);
    int ready = was_resized || was_away ? 0 : ppoll(&input, 1, NULL, &before), error = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return ready;
}

OU_FUNCTION(terminal_read, "read(milliseconds=-1, /)",
            "Bytes of keys; waits for them, at most so long. b'' when none came or a signal did,\n"
            "None when there will be none any more.")
{
    char bytes[64 * 1024];
    OuValue given = arguments[0];
    int64_t patience = -1;
    if (given != OU_UNBOUND && !ou_to_int64(vm, given, &patience)) return OU_ERROR;
    int ready = wait_for_input(patience);
    if (ready == 0 || (ready < 0 && errno == EINTR)) return ou_bytes_make(vm, "", 0);
    ssize_t count = ready < 0 ? -1 : read(STDIN_FILENO, bytes, sizeof bytes);
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) return ou_bytes_make(vm, "", 0);
    return count > 0 ? ou_bytes_make(vm, bytes, (size_t)count) : OU_NONE;
}

OU_FUNCTION(terminal_write, "write(text, /)", "Puts the text on the screen.")
{
    if (!ou_is_str(arguments[0])) return ou_raise(vm, OU_TYPE_TYPE_ERROR, "a str is required");
    OuBuffer scratch;
    ou_buffer_init(&scratch, &vm->heap.memory);
    size_t length;
    const char *bytes = ou_str_utf8(vm, ou_str_of(arguments[0]), &scratch, &length);
    if (bytes) put_bytes(bytes, length);
    ou_buffer_free(&scratch);
    return bytes ? OU_NONE : OU_ERROR;
}

static struct winsize screen_size(void)
{
    struct winsize size = { 0 };
    bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col && size.ws_row;
    return known ? size : (struct winsize){ .ws_col = 80, .ws_row = 24 };
}

unsigned ou_terminal_columns(void)
{
    return screen_size().ws_col;
}

OU_FUNCTION(terminal_size, "size()", "The screen's columns and lines.")
{
    struct winsize size = screen_size();
    return ou_tuple_pair(vm, ou_int_value(size.ws_col), ou_int_value(size.ws_row));
}

static OuValue take_flag(volatile sig_atomic_t *flag)
{
    bool answer = *flag;
    *flag = 0;
    return ou_bool_value(answer);
}

OU_FUNCTION(terminal_resized, "resized()",
            "Has the screen changed its size since the last call?")
{
    return take_flag(&was_resized);
}

OU_FUNCTION(terminal_was_away, "was_away()",
            "Was the process stopped since the last call, so that others had the screen?")
{
    return take_flag(&was_away);
}

// Control characters are shown as ^A or <9F> by the editor and count as nothing here.
unsigned ou_terminal_cells(uint32_t point)
{
    if (point < 0x300) return (point >= 0x20 && point < 0x7F) || (point >= 0xA0 && point != 0xAD);
    int width = utf8proc_charwidth((utf8proc_int32_t)point);
    return width < 0 ? 0 : (unsigned)width;
}

OU_FUNCTION(terminal_cells, "cells(text, /)",
            "How many cells of the screen each character takes, as bytes: 0 if it combines, 1, 2.")
{
    if (!ou_is_str(arguments[0])) return ou_raise(vm, OU_TYPE_TYPE_ERROR, "a str is required");
    const OuString *text = ou_str_of(arguments[0]);
    OuBytes *cells = ou_bytes_new(vm, text->length);
    if (!cells) return OU_ERROR;
    for (size_t i = 0; i < text->length; i++) {
        cells->data[i] = (uint8_t)ou_terminal_cells(ou_str_at(text, i));
    }
    return ou_pointer_value(cells);
}

OU_FUNCTION(terminal_begins, "begins(text, /)",
            "Does each character begin what a person takes for one? As bytes: 1 or 0.")
{
    if (!ou_is_str(arguments[0])) return ou_raise(vm, OU_TYPE_TYPE_ERROR, "a str is required");
    const OuString *text = ou_str_of(arguments[0]);
    OuBytes *begins = ou_bytes_new(vm, text->length);
    if (!begins) return OU_ERROR;
    utf8proc_int32_t before = 0, state = 0;
    for (size_t i = 0; i < text->length; i++) {
        utf8proc_int32_t point = (utf8proc_int32_t)ou_str_at(text, i);
        bool is_one = i == 0 || utf8proc_grapheme_break_stateful(before, point, &state);
        begins->data[i] = is_one;
        before = point;
    }
    return ou_pointer_value(begins);
}

static const OuNativeDef *const functions[] = {
    &terminal_open_native, &terminal_close_native, &terminal_suspend_native,
    &terminal_read_native, &terminal_write_native, &terminal_size_native,
    &terminal_resized_native, &terminal_was_away_native, &terminal_cells_native,
    &terminal_begins_native, NULL,
};

const OuModuleDef ou_terminal_module = {
    .name = "_terminal", .doc = "Keys from the terminal and text to it, for the prompt's editor.",
    .functions = functions,
};
