// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Values of controls as people write them.
 */
#include <unistd.h>

#include "run_bench.h"

static struct run_bench *r;
static struct run_ctl *volume, *bytes, *mode, *toggle;

static int set_up(void **state)
{
	struct run_bench_at at;
	u32 pga;

	(void)state;
	r = run_bench_build(false, &at);
	tplg_begin(&r->b, TPLG_TYPE_WIDGET, 9);
	pga = tplg_widget(&r->b, TPLG_WIDGET_EFFECT, "eq.9");
	tplg_has_controls(&r->b, pga, 3);
	run_bench_bytes(&r->b, "EQ", 40);
	tplg_enum_ctl(&r->b, "Mode");
	((struct tplg_mixer *)(r->b.buf + tplg_mixer_ctl(&r->b, "Media Volume")))->max =
		sofv_cpu_to_le32(1);
	tplg_end(&r->b);
	if (!run_bench_read(r, r->b.bytes))
		fail_msg("%s", r->err.text);
	volume = run_ctl_find(r->t, "Guest Volume", &r->err);
	bytes = run_ctl_find(r->t, "EQ", &r->err);
	mode = run_ctl_find(r->t, "eq.9 Mode", &r->err);
	toggle = run_ctl_find(r->t, "eq.9 Media Volume", &r->err);
	return volume && bytes && mode && toggle ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	run_bench_free(r);
	return 0;
}

static void becomes(struct run_ctl *ctl, const char *text, const char *expected)
{
	char now[100];

	if (run_ctl_parse(ctl, text, &r->err) < 0)
		fail_msg("'%s': %s", text, r->err.text);
	run_ctl_format(ctl, now, sizeof(now));
	assert_string_equal(now, expected);
}

static void refused(struct run_ctl *ctl, const char *text, const char *words)
{
	char before[100], after[100];

	run_ctl_format(ctl, before, sizeof(before));
	assert_int_equal(run_ctl_parse(ctl, text, &r->err), -1);
	if (!strstr(r->err.text, words))
		fail_msg("'%s' does not say: %s", r->err.text, words);
	run_ctl_format(ctl, after, sizeof(after));
	assert_string_equal(after, before);
}

static void test_volume(void **state)
{
	(void)state;
	becomes(volume, "0dB", "0dB");
	becomes(volume, "-6dB", "-6dB");
	becomes(volume, "-6 db", "-6dB");
	becomes(volume, "-6.4dB", "-6dB");
	becomes(volume, "mute", "mute");
	becomes(volume, "54", "-6dB");
	becomes(volume, "0", "mute");
	becomes(volume, "-3dB, mute", "-3dB,mute");
	becomes(volume, "0dB,-20dB", "0dB,-20dB");
	assert_int_equal(volume->value[0], 65536);
	assert_int_equal(volume->value[1], 6552);

	refused(volume, "1dB", "goes from -59.00 dB to 0.00 dB, not to 1.00 dB");
	refused(volume, "-70dB", "goes from -59.00 dB");
	refused(volume, "61", "has steps from 0 to 60");
	refused(volume, "-6", "has steps from 0 to 60");
	refused(volume, "1.5", "has steps");
	refused(volume, "loud", "'loud' is no level");
	refused(volume, "", "is no level");
	refused(volume, "nandB", "is no level");
	refused(volume, "0dB,0dB,0dB", "has 2 channels, not more");
	refused(volume, "0dB,", "is no level");
}

static void test_switch_and_enum(void **state)
{
	(void)state;
	becomes(toggle, "on", "on");
	becomes(toggle, "0", "off");
	becomes(toggle, "off,on", "off,on");
	refused(toggle, "2", "on or off, not '2'");
	becomes(mode, "on", "on");
	becomes(mode, "0", "off");
	refused(mode, "2", "has no item '2', but: off, on");
	refused(mode, "maybe", "but: off, on");
}

static void test_names(void **state)
{
	(void)state;
	assert_null(run_ctl_find(r->t, "Volume", &r->err));
	assert_non_null(strstr(r->err.text, "there is no control 'Volume'"));
	/* ALSA's name goes before others' own name */
	assert_string_equal(run_ctl_find(r->t, "Media Volume", &r->err)->long_name,
			    "Media Volume");
	assert_string_equal(toggle->long_name, "eq.9 Media Volume");
}

