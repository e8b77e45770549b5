#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
"""test_pcmcheck.py BINDIR: does pcmcheck find what is wrong, and only that?

Makes recordings in a second way (Python) and spoils them by one sample.
"""
import json
import os
import struct
import subprocess
import sys
import tempfile
import unittest
import wave

BINDIR = sys.argv.pop(1) if len(sys.argv) > 1 else "build/bin"
FULL = 2**31 - 1


def read(path):
    """Samples of a WAV file, interleaved, Q1.31."""
    with wave.open(path) as w:
        data = w.readframes(w.getnframes())
        if w.getsampwidth() == 2:
            return [x << 16 for x in struct.unpack(f"<{len(data) // 2}h", data)]
        return list(struct.unpack(f"<{len(data) // 4}i", data))


def write(path, samples, channels=2, rate=48000):
    with wave.open(path, "w") as w:
        w.setparams((channels, 4, rate, 0, "NONE", ""))
        w.writeframes(struct.pack(f"<{len(samples)}i", *samples))


def slotted(samples, channels, slots):
    """Frames of so many channels, in the first of so many slots."""
    out = []
    for i in range(0, len(samples), channels):
        out += (samples[i:i + channels] + [0] * slots)[:slots]
    return out


def mix(frames, *placed, channels=2):
    out = [0] * (channels * frames)
    for offset, samples in placed:
        for i, x in enumerate(samples):
            out[channels * offset + i] += x
    return [max(-FULL - 1, min(FULL, x)) for x in out]


