# Ouro's build. `make help` lists what it can do; plain `make` only builds build/ouro.
#
# Not recursive: one graph for everything. Each floor is one static archive, made from
# <floor>/*.c, <floor>/*/*.c and what re2c and bison generate into build/<floor>/. The same source
# lists are compiled in three configurations:
#
#   release   build/ouro         build/<floor>.a          -O2, statically linked, stripped
#   debug     build/debug/ouro   build/debug/<floor>.a    assertions and heap audit (OU_DEBUG)
#   asan      build/asan/ouro    build/asan/<floor>.a     the same, with gcc's sanitizers
#
# A configuration's objects lie in build/objects/<configuration>/, dependencies beside them.

MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := release

VERSION := 0.1.0
PREFIX  ?= /usr/local
DESTDIR ?=
BUILD   := build

ifeq ($(origin CC),default)
CC := gcc
endif
ifeq ($(origin AR),default)
AR := ar
endif
BISON ?= bison
RE2C  ?= re2c

# ---- Flags ---------------------------------------------------------------------------------------

# A checkout is strict; a release tarball meets compilers that nobody has tried, so it only warns.
WERROR   ?= $(if $(wildcard .git),-Werror)
WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
            -Wwrite-strings -Wno-unused-parameter
STANDARD := -std=gnu11 -I. -I$(BUILD)

# What is never used isn't linked; nobody unwinds C frames.
flags_release := -O2 -g1 -fno-plt -fno-semantic-interposition -fno-pie -ffunction-sections \
                 -fdata-sections -fno-asynchronous-unwind-tables
flags_debug   := -O1 -g -DOU_DEBUG=1
flags_asan    := -O1 -g -DOU_DEBUG=1 -fsanitize=address,undefined -fno-sanitize-recover=all \
                 -fno-omit-frame-pointer

# Where no program spends its time, a release is compiled for size.
COLD := gc/audit gc/ring lexer/dump lexer/encoding \
        parser/check_warning parser/complaint parser/diagnosis* parser/dump* parser/peg* \
        vm/ast_* vm/breakpoint vm/builtins_code vm/builtins_s* vm/check* vm/code_* vm/command* \
        vm/compile_unparse vm/disassemble vm/heap_command vm/imp_module vm/main vm/ouro \
        vm/profile* vm/prompt* vm/record* vm/run_program vm/setup vm/shutdown vm/site \
        vm/source_warning vm/stage vm/tracemalloc vm/verify \
        runtime/bytes_hex runtime/class_assign runtime/codec_escape runtime/codec_registry \
        runtime/complex* runtime/exception_[!f]* runtime/file_open runtime/file_type \
        runtime/float_hex runtime/generic_* runtime/heap_[dpt]* runtime/heap_report \
        runtime/inspect runtime/limit runtime/memoryview* runtime/message runtime/mro \
        runtime/report* runtime/root_name runtime/root_path_text \
        runtime/snapshot runtime/snapshot_progress runtime/struct* runtime/text_signature \
        runtime/traceback runtime/type_type runtime/unicode_name runtime/unicode_record \
        runtime/union runtime/unraisable runtime/warning runtime/weakref_proxy runtime/wrapped \
        $(patsubst %,runtime/modules/%,abc binascii builtins_stream codecs gc* io math_gamma \
        memory memory_held memory_s[nt]* memory_test modules posix* sys* terminal time* \
        traceback unicodedata weakref)
cold := $(basename $(wildcard $(addsuffix .c,$(COLD))))
cold_release   = $(if $(filter $*,$(cold)),-Os)

link_release  := -static -Wl,--gc-sections
link_debug    :=
link_asan     := -fsanitize=address,undefined

# The symbols and lines of a release lie beside it, where gdb and valgrind look for them.
finish_release = @objcopy --only-keep-debug $@ $@.debug && \
                 objcopy --strip-all --remove-section=.comment --add-gnu-debuglink=$@.debug $@

