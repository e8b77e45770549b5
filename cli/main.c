// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include "sofvctl.h"

int main(int argc, char **argv)
{
	struct sofvctl ctl = {
		.nl.name = VHOST_DSP_GENL_NAME,
		.nl.ops = &sofvctl_kernel_ops,
		.out = stdout,
		.err = stderr,
		.root = "",
	};

	return sofvctl_run(&ctl, argc, argv);
}
