# SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
# Sources of the software DSP, relative to the top. Read by the user-space
# makefiles and, with a prefix, by kbuild. Include paths: dsp/include, dsp,
# include, and one of port/*.
sofdsp-srcs := \
	dsp/arena.c \
	dsp/boot.c \
	dsp/comp.c \
	dsp/control.c \
	dsp/dma.c \
	dsp/graph.c \
	dsp/ipc.c \
	dsp/pm.c \
	dsp/sched.c \
	dsp/stream.c \
	dsp/topology.c \
	dsp/components/dai/dai.c \
	dsp/components/host/host.c \
	dsp/components/mixer/mixer.c \
	dsp/components/volume/volume.c
