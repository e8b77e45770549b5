// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * Generic netlink family "vhost_dsp": the administrator's view.
 *
 * Definitions are few, but a dump must survive changes between its parts: it
 * goes on at the n-th entry, as small lists commonly do.
 */
#include <linux/module.h>
#include <linux/slab.h>
#include <net/genetlink.h>
#include <sound/pcm.h>

#include "vhost_dsp.h"

static struct genl_family vhost_dsp_family;

static const struct nla_policy guest_policy[VHOST_DSP_ATTR_MAX + 1] = {
	[VHOST_DSP_ATTR_NAME] = { .type = NLA_NUL_STRING,
				  .len = VHOST_DSP_NAME_BYTES - 1 },
	[VHOST_DSP_ATTR_TOPOLOGY] = { .type = NLA_NUL_STRING,
				      .len = VHOST_DSP_NAME_BYTES - 1 },
	[VHOST_DSP_ATTR_PLAYBACK] = { .type = NLA_NUL_STRING,
				      .len = VHOST_DSP_NAME_BYTES - 1 },
	[VHOST_DSP_ATTR_CAPTURE] = { .type = NLA_NUL_STRING,
				     .len = VHOST_DSP_NAME_BYTES - 1 },
	[VHOST_DSP_ATTR_MAX_STREAMS] = { .type = NLA_U32 },
	[VHOST_DSP_ATTR_CARD] = { .type = NLA_NUL_STRING,
				  .len = VHOST_DSP_NAME_BYTES - 1 },
	[VHOST_DSP_ATTR_MAX_COMPONENTS] = { .type = NLA_U32 },
	[VHOST_DSP_ATTR_MAX_PIPELINES] = { .type = NLA_U32 },
	[VHOST_DSP_ATTR_MAX_BUFFER_BYTES] = { .type = NLA_U32 },
	[VHOST_DSP_ATTR_MAX_IPC_PER_SECOND] = { .type = NLA_U32 },
	[VHOST_DSP_ATTR_MAX_IPC_BURST] = { .type = NLA_U32 },
};

static int add_point(struct vhost_dsp_guest_def *def, const struct nlattr *attr,
		     int dir, struct netlink_ext_ack *extack)
{
	const char *name = nla_data(attr);
	int i, n;

	for (i = 0; i < def->n_points[dir]; i++) {
		if (strcmp(def->points[dir][i], name))
			continue;
		NL_SET_ERR_MSG_FMT(extack, "connection point '%.40s' is named twice",
				   name);
		return -EINVAL;
	}

	n = def->n_points[dir];
	if (n == VHOST_DSP_MAX_POINTS) {
		NL_SET_ERR_MSG_FMT(extack, "a guest can have %d connection points for each direction",
				   VHOST_DSP_MAX_POINTS);
		return -E2BIG;
	}

	strscpy(def->points[dir][n], name, VHOST_DSP_NAME_BYTES);
	def->n_points[dir]++;
	return 0;
}

static int parse_points(struct vhost_dsp_guest_def *def, struct genl_info *info)
{
	const struct nlattr *attr;
	int rem, ret = 0;

	nla_for_each_attr(attr, genlmsg_data(info->genlhdr),
			  genlmsg_len(info->genlhdr), rem) {
		if (nla_type(attr) == VHOST_DSP_ATTR_PLAYBACK)
			ret = add_point(def, attr, SNDRV_PCM_STREAM_PLAYBACK,
					info->extack);
		else if (nla_type(attr) == VHOST_DSP_ATTR_CAPTURE)
			ret = add_point(def, attr, SNDRV_PCM_STREAM_CAPTURE,
					info->extack);
		if (ret)
			return ret;
	}

	if (!def->n_points[0] && !def->n_points[1]) {
		NL_SET_ERR_MSG(info->extack, "a guest needs at least one connection point");
		return -EINVAL;
	}

	return 0;
}

