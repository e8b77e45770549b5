/* SPDX-License-Identifier: GPL-2.0-only */
/* Copyright (C) 2026 The sof-virtio authors */
#ifndef SOFVCTL_BTF_H
#define SOFVCTL_BTF_H

/*
 * Reader of BTF, the kernel's description of its own types, as far as it takes
 * to compare the layout of a struct in two modules. Format: Documentation/bpf/
 * btf.rst and <linux/btf.h>.
 */
struct sofvctl_btf;

/*
 * Reads @path, as in /sys/kernel/btf: raw BTF without an ELF file around it.
 * @base is that of the kernel itself, which a module's builds on, or NULL.
 * It must stay as long as the result. Returns NULL if @path can't be read
 * (errno says why) or is no BTF (EBADMSG).
 */
struct sofvctl_btf *sofvctl_btf_read(const char *path,
				     const struct sofvctl_btf *base);
void sofvctl_btf_free(struct sofvctl_btf *btf);

/*
 * Layout of struct @name: a line "size BYTES", then one for each member, "BIT
 * BYTES NAME"; members of nameless structs and unions stand there as if they
 * were its own. Allocated; NULL if there is no such struct.
 */
char *sofvctl_btf_layout(const struct sofvctl_btf *btf, const char *name);

#endif /* SOFVCTL_BTF_H */
