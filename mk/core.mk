# SPDX-License-Identifier: GPL-2.0-only
# core/: what it brings to "make unit" and "make fuzz". A test links only what
# it is about, and what that needs.

include core/sources.mk

unit-cppflags += -Icore/include -Icore/src -Iinclude/uapi
core-decode := core/src/sofv_firewall.c core/src/sofv_ipc.c
core-ledger := $(core-decode) core/src/sofv_ledger.c core/src/sofv_quota.c \
	core/src/sofv_ledger_check.c core/src/sofv_points.c
core-tplg := core/src/sofv_tplg.c core/src/sofv_tplg_file.c \
	core/src/sofv_tplg_rewrite.c
core-bench := test/unit/core_bench.c test/unit/dsp_msg.c core/src/sofv_range.c \
	$(core-ledger)

unit-tests += test_cards test_wire test_range test_points test_ipc \
	test_firewall test_protocol_tables
test_wire-srcs := test/unit/test_wire.c core/src/sofv_wire.c \
	core/src/sofv_crc32.c
test_cards-srcs := test/unit/test_cards.c core/src/sofv_cards.c
test_range-srcs := test/unit/test_range.c core/src/sofv_range.c
test_points-srcs := test/unit/test_points.c core/src/sofv_points.c
test_ipc-srcs := test/unit/test_ipc.c $(core-bench)
test_firewall-srcs := test/unit/test_firewall.c core/src/sofv_firewall.c
test_protocol_tables-srcs := test/unit/test_protocol_tables.c \
	core/src/sofv_firewall.c

unit-tests += test_quota test_refusal test_votes test_ring
test_quota-srcs := test/unit/test_quota.c core/src/sofv_quota.c
test_refusal-srcs := test/unit/test_refusal.c core/src/sofv_quota.c \
	core/src/sofv_refusal.c
test_votes-srcs := test/unit/test_votes.c core/src/sofv_votes.c
test_ring-srcs := test/unit/test_ring.c core/src/sofv_ring.c

unit-tests += test_ledger test_ledger_model
test_ledger-srcs := test/unit/test_ledger.c $(core-bench)
test_ledger_model-srcs := test/unit/test_ledger_model.c test/unit/core_model.c \
	$(core-bench)

unit-tests += test_tplg
test_tplg-srcs := test/unit/test_tplg.c test/unit/tplg_build.c $(core-tplg)

fuzz-cppflags += -Icore/include -Icore/src -Iinclude/uapi -Itest/unit
fuzzers += fuzz_ipc fuzz_tplg fuzz_wire fuzz_driver fuzz_ring
fuzz_ipc-srcs := test/fuzz/fuzz_ipc.c test/unit/core_model.c $(core-bench)
fuzz_tplg-srcs := test/fuzz/fuzz_tplg.c $(core-tplg)
fuzz_wire-srcs := test/fuzz/fuzz_wire.c core/src/sofv_wire.c
fuzz_driver-srcs := test/fuzz/fuzz_driver.c core/src/sofv_wire.c \
	core/src/sofv_tplg_file.c core/src/sofv_tplg_rewrite.c
fuzz_ring-srcs := test/fuzz/fuzz_ring.c core/src/sofv_ring.c \
	core/src/sofv_quota.c core/src/sofv_wire.c

# The seeds are committed; this writes them anew after a change of the messages.
gen_core_seeds-srcs := test/fuzz/gen_core_seeds.c test/unit/tplg_build.c \
	core/src/sofv_wire.c $(core-bench)

.PHONY: fuzz-core-seeds
fuzz-core-seeds: $(BUILD)/bin/unit/gen_core_seeds
	$(Q)mkdir -p $(addprefix test/fuzz/corpus/,fuzz_ipc fuzz_tplg fuzz_wire \
		fuzz_driver fuzz_ring)
	$(Q)$< test/fuzz/corpus