/* A policy of netlink could bound these, but has no words for it. */
static int parse_limits(struct vhost_dsp_guest_def *def,
			const struct genl_info *info)
{
	struct sofv_guest_limits *limits = &def->limits;
	const struct {
		int attr;
		const char *name;
		u32 *limit;
		u32 otherwise;
		u32 most;
	} all[] = {
		{ VHOST_DSP_ATTR_MAX_STREAMS, "streams", &limits->streams,
		  def->n_points[0] + def->n_points[1], VHOST_DSP_MAX_STREAMS },
		{ VHOST_DSP_ATTR_MAX_COMPONENTS, "components", &limits->components,
		  SOFV_OBJECTS_MAX, SOFV_OBJECTS_MAX },
		{ VHOST_DSP_ATTR_MAX_PIPELINES, "pipelines", &limits->pipelines,
		  SOFV_PIPE_ID_COUNT, SOFV_PIPE_ID_COUNT },
		{ VHOST_DSP_ATTR_MAX_BUFFER_BYTES, "buffer-bytes",
		  &limits->buffer_bytes, SOFV_BUFFER_BYTES_DEFAULT, U32_MAX },
		{ VHOST_DSP_ATTR_MAX_IPC_PER_SECOND, "ipc-per-second",
		  &limits->ipc_hz, SOFV_IPC_HZ_DEFAULT, U32_MAX },
		{ VHOST_DSP_ATTR_MAX_IPC_BURST, "ipc-burst", &limits->ipc_burst,
		  SOFV_IPC_BURST_DEFAULT, U32_MAX },
	};
	int i;

	for (i = 0; i < ARRAY_SIZE(all); i++) {
		*all[i].limit = info->attrs[all[i].attr] ?
				nla_get_u32(info->attrs[all[i].attr]) :
				all[i].otherwise;
		if (*all[i].limit && *all[i].limit <= all[i].most)
			continue;
		NL_SET_ERR_MSG_FMT(info->extack, "max-%s can be 1 to %u",
				   all[i].name, all[i].most);
		return -ERANGE;
	}

	return 0;
}

static int guest_new(struct sk_buff *skb, struct genl_info *info)
{
	struct vhost_dsp_guest_def *def;
	int ret;

	if (GENL_REQ_ATTR_CHECK(info, VHOST_DSP_ATTR_NAME) ||
	    GENL_REQ_ATTR_CHECK(info, VHOST_DSP_ATTR_TOPOLOGY)) {
		NL_SET_ERR_MSG(info->extack, "a guest needs a name and a topology");
		return -EINVAL;
	}
	if (!*(char *)nla_data(info->attrs[VHOST_DSP_ATTR_NAME])) {
		NL_SET_ERR_MSG(info->extack, "the guest's name is empty");
		return -EINVAL;
	}

	def = kzalloc(sizeof(*def), GFP_KERNEL);
	if (!def)
		return -ENOMEM;

	nla_strscpy(def->name, info->attrs[VHOST_DSP_ATTR_NAME],
		    sizeof(def->name));
	nla_strscpy(def->topology, info->attrs[VHOST_DSP_ATTR_TOPOLOGY],
		    sizeof(def->topology));
	if (info->attrs[VHOST_DSP_ATTR_CARD])
		nla_strscpy(def->card, info->attrs[VHOST_DSP_ATTR_CARD],
			    sizeof(def->card));

	ret = parse_points(def, info);
	if (!ret)
		ret = parse_limits(def, info);
	if (!ret)
		ret = vhost_dsp_guest_add(def, info->extack);
	if (ret)
		kfree(def);

	return ret;
}

static int guest_del(struct sk_buff *skb, struct genl_info *info)
{
	if (GENL_REQ_ATTR_CHECK(info, VHOST_DSP_ATTR_NAME))
		return -EINVAL;

	return vhost_dsp_guest_remove(nla_data(info->attrs[VHOST_DSP_ATTR_NAME]),
				      info->extack);
}