static void test_name_of_several(void **state)
{
	(void)state;
	snprintf(r->t->ctls[0].long_name, RUN_NAME_BYTES, "pga.1 Media Volume");
	assert_null(run_ctl_find(r->t, "Media Volume", &r->err));
	assert_non_null(strstr(r->err.text, "say 'pga.1 Media Volume' or 'eq.9 Media Volume'"));
}

static char path[32], at_path[40];

static void write_file(const void *data, size_t n)
{
	int fd;

	strcpy(path, "/tmp/run_ctl.XXXXXX");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, data, n), n);
	close(fd);
	snprintf(at_path, sizeof(at_path), "@%s", path);
}

static void set_abi(struct sof3_abi_hdr *abi, u32 size)
{
	memset(abi, 0, sizeof(*abi));
	abi->magic = sofv_cpu_to_le32(SOF3_ABI_MAGIC);
	abi->abi = sofv_cpu_to_le32(SOF3_ABI_VERSION);
	abi->size = sofv_cpu_to_le32(size);
}

static void test_bytes(void **state)
{
	struct {
		struct sof3_abi_hdr abi;
		u8 data[2000];
	} blob;

	(void)state;
	memset(&blob, 7, sizeof(blob));
	set_abi(&blob.abi, 100);
	write_file(&blob, sizeof(blob.abi) + 100);
	becomes(bytes, at_path, "132 bytes");
	assert_memory_equal(bytes->data, &blob, 132);
	unlink(path);
	refused(bytes, at_path, "No such file");

	write_file(&blob, sizeof(blob.abi) + 99);
	refused(bytes, at_path, "tells of 100 bytes of data, but there are 99");
	unlink(path);
	set_abi(&blob.abi, 1001);
	write_file(&blob, sizeof(blob.abi) + 1001);
	refused(bytes, at_path, "1033 bytes, but 'eq.9 EQ' takes 1032 at most");
	unlink(path);
	blob.abi.abi = sofv_cpu_to_le32(2u << 24);
	write_file(&blob, sizeof(blob));
	refused(bytes, at_path, "made for SOF ABI 2, not 3");
	unlink(path);
	refused(bytes, "5", "give a file");
}

static void test_bytes_as_text(void **state)
{
	static const char good[] = "4607827,0,8,50331648,0,0,0,0,\n1, 4294967295,\n";
	static const char tlv[] = "3,40,4607827,0,8,50331648,0,0,0,0,5,6\n";
	static const char tlv_only[] = "3,40,4607827\n";
	static const char bad[] = "4607827,0,eight";
	static const char no_abi[] = "1,2,3,4,5,6,7,8,9,10";
	static const char huge[] = "4607827,0,8,50331648,0,0,0,0,1,4294967296";

	(void)state;
	write_file(good, strlen(good));
	becomes(bytes, at_path, "40 bytes");
	assert_memory_equal(bytes->data + 36, "\xff\xff\xff\xff", 4);
	unlink(path);
	write_file(tlv, strlen(tlv));
	becomes(bytes, at_path, "40 bytes");
	assert_memory_equal(bytes->data + 32, "\5\0\0\0\6", 5);
	unlink(path);
	write_file(tlv_only, strlen(tlv_only));
	refused(bytes, at_path, "does not begin with a SOF ABI header");
	unlink(path);
	write_file(bad, strlen(bad));
	refused(bytes, at_path, "neither a SOF ABI header nor numbers");
	unlink(path);
	write_file(huge, strlen(huge));
	refused(bytes, at_path, "neither a SOF ABI header nor numbers");
	unlink(path);
	write_file(no_abi, strlen(no_abi));
	refused(bytes, at_path, "does not begin with a SOF ABI header");
	unlink(path);
	write_file("", 0);
	refused(bytes, at_path, "neither");
	unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_volume, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_switch_and_enum, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_names, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_name_of_several, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_bytes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_bytes_as_text, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
