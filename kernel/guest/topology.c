// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */

/*
 * Topology and component ids: what the host lets this guest build.
 *
 * The topology is read once in chunks, checked, and kept until the device is
 * removed; SOF core gets a copy each time it asks, since it frees what it got.
 */
#include <linux/firmware.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include "sof-virtio.h"
#include "sof-priv.h"

/* A reply with a chunk, as large as it can be, and what it says */
struct topology_reply {
	struct sofv_tplg_chunk chunk;
	u8 bytes[SOFV_IPC_MAX_BYTES];
};

/* Ask for the chunk at @offset_bytes */
static int topology_read_chunk(struct sof_virtio *sv, u32 offset_bytes,
			       struct topology_reply *reply)
{
	const struct sofv_tplg_get request = {
		.hdr.size = cpu_to_le32(sizeof(request)),
		.hdr.cmd = cpu_to_le32(SOFV_IPC_TPLG_VFE_GET),
		.offset_bytes = cpu_to_le32(offset_bytes),
	};
	int ret;

	ret = sof_virtio_ipc_xfer(sv, &request, sizeof(request), reply->bytes,
				  sizeof(reply->bytes));
	if (ret < 0)
		return ret;
	return sofv_decode_tplg_reply(&reply->chunk, reply->bytes, ret, offset_bytes);
}

/* Read the rest, after the first chunk has told size and checksum */
static int topology_read_all(struct sof_virtio *sv, struct topology_reply *reply,
			     u8 *topology)
{
	const struct sofv_tplg_chunk first = reply->chunk;
	u32 done_bytes = 0;
	int ret;

	for (;;) {
		memcpy(topology + done_bytes, reply->chunk.chunk, reply->chunk.chunk_bytes);
		done_bytes += reply->chunk.chunk_bytes;
		if (done_bytes == first.total_bytes)
			break;
		ret = topology_read_chunk(sv, done_bytes, reply);
		if (ret)
			return ret;
		if (reply->chunk.total_bytes != first.total_bytes ||
		    reply->chunk.crc32 != first.crc32)
			return -EPROTO;
	}

	return sofv_crc32(topology, first.total_bytes) == first.crc32 ? 0 : -EBADMSG;
}

static int topology_read(struct sof_virtio *sv, struct topology_reply *reply)
{
	u32 total_bytes, crc32;
	void *topology;
	int ret;

	ret = topology_read_chunk(sv, 0, reply);
	if (ret)
		return ret;
	total_bytes = reply->chunk.total_bytes;
	crc32 = reply->chunk.crc32;

	topology = vmalloc(total_bytes);
	if (!topology)
		return -ENOMEM;

	ret = topology_read_all(sv, reply, topology);
	if (ret) {
		vfree(topology);
		return ret;
	}
	sv->topology = topology;
	sv->topology_bytes = total_bytes;
	sv->topology_crc32 = crc32;
	return 0;
}

/* Return: 0 with sv->topology set, or a negative errno, logged */
static int topology_get(struct sof_virtio *sv)
{
	struct device *dev = &sv->vdev->dev;
	struct topology_reply *reply;
	int ret;

	if (sv->topology)
		return 0;

	reply = kmalloc(sizeof(*reply), GFP_KERNEL);
	if (!reply)
		return -ENOMEM;
	ret = topology_read(sv, reply);
	kfree(reply);

	switch (ret) {
	case 0:
		dev_dbg(dev, "topology of %u bytes\n", sv->topology_bytes);
		break;
	case -EPROTO:
	case -EBADMSG:
		dev_err(dev, "the host's topology for this guest arrived damaged (%d)\n", ret);
		break;
	default:
		dev_err(dev,
			"no topology from the host (%d); check there what this guest was defined with\n",
			ret);
		break;
	}
	return ret;
}

static int topology_ask_ids(struct sof_virtio *sv, u32 *base, u32 *count)
{
	const struct sofv_comp_id_get request = {
		.hdr.size = cpu_to_le32(sizeof(request)),
		.hdr.cmd = cpu_to_le32(SOFV_IPC_TPLG_VFE_COMP_ID),
	};
	struct sofv_comp_id_get_reply reply;
	int ret;

	ret = sof_virtio_ipc_xfer(sv, &request, sizeof(request), &reply, sizeof(reply));
	if (ret >= 0)
		ret = sofv_decode_comp_id_reply(base, count, &reply, ret);
	if (ret < 0)
		dev_err(&sv->vdev->dev, "no component ids from the host (%d)\n", ret);
	return ret;
}

