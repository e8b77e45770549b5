// SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
/* Copyright (C) 2026 The sof-virtio authors */
#include <linux/virtio_sof.h>
#include <sofv/cards.h>

static bool equal(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}

	return *a == *b;
}

int sofv_cards_choose(const struct sofv_card *cards, u32 count,
		      const char *wanted)
{
	int error = -ENODEV;
	u32 i;

	for (i = 0; i < count; i++) {
		if (*wanted && !equal(cards[i].id, wanted) &&
		    !equal(cards[i].device, wanted))
			continue;
		if (cards[i].ipc_major == SOFV_IPC_MAJOR)
			return (int)i;
		error = -EPROTONOSUPPORT;
	}

	return error;
}
