# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# What a desktop's boot and login do before there is sound: udev, a user, the
# user's bus, PipeWire and WirePlumber as Debian has them, without a line of
# configuration. The user is in the group audio, as there is no seat to sit at.
# shellcheck shell=sh

user=listener
runtime=/run/user/1000

as_user() {
	setpriv --reuid=$user --regid=$user --init-groups env -i PATH=/usr/bin:/bin \
		HOME=/home/$user LC_ALL=C.UTF-8 XDG_RUNTIME_DIR=$runtime \
		DBUS_SESSION_BUS_ADDRESS=unix:path=$runtime/bus "$@"
}

# client CMD...: one that ends by itself
client() {
	as_user timeout 60 "$@"
}

# Of the devices that are there already only sound's are looked at.
boot() {
	/usr/lib/systemd/systemd-udevd --daemon
	udevadm trigger --action=add --subsystem-match=sound
	udevadm settle --timeout=60
}

login() {
	useradd -u 1000 -m -G audio $user
	install -d -m 700 -o $user -g $user $runtime
	as_user dbus-daemon --session --fork --address=unix:path=$runtime/bus
	as_user pipewire >/out/pipewire.log 2>&1 &
	as_user wireplumber >/out/wireplumber.log 2>&1 &
}

# node_list: ids and names of ALSA's nodes
node_list() {
	client pw-cli ls Node | awk '
		$1 == "id" { id = $2 + 0 }
		$1 == "node.name" && $3 ~ /^"alsa_/ { gsub("\"", "", $3); print id, $3 }'
}

# node_id ENDING: of the node whose name ends so
node_id() {
	node_list | sed -n "s/^\([0-9]*\) .*$1\$/\1/p"
}

node_name() {
	node_list | sed -n "s/^[0-9]* \(.*$1\)\$/\1/p"
}

# nodes_are ENDING...: there are these, in the order of the alphabet, and no others
nodes_are() {
	[ "$(node_list | sed 's/.*\.HiFi__//' | sort | tr '\n' ' ')" = "$* " ]
}

# default_is SINK|SOURCE ENDING
default_is() {
	client wpctl inspect "@DEFAULT_AUDIO_$1@" | grep -q "node\.name = \".*$2\"$"
}

# uptime_ms: virtual time since boot
uptime_ms() {
	awk '{ printf "%d\n", $1 * 1000 }' /proc/uptime
}

# card_ready ENDING...: these nodes come by themselves; the time that takes
card_ready() {
	ready_ms=$(uptime_ms)
	wait_for 20 nodes_are "$@"
	lab-figure "nodes_after_ms=$(($(uptime_ms) - ready_ms))"
	client wpctl status >/out/wpctl-status
	client pw-dump >/out/pw-dump.json
}

# watch_errors: from now on, how often PipeWire or a client was too late
watch_errors() {
	as_user timeout 60 pw-top -b -n 100 >/out/pw-top &
	top_pid=$!
}

# no_errors NODES: so many nodes worked at least, and none was late
no_errors() {
	pkill -x pw-top
	wait "$top_pid" || true
	awk -v want="$1" '
		$1 == "R" { if (!($2 in err)) nodes++; err[$2] = $9 }
		END {
			for (id in err)
				sum += err[id]
			printf "%d nodes, %d errors\n", nodes, sum
			exit !(nodes >= want && sum == 0)
		}' /out/pw-top || fail "pw-top: $(tail -n 8 /out/pw-top)"
	! grep -i xrun /out/pipewire.log || fail "PipeWire reports an xrun"
}
