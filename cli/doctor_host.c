// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#include "doctor.h"

#define DOCTOR_KERNEL	"6.12."		/* that kernel/patches are made for */

void doctor_kernel(struct doctor *doc)
{
	const char *path = doctor_path(doc, "/proc/sys/kernel/osrelease");

	if (!doctor_read_line(path, doc->release, sizeof(doc->release)))
		doctor_say(doc, "kernel", DOCTOR_FAIL, "mount /proc",
			   "cannot read %s", path);
	else if (strncmp(doc->release, DOCTOR_KERNEL, strlen(DOCTOR_KERNEL)))
		doctor_say(doc, "kernel", DOCTOR_WARN,
			   "boot a kernel 6.12, or port kernel/patches to this one",
			   "%s; the modules are made for Linux 6.12",
			   doc->release);
	else
		doctor_say(doc, "kernel", DOCTOR_OK, NULL, "Linux %s",
			   doc->release);
}

/* Without the first four there is nothing to build on. */
static const struct {
	const char *option;
	enum doctor_result if_missing;
	const char *what;
} config_options[] = {
	{ "CONFIG_SND_SOC_SOF=", DOCTOR_FAIL, "the SOF core" },
	{ "CONFIG_SND_SOC_SOF_CLIENT=", DOCTOR_FAIL, "clients of the SOF core" },
	{ "CONFIG_SND_SOC_SOF_IPC3=", DOCTOR_FAIL, "SOF firmware with IPC3" },
	{ "CONFIG_VHOST=", DOCTOR_FAIL, "vhost" },
	{ "CONFIG_KVM=", DOCTOR_WARN, "KVM" },
	{ "CONFIG_DEBUG_INFO_BTF_MODULES=", DOCTOR_WARN, "BTF of modules" },
};

static bool config_path(struct doctor *doc, char *path, size_t bytes)
{
	static const char *const places[] = {
		"/boot/config-%s",
		"/lib/modules/%s/config",
		"/lib/modules/%s/build/.config",
	};
	size_t i;

	for (i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		snprintf(path, bytes, "%s", doc->ctl->root);
		snprintf(path + strlen(path), bytes - strlen(path), places[i],
			 doc->release);
		if (!access(path, R_OK))
			return true;
	}
	return false;
}

void doctor_config(struct doctor *doc)
{
	const size_t count = sizeof(config_options) / sizeof(config_options[0]);
	char path[4096], line[256];
	size_t i, there = 0;

	if (!config_path(doc, path, sizeof(path))) {
		doctor_say(doc, "config", DOCTOR_WARN,
			   "look for CONFIG_SND_SOC_SOF, CONFIG_VHOST and CONFIG_KVM yourself",
			   "the configuration of this kernel is nowhere to be found");
		return;
	}
	for (i = 0; i < count; i++) {
		if (doctor_find_line(path, config_options[i].option, line,
				     sizeof(line)))
			there++;
		else
			doctor_say(doc, "config", config_options[i].if_missing,
				   "take a kernel with it, such as Debian's",
				   "the kernel was built without %s (%.*s)",
				   config_options[i].what,
				   (int)strlen(config_options[i].option) - 1,
				   config_options[i].option);
	}
	if (there == count)
		doctor_say(doc, "config", DOCTOR_OK, NULL,
			   "SOF with clients and IPC3, vhost, KVM, BTF");
}

/* The SOF core that is loaded or would be: with our patches? */
static void doctor_sof_core(struct doctor *doc)
{
	const char *path = doctor_path(doc, "/lib/modules/%s/modules.dep",
				       doc->release);
	char line[4096];
	FILE *f = fopen(path, "re");
	bool found = false;

	while (f && !found && fgets(line, sizeof(line), f))
		found = strstr(line, "/vhost_dsp.ko") &&
			strcspn(line, ":") > strcspn(line, "/") &&
			strstr(line, "/vhost_dsp.ko") < line + strcspn(line, ":");
	if (f)
		fclose(f);
	if (found)
		doctor_say(doc, "modules", DOCTOR_WARN, "modprobe vhost_dsp",
			   "vhost_dsp is installed but not loaded");
	else
		doctor_say(doc, "modules", DOCTOR_FAIL,
			   "install the package sof-virtio-dkms, or see doc/howto-first-guest.md",
			   "vhost_dsp is neither loaded nor installed for this kernel");
}

void doctor_modules(struct doctor *doc)
{
	struct stat st;

	doc->loaded = !stat(doctor_path(doc, "/sys/module/vhost_dsp"), &st);
	if (doc->loaded)
		doctor_say(doc, "modules", DOCTOR_OK, NULL,
			   "vhost_dsp is loaded");
	else
		doctor_sof_core(doc);
}

/* What guests can't use of @card is in their way only if there is no other. */
static void doctor_one_card(struct doctor *doc, const struct sofvctl_card *card,
			    enum doctor_result if_useless)
{
	const char *id = *card->id ? card->id : card->device;

