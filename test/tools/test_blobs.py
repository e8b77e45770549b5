#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
"""test_blobs.py TOOL FOLDER: do the forms agree, and is FOLDER up to date?

Reads each form in a second way (Python), as its user would.
"""
import os
import re
import struct
import subprocess
import sys
import unittest

TOOL = sys.argv.pop(1) if len(sys.argv) > 1 else "build/bin/eqblob"
FOLDER = sys.argv.pop(1) if len(sys.argv) > 1 else "topology/include/eq"
MAGIC = 0x00464F53
ALL_MAX = {
    "eqblob": {"iir": 1024, "fir": 4096, "dcblock": 32},
    "dspblob": {"drc": 108, "demux": 264, "mux": 264, "selector": 12},
}
MAX = ALL_MAX[os.path.basename(TOOL)]


def run(*args):
    return subprocess.run([TOOL, *args], stdout=subprocess.PIPE, check=True).stdout


def names():
    return [line.split()[0] for line in run("--list").decode().splitlines()]


def words(data):
    return list(struct.unpack(f"<{len(data) // 4}I", data))


class Forms(unittest.TestCase):
    def test_there_are_some_of_each(self):
        for kind in MAX:
            self.assertTrue(any(n.startswith(kind) for n in names()))

    def test_bin_is_headers_and_raw(self):
        for name in names():
            raw, tlv = run(name, "raw"), run(name, "bin")
            head = words(tlv[:40])
            self.assertEqual(head[:2], [3, 32 + len(raw)], name)
            self.assertEqual(head[2:5], [MAGIC, 0, len(raw)], name)
            self.assertEqual(head[5] >> 24, 3, name)
            self.assertEqual(head[6:], [0] * 4, name)
            self.assertEqual(tlv[40:], raw, name)
            self.assertLessEqual(len(raw), MAX[name.split("-")[0]], name)

    def test_text_is_bin(self):
        for name in names():
            text = run(name, "text").decode()
            self.assertEqual([int(x) for x in text.split(",")],
                             words(run(name, "bin")), name)

    def test_conf_is_bin_without_tlv(self):
        for name in names():
            conf = run(name, "conf").decode()
            data = bytes(int(x, 16) for x in re.findall(r"\b0x[0-9a-f]{2}\b", conf))
            self.assertEqual(data, run(name, "bin")[8:], name)
            self.assertIn(f'Object.Base.data."{name}"', conf)

    def test_size_words(self):
        for name in names():
            raw = run(name, "raw")
            if name.startswith(("iir", "fir", "drc")):
                self.assertEqual(words(raw[:4]), [len(raw)], name)

    def test_wrong_calls(self):
        for args in [], names()[:1], ["no-such", "raw"], [names()[0], "no-such"]:
            got = subprocess.run([TOOL, *args], stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE)
            self.assertEqual(got.returncode, 2)
            self.assertIn(b"usage:", got.stderr)


class Folder(unittest.TestCase):
    def test_is_what_eqblob_writes(self):
        self.assertEqual(sorted(f"{n}.conf" for n in names()),
                         sorted(os.listdir(FOLDER)), "make eq-conf dsp-conf")
        for name in names():
            with open(os.path.join(FOLDER, f"{name}.conf"), "rb") as f:
                self.assertEqual(f.read(), run(name, "conf"), f"{name}: make eq-conf dsp-conf")


if __name__ == "__main__":
    unittest.main()