static int put_points(struct sk_buff *skb, const struct vhost_dsp_guest_def *def)
{
	int i;

	for (i = 0; i < def->n_points[0]; i++)
		if (nla_put_string(skb, VHOST_DSP_ATTR_PLAYBACK,
				   def->points[0][i]))
			return -EMSGSIZE;
	for (i = 0; i < def->n_points[1]; i++)
		if (nla_put_string(skb, VHOST_DSP_ATTR_CAPTURE,
				   def->points[1][i]))
			return -EMSGSIZE;

	return 0;
}

static int put_u64(struct sk_buff *skb, int attr, u64 value)
{
	return nla_put_u64_64bit(skb, attr, value, VHOST_DSP_ATTR_PAD);
}

/* Why requests are refused. Names are those that sofvctl has in JSON. */
static const struct {
	const char *name;
	int attr;
	bool quota;
} reasons[SOFV_REFUSALS] = {
	[SOFV_REFUSED_NOT_ALLOWED] = { "not_allowed", VHOST_DSP_REFUSED_NOT_ALLOWED },
	[SOFV_REFUSED_NOT_GRANTED] = { "not_granted", VHOST_DSP_REFUSED_NOT_GRANTED },
	[SOFV_REFUSED_NO_OBJECT] = { "no_object", VHOST_DSP_REFUSED_NO_OBJECT },
	[SOFV_REFUSED_OUT_OF_TURN] = { "out_of_turn", VHOST_DSP_REFUSED_OUT_OF_TURN },
	[SOFV_REFUSED_MALFORMED] = { "malformed", VHOST_DSP_REFUSED_MALFORMED },
	[SOFV_REFUSED_LEDGER_FULL] = { "ledger_full", VHOST_DSP_REFUSED_LEDGER_FULL },
	[SOFV_REFUSED_COMPONENTS] = { "quota_components",
				      VHOST_DSP_REFUSED_COMPONENTS, true },
	[SOFV_REFUSED_PIPELINES] = { "quota_pipelines",
				     VHOST_DSP_REFUSED_PIPELINES, true },
	[SOFV_REFUSED_BUFFER_BYTES] = { "quota_buffer_bytes",
					VHOST_DSP_REFUSED_BUFFER_BYTES, true },
	[SOFV_REFUSED_STREAMS] = { "quota_streams", VHOST_DSP_REFUSED_STREAMS, true },
	/* who is too fast waits here: counted as delayed instead */
	[SOFV_REFUSED_IPC_RATE] = { "ipc_rate", VHOST_DSP_REFUSED_UNSPEC },
	[SOFV_REFUSED_DSP_ASLEEP] = { "dsp_asleep", VHOST_DSP_REFUSED_DSP_ASLEEP },
	[SOFV_REFUSED_DSP_LOST] = { "dsp_lost", VHOST_DSP_REFUSED_DSP_LOST },
	[SOFV_REFUSED_NO_DSP] = { "no_dsp", VHOST_DSP_REFUSED_NO_DSP },
	[SOFV_REFUSED_OTHER] = { "other", VHOST_DSP_REFUSED_OTHER },
};

/**
 * vhost_dsp_refusal_name - what to call a reason
 * @reason: one of them
 *
 * Context: any.
 */
const char *vhost_dsp_refusal_name(enum sofv_refusal reason)
{
	return reasons[reason].name;
}

/* Their sums go beside the counters, so that all agree. */
static int put_refused(struct sk_buff *skb, struct vhost_dsp_stats *stats)
{
	struct nlattr *nest = nla_nest_start(skb, VHOST_DSP_ATTR_REFUSED);
	u64 all = 0, over_quota = 0, n;
	int i;

	if (!nest)
		return -EMSGSIZE;

	for (i = 0; i < SOFV_REFUSALS; i++) {
		if (!reasons[i].attr)
			continue;
		n = atomic64_read(&stats->ipc_refused[i]);
		if (nla_put_u64_64bit(skb, reasons[i].attr, n,
				      VHOST_DSP_REFUSED_PAD))
			return -EMSGSIZE;
		all += n;
		over_quota += reasons[i].quota ? n : 0;
	}
	nla_nest_end(skb, nest);

	return put_u64(skb, VHOST_DSP_ATTR_IPC_REFUSED, all) ||
	       put_u64(skb, VHOST_DSP_ATTR_IPC_OVER_QUOTA, over_quota) ?
	       -EMSGSIZE : 0;
}