	if (card->ipc_major != 3)
		doctor_say(doc, "card", if_useless,
			   "only firmware with IPC3 can be shared; some platforms have both, see doc/howto-real-hardware.md",
			   "SOF card '%s' speaks IPC%u", id, card->ipc_major);
	else if (!*card->id)
		doctor_say(doc, "card", if_useless,
			   "the kernel log says why",
			   "SOF device '%s' has no sound card", id);
	else if (!card->points)
		doctor_say(doc, "card", if_useless,
			   "give the host a topology with connection points, see doc/howto-own-topology.md",
			   "SOF card '%s' has no connection points", id);
	else
		doctor_say(doc, "card", DOCTOR_OK, NULL,
			   "'%s' (%s), IPC3, ABI %u.%u.%u, %u connection points",
			   id, card->device, card->fw_abi >> 24,
			   card->fw_abi >> 12 & 0xfff, card->fw_abi & 0xfff,
			   card->points);
}

void doctor_card(struct doctor *doc)
{
	enum doctor_result if_useless = DOCTOR_FAIL;
	struct sofvctl_cards cards;
	size_t i;

	if (!doc->loaded) {
		doctor_say(doc, "card", DOCTOR_WARN,
			   "modprobe vhost_dsp, then run this again",
			   "whether a SOF card can be shared, only vhost_dsp can tell");
		return;
	}
	if (sofvctl_get_cards(doc->ctl, &cards))
		doctor_say(doc, "card", DOCTOR_FAIL, "see the message above",
			   "vhost_dsp does not answer");
	else if (!cards.count)
		doctor_say(doc, "card", DOCTOR_FAIL,
			   "load its driver; without such hardware, modprobe snd-sof-softdsp",
			   "no SOF card");
	for (i = 0; i < cards.count; i++)
		if (cards.list[i].ipc_major == 3 && cards.list[i].points)
			if_useless = DOCTOR_WARN;
	for (i = 0; i < cards.count; i++)
		doctor_one_card(doc, &cards.list[i], if_useless);
	sofvctl_free_cards(&cards);
}

void doctor_device(struct doctor *doc)
{
	const char *path = doctor_path(doc, "/dev/vhost-dsp");
	struct stat st;

	if (stat(path, &st))
		doctor_say(doc, "device", doc->loaded ? DOCTOR_FAIL : DOCTOR_WARN,
			   "modprobe vhost_dsp", "%s is not there", path);
	else if (!S_ISCHR(st.st_mode))
		doctor_say(doc, "device", DOCTOR_FAIL,
			   "remove it, then load vhost_dsp again",
			   "%s is no device", path);
	else if (!(st.st_mode & 066))
		doctor_say(doc, "device", DOCTOR_WARN,
			   "to run QEMU as a user, install 60-sof-virtio.rules (package sof-virtio-tools) or pass vhostfd=",
			   "%s is for root alone (mode %03o)", path,
			   st.st_mode & 0777);
	else
		doctor_say(doc, "device", DOCTOR_OK, NULL,
			   "%s, mode %03o, group %u", path, st.st_mode & 0777,
			   st.st_gid);
}

void doctor_kvm(struct doctor *doc)
{
	const char *path = doctor_path(doc, "/dev/kvm");
	struct stat st;

	if (stat(path, &st))
		doctor_say(doc, "kvm", DOCTOR_WARN,
			   "modprobe kvm_intel or kvm_amd; perhaps the firmware has it off",
			   "%s is not there: guests would be emulated, too slowly for sound",
			   path);
	else if (access(path, R_OK | W_OK))
		doctor_say(doc, "kvm", DOCTOR_WARN,
			   "run QEMU as a member of the group kvm",
			   "%s is not for this user", path);
	else
		doctor_say(doc, "kvm", DOCTOR_OK, NULL, "%s", path);
}

void doctor_qemu(struct doctor *doc)
{
	const char *qemu = doc->qemu ? doc->qemu : "qemu-system-x86_64";
	char command[4096], line[256];
	bool ran = false, found = false;
	FILE *f;

	if (strchr(qemu, '\'')) {
		doctor_say(doc, "qemu", DOCTOR_FAIL, "name it otherwise",
			   "%s has a quote in its name", qemu);
		return;
	}
	snprintf(command, sizeof(command),
		 "'%s' -accel tcg -device help </dev/null 2>/dev/null", qemu);
	f = popen(command, "re");
	while (f && fgets(line, sizeof(line), f)) {
		ran = true;
		found |= !!strstr(line, "\"vhost-dsp-pci\"");
	}
	if (f)
		pclose(f);
	if (found)
		doctor_say(doc, "qemu", DOCTOR_OK, NULL,
			   "%s has vhost-dsp-pci", qemu);
	else if (ran)
		doctor_say(doc, "qemu", DOCTOR_FAIL,
			   "build it with qemu/graft, see qemu/README.md",
			   "%s has no vhost-dsp-pci", qemu);
	else
		doctor_say(doc, "qemu", DOCTOR_FAIL,
			   "install QEMU with vhost-dsp-pci, or name it: --qemu PROGRAM",
			   "%s can't be run", qemu);
}
