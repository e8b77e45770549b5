/* SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause */
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Which of the host's SOF cards a guest gets.
 */
#ifndef SOFV_CARDS_H
#define SOFV_CARDS_H

#include <sofv_port.h>

/**
 * struct sofv_card - a SOF card of the host
 * @id: ALSA card id; "" as long as the sound card is not there
 * @device: name of the SOF device
 * @ipc_major: generation of IPC that its firmware speaks: 3 or 4
 */
struct sofv_card {
	const char *id;
	const char *device;
	u32 ipc_major;
};

/**
 * sofv_cards_choose - the card of that name, or the first that can be shared
 * @cards: in the order in which the host found them
 * @count: how many
 * @wanted: id or device; "" for any
 *
 * Only cards that speak SOFV_IPC_MAJOR can be shared: the wire protocol
 * carries messages of that generation.
 *
 * Return: index of the card; -ENODEV if there is none (of that name);
 * -EPROTONOSUPPORT if there is, but it speaks another IPC.
 */
int sofv_cards_choose(const struct sofv_card *cards, u32 count,
		      const char *wanted);

#endif /* SOFV_CARDS_H */
