#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
# Copyright (C) 2026 The sof-virtio authors
"""test_runner.py BUILD: sofdsp-run with the compiled topologies of BUILD.

Samples are compared by pcmcheck, or here with what they must be by arithmetic.
"""
import json
import math
import os
import re
import resource
import signal
import struct
import subprocess
import sys
import tempfile
import unittest
import wave

BUILD = sys.argv.pop(1) if len(sys.argv) > 1 else "build"
RUN = f"{BUILD}/bin/sofdsp-run"
HOST = f"{BUILD}/topology/sof-softdsp/sof-softdsp.tplg"
GUEST = f"{BUILD}/topology/sof-virtio/sof-virtio-playback.tplg"
DUPLEX = f"{BUILD}/topology/sof-virtio/sof-virtio-duplex.tplg"
LOOP = f"{BUILD}/topology/sof-softdsp/sof-softdsp-loop.tplg"
PAIR = f"{BUILD}/topology/sof-softdsp/sof-softdsp-pair.tplg"
EFFECTS = f"{BUILD}/topology/sof-softdsp/sof-softdsp-effects.tplg"
MASTER = "Master Playback Volume"
MEDIA = "Media Playback Volume"


def read(path):
    """Samples of a WAV file, interleaved, Q1.31."""
    with wave.open(path) as w:
        data = w.readframes(w.getnframes())
        width = w.getsampwidth()
    return [int.from_bytes(data[i:i + width], "little", signed=True) << (32 - 8 * width)
            for i in range(0, len(data), width)]


def write(path, samples, channels=2, rate=48000):
    with wave.open(path, "w") as w:
        w.setparams((channels, 4, rate, 0, "NONE", ""))
        w.writeframes(struct.pack(f"<{len(samples)}i", *samples))


def write_header(path, fmt, data):
    """A WAV file with a format chunk of one's own."""
    body = b"WAVEfmt " + struct.pack("<I", len(fmt)) + fmt
    body += b"LIST" + struct.pack("<I", 3) + b"odd\0"
    body += b"data" + struct.pack("<I", len(data)) + data
    with open(path, "wb") as f:
        f.write(b"RIFF" + struct.pack("<I", len(body)) + body)


