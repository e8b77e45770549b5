// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * sim [--seeds N] [--seed S] [--steps N] [--sabotage N] [--verbose]
 *
 * Runs N seeds, or one. Each step one of guests, host and DSP does something, or
 * something goes wrong; then everything is checked. A failure names the seed and
 * the line that shows it again. With --sabotage device or driver is broken on purpose,
 * and the run is good if that is found.
 */
#include <getopt.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "sim.h"

static jmp_buf failed;
static bool may_fail;

void sim_log(const struct sim *sim, const char *format, ...)
{
	va_list args;

	if (!sim->verbose)
		return;
	printf("%6u  ", sim->step);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
}

void sim_must(struct sim *sim, bool ok, const char *what)
{
	if (ok)
		return;
	if (may_fail)
		longjmp(failed, 1);
	fflush(stdout);
	fprintf(stderr, "sim: seed %u, step %u: %s\n", sim->seed, sim->step, what);
	fprintf(stderr, "sim: to see it again: sim --seed %u --steps %u --verbose\n",
		sim->seed, sim->step);
	exit(1);
}

u32 sim_random(struct sim *sim, u32 n)
{
	/* xorshift: the low bits are as good as the others */
	sim->random ^= sim->random << 13;
	sim->random ^= sim->random >> 17;
	sim->random ^= sim->random << 5;

	return (sim->random >> 3) % n;
}

static void guest_dies(struct sim *sim, u32 g)
{
	sim_log(sim, "guest %u dies", g);
	sim->tally->deaths++;
	sim_driver_gone(sim, g);
	if (sim->devices[g].attached)
		sim_device_detach(sim, g);
}

static void guest_comes(struct sim *sim, u32 g)
{
	sim_log(sim, "guest %u comes", g);
	sim_device_attach(sim, g);
	sim->drivers[g].evil = sim_one_in(sim, 4);
	sim_driver_boot(sim, g);
}

static void guest_resets(struct sim *sim, u32 g)
{
	sim_log(sim, "guest %u resets", g);
	sim_driver_gone(sim, g);
	sim_device_reset(sim, g);
	sim_driver_boot(sim, g);
}

static void dsp_step(struct sim *sim)
{
	switch (sim_random(sim, 60)) {
	case 0:
		if (sim->alive && sim_one_in(sim, sim->calm / 50)) {
			sim_log(sim, "the DSP crashes");
			sim_dsp_crash(sim);
			sim->tally->losses++;
		}
		break;
	case 1:
	case 2:
		if (!sim->alive && !sim->asleep) {
			sim_log(sim, "the DSP is back");
			sim_dsp_boot(sim);
		}
		break;
	case 3:
	case 4:
		/* a crashed one may too: nobody has anything there */
		if (!sim->asleep && !sim->host_plays && sim_device_may_sleep(sim)) {
			sim_log(sim, "the DSP sleeps");
			sim_dsp_sleep(sim);
			sim->tally->sleeps++;
		}
		break;
	case 5:
	case 6:
		if (sim->alive)
			sim_dsp_host_play(sim, !sim->host_plays);
		break;
	case 7:
		sim->lose_reply = sim_one_in(sim, sim->calm / 50);
		break;
	default:
		sim_dsp_tick(sim);
		sim->now_ns += 1000000;
		break;
	}
}

static void guest_step(struct sim *sim, u32 g)
{
	if (!sim->devices[g].attached) {
		if (sim_one_in(sim, 30))
			guest_comes(sim, g);
		return;
	}
	switch (sim_random(sim, sim->calm)) {
	case 0:
		guest_dies(sim, g);
		return;
	case 1:
	case 2:
		guest_resets(sim, g);
		return;
	case 3:
	case 4:
	case 5:
	case 6:
		sim_driver_fault(sim, g);
		return;
	default:
		break;
	}
	switch (sim_random(sim, 8)) {
	case 0:
		sim_device_events(sim, g);
		break;
	case 1:
		sim_device_data(sim, g);
		break;
	default:
		/* most of the time something gets on, the rest is late */
		if (sim_one_in(sim, 4) || !sim_device_work(sim, g))
			sim_driver_next(sim, g);
		break;
	}
}

/* Everybody goes: what is left must be the host's own. */
static void all_go(struct sim *sim)
{
	struct sofdsp_stats before, after;
	u32 g;

	for (g = 0; g < SIM_GUESTS; g++)
		if (sim->devices[g].attached)
			guest_dies(sim, g);
	sim_check(sim);
	sim_must(sim, !sim->ranges.used, "a range is not given back");
	if (!sim->alive)
		return;

	sim_dsp_host_play(sim, false);
	sofdsp_get_stats(sim->dsp, &after);
	sim_dsp_boot(sim);
	sofdsp_get_stats(sim->dsp, &before);
	sim_must(sim, before.n_comps == after.n_comps &&
		      before.n_buffers == after.n_buffers &&
		      before.n_pipelines == after.n_pipelines &&
		      before.n_streams == after.n_streams &&
		      before.n_dmas == after.n_dmas &&
		      before.arena_used_bytes == after.arena_used_bytes,
		 "the DSP is not as it was before the guests came");
}

