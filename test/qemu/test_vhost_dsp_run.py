#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
"""test_vhost_dsp_run.py QEMU FAKE

Plays the guest's driver to QEMU's vhost-dsp-pci by register accesses over
qtest, and compares what the host kernel is told with what it should be.
FAKE is the shared object made from fake_vhost_dsp.c.
"""

import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import time

SLOT = 4
BAR = 0xE0000000
RINGS = 0x100000                # guest RAM for the rings
EJECT = 0xAE08                  # ACPI PCI hot-unplug register of machine "pc"
TIMEOUT_S = 20

PCI_CAP_VENDOR = 9
CAP_COMMON, CAP_DEVICE = 1, 4
ACKNOWLEDGE, DRIVER, DRIVER_OK, FEATURES_OK = 1, 2, 4, 8
F_DATA_QUEUE, F_VERSION_1 = 1 << 1, 1 << 32
QUEUES = 3
RING_SIZE = 64


class Link:
    """A line-oriented socket to QEMU."""

    def __init__(self, path):
        deadline = time.monotonic() + TIMEOUT_S
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(TIMEOUT_S)
        while True:
            try:
                self.sock.connect(path)
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
        self.file = self.sock.makefile("rw")

    def ask(self, line):
        self.file.write(line + "\n")
        self.file.flush()
        return self.file.readline()


class Machine:
    """QEMU with a qtest and a QMP connection."""

    def __init__(self, qemu, fake, work, **environment):
        self.log_path = os.path.join(work, "host.log")
        open(self.log_path, "w").close()
        with open(os.path.join(work, "bios"), "wb") as bios:
            bios.write(bytes(65536))
        for name in ("qtest", "qmp"):
            if os.path.exists(os.path.join(work, name)):
                os.unlink(os.path.join(work, name))
        env = dict(os.environ, LD_PRELOAD=fake,
                   FAKE_VHOST_DSP_LOG=self.log_path, **environment)
        self.stderr = open(os.path.join(work, "stderr"), "w+")
        self.process = subprocess.Popen(
            [qemu, "-machine", "pc,accel=qtest", "-nodefaults",
             "-display", "none", "-m", "64", "-bios", f"{work}/bios",
             "-global", "apic-common.vapic=off", "-qtest-log", "/dev/null",
             "-qtest", f"unix:{work}/qtest,server=on,wait=off",
             "-qmp", f"unix:{work}/qmp,server=on,wait=off",
             "-device", f"vhost-dsp-pci,guest=alpha,id=dsp,addr={SLOT}"],
            env=env, stderr=self.stderr)
        self.qtest = Link(f"{work}/qtest")
        self.qmp = Link(f"{work}/qmp")
        self.qmp.file.readline()
        self.events = []
        self.command("qmp_capabilities")

    def close(self):
        try:
            if self.process.poll() is None:
                self.command("quit")
            status = self.process.wait(TIMEOUT_S)
        except (OSError, subprocess.TimeoutExpired):
            self.process.kill()
            status = self.process.wait()
        self.stderr.seek(0)
        text = self.stderr.read()
        self.stderr.close()
        return status, text

    def command(self, name, **arguments):
        self.events.clear()
        reply = json.loads(self.qmp.ask(json.dumps(
            {"execute": name, "arguments": arguments})))
        while "event" in reply:
            self.events.append(reply["event"])
            reply = json.loads(self.qmp.file.readline())
        return reply

    def wait_event(self, name):
        """Waits for an event since the last command."""
        while name not in self.events:
            message = json.loads(self.qmp.file.readline())
            self.events.append(message.get("event"))

    def log(self):
        """What the host was told since the last call."""
        with open(self.log_path) as f:
            lines = f.read().split("\n")[:-1]
        os.truncate(self.log_path, 0)
        return lines

    def _access(self, line):
        reply = self.qtest.ask(line).split()
        while reply[0] == "IRQ":
            reply = self.qtest.file.readline().split()
        assert reply[0] == "OK", f"{line}: {reply}"
        return int(reply[1], 0) if len(reply) > 1 else None

    def write(self, kind, address, value):
        self._access(f"{kind} {address:#x} {value:#x}")

    def read(self, kind, address):
        return self._access(f"{kind} {address:#x}")

    def config_read(self, offset):
        self.write("outl", 0xCF8, 0x80000000 | SLOT << 11 | offset & 0xFC)
        return self.read("inl", 0xCFC) >> (offset & 3) * 8

    def config_write(self, offset, value):
        self.write("outl", 0xCF8, 0x80000000 | SLOT << 11 | offset & 0xFC)
        self.write("outl", 0xCFC, value)


