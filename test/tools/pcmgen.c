// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
/*
 * pcmgen - a test signal that occurs nowhere else
 *
 * White noise from a seed: host and guest make the same file without sharing
 * one, any piece of it fits at one place only, and no sample is zero, so a
 * recording shows where it begins and ends.
 */
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "wav.h"

static const char usage[] =
"usage: pcmgen [--seed N] [--frames N] [--channels N] [--rate HZ] [--bits 16|24|32]\n"
"              [--peak-db DB] FILE.wav\n"
"\n"
"Writes noise, evenly distributed up to the peak.\n"
"  --seed N      which noise (1)\n"
"  --frames N    length (48000)\n"
"  --channels N  1 to 8, each another noise (2)\n"
"  --rate HZ     frames per second (48000)\n"
"  --bits N      sample width (16)\n"
"  --peak-db DB  highest level, 0 is full scale (-12)\n";

/* xorshift64* of Vigna: good enough to look like nothing else */
static uint64_t next_random(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * 2685821657736338717ull;
}

/* Return: a sample of either sign up to @peak_q31, never zero in @bits bits */
static int32_t noise_q31(uint64_t *state, int64_t peak_q31, int bits)
{
	int64_t r = (int32_t)(next_random(state) >> 32);
	int32_t x = (int32_t)(r * peak_q31 >> 31);
	int32_t one = 1 << (32 - bits);

	x &= ~(one - 1);
	return x ? x : one;
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "seed", required_argument, NULL, 's' },
		{ "frames", required_argument, NULL, 'n' },
		{ "channels", required_argument, NULL, 'c' },
		{ "rate", required_argument, NULL, 'r' },
		{ "bits", required_argument, NULL, 'b' },
		{ "peak-db", required_argument, NULL, 'p' },
		{ 0 }
	};
	struct wav w = { .frames = 48000, .channels = 2, .rate = 48000, .bits = 16 };
	uint64_t state, seed = 1;
	int64_t peak_q31;
	double peak_db = -12;
	int c;

	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (c) {
		case 's': seed = strtoull(optarg, NULL, 0); break;
		case 'n': w.frames = strtoul(optarg, NULL, 0); break;
		case 'c': w.channels = atoi(optarg); break;
		case 'r': w.rate = atoi(optarg); break;
		case 'b': w.bits = atoi(optarg); break;
		case 'p': peak_db = atof(optarg); break;
		default:
			fputs(usage, stderr);
			return 2;
		}
	}
	if (optind != argc - 1 || !w.frames || peak_db > 0 || !w.rate ||
	    w.channels < 1 || w.channels > 8 ||
	    (w.bits != 16 && w.bits != 24 && w.bits != 32)) {
		fputs(usage, stderr);
		return 2;
	}

	w.pcm = malloc(w.frames * w.channels * sizeof(*w.pcm));
	if (!w.pcm)
		wav_die("out of memory");
	peak_q31 = (int64_t)(pow(10, peak_db / 20) * INT32_MAX);
	state = (seed + 1) * 0x9e3779b97f4a7c15ull;
	for (size_t i = 0; i < w.frames * w.channels; i++)
		w.pcm[i] = noise_q31(&state, peak_q31, w.bits);
	wav_write(&w, argv[optind]);

	return 0;
}
