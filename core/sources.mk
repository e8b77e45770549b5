# SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
# Sources of the core, relative to the top. Read by the user-space makefiles
# and, with a prefix, by kbuild. Include paths: core/include, include,
# include/uapi where the system has none of its own, and one of port/*.
sofv-srcs := \
	core/src/sofv_cards.c \
	core/src/sofv_crc32.c \
	core/src/sofv_firewall.c \
	core/src/sofv_ipc.c \
	core/src/sofv_ledger.c \
	core/src/sofv_ledger_check.c \
	core/src/sofv_points.c \
	core/src/sofv_quota.c \
	core/src/sofv_range.c \
	core/src/sofv_refusal.c \
	core/src/sofv_ring.c \
	core/src/sofv_tplg.c \
	core/src/sofv_tplg_file.c \
	core/src/sofv_tplg_rewrite.c \
	core/src/sofv_votes.c \
	core/src/sofv_wire.c
