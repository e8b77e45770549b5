# SPDX-License-Identifier: GPL-2.0-only OR BSD-3-Clause
# Sources of the software DSP, relative to the top. Read by the user-space
# makefiles and, with a prefix, by kbuild. Include paths: dsp/include, dsp,
# include, and one of port/*.
sofdsp-srcs := \
	dsp/dsp_arena.c \
	dsp/dsp_blend.c \
	dsp/dsp_blob.c \
	dsp/dsp_boot.c \
	dsp/dsp_buffer.c \
	dsp/dsp_comp.c \
	dsp/dsp_control.c \
	dsp/dsp_dma.c \
	dsp/dsp_graph.c \
	dsp/dsp_ipc.c \
	dsp/dsp_route.c \
	dsp/dsp_sched.c \
	dsp/dsp_stream.c \
	dsp/dsp_topology.c \
	dsp/components/comp_table.c \
	dsp/components/dai/comp_dai.c \
	dsp/components/dcblock/comp_dcblock.c \
	dsp/components/eq_fir/comp_eq_fir.c \
	dsp/components/eq_fir/eq_fir_blob.c \
	dsp/components/eq_iir/comp_eq_iir.c \
	dsp/components/eq_iir/eq_iir_blob.c \
	dsp/components/drc/comp_drc.c \
	dsp/components/drc/drc_gain.c \
	dsp/components/host/comp_host.c \
	dsp/components/mixer/comp_mixer.c \
	dsp/components/mux/comp_demux.c \
	dsp/components/mux/comp_mux.c \
	dsp/components/mux/mux_config.c \
	dsp/components/selector/comp_selector.c \
	dsp/components/src/comp_src.c \
	dsp/components/src/src_bank.c \
	dsp/components/src/src_core.c \
	dsp/components/src/src_dot.c \
	dsp/components/src/src_proto.c \
	dsp/components/volume/comp_volume.c \
	dsp/components/volume/volume_ramp.c \
	dsp/math/dsp_math.c \
	dsp/template/comp_template.c
