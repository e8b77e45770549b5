#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
# systemd has booted the machine. The guests that files describe are there; the
# file that is wrong is told in the journal, and kept nobody out.
set -eu
. ./lib.sh

[ "$(cat /proc/1/comm)" = systemd ] || fail "systemd is not the first process"
wait_for 60 sofvctl guest show a
wait_for 20 systemctl is-failed -q sof-virtio-guests
journalctl -u sof-virtio-guests -o cat >/out/journal
cat /out/journal
grep -qx "sofvctl: guest load: /etc/sof-virtio/guests.d/0-broken.conf: line 3: unknown key 'playblack'" \
	/out/journal || fail "the journal does not tell what is wrong with a file"
grep -qx "a: defined" /out/journal || fail "the journal does not know guest a"
[ "$(guest_names)" = a ] || fail "defined: $(guest_names)"

rm /etc/sof-virtio/guests.d/0-broken.conf
systemctl start sof-virtio-guests || fail "the service fails with nothing to complain about"
journalctl -u sof-virtio-guests -o cat | grep -qx "a: unchanged" || fail "guest a was not left as it is"
[ "$(stat -c '%G %a' /dev/vhost-dsp)" = "kvm 660" ] ||
	fail "/dev/vhost-dsp belongs to $(stat -c '%G %a' /dev/vhost-dsp)"
# alsa-utils has turned the speaker down, as on any card that it sees for the first time
udevadm settle
systemctl is-system-running --wait >/dev/null || true
amixer -q -c "$card" sset Master 0dB
lab-figure "systemd_s=$(systemctl show -P UserspaceTimestampMonotonic | awk '{ print $1 / 1e6 }')"
