/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR BSD-3-Clause */
/* Copyright (C) 2026 The sof-virtio authors */
#ifndef _UAPI_LINUX_VHOST_DSP_H
#define _UAPI_LINUX_VHOST_DSP_H

/*
 * Host ABI: what a VMM says to /dev/vhost-dsp beside the generic vhost
 * ioctls, and the generic netlink family by which an administrator defines
 * guests.
 */
#include <linux/ioctl.h>
#include <linux/types.h>
#include <linux/virtio_sof.h>

#define VHOST_DSP_NAME_BYTES		64	/* names, terminating zero included */

/**
 * struct vhost_dsp_guest - names the guest that this file descriptor serves
 * @flags: zero
 * @reserved: zero
 * @name: zero-terminated name, defined beforehand by the administrator
 */
struct vhost_dsp_guest {
	__u32 flags;
	__u32 reserved;
	char name[VHOST_DSP_NAME_BYTES];
};

/*
 * VHOST_DSP_SET_GUEST: after VHOST_SET_OWNER, before the rings run, once.
 *   -ENOENT  no such guest is defined
 *   -EBUSY   another file descriptor serves this guest
 *   -ENODEV  the host has no SOF card that could serve it
 *   -EPROTONOSUPPORT it has one, but with IPC4
 *   -ENXIO   the card's topology has not got a connection point of the guest
 *   -EADDRINUSE another guest that runs uses one of its connection points
 *   -ENOSPC  too many guests run
 *   -EINVAL  flags, or a name that is empty or not terminated
 *   -EALREADY this file descriptor has a guest
 */
#define VHOST_DSP_SET_GUEST	_IOW(0xAF, 0xA0, struct vhost_dsp_guest)

/* VHOST_DSP_GET_CONFIG: the device configuration space, after SET_GUEST. */
#define VHOST_DSP_GET_CONFIG	_IOR(0xAF, 0xA1, struct sofv_config)

/*
 * VHOST_SET_RUNNING: 1 starts the rings, 0 stops them and takes back all that
 * the guest had on the DSP (guest reset). Same number and type as
 * VHOST_VSOCK_SET_RUNNING.
 */
#define VHOST_SET_RUNNING	_IOW(0xAF, 0x61, int)

/* Generic netlink */
#define VHOST_DSP_GENL_NAME		"vhost_dsp"
#define VHOST_DSP_GENL_VERSION		1

enum vhost_dsp_cmd {
	VHOST_DSP_CMD_UNSPEC,
	/* admin: NAME, TOPOLOGY, PLAYBACK*, CAPTURE*, perhaps CARD and MAX_* */
	VHOST_DSP_CMD_GUEST_NEW,
	VHOST_DSP_CMD_GUEST_DEL,	/* admin: NAME */
	VHOST_DSP_CMD_GUEST_GET,	/* dump */
	VHOST_DSP_CMD_POINT_GET,	/* dump */
	VHOST_DSP_CMD_CARD_GET,		/* dump */

	__VHOST_DSP_CMD_MAX
};

#define VHOST_DSP_CMD_MAX	(__VHOST_DSP_CMD_MAX - 1)

