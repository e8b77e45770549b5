// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * sofvctl doctor, on a host made of files; its BTF is written here, type by
 * type, as a compiler would.
 */
#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/stat.h>
#include <setjmp.h>
#include <cmocka.h>
#include <json-c/json.h>
#include <linux/btf.h>

#include "btf.h"
#include "cli_bench.h"
#include "cli_files.h"
#include "tplg_build.h"

#define RELEASE	"6.12.118+deb13-amd64"

/*
 * BTF
 */
struct btf_file {
	unsigned char types[2048];
	char names[1024];
	uint32_t type_bytes;
	uint32_t name_bytes;
	uint32_t first_name;		/* offset of names[0] */
};

static uint32_t btf_add_name(struct btf_file *b, const char *name)
{
	uint32_t at = b->name_bytes;

	if (!*name)
		return 0;
	strcpy(b->names + at, name);
	b->name_bytes += strlen(name) + 1;
	return b->first_name + at;
}

static void btf_put(struct btf_file *b, const void *data, size_t bytes)
{
	assert_true(b->type_bytes + bytes <= sizeof(b->types));
	memcpy(b->types + b->type_bytes, data, bytes);
	b->type_bytes += bytes;
}

static void btf_add(struct btf_file *b, const char *name, int kind, int vlen,
		    uint32_t size_or_type)
{
	struct btf_type t = {
		.name_off = btf_add_name(b, name),
		.info = (uint32_t)kind << 24 | vlen,
		.size = size_or_type,
	};

	btf_put(b, &t, sizeof(t));
}

static void btf_add_member(struct btf_file *b, const char *name, uint32_t type,
			   uint32_t bit)
{
	struct btf_member m = {
		.name_off = btf_add_name(b, name),
		.type = type,
		.offset = bit,
	};

	btf_put(b, &m, sizeof(m));
}

static void btf_write(const struct btf_file *b, const char *name)
{
	struct btf_header hdr = {
		.magic = BTF_MAGIC,
		.version = BTF_VERSION,
		.hdr_len = sizeof(hdr),
		.type_len = b->type_bytes,
		.str_off = b->type_bytes,
		.str_len = b->name_bytes,
	};
	char file[4096];

	memcpy(file, &hdr, sizeof(hdr));
	memcpy(file + sizeof(hdr), b->types, b->type_bytes);
	memcpy(file + sizeof(hdr) + b->type_bytes, b->names, b->name_bytes);
	cli_files_write_bytes(name, file, sizeof(hdr) + b->type_bytes +
			      b->name_bytes);
}

enum { T_INT = 1, T_PTR, T_ARRAY, T_TYPEDEF, T_BASE_TYPES };

/* The kernel: int, int *, int[5] and "typedef int *handle" */
static void btf_vmlinux(uint32_t *name_bytes)
{
	const struct btf_array array = { .type = T_INT, .nelems = 5 };
	struct btf_file b = { .name_bytes = 1 };
	uint32_t encoding = 32;

	btf_add(&b, "int", BTF_KIND_INT, 0, 4);
	btf_put(&b, &encoding, sizeof(encoding));
	btf_add(&b, "", BTF_KIND_PTR, 0, T_INT);
	btf_add(&b, "", BTF_KIND_ARRAY, 0, 0);
	btf_put(&b, &array, sizeof(array));
	btf_add(&b, "handle", BTF_KIND_TYPEDEF, 0, T_PTR);
	btf_write(&b, "sys/kernel/btf/vmlinux");
	*name_bytes = b.name_bytes;
}

