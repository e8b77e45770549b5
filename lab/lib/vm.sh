# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
#
# Runs the host's virtual machine (level 1) for a scenario and watches it.
# shellcheck shell=bash

# No sign of life for so many seconds of real time: the run hangs.
vm_stall_s=${LAB_STALL_S:-120}

vm_qemu=/build/qemu/install/bin/qemu-system-x86_64
vm_roms=/build/qemu/install/share/qemu

# vm_exec ARG...: QEMU from the image's own root
vm_exec() {
	in_root "$lab_build/root" $vm_qemu -L $vm_roms "$@"
}

# A /dev/kvm that can't run a stock kernel is no use; only a boot tells.
vm_kvm_works() {
	local mark=$lab_build/stamp/kvm-probe boot out
	grep -qwE 'vmx|svm' /proc/cpuinfo && [ -w /dev/kvm ] || return 1
	boot=$(cat /proc/sys/kernel/random/boot_id)
	if [ "$(cut -d' ' -f1 "$mark" 2>/dev/null)" != "$boot" ]; then
		out=no
		if timeout -k 1 20 bash -c '
			. "$1/lab/lib/common.sh"
			. "$1/lab/lib/root.sh"
			. "$1/lab/lib/vm.sh"
			vm_exec -accel kvm -cpu host -m 256 -M q35 -nodefaults \
				-no-reboot -display none -serial stdio \
				-kernel /build/top/boot/vmlinux -initrd /build/top/boot/initrd \
				-append "console=ttyS0 panic=-1 lab.probe"
			' probe "$lab_src" </dev/null 2>/dev/null | grep -q lab-probe-ok; then
			out=yes
		fi
		printf '%s %s\n' "$boot" "$out" >"$mark"
	fi
	[ "$(cut -d' ' -f2 "$mark")" = yes ]
}

# Virtual time needs TCG: it counts instructions. The real-time lane takes KVM
# where it works.
vm_choose_accel() {
	vm_accel=tcg
	[ "$lane" = virtual ] || ! vm_kvm_works || vm_accel=kvm
}

# What emulation pays dearly for is off: a fifth level of page tables (walked
# twice over in a guest) and copying byte by byte. It halves a guest's boot.
vm_cpu=max,+svm,+npt,-la57,-erms,-fsrm

vm_lane_args() {
	if [ "$lane" = virtual ]; then
		printf '%s\n' -accel tcg,thread=single -icount shift=0,sleep=off \
			-rtc clock=vm,base=2026-01-01 -smp 1 -cpu $vm_cpu
	elif [ "$vm_accel" = kvm ]; then
		printf '%s\n' -accel kvm -smp 2 -cpu host
	else
		printf '%s\n' -accel tcg,thread=multi -smp 2 -cpu $vm_cpu
	fi
}

vm_append() { # see guest_append()
	printf '%s' "console=ttyS0 loglevel=5 panic=-1 panic_on_warn=1 oops=panic" \
		" initcall_blacklist=jent_mod_init,bpf_tcp_ca_kfunc_init" \
		",bpf_dummy_struct_ops_init,load_system_certificate_list cryptomgr.notests" \
		" mitigations=off log_buf_len=1M no_timer_check numa=nohmat amd_pstate=disable pci=lastbus=0" \
		" lab.role=host lab.name=host"
}

# vm_pmem N FILE-IN-ROOT FILE: FILE as persistent memory, a private copy. A disk
# would do, but under virtual time a wait for a real disk is a jump of the clock.
vm_pmem() {
	printf '%s\n' -object \
		"memory-backend-file,id=pm$1,mem-path=$2,size=$(stat -Lc %s "$3"),share=off" \
		-device "nvdimm,memdev=pm$1,id=nv$1"
}

# vm_args DIR TMP: arguments, one per line; DIR is TMP as seen in the root
vm_args() {
	local g memory=$HOST_MEMORY_MB v base top
	for g in $GUESTS; do
		v=GUEST_MEMORY_MB_$g
		memory=$((memory + ${!v:-$GUEST_MEMORY_MB} + 64))
	done
	vm_lane_args
	printf '%s\n' -m "$memory,slots=3,maxmem=16G" -M q35,usb=off,nvdimm=on -nodefaults -no-user-config -no-reboot \
		-display none -kernel /build/top/boot/vmlinux \
		-initrd /build/top/boot/initrd -append "$(vm_append)" \
		-drive "file=$1/out.img,if=virtio,format=raw,cache=unsafe" \
		-device virtio-serial-pci \
		-chardev "file,id=verdict,path=$1/events" \
		-device virtserialport,chardev=verdict,name=lab.verdict
	read -r base top < <(conf_image_files)
	vm_pmem 0 "/build/image/$base.img" "$lab_build/image/$base.img"
	vm_pmem 1 "/build/image/$top.img" "$lab_build/image/$top.img"
	vm_pmem 2 "$1/scenario.tar" "$2/scenario.tar"
	for g in $GUESTS; do
		printf '%s\n' -chardev "file,id=con-$g,path=$1/$g.log" \
			-device "virtserialport,chardev=con-$g,name=lab.console.$g"
	done
}