enum vhost_dsp_attr {
	VHOST_DSP_ATTR_UNSPEC,
	VHOST_DSP_ATTR_PAD,
	VHOST_DSP_ATTR_NAME,		/* string: guest or connection point */
	VHOST_DSP_ATTR_TOPOLOGY,	/* string: file below the firmware path */
	VHOST_DSP_ATTR_PLAYBACK,	/* string, repeated, in order: point */
	VHOST_DSP_ATTR_CAPTURE,		/* string, repeated, in order: point */
	VHOST_DSP_ATTR_MAX_STREAMS,	/* u32 */
	VHOST_DSP_ATTR_DIRECTION,	/* u32: 0 playback, 1 capture */
	VHOST_DSP_ATTR_OWNER,		/* string: guest that uses the point now */
	VHOST_DSP_ATTR_STATE,		/* u32: enum vhost_dsp_state */
	VHOST_DSP_ATTR_COMPONENTS,	/* u32: on the DSP now */
	VHOST_DSP_ATTR_PIPELINES,	/* u32 */
	VHOST_DSP_ATTR_STREAMS,		/* u32: set up now */
	VHOST_DSP_ATTR_IPC_FORWARDED,	/* u64 */
	VHOST_DSP_ATTR_IPC_HANDLED,	/* u64 */
	VHOST_DSP_ATTR_IPC_REFUSED,	/* u64 */
	VHOST_DSP_ATTR_DATA_BYTES,	/* u64: copied by the data queue */
	VHOST_DSP_ATTR_EVENTS_LOST,	/* u64 */
	VHOST_DSP_ATTR_XRUNS,		/* u64: DSP overtook the guest's data */
	VHOST_DSP_ATTR_CARD,		/* string: ALSA card id or SOF device; of
					 * a guest "" or not there: the first
					 */
	VHOST_DSP_ATTR_MAX_COMPONENTS,	/* u32 */
	VHOST_DSP_ATTR_MAX_PIPELINES,	/* u32 */
	VHOST_DSP_ATTR_MAX_BUFFER_BYTES, /* u32 */
	VHOST_DSP_ATTR_BUFFER_BYTES,	/* u32: on the DSP now */
	VHOST_DSP_ATTR_IPC_RECEIVED,	/* u64: forwarded + handled + refused */
	VHOST_DSP_ATTR_IPC_OVER_QUOTA,	/* u64: of those refused */
	VHOST_DSP_ATTR_DEVICE,		/* string: SOF device of a card */
	VHOST_DSP_ATTR_IPC_MAJOR,	/* u32: of a card's firmware: 3 or 4 */
	VHOST_DSP_ATTR_FW_ABI,		/* u32: of a card's firmware, major in
					 * bits 31..24, minor in 23..12
					 */
	VHOST_DSP_ATTR_POINTS,		/* u32: connection points of a card */
	VHOST_DSP_ATTR_MAX_IPC_PER_SECOND, /* u32 */
	VHOST_DSP_ATTR_MAX_IPC_BURST,	/* u32: at once, before the rate counts */
	VHOST_DSP_ATTR_IPC_DELAYED,	/* u64: had to wait for the rate */
	VHOST_DSP_ATTR_IPC_FAILED,	/* u64: of those forwarded and handled:
					 * the DSP or the host gave an error
					 */
	VHOST_DSP_ATTR_PLAYBACK_BYTES,	/* u64: copied from the guest */
	VHOST_DSP_ATTR_CAPTURE_BYTES,	/* u64: copied to the guest */
	VHOST_DSP_ATTR_REFUSED,		/* nested: enum vhost_dsp_refused_attr */

	__VHOST_DSP_ATTR_MAX
};

#define VHOST_DSP_ATTR_MAX	(__VHOST_DSP_ATTR_MAX - 1)

/*
 * Why messages were refused, inside VHOST_DSP_ATTR_REFUSED: u64, messages since
 * the guest was defined. Together they are VHOST_DSP_ATTR_IPC_REFUSED; a reader
 * counts those that it does not know as VHOST_DSP_REFUSED_OTHER.
 */
enum vhost_dsp_refused_attr {
	VHOST_DSP_REFUSED_UNSPEC,
	VHOST_DSP_REFUSED_PAD,
	VHOST_DSP_REFUSED_NOT_ALLOWED,	/* the firewall refuses it to everyone */
	VHOST_DSP_REFUSED_NOT_GRANTED,	/* someone else's id or point */
	VHOST_DSP_REFUSED_NO_OBJECT,
	VHOST_DSP_REFUSED_OUT_OF_TURN,	/* not now, or not with such an object */
	VHOST_DSP_REFUSED_MALFORMED,
	VHOST_DSP_REFUSED_LEDGER_FULL,	/* more objects than any guest may have */
	VHOST_DSP_REFUSED_COMPONENTS,	/* from here on: the quota of ... */
	VHOST_DSP_REFUSED_PIPELINES,
	VHOST_DSP_REFUSED_BUFFER_BYTES,
	VHOST_DSP_REFUSED_STREAMS,	/* ... to here */
	VHOST_DSP_REFUSED_DSP_ASLEEP,	/* the guest does not vote for it */
	VHOST_DSP_REFUSED_DSP_LOST,	/* and the guest has not yet asked */
	VHOST_DSP_REFUSED_NO_DSP,	/* the card has gone */
	VHOST_DSP_REFUSED_OTHER,

	__VHOST_DSP_REFUSED_MAX
};

#define VHOST_DSP_REFUSED_MAX	(__VHOST_DSP_REFUSED_MAX - 1)

enum vhost_dsp_state {
	VHOST_DSP_STATE_DEFINED,	/* no VMM serves it */
	VHOST_DSP_STATE_ATTACHED,	/* a VMM named it, rings do not run */
	VHOST_DSP_STATE_RUNNING,
};

#endif /* _UAPI_LINUX_VHOST_DSP_H */