/* A module that has the structs named; the first has @pad bytes in front. */
static void btf_module(const char *name, const char *const *structs,
		       uint32_t pad)
{
	struct btf_file b = { .name_bytes = 1 };
	uint32_t inner;
	char path[64];

	btf_vmlinux(&b.first_name);
	b.name_bytes = 1;
	/* a nameless union, for a member without a name */
	inner = T_BASE_TYPES;
	btf_add(&b, "", BTF_KIND_UNION, 2, 8);
	btf_add_member(&b, "as_int", T_INT, 0);
	btf_add_member(&b, "as_handle", T_TYPEDEF, 0);
	for (; *structs; structs++, pad = 0) {
		btf_add(&b, *structs, BTF_KIND_STRUCT, 3, 28 + pad);
		btf_add_member(&b, "values", T_ARRAY, 8 * pad);
		btf_add_member(&b, "", inner, 8 * pad + 160);
		btf_add_member(&b, "self", T_PTR, 8 * pad + 160);
	}
	snprintf(path, sizeof(path), "sys/kernel/btf/%s", name);
	btf_write(&b, path);
}

static const char *const vhost_structs[] = {
	"vhost_dev", "vhost_virtqueue", "vhost_poll", "vhost_work",
	"vhost_worker", NULL
};
static const char *const sof_structs[] = { "sof_client_dev", NULL };
static const char *const our_structs[] = {
	"vhost_dev", "vhost_virtqueue", "vhost_poll", "vhost_work",
	"vhost_worker", "sof_client_dev", NULL
};

static void test_btf_layout(void **state)
{
	struct sofvctl_btf *base, *module;
	char path[128];
	char *text;

	(void)state;
	btf_module("vhost", vhost_structs, 4);
	snprintf(path, sizeof(path), "%s/sys/kernel/btf/vmlinux",
		 cli_files_dir());
	base = sofvctl_btf_read(path, NULL);
	assert_non_null(base);
	snprintf(path, sizeof(path), "%s/sys/kernel/btf/vhost",
		 cli_files_dir());
	module = sofvctl_btf_read(path, base);
	assert_non_null(module);

	text = sofvctl_btf_layout(module, "vhost_dev");
	assert_string_equal(text, "size 32\n32 20 values\n192 4 as_int\n"
			    "192 8 as_handle\n192 8 self\n");
	free(text);
	text = sofvctl_btf_layout(module, "vhost_poll");
	assert_string_equal(text, "size 28\n0 20 values\n160 4 as_int\n"
			    "160 8 as_handle\n160 8 self\n");
	free(text);
	assert_null(sofvctl_btf_layout(module, "nothing"));
	sofvctl_btf_free(module);
	sofvctl_btf_free(base);
}

/* Each byte of a file cut off or turned over: refused or read, never worse. */
static void test_btf_damaged(void **state)
{
	struct sofvctl_btf *btf;
	char path[128], file[4096], broken[4096];
	size_t bytes, i;
	char *text;
	FILE *f;

	(void)state;
	btf_module("vhost", vhost_structs, 0);
	snprintf(path, sizeof(path), "%s/sys/kernel/btf/vhost",
		 cli_files_dir());
	f = fopen(path, "r");
	bytes = fread(file, 1, sizeof(file), f);
	fclose(f);
	for (i = 0; i < 2 * bytes; i++) {
		memcpy(broken, file, bytes);
		broken[i / 2] ^= 0xff;
		cli_files_write_bytes("sys/kernel/btf/vhost", broken,
				      i % 2 ? i / 2 : bytes);
		btf = sofvctl_btf_read(path, NULL);
		if (!btf)
			continue;
		text = sofvctl_btf_layout(btf, "vhost_dev");
		free(text);
		sofvctl_btf_free(btf);
	}
	cli_files_write("sys/kernel/btf/vhost", "");
	assert_null(sofvctl_btf_read(path, NULL));
	assert_int_equal(errno, EBADMSG);
}

/*
 * Hosts
 */
static void write_topology(const char *name)
{
	static struct tplg_build build;
	char path[128];

	tplg_playback(&build, 0);
	snprintf(path, sizeof(path), "lib/firmware/%s", name);
	cli_files_write_bytes(path, build.buf, build.bytes);
}