# vm_prepare SCENARIO TMP: what the machine gets to read and write
vm_prepare() {
	local list=() f
	rm -rf "$2"
	mkdir -p "$2/in/scenario"
	for f in "$1"/*; do
		list+=("${f##*/}")
	done
	tar -C "$1" -chf - "${list[@]}" | tar -C "$2/in/scenario" -xf -
	conf_env >"$2/in/env"
	tar -C "$2/in" --owner=0 --group=0 -cf "$2/scenario.tar" .
	# What becomes persistent memory comes in units of 2 MiB.
	truncate -s %2M "$2/scenario.tar"
	truncate -s 4G "$2/out.img"
	: >"$2/events"
	touch "$2/host.log"
}

# Bytes of anything that grows while a run lives
vm_progress() { # TMP
	cat "$1/events" "$1"/*.log | wc -c
}

vm_place() { # TMP: where the run was last seen
	local last
	last=$(grep -av ' beat ' "$1/events" | tail -n 1 | tr -d '\r')
	[ -n "$last" ] || last="the host's boot"
	printf '%s\n' "${last:0:80}"
}

# Show what the scenario says, as it says it. The line count is kept by caller.
vm_show() { # NAME TMP FROM TO
	[ -z "$json" ] || return 0
	sed -n "$3,$4p" "$2/events" | sed -n "s/^\([a-z0-9]*\) say \(.*\)$/[$1] \1: \2/p"
}

# vm_host_hangs TMP: a kernel that has lost a timer while it boots, as happens to an
# emulated processor in real time, says so for ever, and that is no sign of life
vm_host_hangs() {
	! grep -aq '^host say up' "$1/events" &&
		grep -aq 'rcu: .* kthread timer wakeup didn.t happen' "$1/host.log"
}

# vm_watch NAME TMP PID: until the machine ends, or hangs, or takes too long.
# Return: 0 ended, 1 no progress, 2 too long
vm_watch() {
	local size=0 n lines=1 total t0 t_progress
	t0=$SECONDS
	t_progress=$SECONDS
	while kill -0 "$3" 2>/dev/null; do
		sleep 0.3
		# whole lines only: the rest of one that is under way comes later
		total=$(wc -l <"$2/events")
		if [ "$total" -ge "$lines" ]; then
			vm_show "$1" "$2" $lines "$total"
			lines=$((total + 1))
		fi
		n=$(vm_progress "$2")
		if [ "$n" != "$size" ]; then
			size=$n
			t_progress=$SECONDS
		fi
		[ $((SECONDS - t_progress)) -lt "$vm_stall_s" ] || return 1
		! vm_host_hangs "$2" || {
			vm_why="the host's kernel lost a timer"
			return 1
		}
		[ $((SECONDS - t0)) -lt "$WALL_S" ] || return 2
		! grep -aq '^host verdict ' "$2/events" || vm_grace "$3" || return 0
	done
	return 0
}

# After the verdict the machine has a few seconds to end by itself.
vm_grace() { # PID
	local i
	for i in $(seq 50); do
		kill -0 "$1" 2>/dev/null || return 0
		sleep 0.1
	done
	return 1
}

# vm_boot NAME TMP: one attempt. Return: as vm_watch
vm_boot() {
	local pid rc=0 dir=${2#"$lab_build"}
	local -a args
	mapfile -t args < <(vm_args "/build$dir" "$2")
	set -m
	vm_exec "${args[@]}" -serial "file:/build$dir/host.log" \
		</dev/null >"$2/qemu.log" 2>&1 &
	pid=$!
	set +m
	vm_pid=$pid
	vm_watch "$1" "$2" $pid || rc=$?
	kill -KILL -- -$pid 2>/dev/null || true
	wait $pid 2>/dev/null || true
	vm_pid=
	return $rc
}

vm_stop() {
	[ -z "${vm_pid:-}" ] || kill -KILL -- "-$vm_pid" 2>/dev/null || true
	exit 130
}

# run_scenario DIR: boot, run, collect, judge. Status: the verdict
run_scenario() {
	local dir name tmp t0 rc tries=0
	dir=$(cd "$1" && pwd -P)
	name=$(scenario_name "$1")
	tmp=$lab_build/run/$name
	trap vm_stop TERM INT
	conf_read "$dir"
	retried=()
	t0=$SECONDS
	while :; do
		vm_prepare "$dir" "$tmp"
		rc=0
		vm_why="no progress for $vm_stall_s s"
		vm_boot "$name" "$tmp" || rc=$?
		if [ $rc != 1 ] && ! vm_lost_at_boot "$tmp"; then
			break
		fi
		[ $tries -lt "$retries" ] || break
		tries=$((tries + 1))
		[ $rc = 1 ] || vm_why="a guest fell silent"
		retried+=("$vm_why at: $(vm_place "$tmp")")
		[ -n "$json" ] || say "[$name] retry $tries: ${retried[-1]}"
	done
	run_collect "$name" "$tmp"
	run_judge "$name" "$tmp" $rc $((SECONDS - t0))
	rc=$?
	[ -n "$keep" ] || rm -rf "$tmp"
	return $rc
}

# A guest that fell silent before it was ready is a boot that hung.
vm_lost_at_boot() { # TMP
	local g
	for g in $GUESTS; do
		if grep -aq "^$g lost silent" "$1/events" && ! grep -aq "^$g ready" "$1/events"; then
			return 0
		fi
	done
	return 1
}

run_collect() { # NAME TMP
	local out=$lab_out/$1 f
	rm -rf "${out:?}"
	mkdir -p "$out"
	tar -xf "$2/out.img" --no-same-owner -C "$out" 2>/dev/null || true
	for f in "$2"/*.log "$2/events"; do
		cp "$f" "$out/"
	done
}