static int put_moved(struct sk_buff *skb, struct vhost_dsp_stats *stats)
{
	u64 played = atomic64_read(&stats->data_bytes[SNDRV_PCM_STREAM_PLAYBACK]);
	u64 recorded = atomic64_read(&stats->data_bytes[SNDRV_PCM_STREAM_CAPTURE]);

	return put_u64(skb, VHOST_DSP_ATTR_DATA_BYTES, played + recorded) ||
	       put_u64(skb, VHOST_DSP_ATTR_PLAYBACK_BYTES, played) ||
	       put_u64(skb, VHOST_DSP_ATTR_CAPTURE_BYTES, recorded) ?
	       -EMSGSIZE : 0;
}

static int put_stats(struct sk_buff *skb, struct vhost_dsp_guest_def *def)
{
	const struct {
		int attr;
		atomic64_t *counter;
	} stats[] = {
		{ VHOST_DSP_ATTR_IPC_RECEIVED, &def->stats.ipc_received },
		{ VHOST_DSP_ATTR_IPC_FORWARDED, &def->stats.ipc_forwarded },
		{ VHOST_DSP_ATTR_IPC_HANDLED, &def->stats.ipc_handled },
		{ VHOST_DSP_ATTR_IPC_FAILED, &def->stats.ipc_failed },
		{ VHOST_DSP_ATTR_IPC_DELAYED, &def->stats.ipc_delayed },
		{ VHOST_DSP_ATTR_EVENTS_LOST, &def->stats.events_lost },
		{ VHOST_DSP_ATTR_XRUNS, &def->stats.xruns },
	};
	int i;

	for (i = 0; i < ARRAY_SIZE(stats); i++)
		if (put_u64(skb, stats[i].attr, atomic64_read(stats[i].counter)))
			return -EMSGSIZE;

	return put_refused(skb, &def->stats) || put_moved(skb, &def->stats) ?
	       -EMSGSIZE : 0;
}

static int put_use(struct sk_buff *skb, struct vhost_dsp *vd)
{
	u32 state = VHOST_DSP_STATE_DEFINED;
	u32 components = 0, pipelines = 0, buffer_bytes = 0, streams = 0;

	if (vd) {
		state = vhost_vq_get_backend(&vd->vqs[SOFV_VQ_IPC]) ?
			VHOST_DSP_STATE_RUNNING : VHOST_DSP_STATE_ATTACHED;
		mutex_lock(&vd->dsp_lock);
		components = sofv_guest_components(vd->guest);
		pipelines = sofv_guest_pipelines(vd->guest);
		buffer_bytes = sofv_guest_buffer_bytes(vd->guest);
		streams = vhost_dsp_stream_count(vd);
		mutex_unlock(&vd->dsp_lock);
	}

	if (nla_put_u32(skb, VHOST_DSP_ATTR_STATE, state) ||
	    nla_put_u32(skb, VHOST_DSP_ATTR_COMPONENTS, components) ||
	    nla_put_u32(skb, VHOST_DSP_ATTR_PIPELINES, pipelines) ||
	    nla_put_u32(skb, VHOST_DSP_ATTR_BUFFER_BYTES, buffer_bytes) ||
	    nla_put_u32(skb, VHOST_DSP_ATTR_STREAMS, streams))
		return -EMSGSIZE;

	return 0;
}