static void write_qemu(const char *device)
{
	char script[256], path[128];

	snprintf(script, sizeof(script), "#!/bin/sh\n"
		 "echo 'name \"virtio-net-pci\", bus PCI'\n"
		 "echo 'name \"%s\", bus PCI'\n", device);
	cli_files_write("qemu", script);
	snprintf(path, sizeof(path), "%s/qemu", cli_files_dir());
	chmod(path, 0755);
}

/* A host that is fit for everything */
static void write_host(struct cli_bench *bench)
{
	bench->ctl.root = cli_files_dir();
	cli_files_write("proc/sys/kernel/osrelease", RELEASE "\n");
	cli_files_write("boot/config-" RELEASE, "CONFIG_KVM=m\n"
			"CONFIG_VHOST=m\nCONFIG_SND_SOC_SOF=m\n"
			"CONFIG_SND_SOC_SOF_CLIENT=m\n"
			"CONFIG_SND_SOC_SOF_IPC3=y\n"
			"CONFIG_DEBUG_INFO_BTF_MODULES=y\n");
	cli_files_write("sys/module/vhost_dsp/refcnt", "0\n");
	btf_module("vhost", vhost_structs, 0);
	btf_module("snd_sof", sof_structs, 0);
	btf_module("vhost_dsp", our_structs, 0);
	write_qemu("vhost-dsp-pci");
	write_topology("sof/guest.tplg");
	cli_files_write("etc/sof-virtio/guests.d/alpha.conf", "[guest]\n"
			"topology = sof/guest.tplg\nplayback = Guest 1\n");
}

static int examine(struct cli_bench *bench, const char *options)
{
	char words[256];

	snprintf(words, sizeof(words), "doctor --qemu %s/qemu%s",
		 cli_files_dir(), options);
	return cli_bench_run(bench, words);
}

/* Is there a line that begins with "RESULT CHECK" and holds TEXT? */
static void assert_finding(struct cli_bench *bench, const char *result,
			   const char *check, const char *text)
{
	char begin[64], lines[8192];
	char *line, *rest = lines;

	snprintf(begin, sizeof(begin), "%-5s %-10s  ", result, check);
	snprintf(lines, sizeof(lines), "%s", bench->out);
	while ((line = strsep(&rest, "\n")))
		if (!strncmp(line, begin, strlen(begin)) && strstr(line, text))
			return;
	print_message("no '%s%s' in:\n%s", begin, text, bench->out);
	fail();
}

static void test_fit(void **state)
{
	struct cli_bench *bench = *state;

	write_host(bench);
	cli_bench_add_card(bench, "softdsp", 3, 5);
	/* no test can make device nodes, so "device" and "kvm" are not ok */
	examine(bench, "");
	assert_finding(bench, "ok", "kernel", "Linux " RELEASE);
	assert_finding(bench, "ok", "config", "vhost");
	assert_finding(bench, "ok", "modules", "is loaded");
	assert_finding(bench, "ok", "layout", "6 structs");
	assert_finding(bench, "ok", "card", "'softdsp' (sof-device), IPC3, ABI "
		       "3.23.1, 5 connection points");
	assert_finding(bench, "fail", "device", "/dev/vhost-dsp is not there; "
		       "modprobe vhost_dsp");
	assert_finding(bench, "warn", "kvm", "/dev/kvm is not there");
	assert_finding(bench, "ok", "qemu", "has vhost-dsp-pci");
	assert_finding(bench, "ok", "guest", "'alpha' with sof/guest.tplg");
	assert_string_equal(bench->err, "");
}

static void test_ipc4(void **state)
{
	struct cli_bench *bench = *state;

	write_host(bench);
	cli_bench_add_card(bench, "modern", 4, 0);
	assert_int_equal(examine(bench, ""), SOFVCTL_FAILED);
	assert_finding(bench, "fail", "card", "SOF card 'modern' speaks IPC4; "
		       "only firmware with IPC3 can be shared");
}