class Driver:
    """As much of a virtio PCI driver as a start and a reset need."""

    def __init__(self, machine):
        self.machine = machine
        self.common = self.device = None
        machine.config_write(0x20, BAR)
        machine.config_write(0x24, 0)
        machine.config_write(0x04, 0x6)
        offset = machine.config_read(0x34) & 0xFF
        while offset:
            if machine.config_read(offset) & 0xFF == PCI_CAP_VENDOR:
                self._capability(offset)
            offset = machine.config_read(offset + 1) & 0xFF

    def _capability(self, offset):
        kind = self.machine.config_read(offset + 3) & 0xFF
        address = BAR + self.machine.config_read(offset + 8)
        if kind == CAP_COMMON:
            self.common = address
        elif kind == CAP_DEVICE:
            self.device = address

    def set(self, kind, offset, value):
        self.machine.write("write" + kind, self.common + offset, value)

    def get(self, kind, offset):
        return self.machine.read("read" + kind, self.common + offset)

    def features(self):
        bits = 0
        for half in (0, 1):
            self.set("l", 0x00, half)
            bits |= self.get("l", 0x04) << 32 * half
        return bits

    def negotiate(self, features):
        self.set("b", 0x14, ACKNOWLEDGE | DRIVER)
        for half in (0, 1):
            self.set("l", 0x08, half)
            self.set("l", 0x0C, features >> 32 * half & 0xFFFFFFFF)
        self.set("b", 0x14, ACKNOWLEDGE | DRIVER | FEATURES_OK)
        assert self.get("b", 0x14) & FEATURES_OK, "features refused"

    def start(self, features=F_VERSION_1 | F_DATA_QUEUE):
        self.negotiate(features)
        for queue in range(QUEUES):
            self.set("w", 0x16, queue)
            self.set("w", 0x18, RING_SIZE)
            ring = RINGS + 0x10000 * queue
            for part in range(3):
                self.set("l", 0x20 + 8 * part, ring + 0x4000 * part)
                self.set("l", 0x24 + 8 * part, 0)
            self.set("w", 0x1C, 1)
        self.set("b", 0x14, ACKNOWLEDGE | DRIVER | FEATURES_OK | DRIVER_OK)

    def reset(self):
        self.set("b", 0x14, 0)


def check(condition, text):
    if not condition:
        raise AssertionError(text)


def in_order(log, *wanted):
    """Whether all of wanted are in the log, in this order."""
    rest = iter(log)
    return all(any(line == want for line in rest) for want in wanted)


def test_identity(machine):
    """P-2.1.2"""
    check(machine.config_read(0) == 0x10721AF4, "PCI vendor and device id")
    check(machine.config_read(8) == 0x04010001, "PCI class and revision")
    check(machine.log() == ["OPEN", "SET_GUEST alpha", "GET_CONFIG"],
          "what the host hears at realize")


def test_config_space(machine):
    driver = Driver(machine)
    words = [machine.read("readl", driver.device + 4 * i) for i in range(8)]
    check(words == [1, 3, 0x03017001, 384, 2, 0, 0, 0], f"config {words}")


def test_features(machine):
    """P-2.1.1, P-2.3.1"""
    offered = Driver(machine).features()
    check(offered == F_VERSION_1 | F_DATA_QUEUE | 1 << 28 | 1 << 29,
          f"features {offered:#x}")


