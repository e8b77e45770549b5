// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <linux/module.h>

#include "vhost_dsp.h"

#define CREATE_TRACE_POINTS
#include "trace.h"

DEFINE_MUTEX(vhost_dsp_lock);

static int __init vhost_dsp_init(void)
{
	int ret;

	ret = vhost_dsp_dev_register();
	if (ret)
		return ret;

	ret = vhost_dsp_card_register();
	if (ret)
		goto unregister_dev;

	ret = vhost_dsp_netlink_register();
	if (ret)
		goto unregister_card;

	return 0;

unregister_card:
	vhost_dsp_card_unregister();
unregister_dev:
	vhost_dsp_dev_unregister();
	return ret;
}

static void __exit vhost_dsp_exit(void)
{
	vhost_dsp_netlink_unregister();
	vhost_dsp_guest_remove_all();
	vhost_dsp_card_unregister();
	vhost_dsp_dev_unregister();
}

module_init(vhost_dsp_init);
module_exit(vhost_dsp_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The sof-virtio authors");
MODULE_DESCRIPTION("Shares the DSP of a SOF card with virtual machines");