static bool run(u32 seed, u32 steps, bool verbose, enum sim_sabotage sabotage,
		struct sim_tally *tally)
{
	static struct sim sim;
	volatile bool found = false;
	u32 g;

	memset(&sim, 0, sizeof(sim));
	sim.seed = seed;
	sim.random = seed * 2654435761u | 1;
	sim.verbose = verbose;
	sim.sabotage = sabotage;
	sim.tally = tally;
	/* in some runs something happens all the time, others get far */
	sim.calm = 200u << 2 * (seed % 4);
	sim.guests = 1 + seed / 4 % SIM_GUESTS;
	sim_random(&sim, 2);
	sim_random(&sim, 2);
	sim_dsp_init(&sim);

	if (may_fail && setjmp(failed)) {
		found = true;
	} else {
		for (g = 0; g < sim.guests; g++)
			guest_comes(&sim, g);
		for (sim.step = 1; sim.step <= steps; sim.step++) {
			if (sim_one_in(&sim, 6))
				dsp_step(&sim);
			else
				guest_step(&sim, sim_random(&sim, sim.guests));
			sim_check(&sim);
		}
		all_go(&sim);
		tally->steps += steps;
	}
	sim_dsp_free(&sim);

	return found;
}

static void print_tally(u32 seeds, const struct sim_tally *t)
{
	printf("sim: %u seeds, %llu steps, %llu requests, %llu refused, %llu faults, "
	       "%llu resets, %llu deaths, %llu losses, %llu sleeps, %llu starts, "
	       "%llu events, %llu frames: all held\n", seeds,
	       (unsigned long long)t->steps, (unsigned long long)t->requests,
	       (unsigned long long)t->refused, (unsigned long long)t->faults,
	       (unsigned long long)t->resets, (unsigned long long)t->deaths,
	       (unsigned long long)t->losses, (unsigned long long)t->sleeps,
	       (unsigned long long)t->starts, (unsigned long long)t->events,
	       (unsigned long long)t->frames);
}

/* Or the run would prove nothing. */
static bool enough(u32 seeds, const struct sim_tally *t)
{
	return t->requests > 20ull * seeds && t->refused > seeds &&
	       t->starts > seeds && t->events && t->losses && t->sleeps &&
	       t->faults && t->deaths && t->frames > 48ull * seeds;
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "seeds", required_argument, NULL, 'n' },
		{ "seed", required_argument, NULL, 's' },
		{ "steps", required_argument, NULL, 't' },
		{ "sabotage", required_argument, NULL, 'b' },
		{ "verbose", no_argument, NULL, 'v' },
		{ NULL, 0, NULL, 0 }
	};
	u32 seeds = 1000, seed = 0, steps = 1000, sabotage = 0, i;
	struct sim_tally tally = { 0 };
	bool verbose = false;
	int c;

	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (c) {
		case 'n':
			seeds = (u32)strtoul(optarg, NULL, 0);
			break;
		case 's':
			seed = (u32)strtoul(optarg, NULL, 0);
			break;
		case 't':
			steps = (u32)strtoul(optarg, NULL, 0);
			break;
		case 'b':
			sabotage = (u32)strtoul(optarg, NULL, 0);
			break;
		case 'v':
			verbose = true;
			break;
		default:
			fprintf(stderr, "usage: sim [--seeds N] [--seed S] [--steps N] [--sabotage N] [--verbose]\n");
			return 2;
		}
	}
	if (seed) {
		run(seed, steps, verbose, sabotage, &tally);
		print_tally(1, &tally);
		return 0;
	}

	may_fail = sabotage != SIM_NO_SABOTAGE;
	for (i = 1; i <= seeds; i++) {
		if (run(i, steps, false, sabotage, &tally)) {
			printf("sim: sabotage %u is found by seed %u\n", sabotage, i);
			return 0;
		}
	}
	if (sabotage) {
		fprintf(stderr, "sim: sabotage %u is not found by %u seeds\n",
			sabotage, seeds);
		return 1;
	}
	print_tally(seeds, &tally);
	if (!enough(seeds, &tally)) {
		fprintf(stderr, "sim: too little happened\n");
		return 1;
	}

	return 0;
}