def test_start_and_reset(machine):
    """P-2.2.1, P-10.2"""
    driver = Driver(machine)
    driver.start()
    log = machine.log()
    check(in_order(log, "SET_FEATURES 0x100000002", "SET_VRING_NUM 0 64",
                   "SET_VRING_NUM 2 64", "SET_RUNNING 1"), f"start: {log}")
    check(log[-1] == "SET_RUNNING 1", f"last at start: {log}")
    driver.reset()
    log = machine.log()
    check(log[0] == "SET_RUNNING 0" and
          in_order(log, "SET_RUNNING 0", "GET_VRING_BASE 0",
                   "GET_VRING_BASE 2"), f"reset: {log}")


def test_second_start(machine):
    driver = Driver(machine)
    driver.start()
    check("SET_RUNNING 1" in machine.log(), "start after reset")


def test_pause_keeps_running(machine):
    """P-10.4"""
    machine.command("stop")
    machine.command("cont")
    log = machine.log()
    check(log == [], f"pause and continue: {log}")


def test_system_reset(machine):
    """P-10.2"""
    machine.command("system_reset")
    machine.wait_event("RESET")
    log = machine.log()
    check(log[:1] == ["SET_RUNNING 0"], f"system reset: {log}")


def test_migration_is_refused(machine):
    """P-10.5"""
    reply = machine.command("migrate", uri="exec:cat >/dev/null")
    text = reply.get("error", {}).get("desc", "")
    check("guest 'alpha' has its sound on the DSP of this host" in text,
          f"migrate: {reply}")


def test_unplug(machine):
    Driver(machine).start()
    log = machine.log()
    check(log[-1] == "SET_RUNNING 1", f"start before unplug: {log}")
    check("return" in machine.command("device_del", id="dsp"), "device_del")
    machine.write("outl", EJECT, 1 << SLOT)
    machine.wait_event("DEVICE_DELETED")
    log = machine.log()
    check(log[0] == "SET_RUNNING 0" and log[-1] == "CLOSE" and
          log.count("SET_RUNNING 0") == 1, f"unplug: {log}")


def test_plug_again(machine):
    reply = machine.command("device_add", driver="vhost-dsp-pci", id="dsp2",
                            guest="beta", addr=str(SLOT))
    check("return" in reply, f"device_add: {reply}")
    check(machine.log() == ["OPEN", "SET_GUEST beta", "GET_CONFIG"], "plug")
    Driver(machine).start()
    check("SET_RUNNING 1" in machine.log(), "start after plug")


def test_start_refused(machine):
    driver = Driver(machine)
    driver.start()
    log = machine.log()
    check(in_order(log, "SET_RUNNING 1", "GET_VRING_BASE 0"),
          f"refused start is undone: {log}")
    driver.reset()
    check(machine.log() == [], "nothing to stop after a refused start")


# One machine goes through all the tests of its list.
MACHINES = [
    ({}, "", [test_identity, test_config_space, test_features,
              test_start_and_reset, test_second_start,
              test_pause_keeps_running, test_system_reset,
              test_migration_is_refused, test_unplug, test_plug_again]),
    ({"FAKE_VHOST_DSP_SET_RUNNING": "19"},
     "cannot start guest 'alpha' on the DSP: No such device",
     [test_start_refused]),
]


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__.splitlines()[0])
    number = failures = 0

    def verdict(name, error):
        nonlocal number, failures
        number += 1
        print(f"{'not ok' if error else 'ok'} {number} {name}")
        if error:
            failures += 1
            print(f"# {error}")

    for environment, message, tests in MACHINES:
        with tempfile.TemporaryDirectory() as work:
            machine = Machine(sys.argv[1], sys.argv[2], work, **environment)
            for test in tests:
                error = None
                try:
                    test(machine)
                except Exception as e:  # the others still run
                    error = f"{type(e).__name__}: {e}"
                verdict(test.__name__, error)
            status, text = machine.close()
            clean = status == 0 and (message in text if message else not text)
            verdict("exit and messages",
                    None if clean else f"status {status}, stderr: {text!r}")
    print(f"1..{number}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