/* The software DSP beside a real one, say: that one guests can have is enough. */
static void test_ipc4_beside_ipc3(void **state)
{
	struct cli_bench *bench = *state;

	write_host(bench);
	cli_bench_add_card(bench, "modern", 4, 0);
	cli_bench_add_card(bench, "softdsp", 3, 5);
	examine(bench, "");
	assert_finding(bench, "warn", "card", "SOF card 'modern' speaks IPC4; "
		       "only firmware with IPC3 can be shared");
	assert_finding(bench, "ok", "card", "'softdsp' (sof-device), IPC3");
}

static void test_no_card(void **state)
{
	struct cli_bench *bench = *state;

	write_host(bench);
	assert_int_equal(examine(bench, ""), SOFVCTL_FAILED);
	assert_finding(bench, "fail", "card", "no SOF card; load its driver");
}

static void test_card_without_points(void **state)
{
	struct cli_bench *bench = *state;

	write_host(bench);
	cli_bench_add_card(bench, "plain", 3, 0);
	assert_int_equal(examine(bench, ""), SOFVCTL_FAILED);
	assert_finding(bench, "fail", "card", "SOF card 'plain' has no "
		       "connection points; give the host a topology");
}

static void test_device_without_card(void **state)
{
	struct cli_bench *bench = *state;

	write_host(bench);
	cli_bench_add_card(bench, "", 3, 0);
	assert_int_equal(examine(bench, ""), SOFVCTL_FAILED);
	assert_finding(bench, "fail", "card", "SOF device 'sof-device' has no "
		       "sound card; the kernel log says why");
}

static void test_other_layout(void **state)
{
	struct cli_bench *bench = *state;

	write_host(bench);
	btf_module("vhost_dsp", our_structs, 8);
	assert_int_equal(examine(bench, ""), SOFVCTL_FAILED);
	assert_finding(bench, "fail", "layout", "struct vhost_dev of vhost_dsp "
		       "is not that of vhost; build the modules against");
	btf_module("vhost_dsp", vhost_structs, 0);
	examine(bench, "");
	assert_finding(bench, "warn", "layout", "no description of struct "
		       "sof_client_dev in vhost_dsp");
}

static void test_no_btf(void **state)
{
	struct cli_bench *bench = *state;
	char path[128];

	write_host(bench);
	cli_files_write("sys/kernel/btf/vhost", "no BTF");
	examine(bench, "");
	assert_finding(bench, "warn", "layout", "the kernel has no BTF of vhost");
	snprintf(path, sizeof(path), "%s/sys/kernel/btf/vmlinux",
		 cli_files_dir());
	unlink(path);
	examine(bench, "");
	assert_finding(bench, "warn", "layout", "no BTF of itself: No such file");
}

static void test_not_loaded(void **state)
{
	struct cli_bench *bench = *state;

	bench->ctl.root = cli_files_dir();
	cli_files_write("proc/sys/kernel/osrelease", "6.1.0-9-amd64\n");
	cli_files_write("boot/config-6.1.0-9-amd64", "CONFIG_VHOST=m\n"
			"# CONFIG_SND_SOC_SOF is not set\n");
	cli_files_write("lib/modules/6.1.0-9-amd64/modules.dep",
			"kernel/drivers/vhost/vhost.ko.xz:\n");
	assert_int_equal(examine(bench, ""), SOFVCTL_FAILED);
	assert_finding(bench, "warn", "kernel", "6.1.0-9-amd64; the modules are "
		       "made for Linux 6.12");
	assert_finding(bench, "fail", "config", "without the SOF core "
		       "(CONFIG_SND_SOC_SOF)");
	assert_finding(bench, "warn", "config", "without KVM (CONFIG_KVM)");
	assert_finding(bench, "fail", "modules", "neither loaded nor installed");
	assert_finding(bench, "fail", "qemu", "can't be run");
	assert_finding(bench, "warn", "guest", "no definitions in ");
	assert_int_equal(bench->n_sent, 0);

	cli_files_write("lib/modules/6.1.0-9-amd64/modules.dep",
			"updates/dkms/vhost_dsp.ko: kernel/x.ko\n");
	examine(bench, "");
	assert_finding(bench, "warn", "modules", "installed but not loaded; "
		       "modprobe vhost_dsp");
}