LIBRARIES       := -l:libgmp.a -l:libutf8proc.a -l:libpcre2-32.a -l:libz.a -lm
CHECK_LIBRARIES  = $(or $(shell pkg-config --libs check 2>/dev/null),-lcheck_pic -lsubunit) \
                   -pthread -lrt -lm

# `make V=1` shows whole commands instead of one short line each.
quiet = $(if $(V),,@printf '  %-8s%s\n' $(1) $(2);)

compile = $(CC) $(STANDARD) $(WARNINGS) $(WERROR) $(flags_$(1)) $(CPPFLAGS) $(CFLAGS)

# ---- Sources -------------------------------------------------------------------------------------

CONFIGURATIONS := release debug asan
FLOORS         := gc lexer parser runtime vm

# What a floor may be linked with: itself and the floors below that it knows, callers first.
below_gc      := gc
below_lexer   := lexer gc
below_parser  := parser lexer gc
below_runtime := runtime gc
below_vm      := vm parser lexer runtime gc

MAIN      := vm/main.c
generated  = $(patsubst %.re,$(BUILD)/%.c,$(wildcard $(1)/*.re)) \
             $(patsubst %.y,$(BUILD)/%.c,$(wildcard $(1)/*.y)) \
             $(patsubst %/library/embed.sh,$(BUILD)/%/library_texts.c,$(wildcard $(1)/*/embed.sh)) \
             $(patsubst %/generate.c,$(BUILD)/%/tables.c,$(wildcard $(1)/*/generate.c))
sources    = $(filter-out $(MAIN) %/generate.c,$(wildcard $(1)/*.c $(1)/*/*.c)) \
             $(call generated,$(1))
GENERATED := $(foreach floor,$(FLOORS),$(call generated,$(floor)))

UNIT_TESTS := $(foreach floor,$(FLOORS),$(wildcard tests/unit/$(floor)/test_*.c))

# A configuration's directory for products, its objects, and the object of one source file.
place_release := $(BUILD)
place_debug   := $(BUILD)/debug
place_asan    := $(BUILD)/asan
objects        = $(patsubst %.c,$(BUILD)/objects/$(1)/%.o,$(patsubst $(BUILD)/%,%,$(2)))
archives       = $(patsubst %,$(place_$(1))/%.a,$(below_$(2)))

# ---- Goals ---------------------------------------------------------------------------------------

.PHONY: release debug asan test-unit test-unit-asan test-lang test-cpython oracle check try bench bench-gc coverage stress-gc \
        install uninstall dist clean help packages all-configurations test-programs

release: $(BUILD)/ouro       ## build/ouro, the program (what plain `make` does)
debug: $(BUILD)/debug/ouro   ## build/debug/ouro: assertions, bytecode verifier, heap audit
asan: $(BUILD)/asan/ouro     ## build/asan/ouro: the same under the address sanitizer

all-configurations: release debug asan

# Each configuration is one copy of these rules.
define configuration_rules
$(BUILD)/objects/$(1)/flags: force
	@mkdir -p $$(@D)
	@echo '$$(call compile,$(1)) $(cold)' | cmp -s - $$@ || echo '$$(call compile,$(1)) $(cold)' > $$@

$(BUILD)/objects/$(1)/%.o: %.c $(BUILD)/objects/$(1)/flags | $(BUILD)/tools
	@mkdir -p $$(@D)
	$$(call quiet,compile,$$@)$$(call compile,$(1)) $$(cold_$(1)) -MMD -MP -c -o $$@ $$<

$(BUILD)/objects/$(1)/%.o: $(BUILD)/%.c $(BUILD)/objects/$(1)/flags | $(BUILD)/tools
	@mkdir -p $$(@D)
	$$(call quiet,compile,$$@)$$(call compile,$(1)) $$(cold_$(1)) -MMD -MP -c -o $$@ $$<

$(foreach floor,$(FLOORS),$(call floor_rules,$(1),$(floor)))