static int put_limits(struct sk_buff *skb, const struct vhost_dsp_guest_def *def)
{
	const struct sofv_guest_limits *limits = &def->limits;

	if (nla_put_u32(skb, VHOST_DSP_ATTR_MAX_STREAMS, limits->streams) ||
	    nla_put_u32(skb, VHOST_DSP_ATTR_MAX_COMPONENTS, limits->components) ||
	    nla_put_u32(skb, VHOST_DSP_ATTR_MAX_PIPELINES, limits->pipelines) ||
	    nla_put_u32(skb, VHOST_DSP_ATTR_MAX_BUFFER_BYTES,
			limits->buffer_bytes) ||
	    nla_put_u32(skb, VHOST_DSP_ATTR_MAX_IPC_PER_SECOND,
			limits->ipc_hz) ||
	    nla_put_u32(skb, VHOST_DSP_ATTR_MAX_IPC_BURST, limits->ipc_burst))
		return -EMSGSIZE;

	return 0;
}

static int put_guest(struct sk_buff *skb, struct netlink_callback *cb,
		     struct vhost_dsp_guest_def *def)
{
	void *hdr = genlmsg_put(skb, NETLINK_CB(cb->skb).portid,
				cb->nlh->nlmsg_seq, &vhost_dsp_family,
				NLM_F_MULTI, VHOST_DSP_CMD_GUEST_GET);

	if (!hdr)
		return -EMSGSIZE;

	if (nla_put_string(skb, VHOST_DSP_ATTR_NAME, def->name) ||
	    nla_put_string(skb, VHOST_DSP_ATTR_TOPOLOGY, def->topology) ||
	    (*def->card && nla_put_string(skb, VHOST_DSP_ATTR_CARD, def->card)) ||
	    put_limits(skb, def) || put_points(skb, def) ||
	    put_stats(skb, def) || put_use(skb, def->user)) {
		genlmsg_cancel(skb, hdr);
		return -EMSGSIZE;
	}

	genlmsg_end(skb, hdr);
	return 0;
}

static int guest_dump(struct sk_buff *skb, struct netlink_callback *cb)
{
	struct vhost_dsp_guest_def *def;
	long n = 0;

	mutex_lock(&vhost_dsp_lock);
	list_for_each_entry(def, &vhost_dsp_guests, list) {
		if (n++ < cb->args[0])
			continue;
		if (put_guest(skb, cb, def))
			break;
		cb->args[0] = n;
	}
	mutex_unlock(&vhost_dsp_lock);

	return skb->len;
}

/* The guest that uses @point of @card now */
static const char *point_owner(const struct vhost_dsp_card *card,
			       const struct vhost_dsp_point *point)
{
	struct vhost_dsp_guest_def *def;
	int i;

	list_for_each_entry(def, &vhost_dsp_guests, list) {
		if (!def->user || READ_ONCE(def->user->card) != card)
			continue;
		for (i = 0; i < def->n_points[point->direction]; i++)
			if (!strcmp(def->points[point->direction][i],
				    point->name))
				return def->name;
	}

	return NULL;
}

/* A dump over all cards: entry @n of all comes next */
struct card_dump {
	struct sk_buff *skb;
	struct netlink_callback *cb;
	struct vhost_dsp_card *card;
	long n;
};

static void *dump_begin(struct card_dump *dump, int command)
{
	return genlmsg_put(dump->skb, NETLINK_CB(dump->cb->skb).portid,
			   dump->cb->nlh->nlmsg_seq, &vhost_dsp_family,
			   NLM_F_MULTI, command);
}

static int put_point(const struct vhost_dsp_point *point, void *data)
{
	struct card_dump *dump = data;
	struct sk_buff *skb = dump->skb;
	const char *owner;
	void *hdr;

	if (dump->n++ < dump->cb->args[0])
		return 0;

	hdr = dump_begin(dump, VHOST_DSP_CMD_POINT_GET);
	if (!hdr)
		return 1;

	owner = point_owner(dump->card, point);
	if (nla_put_string(skb, VHOST_DSP_ATTR_NAME, point->name) ||
	    nla_put_u32(skb, VHOST_DSP_ATTR_DIRECTION, point->direction) ||
	    nla_put_string(skb, VHOST_DSP_ATTR_CARD, dump->card->id) ||
	    (owner && nla_put_string(skb, VHOST_DSP_ATTR_OWNER, owner))) {
		genlmsg_cancel(skb, hdr);
		return 1;
	}

	genlmsg_end(skb, hdr);
	dump->cb->args[0] = dump->n;
	return 0;
}