static int topology_get_ids(struct sof_virtio *sv)
{
	sv->comp_id_said = false;
	return topology_ask_ids(sv, &sv->comp_id_base, &sv->comp_id_count);
}

/* A firmware image that release_firmware() can free */
static int topology_copy(struct sof_virtio *sv, const struct firmware **fw)
{
	struct firmware *copy;
	void *data;

	copy = kzalloc(sizeof(*copy), GFP_KERNEL);
	if (!copy)
		return -ENOMEM;
	data = vmalloc(sv->topology_bytes);
	if (!data) {
		kfree(copy);
		return -ENOMEM;
	}
	memcpy(data, sv->topology, sv->topology_bytes);
	copy->data = data;
	copy->size = sv->topology_bytes;
	*fw = copy;
	return 0;
}

/**
 * sof_virtio_topology_request - SOF core is about to load the topology
 * @sdev: SOF core
 * @file: name of a file that does not exist
 * @fw: where the topology goes
 *
 * Component ids are taken in the order in which components are loaded, so
 * this is the moment to say where they start.
 *
 * Context: Process context. May sleep.
 * Return: 0, or a negative errno after the reason was logged.
 */
int sof_virtio_topology_request(struct snd_sof_dev *sdev, const char *file,
				const struct firmware **fw)
{
	struct sof_virtio *sv = to_sof_virtio(sdev);
	int ret;

	/* a loss before anything was built costs nothing */
	ret = sof_virtio_power_open(sdev);
	if (ret)
		return ret;

	ret = topology_get(sv);
	if (ret)
		return ret;

	ret = topology_get_ids(sv);
	if (ret)
		return ret;

	sdev->next_comp_id = sv->comp_id_base;
	return topology_copy(sv, fw);
}

static int topology_compare(struct sof_virtio *sv, struct topology_reply *reply)
{
	u32 base, count;
	int ret;

	ret = topology_ask_ids(sv, &base, &count);
	if (ret)
		return ret;
	ret = topology_read_chunk(sv, 0, reply);
	if (ret)
		return ret;
	if (base == sv->comp_id_base && count >= sv->comp_id_count &&
	    reply->chunk.total_bytes == sv->topology_bytes &&
	    reply->chunk.crc32 == sv->topology_crc32)
		return 0;

	dev_err(&sv->vdev->dev,
		"the host has another topology or other ids for this guest than before it slept; reload snd_sof_virtio\n");
	return -ESTALE;
}

/**
 * sof_virtio_topology_again - may we go on with what we have after a reset?
 * @sv: the device
 *
 * A machine that wakes up may have another host than the one that it went to
 * sleep on.
 *
 * Context: Process context. May sleep.
 * Return: 0, or a negative errno after the reason was logged.
 */
int sof_virtio_topology_again(struct sof_virtio *sv)
{
	struct topology_reply *reply;
	int ret;

	/* not loaded yet */
	if (!sv->topology)
		return 0;

	reply = kmalloc(sizeof(*reply), GFP_KERNEL);
	if (!reply)
		return -ENOMEM;
	ret = topology_compare(sv, reply);
	kfree(reply);
	return ret;
}

/**
 * sof_virtio_topology_fits - are there enough component ids?
 * @sv: the device
 * @next_comp_id: first id that was not given out
 *
 * All ids are given out before the first component is sent, so a topology
 * that doesn't fit is refused as a whole (P-4.2.2).
 *
 * Context: Any.
 * Return: true if all given out are the host's to use; if not, the reason was
 *	logged once.
 */
bool sof_virtio_topology_fits(struct sof_virtio *sv, u32 next_comp_id)
{
	u32 used = next_comp_id - sv->comp_id_base;

	if (!sv->comp_id_count || used <= sv->comp_id_count)
		return true;

	if (!sv->comp_id_said)
		dev_err(&sv->vdev->dev,
			"the topology has %u components, the host allows %u; give this guest a smaller topology\n",
			used, sv->comp_id_count);
	sv->comp_id_said = true;
	return false;
}

/**
 * sof_virtio_topology_fini - forget the topology
 * @sv: the device
 *
 * Context: Process context. May sleep.
 */
void sof_virtio_topology_fini(struct sof_virtio *sv)
{
	vfree(sv->topology);
	sv->topology = NULL;
}