class PcmCheck(unittest.TestCase):
    def setUp(self):
        self.tmp = tempfile.TemporaryDirectory()
        self.addCleanup(self.tmp.cleanup)
        self.src = {}
        for name, seed, bits in (("a", 1, 16), ("b", 2, 32), ("c", 3, 32)):
            path = self.path(name)
            subprocess.run([f"{BINDIR}/pcmgen", "--seed", str(seed), "--bits", str(bits),
                            "--frames", "3000", "--peak-db", "-1", path], check=True)
            self.src[name] = read(path)

    def path(self, name):
        return os.path.join(self.tmp.name, name + ".wav")

    def run_check(self, samples, *args, names="abc", cut="", mode="sum"):
        write(self.path("rec"), samples)
        out = os.path.join(self.tmp.name, "json")
        done = subprocess.run([f"{BINDIR}/pcmcheck", mode, "--json", out, *args,
                               self.path("rec")] + [f"{n}={self.path(n)}" + "~" * (n in cut) for n in names],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.stderr, "")
        with open(out, encoding="utf-8") as f:
            return done.returncode, json.load(f)

    def three(self):
        return mix(6000, (100, self.src["a"]), (148, self.src["b"]), (1000, self.src["c"]))

    def test_finds_offsets_of_a_saturating_sum(self):
        status, out = self.run_check(self.three(), "--min-saturated", "100",
                                     "--min-together", "2000")
        self.assertEqual(status, 0)
        self.assertEqual([s["offset_frames"] for s in out["sources"]], [100, 148, 1000])
        self.assertGreater(out["saturated_samples"], 100)
        self.assertEqual([s["alone_frames"] for s in out["sources"]], [48, 0, 852])

    def test_sources_that_begin_together(self):
        rec = mix(6000, *((700, self.src[n]) for n in "abc"))
        status, out = self.run_check(rec, "--min-together", "3000")
        self.assertEqual((status, [s["offset_frames"] for s in out["sources"]]),
                         (0, [700] * 3))

    def test_source_that_begins_with_the_recording(self):
        for first in (0, 5):
            rec = mix(60000, (first, self.src["a"]), (48, self.src["b"]))
            status, out = self.run_check(rec, names="ab")
            self.assertEqual(status, 0)
            self.assertEqual([s["offset_frames"] for s in out["sources"]], [first, 48])

    def test_source_behind_a_volume(self):
        # SOF's gain for -6 dB; the true one is 32845.8 / 65536
        rec = mix(5000, (9, [x * 32844 + 32768 >> 16 for x in self.src["b"]]))
        for gain, status in (("@-6", 0), ("@-7", 1), ("", 1)):
            write(self.path("rec"), rec)
            done = subprocess.run([f"{BINDIR}/pcmcheck", self.path("rec"),
                                   self.path("b") + gain], capture_output=True, check=False)
            self.assertEqual(done.returncode, status, gain)

    def test_one_sample_off_by_one_is_seen(self):
        for frame, sources_hit in ((50, []), (120, ["a"]), (1500, ["a", "b", "c"]), (5000, [])):
            rec = self.three()
            rec[2 * frame] += -1 if rec[2 * frame] > 0 else 1
            status, out = self.run_check(rec)
            self.assertEqual((status, out["wrong_frames"], out["first_wrong_frame"]),
                             (1, 1, frame))
            self.assertEqual([s["name"] for s in out["sources"] if not s["exact"]],
                             sources_hit)

    def test_source_from_the_first_frame_on(self):
        a = self.src["a"]
        self.assertEqual(self.run_check(mix(4000, (0, a)), names="a")[0], 0)
        self.assertEqual(self.run_check(mix(4000, (0, a[2:])), names="a")[0], 1)

    def test_missing_source(self):
        status, out = self.run_check(mix(6000, (100, self.src["a"]), (200, self.src["b"])))
        self.assertEqual(status, 1)
        self.assertEqual([s["found"] for s in out["sources"]], [True, True, False])

    def test_source_cut_short(self):
        status, out = self.run_check(mix(6000, (100, self.src["a"][:-2])), names="a")
        self.assertEqual((status, out["first_wrong_frame"]), (1, 3099))

    def test_sources_that_may_be_cut_off(self):
        a, b, c = (self.src[n] for n in "abc")
        # a ends alone, b in the frame that c begins in
        rec = mix(9000, (100, a[:2 * 1500]), (200, b[:2 * 2000]), (2200, c))
        status, out = self.run_check(rec, cut="ab")
        self.assertEqual(status, 0)
        self.assertEqual([s["frames"] for s in out["sources"]], [1500, 2000, 3000])
        self.assertEqual([s["offset_frames"] for s in out["sources"]], [100, 200, 2200])
        for cut in ("", "a", "b", "c"):
            self.assertEqual(self.run_check(rec, cut=cut)[0], 1)
        # two end in the same frame
        rec = mix(9000, (100, a[:2 * 1500]), (200, b[:2 * 1400]), (1000, c))
        self.assertEqual(self.run_check(rec, cut="abc")[0], 0)
        # one that was not cut off may have been; one that goes on was not
        self.assertEqual(self.run_check(self.three(), cut="abc")[0], 0)
        rec = mix(9000, (100, a[:2 * 1500]), (1700, a[2 * 1500:]))
        self.assertEqual(self.run_check(rec, names="a", cut="a")[0], 1)

    def test_cut_off_source_with_a_wrong_sample(self):
        for frame, sources_hit in ((400, ["a"]), (1599, ["a"]), (1700, [])):
            rec = mix(4000, (100, self.src["a"][:2 * 1500]))
            rec[2 * frame] ^= 1
            status, out = self.run_check(rec, names="a", cut="a")
            self.assertEqual((status, out["wrong_frames"]), (1, 1))
            self.assertEqual([s["name"] for s in out["sources"] if not s["exact"]],
                             sources_hit)

    def test_part(self):
        a = self.src["a"]
        for rec, status in ((a[200:4000], 0), (a, 0), (a[:2], 0), (a[-2:], 0), ([], 1),
                            (a[200:4000] + a[4002:4100], 1), (a[200:4000] + [0, 0], 1),
                            (a[200:3999] + [a[3999] ^ 1 << 16], 1), (self.src["b"], 1)):
            write(self.path("rec"), rec)
            self.assertEqual(self.check_status("part", self.path("rec"), self.path("a")), status)
        write(self.path("rec"), a[200:4000])
        for least, status in (("1900", 0), ("1901", 1)):
            self.assertEqual(self.check_status("part", "--min-frames", least,
                                               self.path("rec"), self.path("a")), status)

    def test_lost_frame_and_gap(self):
        a = self.src["a"]
        for spoilt in (a[:2000] + a[2002:], a[:2000] + [0, 0] + a[2000:]):
            status, out = self.run_check(mix(6000, (7, spoilt)), names="a")
            self.assertEqual((status, out["first_wrong_frame"]), (1, 1007))

    def test_wrap_instead_of_saturation(self):
        rec = mix(6000, (100, self.src["a"]), (200, self.src["b"]))
        i = rec.index(FULL)
        rec[i] = -FULL
        self.assertEqual(self.run_check(rec, names="ab")[0], 1)

    def test_too_little_saturation_is_no_proof(self):
        rec = mix(9000, (0, self.src["a"]), (3000, self.src["b"]), (6000, self.src["c"]))
        self.assertEqual(self.run_check(rec)[0], 0)
        self.assertEqual(self.run_check(rec, "--min-saturated", "1")[0], 1)
        self.assertEqual(self.run_check(rec, "--min-together", "1")[0], 1)

    def test_gain(self):
        rec = mix(4000, (500, [x >> 1 for x in self.src["b"]]))
        status, out = self.run_check(rec, "--expect-db", "-6.0206", names="b", mode="level")
        self.assertEqual((status, out["offset_frames"]), (0, 500))
        self.assertAlmostEqual(out["gain_db"], -6.0206, 4)
        self.assertEqual(self.run_check(rec, "--expect-db", "-6.04", names="b",
                                        mode="level")[0], 1)

    def test_gain_that_changes(self):
        b = self.src["b"]
        rec = mix(4000, (500, [x >> 1 for x in b[:3000]] + [x >> 2 for x in b[3000:]]))
        self.assertEqual(self.run_check(rec, names="b", mode="level")[0], 1)

    def test_gain_of_coarse_steps(self):
        rec = mix(4000, (500, [x >> 1 & ~31 for x in self.src["b"]]))
        self.assertEqual(self.run_check(rec, names="b", mode="level")[0], 1)
        self.assertEqual(self.run_check(rec, "--rounding", "32", names="b", mode="level")[0], 0)
        self.assertEqual(self.run_check(rec, "--rounding", "12", names="b", mode="level")[0], 1)

    def generate(self, name, channels, bits=32, rate=48000, frames=2000, seed=9):
        subprocess.run([f"{BINDIR}/pcmgen", "--seed", str(seed), "--channels", str(channels),
                        "--bits", str(bits), "--rate", str(rate), "--frames", str(frames),
                        self.path(name)], check=True)
        return read(self.path(name))

    def check_status(self, *args):
        done = subprocess.run([f"{BINDIR}/pcmcheck", *args], capture_output=True, check=False)
        return done.returncode

    def test_slots(self):
        for channels in (1, 3, 8):
            noise = self.generate("n", channels)
            self.assertEqual(len(noise), 2000 * channels)
            for slots in (1, 2, 8):
                rec = mix(3000, (77, slotted(noise, channels, slots)), channels=slots)
                write(self.path("rec"), rec, slots)
                self.assertEqual(self.check_status("--slots", self.path("rec"), self.path("n")), 0)
                rec[slots * 1077 - 1] ^= 1
                write(self.path("rec"), rec, slots)
                self.assertEqual(self.check_status("--slots", self.path("rec"), self.path("n")), 1)

    def test_sound_in_a_wrong_slot(self):
        noise = self.generate("n", 1)
        for slot in (0, 1, 2):
            rec = [0] * 3 * 3000
            rec[300 + slot:300 + 3 * len(noise):3] = noise
            write(self.path("rec"), rec, 3)
            self.assertEqual(self.check_status("--slots", self.path("rec"), self.path("n")),
                             0 if slot == 0 else 1)

    def test_mono_is_on_all_channels_without_slots(self):
        noise = self.generate("n", 1)
        write(self.path("rec"), mix(2500, (9, [x for x in noise for _ in range(2)])))
        self.assertEqual(self.check_status(self.path("rec"), self.path("n")), 0)
        self.assertEqual(self.check_status("--slots", self.path("rec"), self.path("n")), 1)

    def test_pauses(self):
        b = self.src["b"]
        for spoil, pauses, status in ((0, "2", 0), (0, "1", 1), (1, "2", 1)):
            rec = mix(6000, (50, b[:600]), (700, b[600:2000]), (1900, b[2000:]))
            rec[2 * 1900] ^= spoil
            write(self.path("rec"), rec)
            self.assertEqual(self.check_status("--pauses", pauses, self.path("rec"),
                                               self.path("b")), status)
        # a frame that is lost at a pause
        write(self.path("rec"), mix(6000, (50, b[:600]), (700, b[602:])))
        self.assertEqual(self.check_status("--pauses", "1", self.path("rec"), self.path("b")), 1)

    def muted(self, fade=960, silent=4800, after=2000, spoil=None):
        """Status for b, muted once beside a; spoil(frames of b as heard) first."""
        a = self.generate("long", 2, frames=30000)
        b = self.generate("b", 2, seed=10, frames=3000 + 2 * fade + silent + after)
        gains = [1] * 3000 + [1 - i / fade for i in range(fade)] + [0] * silent + \
            [i / fade for i in range(fade)] + [1] * after
        heard = [[round(gain * x) for x in b[2 * i:2 * i + 2]] for i, gain in enumerate(gains)]
        if spoil:
            spoil(heard)
        write(self.path("rec"), mix(32000, (100, a), (500, [x for frame in heard for x in frame])))
        return self.check_status("--muted", "b", self.path("rec"), f"b={self.path('b')}",
                                 f"a={self.path('long')}")

    def test_muted(self):
        self.assertEqual(self.muted(), 0)
        self.assertEqual(self.muted(fade=1), 0)

    def test_muted_for_too_short_a_time(self):
        self.assertEqual(self.muted(silent=4700), 1)

    def test_muted_too_slowly(self):
        self.assertEqual(self.muted(fade=1200), 1)

    def test_muted_for_good(self):
        self.assertEqual(self.muted(after=0), 1)

    def test_not_muted(self):
        self.assertEqual(self.muted(fade=1, silent=0), 1)

    def test_muted_spoilt(self):
        """One sample: before, in the fade (louder; turned round), in silence, after."""
        for frame, change in ((2000, 1), (3100, None), (3200, -1), (6000, 1), (10000, 1)):
            def spoil(heard, frame=frame, change=change):
                x = heard[frame][0]
                heard[frame][0] = x * 2 if change is None else -x if x and change < 0 else x ^ 1

            with self.subTest(frame=frame):
                self.assertEqual(self.muted(spoil=spoil), 1)

    def test_s24_in_32_bits(self):
        b = [x >> 8 << 8 for x in self.src["b"]]
        write(self.path("b"), b)
        for last, status in ((b[-1], 0), (b[-1] ^ 0x100, 1)):
            rec = mix(5000, (3, b[:-1] + [last]))
            write(self.path("rec"), [x >> 8 for x in rec])
            self.assertEqual(self.check_status("--s24", self.path("rec"), self.path("b")), status)

    def test_other_rate(self):
        noise = self.generate("n", 2, rate=44100)
        write(self.path("rec"), mix(3000, (5, noise)), rate=44100)
        self.assertEqual(self.check_status(self.path("rec"), self.path("n")), 0)
        write(self.path("rec"), mix(3000, (5, noise)))
        self.assertEqual(self.check_status(self.path("rec"), self.path("n")), 2)

    def test_silence(self):
        for rec, status in (([0] * 2000, 0), ([0] * 1999 + [1], 1), ([-1] + [0] * 1999, 1),
                            ([], 1)):
            write(self.path("rec"), rec)
            self.assertEqual(self.check_status("silent", self.path("rec")), status)

    def test_silent_recording(self):
        self.assertEqual(self.run_check([0] * 2000, names="a")[0], 1)


if __name__ == "__main__":
    unittest.main()