$(place_$(1))/ouro: $(call objects,$(1),$(MAIN)) $(call archives,$(1),vm)
	$$(call quiet,link,$$@)$(CC) $$(flags_$(1)) $$(CFLAGS) $$(link_$(1)) $$(LDFLAGS) -o $$@ $$^ $$(LIBRARIES)
	$$(finish_$(1))
endef

# One archive. Its objects wait for the floor's generated headers, which dependency files of a
# first build can't know of. The list of members makes a deleted source file drop out.
define floor_rules

$(call objects,$(1),$(call sources,$(2))): | $(call generated,$(2))

$(place_$(1))/$(2).a: $(call objects,$(1),$(call sources,$(2))) $(BUILD)/objects/$(1)/$(2).members
	@mkdir -p $$(@D)
	@rm -f $$@
	$$(call quiet,archive,$$@)$(AR) rcsD $$@ $$(filter %.o,$$^)

$(BUILD)/objects/$(1)/$(2).members: force
	@mkdir -p $$(@D)
	@echo '$(call objects,$(1),$(call sources,$(2)))' | cmp -s - $$@ || \
	  echo '$(call objects,$(1),$(call sources,$(2)))' > $$@

endef

.PHONY: force
force:

$(foreach configuration,$(CONFIGURATIONS),$(eval $(call configuration_rules,$(configuration))))

# ---- Generated sources ---------------------------------------------------------------------------

$(BUILD)/%.c: %.re | $(BUILD)/tools
	@mkdir -p $(@D)
	$(call quiet,re2c,$@)$(RE2C) -W --no-debug-info -o $@ $<

$(BUILD)/%.c $(BUILD)/%.h &: %.y | $(BUILD)/tools
	@mkdir -p $(@D)
	$(call quiet,bison,$@)$(BISON) -Wall -Wcounterexamples -Werror --no-lines -o $(BUILD)/$*.c \
	  --defines=$(BUILD)/$*.h $<