static int put_card_points(struct vhost_dsp_card *card, void *data)
{
	struct card_dump *dump = data;

	dump->card = card;

	return vhost_dsp_card_points(card, put_point, dump) == 1;
}

static int count_point(const struct vhost_dsp_point *point, void *data)
{
	++*(u32 *)data;

	return 0;
}

static int put_card(struct vhost_dsp_card *card, void *data)
{
	struct card_dump *dump = data;
	struct sk_buff *skb = dump->skb;
	u32 points = 0;
	void *hdr;

	if (dump->n++ < dump->cb->args[0])
		return 0;

	hdr = dump_begin(dump, VHOST_DSP_CMD_CARD_GET);
	if (!hdr)
		return 1;

	vhost_dsp_card_points(card, count_point, &points);
	if (nla_put_string(skb, VHOST_DSP_ATTR_CARD, card->id) ||
	    nla_put_string(skb, VHOST_DSP_ATTR_DEVICE,
			   dev_name(vhost_dsp_card_dev(card)->parent)) ||
	    nla_put_u32(skb, VHOST_DSP_ATTR_IPC_MAJOR,
			vhost_dsp_card_ipc_major(card)) ||
	    nla_put_u32(skb, VHOST_DSP_ATTR_FW_ABI, vhost_dsp_card_abi(card)) ||
	    nla_put_u32(skb, VHOST_DSP_ATTR_POINTS, points)) {
		genlmsg_cancel(skb, hdr);
		return 1;
	}

	genlmsg_end(skb, hdr);
	dump->cb->args[0] = dump->n;
	return 0;
}

static int point_dump(struct sk_buff *skb, struct netlink_callback *cb)
{
	struct card_dump dump = { .skb = skb, .cb = cb };
	struct vhost_dsp_card *card;
	int ret;

	mutex_lock(&vhost_dsp_lock);
	ret = vhost_dsp_card_choose("", &card, cb->extack);
	if (!ret)
		vhost_dsp_card_walk(put_card_points, &dump);
	mutex_unlock(&vhost_dsp_lock);

	return ret ? ret : skb->len;
}

static int card_dump(struct sk_buff *skb, struct netlink_callback *cb)
{
	struct card_dump dump = { .skb = skb, .cb = cb };

	mutex_lock(&vhost_dsp_lock);
	vhost_dsp_card_walk(put_card, &dump);
	mutex_unlock(&vhost_dsp_lock);

	return skb->len;
}

static const struct genl_small_ops vhost_dsp_ops[] = {
	{
		.cmd = VHOST_DSP_CMD_GUEST_NEW,
		.doit = guest_new,
		.flags = GENL_ADMIN_PERM,
	},
	{
		.cmd = VHOST_DSP_CMD_GUEST_DEL,
		.doit = guest_del,
		.flags = GENL_ADMIN_PERM,
	},
	{
		.cmd = VHOST_DSP_CMD_GUEST_GET,
		.dumpit = guest_dump,
	},
	{
		.cmd = VHOST_DSP_CMD_POINT_GET,
		.dumpit = point_dump,
	},
	{
		.cmd = VHOST_DSP_CMD_CARD_GET,
		.dumpit = card_dump,
	},
};

static struct genl_family vhost_dsp_family __ro_after_init = {
	.name = VHOST_DSP_GENL_NAME,
	.version = VHOST_DSP_GENL_VERSION,
	.maxattr = VHOST_DSP_ATTR_MAX,
	.policy = guest_policy,
	.module = THIS_MODULE,
	.small_ops = vhost_dsp_ops,
	.n_small_ops = ARRAY_SIZE(vhost_dsp_ops),
};

int __init vhost_dsp_netlink_register(void)
{
	return genl_register_family(&vhost_dsp_family);
}

void vhost_dsp_netlink_unregister(void)
{
	genl_unregister_family(&vhost_dsp_family);
}
