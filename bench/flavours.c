// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * The DSP as it was compiled each time; mk/bench.mk has the flags.
 */
#include "bench.h"

static bool always(void)
{
	return true;
}

#ifdef BENCH_WIDE_X86
static bool has_avx2(void)
{
	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") &&
	       __builtin_cpu_supports("fma");
}
#endif

#define DECLARE(f) \
	size_t f##_sofdsp_footprint(void); \
	struct sofdsp *f##_sofdsp_init(void *mem, size_t bytes, \
				       const struct sofdsp_env *env, void *env_ctx); \
	u32 f##_sofdsp_ipc(struct sofdsp *dsp, const void *msg, u32 msg_bytes, \
			   void *reply, u32 reply_cap); \
	void f##_sofdsp_tick(struct sofdsp *dsp); \
	int f##_sofdsp_dma_setup(struct sofdsp *dsp, u32 stream_tag, u32 direction, \
				 const struct sofdsp_sg *sg, u32 n_sg, u32 bytes)

#define FLAVOUR(f, _flags, _usable) { \
	.name = #f, .flags = _flags, .usable = _usable, \
	.footprint = f##_sofdsp_footprint, .init = f##_sofdsp_init, \
	.ipc = f##_sofdsp_ipc, .tick = f##_sofdsp_tick, \
	.dma_setup = f##_sofdsp_dma_setup }

DECLARE(kernel);
DECLARE(vector);
#ifdef BENCH_WIDE_X86
DECLARE(avx2);
#endif

const struct bench_flavour bench_flavours[] = {
	FLAVOUR(kernel, BENCH_FLAGS_kernel, always),
	FLAVOUR(vector, BENCH_FLAGS_vector, always),
#ifdef BENCH_WIDE_X86
	FLAVOUR(avx2, BENCH_FLAGS_avx2, has_avx2),
#endif
};
const u32 bench_n_flavours = sizeof(bench_flavours) / sizeof(bench_flavours[0]);