# The modules that are written in Python. The list of files makes a deleted one drop out.
LIBRARY := $(wildcard runtime/library/*.py)

$(BUILD)/runtime/library_texts.c: runtime/library/embed.sh $(LIBRARY) $(BUILD)/runtime/library.files
	$(call quiet,embed,$@)sh runtime/library/embed.sh $(LIBRARY) > $@

$(BUILD)/runtime/library.files: force
	@mkdir -p $(@D)
	@echo '$(LIBRARY)' | cmp -s - $@ || echo '$(LIBRARY)' > $@

# The tables of Unicode, by a program that is built for the purpose.
UNICODE_DATA ?= /usr/share/unicode

$(BUILD)/runtime/unicode_data/tables.c: runtime/unicode_data/generate.c \
  runtime/unicode_data/layout.h | $(BUILD)/tools
	@mkdir -p $(@D)
	$(call quiet,generate,$@)$(CC) -std=gnu11 -I. -O1 -o $(@D)/generate $< && \
	  $(@D)/generate $(UNICODE_DATA) > $@

# Says once, in words, what is missing before the first compilation fails over it.
$(BUILD)/tools:
	@sh tests/packages missing build
	@mkdir -p $(@D)
	@touch $@

# ---- Unit tests ----------------------------------------------------------------------------------

# Each links only the archives that its floor may know, so a call upward doesn't link.
define unit_rules
$(BUILD)/unit/$(1)/$(patsubst tests/unit/%.c,%,$(2)): \
  $(call objects,$(1),$(2)) $(call archives,$(1),$(3))
	@mkdir -p $$(@D)
	$$(call quiet,link,$$@)$(CC) $$(flags_$(1)) $$(CFLAGS) $$(link_$(1)) $$(LDFLAGS) -o $$@ $$^ \
	  $$(CHECK_LIBRARIES) $$(LIBRARIES)
endef

floor_of      = $(word 3,$(subst /, ,$(1)))
unit_programs = $(patsubst tests/unit/%.c,$(BUILD)/unit/$(1)/%,$(UNIT_TESTS))

$(foreach configuration,debug asan,$(foreach test,$(UNIT_TESTS),\
  $(eval $(call unit_rules,$(configuration),$(test),$(call floor_of,$(test))))))

test-unit: $(call unit_programs,debug) $(BUILD)/tests/runner   ## the unit tests of every floor
	$(BUILD)/tests/runner unit $(call unit_programs,debug)

test-unit-asan: $(call unit_programs,asan) $(BUILD)/tests/runner
	$(BUILD)/tests/runner unit $(call unit_programs,asan)

test-programs: $(BUILD)/tests/runner $(call unit_programs,debug) $(call unit_programs,asan)

coverage:   ## lines and branches of gc/ that its unit tests reach (FILES="major mark" for those missed)
	@CC='$(CC)' tests/coverage $(FILES)

# OURO_STRESS times as many seeds as `make check` takes, from OURO_STRESS_FIRST on.
stress-gc: release $(BUILD)/unit/debug/gc/test_random $(BUILD)/unit/asan/gc/test_random   ## random graphs for a long time (OURO_STRESS=20)
	OURO_STRESS=$(or $(OURO_STRESS),20) $(BUILD)/unit/debug/gc/test_random
	OURO_STRESS=$(or $(OURO_STRESS),20) $(BUILD)/unit/asan/gc/test_random
	OURO=$(OURO) OURO_STRESS=$(or $(OURO_STRESS),20) sh tests/stress/random_graph.sh

# ---- Language tests and everything else ----------------------------------------------------------

# The runner is a tool of the tests, not a part of the program: no floor, no special flags.
$(BUILD)/tests/%: tests/%.c
	@mkdir -p $(@D)
	$(call quiet,compile,$@)$(CC) -std=gnu11 $(WARNINGS) $(WERROR) -O2 $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< -lm

$(BUILD)/tests/runner: tests/runner.c tests/script.c tests/script.h
	@mkdir -p $(@D)
	$(call quiet,compile,$@)$(CC) -std=gnu11 $(WARNINGS) $(WERROR) -O2 $(CPPFLAGS) $(CFLAGS) \
	  $(LDFLAGS) -o $@ $(filter %.c,$^)

# OURO=path runs another binary; TESTS="paths" runs some of the tests.
OURO   ?= $(BUILD)/ouro
TESTS  ?= tests/language
# Debian's own binary: a version manager's shim is slow, and may be another 3.11.
PYTHON ?= $(firstword $(wildcard /usr/bin/python3.11) python3.11)

test-lang: release $(BUILD)/tests/runner   ## the language tests (TESTS=… for some, OURO=… for another binary)
	$(BUILD)/tests/runner language $(OURO) $(TESTS)

oracle: $(BUILD)/tests/runner   ## CPython 3.11 agrees with every expectation (needs python3.11)
	$(BUILD)/tests/runner oracle $(PYTHON) $(TESTS)

# FILES="test_int test_list" for some; SHOW=test_name shows the failures of single tests.
test-cpython: release   ## CPython's own test files, under Ouro and CPython (FILES="test_int …" for some)
	$(PYTHON) tests/cpython/run.py --ouro $(OURO) $(if $(SHOW),--show $(SHOW),--failed) $(FILES)

check:   ## everything: installs what is missing, builds, runs every test; closes with the sum
	@MAKE='$(MAKE)' sh tests/check

try:   ## installs what is missing, builds, and shows a cycle being collected
	@sh tests/packages install build
	@$(MAKE) --no-print-directory -j2 release
	@echo
	@cat scripts/cycles/parent_child.py
	@echo
	@echo '$$ build/ouro scripts/cycles/parent_child.py'
	@$(BUILD)/ouro scripts/cycles/parent_child.py

bench: release $(BUILD)/tests/bench/run   ## ratios to CPython and Lua in one run, memory, start-up
	$(BUILD)/tests/bench/run

# Floor 0 alone, as the program has it.
$(BUILD)/tests/bench/alloc: tests/bench/alloc.c $(BUILD)/gc.a
	@mkdir -p $(@D)
	$(call quiet,compile,$@)$(CC) $(STANDARD) $(WARNINGS) $(WERROR) $(flags_release) $(CPPFLAGS) \
	  $(CFLAGS) -static $(LDFLAGS) -o $@ $^

bench-gc: release $(BUILD)/tests/bench/alloc   ## the collector's figures (TREES=100000 for a quick look)
	@OURO=$(BUILD)/ouro PYTHON=$(PYTHON) sh tests/bench/gc

packages:   ## installs what the build needs (apt-get; silent if all is there)
	@sh tests/packages install build

# The manual page's lists of options come from the program.
$(BUILD)/ouro.1: vm/ouro.1.in vm/manual.awk $(BUILD)/ouro
	$(call quiet,manual,$@){ $(BUILD)/ouro --list-options; \
	    $(BUILD)/ouro test --list-options | sed 's/^/test-/'; } | \
	  awk -v version=$(VERSION) -f vm/manual.awk - vm/ouro.1.in > $@

# The floors as one archive: what embedders link with, by -no-pie -louro -lgmp -lutf8proc
# -lpcre2-32 -lz -lm.
# Members of one name (array.o of two folders) stay side by side: `q' replaces none.
$(BUILD)/libouro.a: $(call archives,release,vm)
	@rm -f $@
	$(call quiet,archive,$@)$(AR) qcsD $@ \
	  $(foreach floor,$(below_vm),$(call objects,release,$(call sources,$(floor)))) && \
	  objcopy --strip-debug $@

# Everything that is installed: how, from where, to where below PREFIX.
INSTALLED := bin/ouro share/man/man1/ouro.1.gz share/bash-completion/completions/ouro \
             include/ouro.h lib/libouro.a share/doc/ouro/README.md share/doc/ouro/copyright
into       = $(DESTDIR)$(PREFIX)

install: release $(BUILD)/ouro.1 $(BUILD)/libouro.a   ## installs to $(DESTDIR)$(PREFIX)
	install -D -m 755 $(BUILD)/ouro $(into)/bin/ouro
	install -D -m 644 vm/ouro.h $(into)/include/ouro.h
	install -D -m 644 $(BUILD)/libouro.a $(into)/lib/libouro.a
	install -D -m 644 vm/completion.bash $(into)/share/bash-completion/completions/ouro
	install -D -m 644 README.md $(into)/share/doc/ouro/README.md
	install -D -m 644 LICENSE $(into)/share/doc/ouro/copyright
	mkdir -p $(into)/share/man/man1
	gzip -9n < $(BUILD)/ouro.1 > $(into)/share/man/man1/ouro.1.gz
	chmod 644 $(into)/share/man/man1/ouro.1.gz

uninstall:   ## takes away what `make install` put there
	rm -f $(addprefix $(into)/,$(INSTALLED))
	[ ! -d $(into)/share/doc/ouro ] || rmdir $(into)/share/doc/ouro

DIST := ouro-$(VERSION)
dist: $(GENERATED)   ## build/ouro-VERSION.tar.gz, with the generated sources: no re2c, no bison needed
	@rm -rf $(BUILD)/$(DIST) $(BUILD)/$(DIST).tar.gz
	@mkdir -p $(BUILD)/$(DIST)
	git ls-files -z | xargs -0 cp --parents -p -t $(BUILD)/$(DIST)
	for file in $(basename $(GENERATED)); do \
	  cp --parents $$file.c $$(ls $$file.h 2>/dev/null) $(BUILD)/$(DIST); done
	tar -C $(BUILD) -czf $(BUILD)/$(DIST).tar.gz $(DIST)
	@rm -rf $(BUILD)/$(DIST)
	@echo $(BUILD)/$(DIST).tar.gz

clean:   ## removes build/
	rm -rf $(BUILD)

help:   ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

-include $(shell find $(BUILD)/objects -name '*.d' 2>/dev/null)