static void test_other_qemu(void **state)
{
	struct cli_bench *bench = *state;

	write_host(bench);
	write_qemu("virtio-sound-pci");
	assert_int_equal(examine(bench, ""), SOFVCTL_FAILED);
	assert_finding(bench, "fail", "qemu", "has no vhost-dsp-pci; build it");
}

static void test_definitions(void **state)
{
	struct cli_bench *bench = *state;

	write_host(bench);
	cli_files_write("etc/sof-virtio/guests.d/b.conf", "[guest]\nx = y\n");
	cli_files_write("etc/sof-virtio/guests.d/c.conf", "[guest]\n"
			"topology = sof/none.tplg\nplayback = Guest 3\n");
	cli_files_write("etc/sof-virtio/guests.d/d.conf", "[guest]\n"
			"topology = sof/guest.tplg\ncapture = Mic\n");
	cli_files_write("etc/sof-virtio/guests.d/e.conf", "[guest]\n"
			"topology = sof/guest.tplg\nplayback = Guest 1\n");
	assert_int_equal(examine(bench, ""), SOFVCTL_FAILED);
	assert_finding(bench, "fail", "guest", "b.conf: line 2: unknown key");
	assert_finding(bench, "fail", "guest", "no topology sof/none.tplg below "
		       "/lib/firmware");
	assert_finding(bench, "fail", "guest", "/d.conf: bad "
		       "topology sof/guest.tplg, byte ");
	assert_finding(bench, "fail", "guest", "point that was not granted");
	assert_finding(bench, "warn", "guest", "'alpha' and 'e' both use "
		       "connection point 'Guest 1'");
}

static void test_json(void **state)
{
	struct cli_bench *bench = *state;
	struct json_object *array, *obj, *value;

	write_host(bench);
	cli_bench_add_card(bench, "softdsp", 3, 5);
	examine(bench, " --json");
	array = json_tokener_parse(bench->out);
	assert_true(json_object_array_length(array) >= 9);
	obj = json_object_array_get_idx(array, 0);
	json_object_object_get_ex(obj, "check", &value);
	assert_string_equal(json_object_get_string(value), "kernel");
	json_object_object_get_ex(obj, "result", &value);
	assert_string_equal(json_object_get_string(value), "ok");
	json_object_object_get_ex(obj, "text", &value);
	assert_string_equal(json_object_get_string(value), "Linux " RELEASE);
	assert_true(json_object_object_get_ex(obj, "advice", &value));
	assert_null(value);
	json_object_put(array);
}

static int setup(void **state)
{
	return cli_files_begin() ? -1 : cli_bench_setup(state);
}

static int teardown(void **state)
{
	cli_files_end();
	return cli_bench_teardown(state);
}

#define DOCTOR_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		DOCTOR_TEST(test_btf_layout),
		DOCTOR_TEST(test_btf_damaged),
		DOCTOR_TEST(test_fit),
		DOCTOR_TEST(test_ipc4),
		DOCTOR_TEST(test_ipc4_beside_ipc3),
		DOCTOR_TEST(test_no_card),
		DOCTOR_TEST(test_card_without_points),
		DOCTOR_TEST(test_device_without_card),
		DOCTOR_TEST(test_other_layout),
		DOCTOR_TEST(test_no_btf),
		DOCTOR_TEST(test_not_loaded),
		DOCTOR_TEST(test_other_qemu),
		DOCTOR_TEST(test_definitions),
		DOCTOR_TEST(test_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