class Runner(unittest.TestCase):
    def setUp(self):
        self.tmp = tempfile.TemporaryDirectory()
        self.addCleanup(self.tmp.cleanup)
        self.out = self.path("out")

    def path(self, name, suffix=".wav"):
        return os.path.join(self.tmp.name, name + suffix)

    def noise(self, name, seed=1, bits=16, frames=30011, peak_db=-12):
        path = self.path(name)
        subprocess.run([f"{BUILD}/bin/pcmgen", "--seed", str(seed), "--bits", str(bits),
                        "--frames", str(frames), "--peak-db", str(peak_db), path],
                       check=True)
        return path

    def run_it(self, *args, topology=HOST):
        return subprocess.run([RUN, "-t", topology, *args], capture_output=True,
                              text=True, check=False)

    def good(self, *args, topology=HOST):
        done = self.run_it(*args, topology=topology)
        self.assertEqual(done.stderr, "")
        self.assertEqual(done.returncode, 0)
        return done.stdout

    def play(self, *args, topology=HOST):
        """Returns the summary."""
        return json.loads(self.good("--json", "-o", f"DAI0={self.out}", *args,
                                    topology=topology))

    def pcmcheck(self, *args):
        done = subprocess.run([f"{BUILD}/bin/pcmcheck", *args], capture_output=True,
                              text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def refused(self, status, words, *args, topology=HOST):
        done = self.run_it(*args, topology=topology)
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertIn(words, done.stderr)
        return done


class Playback(Runner):
    def test_bit_exact(self):
        for bits in 16, 24, 32:
            with self.subTest(bits=bits):
                src = self.noise("a", seed=bits, bits=bits)
                done = self.play("-p", f"Media={src}")
                self.assertEqual(done["xruns"], 0)
                self.pcmcheck("sum", self.out, src)
                # not one sample before, between or after
                want = read(src)
                got = read(self.out)
                self.assertEqual(got[:len(want)], want)
                self.assertEqual(len(got), 2 * 48 * 626)
                self.assertFalse(any(got[len(want):]))

    def test_24_bits_in_the_lower_part_of_four_bytes(self):
        values = [(i * 2654435761 & 0xffffff) - 0x800000 for i in range(2000)]
        write_header(self.path("low"), struct.pack("<HHIIHH", 1, 2, 48000, 384000, 8, 24),
                     struct.pack("<2000i", *values))
        done = self.play("-p", f"Media={self.path('low')}")
        self.assertEqual(done["files"][0]["format"], "S24")
        self.assertEqual(done["files"][0]["frames"], 1000)
        self.assertEqual(read(self.out)[:2000], [v << 8 for v in values])

    def test_saturating_sum_of_two(self):
        a = self.noise("a", 1, 16, 48000, -1)
        b = self.noise("b", 2, 32, 40000, -1)
        self.play("-p", f"Media={a}", "-p", f"Phone@37={b}")
        self.pcmcheck("sum", "--min-saturated", "1000", "--min-together", "40000",
                      self.out, f"a={a}", f"b={b}")
        first = next(i for i, (x, y) in enumerate(zip(read(self.out), read(a))) if x != y)
        self.assertEqual(first // 2, 37 * 48)

    def test_connection_points(self):
        """Host and three guests at once, and what one of them records."""
        mic = self.noise("mic", 9, 32)
        rec = self.path("rec")
        files = {name: self.noise(name, seed, 32, peak_db=-6)
                 for seed, name in enumerate(("Media", "Guest 1", "Guest 2", "Guest 3"), 1)}
        args = [arg for name, path in files.items() for arg in ("-p", f"{name}={path}")]
        args[-1] = args[-1].replace("=", "@50=")
        self.play(*args, "-s", "Guest 2 Playback Volume=-6dB",
                  "-i", f"DAI0={mic}", "-c", f"Mic 1={rec}")
        self.pcmcheck("sum", self.out, *(f"{p}@-6" if n == "Guest 2" else p
                                         for n, p in files.items()))
        self.pcmcheck("sum", rec, mic)

    def test_guest_topology_alone(self):
        src = self.noise("a")
        self.play("-p", f"Playback={src}", topology=GUEST)
        self.pcmcheck("sum", self.out, src)

    def test_same_again(self):
        src = self.noise("a", bits=32)
        args = ("-p", f"Media={src}", "--set", f"{MEDIA}=-7dB", "--set-at", f"100:{MASTER}=-3dB")
        self.play(*args)
        first = read(self.out)
        self.play(*args)
        self.assertEqual(read(self.out), first)

    def test_dai_that_stands_still_is_silent(self):
        src = self.noise("a")
        rear = self.path("rear")
        self.play("-p", f"Media={src}", "-o", f"DAI2={rear}")
        self.assertEqual(len(read(rear)), len(read(self.out)))
        self.assertFalse(any(read(rear)))


def sine(rate, hz, seconds, level, channels=2):
    step = 2 * math.pi * hz / rate
    return [round(level * math.sin(step * i)) for i in range(int(rate * seconds))
            for _ in range(channels)]


def fit_sine(samples, rate, hz):
    """Amplitude of a sine of this frequency, and RMS of all else; least squares."""
    step = 2 * math.pi * hz / rate
    basis = [[math.sin(step * i) for i in range(len(samples))],
             [math.cos(step * i) for i in range(len(samples))], [1.0] * len(samples)]
    rows = [[sum(a * b for a, b in zip(u, v)) for v in basis] +
            [sum(a * b for a, b in zip(u, samples))] for u in basis]
    for i in range(3):
        rows[i] = [x / rows[i][i] for x in rows[i]]
        for k in range(3):
            if k != i:
                rows[k] = [x - rows[k][i] * y for x, y in zip(rows[k], rows[i])]
    a, b, c = (row[3] for row in rows)
    rest = [x - a * u - b * v - c for x, u, v in zip(samples, *basis[:2])]
    return math.hypot(a, b), math.sqrt(sum(x * x for x in rest) / len(rest))


class Rates(Runner):
    def test_any_rate_to_the_dai(self):
        """997 Hz at -1 dB: level and THD+N behind the SRC of a guest's topology."""
        level = 10 ** (-1 / 20) * (1 << 31)
        print()
        for rate in 8000, 32000, 44100, 96000, 176400:
            with self.subTest(rate=rate):
                write(self.path("sine"), sine(rate, 997, 0.5, level), rate=rate)
                done = json.loads(self.good("--json", "-p", f"Music={self.path('sine')}", "-o",
                                            f"DAI1={self.out}", topology=DUPLEX))
                self.assertEqual(done["xruns"], 0)
                # beginning and end ring
                got = read(self.out)[::2][4800:19200]
                amplitude, rest = fit_sine(got, 48000, 997)
                gain_db = 20 * math.log10(amplitude / level)
                thd_n_db = 20 * math.log10(amplitude / math.sqrt(2) / rest)
                print(f"{rate} Hz to 48000 Hz: {gain_db:+.4f} dB, THD+N {thd_n_db:.1f} dB")
                self.assertLess(abs(gain_db), 0.02)
                self.assertGreater(thd_n_db, 100)

    def test_as_long_as_the_file(self):
        """The tail is for what is in the SRC; time does not drift."""
        write(self.path("sine"), sine(44100, 997, 3, 1 << 29), rate=44100)
        self.good("-q", "-p", f"Music={self.path('sine')}", "-o", f"DAI1={self.out}",
                  topology=DUPLEX)
        got = read(self.out)[::2]
        self.assertEqual(len(got), 48 * 3100)
        last = max(i for i, x in enumerate(got) if abs(x) > 1 << 20)
        self.assertAlmostEqual(last / 48000, 3, delta=0.005)

    def test_refused(self):
        src = self.path("slow")
        write(src, [0] * 4800, rate=12000)
        self.refused(1, "slow.wav: 12000 Hz, but PCM 'Music' takes 8000 to 192000 Hz",
                     "-p", f"Music={src}", "-o", f"DAI1={self.out}", topology=DUPLEX)


class Effects(Runner):
    def blob(self, name, form="bin"):
        path = self.path(name, "." + form)
        with open(path, "wb") as f:
            subprocess.run([f"{BUILD}/bin/eqblob", name, form], stdout=f, check=True)
        return path

    def tuned(self, src, *args):
        self.good("-q", "-p", f"Tuned={src}", "-o", f"DAI0={self.out}", *args,
                  topology=EFFECTS)

    def test_flat_is_bit_exact(self):
        src = self.noise("a", bits=32)
        self.tuned(src)
        self.pcmcheck("sum", self.out, src)

    def test_settings_from_files(self):
        """Binary and text, as sof-ctl has them; small and large."""
        src = self.noise("a", bits=32)
        for form in "bin", "text":
            with self.subTest(form=form):
                self.tuned(src, "-s", f"Tuned EQ IIR=@{self.blob('test-iir-half', form)}",
                           "-s", f"Tuned EQ FIR=@{self.blob('test-fir-half', form)}")
                self.pcmcheck("level", "--expect-db", "-12.0412", "--tolerance-db", "0.001",
                              self.out, src)

    def test_while_it_plays(self):
        src = self.noise("a", bits=32, frames=48000)
        self.tuned(src, "--set-at", f"500:Tuned EQ IIR=@{self.blob('test-iir-half')}")
        got, want = read(self.out), read(src)
        self.assertEqual(got[:48000], want[:48000])
        for x, y in zip(got[48000 + 2 * 48 * 11:96000], want[48000 + 2 * 48 * 11:]):
            self.assertLessEqual(abs(x - y / 2), 1)

    def test_highpass(self):
        """What a high-pass lets through and what not: 1 kHz, 10 Hz."""
        blob = self.blob("iir-highpass")
        for hz, low, high in (1000, -0.5, 0.1), (10, -90, -6):
            with self.subTest(hz=hz):
                write(self.path("sine"), sine(48000, hz, 1, 1 << 29))
                self.tuned(self.path("sine"), "-s", f"Tuned EQ IIR=@{blob}")
                amplitude, _ = fit_sine(read(self.out)[48000:96000:2], 48000, hz)
                gain_db = 20 * math.log10(amplitude / (1 << 29))
                print(f"\nhigh-pass at {hz} Hz: {gain_db:.2f} dB", end="")
                self.assertGreater(gain_db, low)
                self.assertLess(gain_db, high)

    def test_refused(self):
        src = self.noise("a", frames=480)
        args = "-p", f"Tuned={src}", "-o", f"DAI0={self.out}"
        self.refused(1, "the DSP refuses the value of 'Tuned EQ IIR'", *args, "-s",
                     f"Tuned EQ IIR=@{self.blob('test-iir-bad')}", topology=EFFECTS)
        with open(self.blob("iir-flat"), "rb") as f:
            data = f.read()
        with open(self.path("cut", ".bin"), "wb") as f:
            f.write(data[:-4])
        self.refused(1, "its header tells of 88 bytes of data, but there are 84", *args, "-s",
                     f"Tuned EQ IIR=@{self.path('cut', '.bin')}", topology=EFFECTS)


class Channels(Runner):
    def test_each_number(self):
        """Channels go to the first slots of the DAI, the others are silent."""
        for channels in 1, 3, 6, 8:
            with self.subTest(channels=channels):
                want = [(i * 2654435761 & 0xffffffff) - (1 << 31)
                        for i in range(channels * 1000)]
                write(self.path("many"), want, channels)
                self.good("-q", "-p", f"Multi={self.path('many')}", "-o", f"DAI1={self.out}",
                          topology=LOOP)
                got = read(self.out)
                for slot in range(8):
                    self.assertEqual(got[slot:8000:8],
                                     want[slot::channels] if slot < channels else [0] * 1000)

    def test_capture_of_some(self):
        mic = [(i * 2654435761 & 0xffffffff) - (1 << 31) for i in range(8 * 960)]
        write(self.path("mic"), mic, 8)
        rec = self.path("rec")
        for channels in 1, 2, 8:
            with self.subTest(channels=channels):
                self.good("-q", "-i", f"DAI1={self.path('mic')}", "-c", f"Multi={rec}",
                          "--params", f"Multi=,{channels},", topology=LOOP)
                got = read(rec)
                for c in range(channels):
                    self.assertEqual(got[c::channels], mic[c::8])


class Mux(Runner):
    def test_two_monos_on_their_sides(self):
        left = [(i * 2654435761 & 0xffffffff) - (1 << 31) for i in range(4800)]
        right = [x ^ 0x55555555 for x in left]
        write(self.path("l"), left, 1)
        write(self.path("r"), right, 1)
        self.good("-q", "-p", f"Left={self.path('l')}", "-p", f"Right@50={self.path('r')}",
                  "-o", f"DAI0={self.out}", topology=PAIR)
        got = read(self.out)
        late = 50 * 48
        self.assertEqual(got[:2 * 4800:2], left)
        self.assertEqual(got[1:2 * late:2], [0] * late)
        self.assertEqual(got[2 * late + 1:2 * (late + 4800):2], right)


class Volume(Runner):
    def test_levels(self):
        src = self.noise("a", bits=32)
        for db in -1, -6, -20:
            with self.subTest(db=db):
                self.play("-p", f"Media={src}", "--set", f"{MASTER}={db}dB")
                self.pcmcheck("level", "--expect-db", str(db), self.out, src)

    def test_two_volumes_add_up(self):
        src = self.noise("a", bits=32)
        self.play("-p", f"Media={src}", "-s", f"{MASTER}=-6dB", "-s", f"{MEDIA}=-6dB")
        self.pcmcheck("level", "--expect-db", "-12", self.out, src)

    def test_channels_and_mute(self):
        src = self.noise("a")
        self.play("-p", f"Media={src}", "--set", f"{MASTER}=0dB,mute")
        got, want = read(self.out), read(src)
        self.assertEqual(got[:len(want):2], want[::2])
        self.assertFalse(any(got[1::2]))

    def test_mute_switch(self):
        """Off: silent after 20 ms, whatever the volume; on: the volume of now."""
        src = self.noise("a", bits=32, frames=24000)
        switch = "Media Playback Switch"
        self.play("-p", f"Media={src}", "--set", f"{MEDIA}=-20dB", "--set-at", f"100:{switch}=off",
                  "--set-at", f"200:{MEDIA}=0dB", "--set-at", f"300:{switch}=on")
        got, want = read(self.out), read(src)
        self.assertFalse(any(got[2 * 48 * 121:2 * 48 * 300]))
        self.assertEqual(got[2 * 48 * 321:len(want)], want[2 * 48 * 321:])

    def test_mute_switch_of_each_channel(self):
        src = self.path("eight")
        noise = [(i * 2654435761 & 0xffffffff) - (1 << 31) for i in range(8 * 960)]
        write(src, noise, 8)
        self.good("-q", "-p", f"Multi={src}", "-o", f"DAI1={self.out}", "--set",
                  "Multi Playback Switch=on,off,on,off,off,on,on,off", topology=LOOP)
        got = read(self.out)
        for c in range(8):
            want = noise[c::8] if c in (0, 2, 5, 6) else [0] * 960
            self.assertEqual(got[c:8 * 960:8], want)

    def test_ramp(self):
        """From 0 dB to mute at 100 ms: over 20 ms, no step larger than its share."""
        level = 1 << 30
        write(self.path("dc"), [level] * 2 * 12000)
        self.play("-p", f"Media={self.path('dc')}", "--set-at", f"100:{MEDIA}=mute")
        left = read(self.out)[::2]
        steps = [a - b for a, b in zip(left, left[1:])]
        self.assertEqual(set(left[:4800]), {level})
        self.assertEqual(set(left[4800 + 48 * 21:]), {0})
        self.assertGreaterEqual(min(steps), 0)
        share = level / (20 * 48)
        print(f"\nramp: largest step {max(steps) / level:.6f} of the level, "
              f"share {share / level:.6f}")
        self.assertLess(max(steps), 1.1 * share)


class Capture(Runner):
    def test_bit_exact_on_both(self):
        mic = self.noise("mic", bits=32)
        a, b = self.path("ra"), self.path("rb")
        self.good("-q", "-i", f"DAI0={mic}", "-c", f"Media={a}", "-c", f"Phone={b}")
        for path in a, b:
            want = read(mic)
            self.assertEqual(read(path)[:len(want)], want)

    def test_full_duplex(self):
        mic, src = self.noise("mic", 5, 32), self.noise("a", 6, 24)
        rec = self.path("rec")
        done = self.play("-p", f"Media={src}", "-i", f"DAI0={mic}", "-c", f"Media={rec}")
        self.assertEqual(done["xruns"], 0)
        self.pcmcheck("sum", self.out, src)
        self.pcmcheck("sum", rec, mic)

    def test_mute_of_one_reader(self):
        """Both record from one microphone: the one that is muted hears nothing."""
        mic = self.noise("mic", bits=32, frames=4800)
        a, b = self.path("ra"), self.path("rb")
        self.good("-q", "-i", f"DAI0={mic}", "-c", f"Media={a}", "-c", f"Phone={b}",
                  "--set", "Phone Capture Switch=off")
        want = read(mic)
        self.assertEqual(read(a)[:len(want)], want)
        self.assertFalse(any(read(b)))

    def test_16_bits_are_rounded(self):
        mic = self.noise("mic", bits=32, frames=4800)
        rec = self.path("rec")
        self.good("-q", "-i", f"DAI0={mic}", "-c", f"Media={rec}", "--params", "Media=,,s16")
        want = [max(-32768, min(32767, (x + 0x8000) >> 16)) << 16 for x in read(mic)]
        self.assertEqual(read(rec), want)
        with wave.open(rec) as w:
            self.assertEqual(w.getsampwidth(), 2)

    def test_silence_for_a_time(self):
        rec = self.path("rec")
        self.good("-q", "-c", f"Media={rec}", "--seconds", "0.25")
        self.assertEqual(read(rec), [0] * 2 * 12000)


class Files(Runner):
    def test_rounded_output(self):
        src = self.noise("a", bits=32, peak_db=0)
        for fmt, bits in ("s16", 16), ("s24", 24):
            with self.subTest(fmt=fmt):
                self.play("-p", f"Media={src}", "-f", fmt)
                top, drop = 2 ** (bits - 1) - 1, 32 - bits
                want = [min(top, (x + (1 << (drop - 1))) >> drop) << drop for x in read(src)]
                self.assertEqual(read(self.out)[:len(want)], want)

    def test_seconds_cut_a_file(self):
        src = self.noise("a", frames=48000)
        done = self.play("-p", f"Media={src}", "--seconds", "0.1")
        self.assertEqual(done["ticks_ms"], 100)
        self.assertEqual(done["files"][0]["frames"], 4800)
        self.assertEqual(done["files"][0]["unused_frames"], 43200)
        self.assertEqual(read(self.out), read(src)[:9600])
        text = self.good("-p", f"Media={src}", "--seconds", "0.1", "-o", f"DAI0={self.out}")
        self.assertIn("43200 frames at its end were not used", text)

    def test_tail(self):
        src = self.noise("a", frames=480)
        self.play("-p", f"Media={src}", "--tail-ms", "30")
        self.assertEqual(len(read(self.out)), 2 * 48 * 40)

    def test_log(self):
        src, log = self.noise("a", frames=480), self.path("ipc", ".log")
        done = self.play("-p", f"Media={src}", "--ipc-log", log)
        with open(log, encoding="utf-8") as f:
            lines = f.read().splitlines()
        self.assertEqual(len(lines), done["messages"])
        for line in lines:
            self.assertRegex(line, r"^\d+ [A-Z]+_[A-Z]+ .*: ok$")
        self.assertRegex(lines[-1], "PIPE_FREE")

    def test_list(self):
        listed = json.loads(self.good("--list", "--json"))
        text = self.good("--list")
        dot = self.good("--dot")
        names = [w["name"] for w in listed["widgets"]]
        self.assertIn("mixer.20.1", names)
        for name in names:
            self.assertIn(name, text)
        for widget in listed["widgets"]:
            if widget["kind"] != "pipeline":
                self.assertIn(f'"{widget["name"]}" [shape=', dot)
        self.assertEqual(dot.count(" -> "), len(listed["routes"]))
        pcms = {(p["name"], p["direction"]): p for p in listed["pcms"]}
        self.assertFalse(pcms["Media", "playback"]["connection_point"])
        self.assertTrue(pcms["Guest 1", "playback"]["connection_point"])
        self.assertIn("mute, -59dB..0dB by 1dB",
                      next(c for c in listed["controls"] if c["name"] == MASTER)["range"])


class Mistakes(Runner):
    def test_command_line(self):
        src = self.noise("a", frames=480)
        out = f"DAI0={self.out}"
        play = f"Media={src}"
        for words, args in (
                ("nothing to write", ["-p", play]),
                ("nothing to play", ["-o", out]),
                ("NAME=FILE is wanted, not 'Media'", ["-p", "Media", "-o", out]),
                ("two files for 'Media'", ["-p", play, "-p", play, "-o", out]),
                ("what is 'more' for?", ["-p", play, "-o", out, "more"]),
                ("s16, s24 or s32, not 'u8'", ["-p", play, "-o", out, "-f", "u8"]),
                ("'-1' is no time", ["-p", play, "-o", out, "--seconds=-1"]),
                ("MS:NAME=VALUE is wanted", ["-p", play, "-o", out, "--set-at", "x=1"]),
                ("there is no --capture", ["-p", play, "--params", "Media=48000", "-o", out])):
            with self.subTest(words=words):
                self.refused(2, words, *args)
                self.assertFalse(os.path.exists(self.out))
        done = subprocess.run([RUN, "-o", out], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("which topology?", done.stderr)

    def test_names(self):
        src = self.noise("a", frames=480)
        out = f"DAI0={self.out}"
        for words, args in (
                ("there is no PCM 'Radio'; for playback there is: Media, Phone, ",
                 ["-p", f"Radio={src}", "-o", out]),
                ("there is no DAI 'DAI7'; for playback there is: ",
                 ["-p", f"Media={src}", "-o", f"DAI7={self.out}"]),
                ("there is no control 'Bass'; there is: Media Playback Volume, ",
                 ["-p", f"Media={src}", "-o", out, "--set", "Bass=1"]),
                (f"'{MASTER}' goes from -59.00 dB to 0.00 dB, not to 6.00 dB",
                 ["-p", f"Media={src}", "-o", out, "--set-at", f"5:{MASTER}=6dB"]),
                ("nothing records from DAI 'DAI0'",
                 ["-i", f"DAI0={src}", "-p", f"Media={src}", "-o", out])):
            with self.subTest(words=words):
                self.refused(1, words, *args)

    def test_files(self):
        out = f"DAI0={self.out}"
        mono, slow, odd = self.path("mono"), self.path("slow"), self.path("odd")
        write(mono, [0] * 480, channels=1)
        write(slow, [0] * 480, rate=8000)
        with open(odd, "w", encoding="utf-8") as f:
            f.write("This is no sound.")
        real = self.path("float")
        write_header(real, struct.pack("<HHIIHH", 3, 2, 48000, 384000, 8, 32), bytes(800))
        for words, path in (
                ("1 channels, but PCM 'Media' has 2 to 2", mono),
                ("8000 Hz, but PCM 'Media' takes", slow),
                ("odd.wav: ", odd),
                ("holds floating point samples", real),
                ("No such file", self.path("none"))):
            with self.subTest(words=words):
                self.refused(1, words, "-p", f"Media={path}", "-o", out)

    def test_input_is_not_overwritten(self):
        src = self.noise("a", frames=480)
        before = read(src)
        self.refused(1, "is it input or output?", "-p", f"Media={src}", "-o", f"DAI0={src}")
        self.assertEqual(read(src), before)

    def test_full_disk(self):
        src = self.noise("a", frames=48000)
        limit = 100000

        def small_disk():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        done = subprocess.run([RUN, "-t", HOST, "-p", f"Media={src}", "-o", f"DAI0={self.out}"],
                              capture_output=True, text=True, check=False,
                              preexec_fn=small_disk)
        self.assertEqual(done.returncode, 1)
        self.assertIn("File too large", done.stderr)
        frames = int(re.search(r"out.wav is incomplete: (\d+) frames", done.stderr)[1])
        self.assertLessEqual(frames, limit // 8)
        self.assertGreater(frames, limit // 8 - 1024)
        self.assertEqual(read(src)[:2 * frames], read(self.out)[:2 * frames])

    def test_topologies(self):
        src = self.noise("a", frames=480)
        with open(HOST, "rb") as f:
            whole = f.read()
        bad = self.path("bad", ".tplg")
        for words, data in (
                ("the file is empty", b""),
                ("the file ends in the middle of a block", whole[:len(whole) - 1]),
                ("not an ALSA topology", b"x" + whole[1:]),
                ("there is no 'mixer.20.1'", whole.replace(b"mixer.20.1\0", b"mixer.20.7\0", 1))):
            with self.subTest(words=words):
                with open(bad, "wb") as f:
                    f.write(data)
                self.refused(1, words, "-p", f"Media={src}", "-o", f"DAI0={self.out}",
                             topology=bad)
                self.assertFalse(os.path.exists(self.out))
        self.refused(1, "No such file", "--list", topology=self.path("none"))


if __name__ == "__main__":
    unittest.main()
