// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */

/*
 * Topology and component ids: what the host lets this guest build.
 *
 * The topology is read once in chunks, checked, and kept until the device is
 * removed; SOF core gets a copy each time it asks, since it frees what it got.
 */
#include <linux/crc32.h>
#include <linux/firmware.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include "sof-virtio.h"
#include "sof-priv.h"

/* One chunk with its header, as large as a reply can be */
union topology_chunk {
	struct sofv_tplg_get_reply head;
	u8 bytes[SOFV_IPC_MAX_BYTES];
};

/*
 * Ask for the chunk at @offset_bytes.
 * Return: bytes in it, or a negative errno
 */
static int topology_read_chunk(struct sof_virtio *sv, u32 offset_bytes,
			       union topology_chunk *chunk)
{
	const struct sofv_tplg_get request = {
		.hdr.size = cpu_to_le32(sizeof(request)),
		.hdr.cmd = cpu_to_le32(SOFV_IPC_TPLG_VFE_GET),
		.offset_bytes = cpu_to_le32(offset_bytes),
	};
	int ret;

	ret = sof_virtio_ipc_xfer(sv, &request, sizeof(request), chunk, sizeof(*chunk));
	if (ret < 0)
		return ret;
	if (ret < sizeof(chunk->head) ||
	    le32_to_cpu(chunk->head.offset_bytes) != offset_bytes ||
	    le32_to_cpu(chunk->head.chunk_bytes) != ret - sizeof(chunk->head))
		return -EPROTO;
	return ret - sizeof(chunk->head);
}

/* Read the rest, after the first chunk has told size and checksum */
static int topology_read_all(struct sof_virtio *sv, union topology_chunk *chunk,
			     u8 *topology, u32 total_bytes, int chunk_bytes)
{
	const __le32 total = chunk->head.total_bytes, crc = chunk->head.crc32;
	u32 done_bytes = 0;

	for (;;) {
		if (chunk_bytes < 0)
			return chunk_bytes;
		if (!chunk_bytes || chunk_bytes > total_bytes - done_bytes ||
		    chunk->head.total_bytes != total || chunk->head.crc32 != crc)
			return -EPROTO;

		memcpy(topology + done_bytes, chunk->head.chunk, chunk_bytes);
		done_bytes += chunk_bytes;
		if (done_bytes == total_bytes)
			break;
		chunk_bytes = topology_read_chunk(sv, done_bytes, chunk);
	}

	if ((crc32_le(~0, topology, total_bytes) ^ ~0U) != le32_to_cpu(crc))
		return -EBADMSG;
	return 0;
}

static int topology_read(struct sof_virtio *sv, union topology_chunk *chunk)
{
	int chunk_bytes, ret;
	u32 total_bytes;
	void *topology;

	chunk_bytes = topology_read_chunk(sv, 0, chunk);
	if (chunk_bytes < 0)
		return chunk_bytes;

	total_bytes = le32_to_cpu(chunk->head.total_bytes);
	if (!total_bytes || total_bytes > SOFV_TPLG_MAX_BYTES)
		return -EPROTO;

	topology = vmalloc(total_bytes);
	if (!topology)
		return -ENOMEM;

	ret = topology_read_all(sv, chunk, topology, total_bytes, chunk_bytes);
	if (ret) {
		vfree(topology);
		return ret;
	}
	sv->topology = topology;
	sv->topology_bytes = total_bytes;
	return 0;
}

/* Return: 0 with sv->topology set, or a negative errno, logged */
static int topology_get(struct sof_virtio *sv)
{
	struct device *dev = &sv->vdev->dev;
	union topology_chunk *chunk;
	int ret;

	if (sv->topology)
		return 0;

	chunk = kmalloc(sizeof(*chunk), GFP_KERNEL);
	if (!chunk)
		return -ENOMEM;
	ret = topology_read(sv, chunk);
	kfree(chunk);

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

static int topology_get_ids(struct sof_virtio *sv)
{
	const struct sofv_comp_id_get request = {
		.hdr.size = cpu_to_le32(sizeof(request)),
		.hdr.cmd = cpu_to_le32(SOFV_IPC_TPLG_VFE_COMP_ID),
	};
	struct sofv_comp_id_get_reply reply;
	int ret;

	ret = sof_virtio_ipc_xfer(sv, &request, sizeof(request), &reply, sizeof(reply));
	if (ret >= 0 && ret != sizeof(reply))
		ret = -EPROTO;
	if (ret < 0) {
		dev_err(&sv->vdev->dev, "no component ids from the host (%d)\n", ret);
		return ret;
	}

	sv->comp_id_base = le32_to_cpu(reply.comp_id_base);
	sv->comp_id_count = le32_to_cpu(reply.comp_id_count);
	sv->comp_id_said = false;
	if (!sv->comp_id_count || sv->comp_id_count > U32_MAX - sv->comp_id_base) {
		dev_err(&sv->vdev->dev, "the host is broken: %u component ids from %u on\n",
			sv->comp_id_count, sv->comp_id_base);
		return -EPROTO;
	}
	return 0;
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

	ret = topology_get(sv);
	if (ret)
		return ret;

	ret = topology_get_ids(sv);
	if (ret)
		return ret;

	sdev->next_comp_id = sv->comp_id_base;
	return topology_copy(sv, fw);
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
