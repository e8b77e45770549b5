// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copyright (C) 2026 The sof-virtio authors
 *
 * Compares <sof/ipc3.h> with the kernel's headers of SOF when the modules
 * are built: sizes, offsets and numbers. Holds no code; compiled and linked into
 * a module so that it can't be forgotten.
 */
#include <linux/bits.h>
#include <linux/build_bug.h>
#include <linux/stddef.h>
#include <linux/types.h>
/* stream.h first: control.h and pm.h use it without including it. */
#include <sound/sof/stream.h>
#include <sound/sof/control.h>
#include <sound/sof/dai.h>
#include <sound/sof/debug.h>
#include <sound/sof/header.h>
#include <sound/sof/info.h>
#include <sound/sof/pm.h>
#include <sound/sof/topology.h>
#include <sound/sof/trace.h>
#include <uapi/sound/sof/abi.h>

#include <sof/ipc3.h>

#define SAME_SIZE(ours, theirs) \
	static_assert(sizeof(struct ours) == sizeof(struct theirs))
#define SAME_OFF(ours, member, theirs, their_member) \
	static_assert(offsetof(struct ours, member) == \
		      offsetof(struct theirs, their_member) && \
		      sizeof_field(struct ours, member) == \
		      sizeof_field(struct theirs, their_member))
#define SAME_NR(ours, theirs) static_assert((u32)(ours) == (u32)(theirs))

SAME_SIZE(sof3_hdr, sof_ipc_hdr);
SAME_OFF(sof3_hdr, size, sof_ipc_hdr, size);

SAME_SIZE(sof3_cmd_hdr, sof_ipc_cmd_hdr);
SAME_OFF(sof3_cmd_hdr, size, sof_ipc_cmd_hdr, size);
SAME_OFF(sof3_cmd_hdr, cmd, sof_ipc_cmd_hdr, cmd);

SAME_SIZE(sof3_reply, sof_ipc_reply);
SAME_OFF(sof3_reply, hdr, sof_ipc_reply, hdr);
SAME_OFF(sof3_reply, error, sof_ipc_reply, error);

SAME_SIZE(sof3_compound_hdr, sof_ipc_compound_hdr);
SAME_OFF(sof3_compound_hdr, hdr, sof_ipc_compound_hdr, hdr);
SAME_OFF(sof3_compound_hdr, count, sof_ipc_compound_hdr, count);

SAME_SIZE(sof3_host_buffer, sof_ipc_host_buffer);
SAME_OFF(sof3_host_buffer, hdr, sof_ipc_host_buffer, hdr);
SAME_OFF(sof3_host_buffer, phy_addr, sof_ipc_host_buffer, phy_addr);
SAME_OFF(sof3_host_buffer, pages, sof_ipc_host_buffer, pages);
SAME_OFF(sof3_host_buffer, size, sof_ipc_host_buffer, size);

SAME_SIZE(sof3_abi_hdr, sof_abi_hdr);
SAME_OFF(sof3_abi_hdr, magic, sof_abi_hdr, magic);
SAME_OFF(sof3_abi_hdr, type, sof_abi_hdr, type);
SAME_OFF(sof3_abi_hdr, size, sof_abi_hdr, size);
SAME_OFF(sof3_abi_hdr, abi, sof_abi_hdr, abi);

SAME_SIZE(sof3_fw_version, sof_ipc_fw_version);
SAME_OFF(sof3_fw_version, hdr, sof_ipc_fw_version, hdr);
SAME_OFF(sof3_fw_version, major, sof_ipc_fw_version, major);
SAME_OFF(sof3_fw_version, minor, sof_ipc_fw_version, minor);
SAME_OFF(sof3_fw_version, micro, sof_ipc_fw_version, micro);
SAME_OFF(sof3_fw_version, build, sof_ipc_fw_version, build);
SAME_OFF(sof3_fw_version, date, sof_ipc_fw_version, date);
SAME_OFF(sof3_fw_version, time, sof_ipc_fw_version, time);
SAME_OFF(sof3_fw_version, tag, sof_ipc_fw_version, tag);
SAME_OFF(sof3_fw_version, abi_version, sof_ipc_fw_version, abi_version);
SAME_OFF(sof3_fw_version, src_hash, sof_ipc_fw_version, src_hash);

SAME_SIZE(sof3_fw_ready, sof_ipc_fw_ready);
SAME_OFF(sof3_fw_ready, hdr, sof_ipc_fw_ready, hdr);
SAME_OFF(sof3_fw_ready, dspbox_offset, sof_ipc_fw_ready, dspbox_offset);
SAME_OFF(sof3_fw_ready, hostbox_offset, sof_ipc_fw_ready, hostbox_offset);
SAME_OFF(sof3_fw_ready, dspbox_size, sof_ipc_fw_ready, dspbox_size);
SAME_OFF(sof3_fw_ready, hostbox_size, sof_ipc_fw_ready, hostbox_size);
SAME_OFF(sof3_fw_ready, version, sof_ipc_fw_ready, version);
SAME_OFF(sof3_fw_ready, flags, sof_ipc_fw_ready, flags);

SAME_SIZE(sof3_ext_data_hdr, sof_ipc_ext_data_hdr);
SAME_OFF(sof3_ext_data_hdr, hdr, sof_ipc_ext_data_hdr, hdr);
SAME_OFF(sof3_ext_data_hdr, type, sof_ipc_ext_data_hdr, type);

SAME_SIZE(sof3_window_elem, sof_ipc_window_elem);
SAME_OFF(sof3_window_elem, hdr, sof_ipc_window_elem, hdr);
SAME_OFF(sof3_window_elem, type, sof_ipc_window_elem, type);
SAME_OFF(sof3_window_elem, id, sof_ipc_window_elem, id);
SAME_OFF(sof3_window_elem, flags, sof_ipc_window_elem, flags);
SAME_OFF(sof3_window_elem, size, sof_ipc_window_elem, size);
SAME_OFF(sof3_window_elem, offset, sof_ipc_window_elem, offset);

SAME_SIZE(sof3_window, sof_ipc_window);
SAME_OFF(sof3_window, ext_hdr, sof_ipc_window, ext_hdr);
SAME_OFF(sof3_window, num_windows, sof_ipc_window, num_windows);
SAME_OFF(sof3_window, window, sof_ipc_window, window);

SAME_SIZE(sof3_comp, sof_ipc_comp);
SAME_OFF(sof3_comp, hdr, sof_ipc_comp, hdr);
SAME_OFF(sof3_comp, id, sof_ipc_comp, id);
SAME_OFF(sof3_comp, type, sof_ipc_comp, type);
SAME_OFF(sof3_comp, pipeline_id, sof_ipc_comp, pipeline_id);
SAME_OFF(sof3_comp, core, sof_ipc_comp, core);
SAME_OFF(sof3_comp, ext_data_length, sof_ipc_comp, ext_data_length);

SAME_SIZE(sof3_buffer, sof_ipc_buffer);
SAME_OFF(sof3_buffer, comp, sof_ipc_buffer, comp);
SAME_OFF(sof3_buffer, size, sof_ipc_buffer, size);
SAME_OFF(sof3_buffer, caps, sof_ipc_buffer, caps);
SAME_OFF(sof3_buffer, flags, sof_ipc_buffer, flags);

SAME_SIZE(sof3_comp_config, sof_ipc_comp_config);
SAME_OFF(sof3_comp_config, hdr, sof_ipc_comp_config, hdr);
SAME_OFF(sof3_comp_config, periods_sink, sof_ipc_comp_config, periods_sink);
SAME_OFF(sof3_comp_config, periods_source, sof_ipc_comp_config, periods_source);
SAME_OFF(sof3_comp_config, frame_fmt, sof_ipc_comp_config, frame_fmt);
SAME_OFF(sof3_comp_config, xrun_action, sof_ipc_comp_config, xrun_action);

SAME_SIZE(sof3_comp_host, sof_ipc_comp_host);
SAME_OFF(sof3_comp_host, comp, sof_ipc_comp_host, comp);
SAME_OFF(sof3_comp_host, config, sof_ipc_comp_host, config);
SAME_OFF(sof3_comp_host, direction, sof_ipc_comp_host, direction);
SAME_OFF(sof3_comp_host, no_irq, sof_ipc_comp_host, no_irq);
SAME_OFF(sof3_comp_host, dmac_config, sof_ipc_comp_host, dmac_config);

SAME_SIZE(sof3_comp_dai, sof_ipc_comp_dai);
SAME_OFF(sof3_comp_dai, comp, sof_ipc_comp_dai, comp);
SAME_OFF(sof3_comp_dai, config, sof_ipc_comp_dai, config);
SAME_OFF(sof3_comp_dai, direction, sof_ipc_comp_dai, direction);
SAME_OFF(sof3_comp_dai, dai_index, sof_ipc_comp_dai, dai_index);
SAME_OFF(sof3_comp_dai, type, sof_ipc_comp_dai, type);

SAME_SIZE(sof3_comp_mixer, sof_ipc_comp_mixer);
SAME_OFF(sof3_comp_mixer, comp, sof_ipc_comp_mixer, comp);
SAME_OFF(sof3_comp_mixer, config, sof_ipc_comp_mixer, config);

SAME_SIZE(sof3_comp_volume, sof_ipc_comp_volume);
SAME_OFF(sof3_comp_volume, comp, sof_ipc_comp_volume, comp);
SAME_OFF(sof3_comp_volume, config, sof_ipc_comp_volume, config);
SAME_OFF(sof3_comp_volume, channels, sof_ipc_comp_volume, channels);
SAME_OFF(sof3_comp_volume, min_value, sof_ipc_comp_volume, min_value);
SAME_OFF(sof3_comp_volume, max_value, sof_ipc_comp_volume, max_value);
SAME_OFF(sof3_comp_volume, ramp, sof_ipc_comp_volume, ramp);
SAME_OFF(sof3_comp_volume, initial_ramp, sof_ipc_comp_volume, initial_ramp);

SAME_SIZE(sof3_comp_src, sof_ipc_comp_src);
SAME_OFF(sof3_comp_src, comp, sof_ipc_comp_src, comp);
SAME_OFF(sof3_comp_src, config, sof_ipc_comp_src, config);
SAME_OFF(sof3_comp_src, source_rate, sof_ipc_comp_src, source_rate);
SAME_OFF(sof3_comp_src, sink_rate, sof_ipc_comp_src, sink_rate);
SAME_OFF(sof3_comp_src, rate_mask, sof_ipc_comp_src, rate_mask);

SAME_SIZE(sof3_comp_asrc, sof_ipc_comp_asrc);
SAME_OFF(sof3_comp_asrc, comp, sof_ipc_comp_asrc, comp);
SAME_OFF(sof3_comp_asrc, config, sof_ipc_comp_asrc, config);
SAME_OFF(sof3_comp_asrc, source_rate, sof_ipc_comp_asrc, source_rate);
SAME_OFF(sof3_comp_asrc, sink_rate, sof_ipc_comp_asrc, sink_rate);
SAME_OFF(sof3_comp_asrc, asynchronous_mode, sof_ipc_comp_asrc, asynchronous_mode);
SAME_OFF(sof3_comp_asrc, operation_mode, sof_ipc_comp_asrc, operation_mode);

SAME_SIZE(sof3_comp_mux, sof_ipc_comp_mux);
SAME_OFF(sof3_comp_mux, comp, sof_ipc_comp_mux, comp);
SAME_OFF(sof3_comp_mux, config, sof_ipc_comp_mux, config);

SAME_SIZE(sof3_comp_tone, sof_ipc_comp_tone);
SAME_OFF(sof3_comp_tone, comp, sof_ipc_comp_tone, comp);
SAME_OFF(sof3_comp_tone, config, sof_ipc_comp_tone, config);
SAME_OFF(sof3_comp_tone, sample_rate, sof_ipc_comp_tone, sample_rate);
SAME_OFF(sof3_comp_tone, frequency, sof_ipc_comp_tone, frequency);
SAME_OFF(sof3_comp_tone, amplitude, sof_ipc_comp_tone, amplitude);
SAME_OFF(sof3_comp_tone, freq_mult, sof_ipc_comp_tone, freq_mult);
SAME_OFF(sof3_comp_tone, ampl_mult, sof_ipc_comp_tone, ampl_mult);
SAME_OFF(sof3_comp_tone, length, sof_ipc_comp_tone, length);
SAME_OFF(sof3_comp_tone, period, sof_ipc_comp_tone, period);
SAME_OFF(sof3_comp_tone, repeats, sof_ipc_comp_tone, repeats);
SAME_OFF(sof3_comp_tone, ramp_step, sof_ipc_comp_tone, ramp_step);

SAME_SIZE(sof3_comp_process, sof_ipc_comp_process);
SAME_OFF(sof3_comp_process, comp, sof_ipc_comp_process, comp);
SAME_OFF(sof3_comp_process, config, sof_ipc_comp_process, config);
SAME_OFF(sof3_comp_process, size, sof_ipc_comp_process, size);
SAME_OFF(sof3_comp_process, type, sof_ipc_comp_process, type);

SAME_SIZE(sof3_free, sof_ipc_free);
SAME_OFF(sof3_free, hdr, sof_ipc_free, hdr);
SAME_OFF(sof3_free, id, sof_ipc_free, id);

SAME_SIZE(sof3_comp_reply, sof_ipc_comp_reply);
SAME_OFF(sof3_comp_reply, rhdr, sof_ipc_comp_reply, rhdr);
SAME_OFF(sof3_comp_reply, id, sof_ipc_comp_reply, id);
SAME_OFF(sof3_comp_reply, offset, sof_ipc_comp_reply, offset);

SAME_SIZE(sof3_pipe_new, sof_ipc_pipe_new);
SAME_OFF(sof3_pipe_new, hdr, sof_ipc_pipe_new, hdr);
SAME_OFF(sof3_pipe_new, comp_id, sof_ipc_pipe_new, comp_id);
SAME_OFF(sof3_pipe_new, pipeline_id, sof_ipc_pipe_new, pipeline_id);
SAME_OFF(sof3_pipe_new, sched_id, sof_ipc_pipe_new, sched_id);
SAME_OFF(sof3_pipe_new, core, sof_ipc_pipe_new, core);
SAME_OFF(sof3_pipe_new, period, sof_ipc_pipe_new, period);
SAME_OFF(sof3_pipe_new, priority, sof_ipc_pipe_new, priority);
SAME_OFF(sof3_pipe_new, period_mips, sof_ipc_pipe_new, period_mips);
SAME_OFF(sof3_pipe_new, frames_per_sched, sof_ipc_pipe_new, frames_per_sched);
SAME_OFF(sof3_pipe_new, xrun_limit_usecs, sof_ipc_pipe_new, xrun_limit_usecs);
SAME_OFF(sof3_pipe_new, time_domain, sof_ipc_pipe_new, time_domain);

SAME_SIZE(sof3_pipe_ready, sof_ipc_pipe_ready);
SAME_OFF(sof3_pipe_ready, hdr, sof_ipc_pipe_ready, hdr);
SAME_OFF(sof3_pipe_ready, comp_id, sof_ipc_pipe_ready, comp_id);

SAME_SIZE(sof3_comp_connect, sof_ipc_pipe_comp_connect);
SAME_OFF(sof3_comp_connect, hdr, sof_ipc_pipe_comp_connect, hdr);
SAME_OFF(sof3_comp_connect, source_id, sof_ipc_pipe_comp_connect, source_id);
SAME_OFF(sof3_comp_connect, sink_id, sof_ipc_pipe_comp_connect, sink_id);

SAME_SIZE(sof3_stream_params, sof_ipc_stream_params);
SAME_OFF(sof3_stream_params, hdr, sof_ipc_stream_params, hdr);
SAME_OFF(sof3_stream_params, buffer, sof_ipc_stream_params, buffer);
SAME_OFF(sof3_stream_params, direction, sof_ipc_stream_params, direction);
SAME_OFF(sof3_stream_params, frame_fmt, sof_ipc_stream_params, frame_fmt);
SAME_OFF(sof3_stream_params, buffer_fmt, sof_ipc_stream_params, buffer_fmt);
SAME_OFF(sof3_stream_params, rate, sof_ipc_stream_params, rate);
SAME_OFF(sof3_stream_params, stream_tag, sof_ipc_stream_params, stream_tag);
SAME_OFF(sof3_stream_params, channels, sof_ipc_stream_params, channels);
SAME_OFF(sof3_stream_params, sample_valid_bytes, sof_ipc_stream_params, sample_valid_bytes);
SAME_OFF(sof3_stream_params, sample_container_bytes, sof_ipc_stream_params, sample_container_bytes);
SAME_OFF(sof3_stream_params, host_period_bytes, sof_ipc_stream_params, host_period_bytes);
SAME_OFF(sof3_stream_params, no_stream_position, sof_ipc_stream_params, no_stream_position);
SAME_OFF(sof3_stream_params, cont_update_posn, sof_ipc_stream_params, cont_update_posn);
SAME_OFF(sof3_stream_params, ext_data_length, sof_ipc_stream_params, ext_data_length);
SAME_OFF(sof3_stream_params, chmap, sof_ipc_stream_params, chmap);

SAME_SIZE(sof3_pcm_params, sof_ipc_pcm_params);
SAME_OFF(sof3_pcm_params, hdr, sof_ipc_pcm_params, hdr);
SAME_OFF(sof3_pcm_params, comp_id, sof_ipc_pcm_params, comp_id);
SAME_OFF(sof3_pcm_params, flags, sof_ipc_pcm_params, flags);
SAME_OFF(sof3_pcm_params, params, sof_ipc_pcm_params, params);

SAME_SIZE(sof3_pcm_params_reply, sof_ipc_pcm_params_reply);
SAME_OFF(sof3_pcm_params_reply, rhdr, sof_ipc_pcm_params_reply, rhdr);
SAME_OFF(sof3_pcm_params_reply, comp_id, sof_ipc_pcm_params_reply, comp_id);
SAME_OFF(sof3_pcm_params_reply, posn_offset, sof_ipc_pcm_params_reply, posn_offset);

SAME_SIZE(sof3_stream, sof_ipc_stream);
SAME_OFF(sof3_stream, hdr, sof_ipc_stream, hdr);
SAME_OFF(sof3_stream, comp_id, sof_ipc_stream, comp_id);

SAME_SIZE(sof3_stream_posn, sof_ipc_stream_posn);
SAME_OFF(sof3_stream_posn, rhdr, sof_ipc_stream_posn, rhdr);
SAME_OFF(sof3_stream_posn, comp_id, sof_ipc_stream_posn, comp_id);
SAME_OFF(sof3_stream_posn, flags, sof_ipc_stream_posn, flags);
SAME_OFF(sof3_stream_posn, wallclock_hz, sof_ipc_stream_posn, wallclock_hz);
SAME_OFF(sof3_stream_posn, timestamp_ns, sof_ipc_stream_posn, timestamp_ns);
SAME_OFF(sof3_stream_posn, host_posn, sof_ipc_stream_posn, host_posn);
SAME_OFF(sof3_stream_posn, dai_posn, sof_ipc_stream_posn, dai_posn);
SAME_OFF(sof3_stream_posn, comp_posn, sof_ipc_stream_posn, comp_posn);
SAME_OFF(sof3_stream_posn, wallclock, sof_ipc_stream_posn, wallclock);
SAME_OFF(sof3_stream_posn, timestamp, sof_ipc_stream_posn, timestamp);
SAME_OFF(sof3_stream_posn, xrun_comp_id, sof_ipc_stream_posn, xrun_comp_id);
SAME_OFF(sof3_stream_posn, xrun_size, sof_ipc_stream_posn, xrun_size);

SAME_SIZE(sof3_ctrl_value_chan, sof_ipc_ctrl_value_chan);
SAME_OFF(sof3_ctrl_value_chan, channel, sof_ipc_ctrl_value_chan, channel);
SAME_OFF(sof3_ctrl_value_chan, value, sof_ipc_ctrl_value_chan, value);

SAME_SIZE(sof3_ctrl_value_comp, sof_ipc_ctrl_value_comp);
SAME_OFF(sof3_ctrl_value_comp, index, sof_ipc_ctrl_value_comp, index);
SAME_OFF(sof3_ctrl_value_comp, value, sof_ipc_ctrl_value_comp, uvalue);

SAME_SIZE(sof3_ctrl_data, sof_ipc_ctrl_data);
SAME_OFF(sof3_ctrl_data, rhdr, sof_ipc_ctrl_data, rhdr);
SAME_OFF(sof3_ctrl_data, comp_id, sof_ipc_ctrl_data, comp_id);
SAME_OFF(sof3_ctrl_data, type, sof_ipc_ctrl_data, type);
SAME_OFF(sof3_ctrl_data, cmd, sof_ipc_ctrl_data, cmd);
SAME_OFF(sof3_ctrl_data, index, sof_ipc_ctrl_data, index);
SAME_OFF(sof3_ctrl_data, buffer, sof_ipc_ctrl_data, buffer);
SAME_OFF(sof3_ctrl_data, num_elems, sof_ipc_ctrl_data, num_elems);
SAME_OFF(sof3_ctrl_data, elems_remaining, sof_ipc_ctrl_data, elems_remaining);
SAME_OFF(sof3_ctrl_data, msg_index, sof_ipc_ctrl_data, msg_index);

SAME_SIZE(sof3_comp_event, sof_ipc_comp_event);
SAME_OFF(sof3_comp_event, rhdr, sof_ipc_comp_event, rhdr);
SAME_OFF(sof3_comp_event, src_comp_type, sof_ipc_comp_event, src_comp_type);
SAME_OFF(sof3_comp_event, src_comp_id, sof_ipc_comp_event, src_comp_id);
SAME_OFF(sof3_comp_event, event_type, sof_ipc_comp_event, event_type);
SAME_OFF(sof3_comp_event, num_elems, sof_ipc_comp_event, num_elems);
SAME_OFF(sof3_comp_event, event_value, sof_ipc_comp_event, event_value);

SAME_SIZE(sof3_dai_ssp_params, sof_ipc_dai_ssp_params);
SAME_OFF(sof3_dai_ssp_params, hdr, sof_ipc_dai_ssp_params, hdr);
SAME_OFF(sof3_dai_ssp_params, mclk_id, sof_ipc_dai_ssp_params, mclk_id);
SAME_OFF(sof3_dai_ssp_params, mclk_rate, sof_ipc_dai_ssp_params, mclk_rate);
SAME_OFF(sof3_dai_ssp_params, fsync_rate, sof_ipc_dai_ssp_params, fsync_rate);
SAME_OFF(sof3_dai_ssp_params, bclk_rate, sof_ipc_dai_ssp_params, bclk_rate);
SAME_OFF(sof3_dai_ssp_params, tdm_slots, sof_ipc_dai_ssp_params, tdm_slots);
SAME_OFF(sof3_dai_ssp_params, rx_slots, sof_ipc_dai_ssp_params, rx_slots);
SAME_OFF(sof3_dai_ssp_params, tx_slots, sof_ipc_dai_ssp_params, tx_slots);
SAME_OFF(sof3_dai_ssp_params, sample_valid_bits, sof_ipc_dai_ssp_params, sample_valid_bits);
SAME_OFF(sof3_dai_ssp_params, tdm_slot_width, sof_ipc_dai_ssp_params, tdm_slot_width);
SAME_OFF(sof3_dai_ssp_params, mclk_direction, sof_ipc_dai_ssp_params, mclk_direction);
SAME_OFF(sof3_dai_ssp_params, frame_pulse_width, sof_ipc_dai_ssp_params, frame_pulse_width);
SAME_OFF(sof3_dai_ssp_params, tdm_per_slot_padding_flag, sof_ipc_dai_ssp_params, tdm_per_slot_padding_flag);
SAME_OFF(sof3_dai_ssp_params, clks_control, sof_ipc_dai_ssp_params, clks_control);
SAME_OFF(sof3_dai_ssp_params, quirks, sof_ipc_dai_ssp_params, quirks);
SAME_OFF(sof3_dai_ssp_params, bclk_delay, sof_ipc_dai_ssp_params, bclk_delay);

SAME_OFF(sof3_dai_config, hdr, sof_ipc_dai_config, hdr);
SAME_OFF(sof3_dai_config, type, sof_ipc_dai_config, type);
SAME_OFF(sof3_dai_config, dai_index, sof_ipc_dai_config, dai_index);
SAME_OFF(sof3_dai_config, format, sof_ipc_dai_config, format);
SAME_OFF(sof3_dai_config, group_id, sof_ipc_dai_config, group_id);
SAME_OFF(sof3_dai_config, flags, sof_ipc_dai_config, flags);

SAME_OFF(sof3_dai_config_ssp, ssp, sof_ipc_dai_config, ssp);
SAME_SIZE(sof3_pm_ctx_elem, sof_ipc_pm_ctx_elem);
SAME_OFF(sof3_pm_ctx_elem, hdr, sof_ipc_pm_ctx_elem, hdr);
SAME_OFF(sof3_pm_ctx_elem, type, sof_ipc_pm_ctx_elem, type);
SAME_OFF(sof3_pm_ctx_elem, size, sof_ipc_pm_ctx_elem, size);
SAME_OFF(sof3_pm_ctx_elem, addr, sof_ipc_pm_ctx_elem, addr);

SAME_SIZE(sof3_pm_ctx, sof_ipc_pm_ctx);
SAME_OFF(sof3_pm_ctx, hdr, sof_ipc_pm_ctx, hdr);
SAME_OFF(sof3_pm_ctx, buffer, sof_ipc_pm_ctx, buffer);
SAME_OFF(sof3_pm_ctx, num_elems, sof_ipc_pm_ctx, num_elems);
SAME_OFF(sof3_pm_ctx, size, sof_ipc_pm_ctx, size);

SAME_SIZE(sof3_pm_core_config, sof_ipc_pm_core_config);
SAME_OFF(sof3_pm_core_config, hdr, sof_ipc_pm_core_config, hdr);
SAME_OFF(sof3_pm_core_config, enable_mask, sof_ipc_pm_core_config, enable_mask);

SAME_SIZE(sof3_pm_gate, sof_ipc_pm_gate);
SAME_OFF(sof3_pm_gate, hdr, sof_ipc_pm_gate, hdr);
SAME_OFF(sof3_pm_gate, flags, sof_ipc_pm_gate, flags);

SAME_SIZE(sof3_trace_params, sof_ipc_dma_trace_params);
SAME_OFF(sof3_trace_params, hdr, sof_ipc_dma_trace_params, hdr);
SAME_OFF(sof3_trace_params, buffer, sof_ipc_dma_trace_params, buffer);
SAME_OFF(sof3_trace_params, stream_tag, sof_ipc_dma_trace_params, stream_tag);

SAME_SIZE(sof3_trace_params_ext, sof_ipc_dma_trace_params_ext);
SAME_OFF(sof3_trace_params_ext, hdr, sof_ipc_dma_trace_params_ext, hdr);
SAME_OFF(sof3_trace_params_ext, buffer, sof_ipc_dma_trace_params_ext, buffer);
SAME_OFF(sof3_trace_params_ext, stream_tag, sof_ipc_dma_trace_params_ext, stream_tag);
SAME_OFF(sof3_trace_params_ext, timestamp_ns, sof_ipc_dma_trace_params_ext, timestamp_ns);

SAME_SIZE(sof3_trace_posn, sof_ipc_dma_trace_posn);
SAME_OFF(sof3_trace_posn, rhdr, sof_ipc_dma_trace_posn, rhdr);
SAME_OFF(sof3_trace_posn, host_offset, sof_ipc_dma_trace_posn, host_offset);
SAME_OFF(sof3_trace_posn, overflow, sof_ipc_dma_trace_posn, overflow);
SAME_OFF(sof3_trace_posn, messages, sof_ipc_dma_trace_posn, messages);

SAME_SIZE(sof3_trace_filter_elem, sof_ipc_trace_filter_elem);
SAME_OFF(sof3_trace_filter_elem, key, sof_ipc_trace_filter_elem, key);
SAME_OFF(sof3_trace_filter_elem, value, sof_ipc_trace_filter_elem, value);

SAME_SIZE(sof3_trace_filter, sof_ipc_trace_filter);
SAME_OFF(sof3_trace_filter, hdr, sof_ipc_trace_filter, hdr);
SAME_OFF(sof3_trace_filter, elem_cnt, sof_ipc_trace_filter, elem_cnt);

SAME_SIZE(sof3_mem_usage_elem, sof_ipc_dbg_mem_usage_elem);
SAME_OFF(sof3_mem_usage_elem, zone, sof_ipc_dbg_mem_usage_elem, zone);
SAME_OFF(sof3_mem_usage_elem, id, sof_ipc_dbg_mem_usage_elem, id);
SAME_OFF(sof3_mem_usage_elem, used, sof_ipc_dbg_mem_usage_elem, used);
SAME_OFF(sof3_mem_usage_elem, free, sof_ipc_dbg_mem_usage_elem, free);

SAME_SIZE(sof3_mem_usage, sof_ipc_dbg_mem_usage);
SAME_OFF(sof3_mem_usage, rhdr, sof_ipc_dbg_mem_usage, rhdr);
SAME_OFF(sof3_mem_usage, num_elems, sof_ipc_dbg_mem_usage, num_elems);

SAME_NR(SOF3_MSG_MAX_BYTES, SOF_IPC_MSG_MAX_SIZE);
SAME_NR(SOF3_GLB_MASK, SOF_GLB_TYPE_MASK);
SAME_NR(SOF3_CMD_MASK, SOF_CMD_TYPE_MASK);
SAME_NR(SOF3_GLB_REPLY, SOF_IPC_GLB_REPLY);
SAME_NR(SOF3_GLB_COMPOUND, SOF_IPC_GLB_COMPOUND);
SAME_NR(SOF3_GLB_TPLG, SOF_IPC_GLB_TPLG_MSG);
SAME_NR(SOF3_GLB_PM, SOF_IPC_GLB_PM_MSG);
SAME_NR(SOF3_GLB_COMP, SOF_IPC_GLB_COMP_MSG);
SAME_NR(SOF3_GLB_STREAM, SOF_IPC_GLB_STREAM_MSG);
SAME_NR(SOF3_FW_READY, SOF_IPC_FW_READY);
SAME_NR(SOF3_GLB_DAI, SOF_IPC_GLB_DAI_MSG);
SAME_NR(SOF3_GLB_TRACE, SOF_IPC_GLB_TRACE_MSG);
SAME_NR(SOF3_GLB_GDB_DEBUG, SOF_IPC_GLB_GDB_DEBUG);
SAME_NR(SOF3_GLB_TEST, SOF_IPC_GLB_TEST_MSG);
SAME_NR(SOF3_GLB_PROBE, SOF_IPC_GLB_PROBE);
SAME_NR(SOF3_GLB_DEBUG, SOF_IPC_GLB_DEBUG);
SAME_NR(SOF3_TPLG_COMP_NEW, SOF_IPC_TPLG_COMP_NEW);
SAME_NR(SOF3_TPLG_COMP_FREE, SOF_IPC_TPLG_COMP_FREE);
SAME_NR(SOF3_TPLG_COMP_CONNECT, SOF_IPC_TPLG_COMP_CONNECT);
SAME_NR(SOF3_TPLG_PIPE_NEW, SOF_IPC_TPLG_PIPE_NEW);
SAME_NR(SOF3_TPLG_PIPE_FREE, SOF_IPC_TPLG_PIPE_FREE);
SAME_NR(SOF3_TPLG_PIPE_CONNECT, SOF_IPC_TPLG_PIPE_CONNECT);
SAME_NR(SOF3_TPLG_PIPE_COMPLETE, SOF_IPC_TPLG_PIPE_COMPLETE);
SAME_NR(SOF3_TPLG_BUFFER_NEW, SOF_IPC_TPLG_BUFFER_NEW);
SAME_NR(SOF3_TPLG_BUFFER_FREE, SOF_IPC_TPLG_BUFFER_FREE);
SAME_NR(SOF3_PM_CTX_SAVE, SOF_IPC_PM_CTX_SAVE);
SAME_NR(SOF3_PM_CTX_RESTORE, SOF_IPC_PM_CTX_RESTORE);
SAME_NR(SOF3_PM_CTX_SIZE, SOF_IPC_PM_CTX_SIZE);
SAME_NR(SOF3_PM_CLK_SET, SOF_IPC_PM_CLK_SET);
SAME_NR(SOF3_PM_CLK_GET, SOF_IPC_PM_CLK_GET);
SAME_NR(SOF3_PM_CLK_REQ, SOF_IPC_PM_CLK_REQ);
SAME_NR(SOF3_PM_CORE_ENABLE, SOF_IPC_PM_CORE_ENABLE);
SAME_NR(SOF3_PM_GATE, SOF_IPC_PM_GATE);
SAME_NR(SOF3_COMP_SET_VALUE, SOF_IPC_COMP_SET_VALUE);
SAME_NR(SOF3_COMP_GET_VALUE, SOF_IPC_COMP_GET_VALUE);
SAME_NR(SOF3_COMP_SET_DATA, SOF_IPC_COMP_SET_DATA);
SAME_NR(SOF3_COMP_GET_DATA, SOF_IPC_COMP_GET_DATA);
SAME_NR(SOF3_COMP_NOTIFICATION, SOF_IPC_COMP_NOTIFICATION);
SAME_NR(SOF3_DAI_CONFIG, SOF_IPC_DAI_CONFIG);
SAME_NR(SOF3_DAI_LOOPBACK, SOF_IPC_DAI_LOOPBACK);
SAME_NR(SOF3_STREAM_PCM_PARAMS, SOF_IPC_STREAM_PCM_PARAMS);
SAME_NR(SOF3_STREAM_PCM_PARAMS_REPLY, SOF_IPC_STREAM_PCM_PARAMS_REPLY);
SAME_NR(SOF3_STREAM_PCM_FREE, SOF_IPC_STREAM_PCM_FREE);
SAME_NR(SOF3_STREAM_TRIG_START, SOF_IPC_STREAM_TRIG_START);
SAME_NR(SOF3_STREAM_TRIG_STOP, SOF_IPC_STREAM_TRIG_STOP);
SAME_NR(SOF3_STREAM_TRIG_PAUSE, SOF_IPC_STREAM_TRIG_PAUSE);
SAME_NR(SOF3_STREAM_TRIG_RELEASE, SOF_IPC_STREAM_TRIG_RELEASE);
SAME_NR(SOF3_STREAM_TRIG_DRAIN, SOF_IPC_STREAM_TRIG_DRAIN);
SAME_NR(SOF3_STREAM_TRIG_XRUN, SOF_IPC_STREAM_TRIG_XRUN);
SAME_NR(SOF3_STREAM_POSITION, SOF_IPC_STREAM_POSITION);
SAME_NR(SOF3_STREAM_VORBIS_PARAMS, SOF_IPC_STREAM_VORBIS_PARAMS);
SAME_NR(SOF3_STREAM_VORBIS_FREE, SOF_IPC_STREAM_VORBIS_FREE);
SAME_NR(SOF3_PROBE_INIT, SOF_IPC_PROBE_INIT);
SAME_NR(SOF3_PROBE_DEINIT, SOF_IPC_PROBE_DEINIT);
SAME_NR(SOF3_PROBE_DMA_ADD, SOF_IPC_PROBE_DMA_ADD);
SAME_NR(SOF3_PROBE_DMA_INFO, SOF_IPC_PROBE_DMA_INFO);
SAME_NR(SOF3_PROBE_DMA_REMOVE, SOF_IPC_PROBE_DMA_REMOVE);
SAME_NR(SOF3_PROBE_POINT_ADD, SOF_IPC_PROBE_POINT_ADD);
SAME_NR(SOF3_PROBE_POINT_INFO, SOF_IPC_PROBE_POINT_INFO);
SAME_NR(SOF3_PROBE_POINT_REMOVE, SOF_IPC_PROBE_POINT_REMOVE);
SAME_NR(SOF3_TRACE_DMA_PARAMS, SOF_IPC_TRACE_DMA_PARAMS);
SAME_NR(SOF3_TRACE_DMA_POSITION, SOF_IPC_TRACE_DMA_POSITION);
SAME_NR(SOF3_TRACE_DMA_PARAMS_EXT, SOF_IPC_TRACE_DMA_PARAMS_EXT);
SAME_NR(SOF3_TRACE_FILTER_UPDATE, SOF_IPC_TRACE_FILTER_UPDATE);
SAME_NR(SOF3_TRACE_FILTER_SET_LEVEL, SOF_IPC_TRACE_FILTER_ELEM_SET_LEVEL);
SAME_NR(SOF3_TRACE_FILTER_BY_UUID, SOF_IPC_TRACE_FILTER_ELEM_BY_UUID);
SAME_NR(SOF3_TRACE_FILTER_BY_PIPE, SOF_IPC_TRACE_FILTER_ELEM_BY_PIPE);
SAME_NR(SOF3_TRACE_FILTER_BY_COMP, SOF_IPC_TRACE_FILTER_ELEM_BY_COMP);
SAME_NR(SOF3_TRACE_FILTER_FIN, SOF_IPC_TRACE_FILTER_ELEM_FIN);
SAME_NR(SOF3_TRACE_DMA_FREE, SOF_IPC_TRACE_DMA_FREE);
SAME_NR(SOF3_DEBUG_MEM_USAGE, SOF_IPC_DEBUG_MEM_USAGE);
SAME_NR(SOF3_TEST_IPC_FLOOD, SOF_IPC_TEST_IPC_FLOOD);
SAME_NR(SOF3_ABI_VERSION, SOF_ABI_VERSION);
SAME_NR(SOF3_ABI_MAGIC, SOF_ABI_MAGIC);
SAME_NR(SOF3_MAX_CHANNELS, SOF_IPC_MAX_CHANNELS);
SAME_NR(SOF3_TYPE_NONE, SOF_COMP_NONE);
SAME_NR(SOF3_TYPE_HOST, SOF_COMP_HOST);
SAME_NR(SOF3_TYPE_DAI, SOF_COMP_DAI);
SAME_NR(SOF3_TYPE_SG_HOST, SOF_COMP_SG_HOST);
SAME_NR(SOF3_TYPE_SG_DAI, SOF_COMP_SG_DAI);
SAME_NR(SOF3_TYPE_VOLUME, SOF_COMP_VOLUME);
SAME_NR(SOF3_TYPE_MIXER, SOF_COMP_MIXER);
SAME_NR(SOF3_TYPE_MUX, SOF_COMP_MUX);
SAME_NR(SOF3_TYPE_SRC, SOF_COMP_SRC);
SAME_NR(SOF3_TYPE_TONE, SOF_COMP_TONE);
SAME_NR(SOF3_TYPE_BUFFER, SOF_COMP_BUFFER);
SAME_NR(SOF3_TYPE_EQ_IIR, SOF_COMP_EQ_IIR);
SAME_NR(SOF3_TYPE_EQ_FIR, SOF_COMP_EQ_FIR);
SAME_NR(SOF3_TYPE_KEYWORD_DETECT, SOF_COMP_KEYWORD_DETECT);
SAME_NR(SOF3_TYPE_KPB, SOF_COMP_KPB);
SAME_NR(SOF3_TYPE_SELECTOR, SOF_COMP_SELECTOR);
SAME_NR(SOF3_TYPE_DEMUX, SOF_COMP_DEMUX);
SAME_NR(SOF3_TYPE_ASRC, SOF_COMP_ASRC);
SAME_NR(SOF3_TYPE_DCBLOCK, SOF_COMP_DCBLOCK);
SAME_NR(SOF3_TYPE_SMART_AMP, SOF_COMP_SMART_AMP);
SAME_NR(SOF3_TYPE_MODULE_ADAPTER, SOF_COMP_MODULE_ADAPTER);
SAME_NR(SOF3_TYPE_FILEREAD, SOF_COMP_FILEREAD);
SAME_NR(SOF3_TYPE_FILEWRITE, SOF_COMP_FILEWRITE);
SAME_NR(SOF3_FRAME_S16_LE, SOF_IPC_FRAME_S16_LE);
SAME_NR(SOF3_FRAME_S24_4LE, SOF_IPC_FRAME_S24_4LE);
SAME_NR(SOF3_FRAME_S32_LE, SOF_IPC_FRAME_S32_LE);
SAME_NR(SOF3_FRAME_FLOAT, SOF_IPC_FRAME_FLOAT);
SAME_NR(SOF3_BUFFER_INTERLEAVED, SOF_IPC_BUFFER_INTERLEAVED);
SAME_NR(SOF3_BUFFER_NONINTERLEAVED, SOF_IPC_BUFFER_NONINTERLEAVED);
SAME_NR(SOF3_DIR_PLAYBACK, SOF_IPC_STREAM_PLAYBACK);
SAME_NR(SOF3_DIR_CAPTURE, SOF_IPC_STREAM_CAPTURE);
SAME_NR(SOF3_CTRL_VALUE_CHAN_GET, SOF_CTRL_TYPE_VALUE_CHAN_GET);
SAME_NR(SOF3_CTRL_VALUE_CHAN_SET, SOF_CTRL_TYPE_VALUE_CHAN_SET);
SAME_NR(SOF3_CTRL_VALUE_COMP_GET, SOF_CTRL_TYPE_VALUE_COMP_GET);
SAME_NR(SOF3_CTRL_VALUE_COMP_SET, SOF_CTRL_TYPE_VALUE_COMP_SET);
SAME_NR(SOF3_CTRL_DATA_GET, SOF_CTRL_TYPE_DATA_GET);
SAME_NR(SOF3_CTRL_DATA_SET, SOF_CTRL_TYPE_DATA_SET);
SAME_NR(SOF3_CTRL_CMD_VOLUME, SOF_CTRL_CMD_VOLUME);
SAME_NR(SOF3_CTRL_CMD_ENUM, SOF_CTRL_CMD_ENUM);
SAME_NR(SOF3_CTRL_CMD_SWITCH, SOF_CTRL_CMD_SWITCH);
SAME_NR(SOF3_CTRL_CMD_BINARY, SOF_CTRL_CMD_BINARY);
SAME_NR(SOF3_RAMP_LINEAR, SOF_VOLUME_LINEAR);
SAME_NR(SOF3_RAMP_LOG, SOF_VOLUME_LOG);
SAME_NR(SOF3_RAMP_LINEAR_ZC, SOF_VOLUME_LINEAR_ZC);
SAME_NR(SOF3_RAMP_LOG_ZC, SOF_VOLUME_LOG_ZC);
SAME_NR(SOF3_RAMP_WINDOWS_FADE, SOF_VOLUME_WINDOWS_FADE);
SAME_NR(SOF3_RAMP_WINDOWS_NO_FADE, SOF_VOLUME_WINDOWS_NO_FADE);
SAME_NR(SOF3_TIME_DOMAIN_DMA, SOF_TIME_DOMAIN_DMA);
SAME_NR(SOF3_TIME_DOMAIN_TIMER, SOF_TIME_DOMAIN_TIMER);
SAME_NR(SOF3_DAI_NONE, SOF_DAI_INTEL_NONE);
SAME_NR(SOF3_DAI_INTEL_SSP, SOF_DAI_INTEL_SSP);
SAME_NR(SOF3_DAI_FLAG_CMD_MASK, SOF_DAI_CONFIG_FLAGS_CMD_MASK);
SAME_NR(SOF3_DAI_FLAG_NONE, SOF_DAI_CONFIG_FLAGS_NONE);
SAME_NR(SOF3_DAI_FLAG_HW_PARAMS, SOF_DAI_CONFIG_FLAGS_HW_PARAMS);
SAME_NR(SOF3_DAI_FLAG_HW_FREE, SOF_DAI_CONFIG_FLAGS_HW_FREE);
SAME_NR(SOF3_DAI_FLAG_PAUSE, SOF_DAI_CONFIG_FLAGS_PAUSE);
SAME_NR(SOF3_DAI_FLAG_2_STEP_STOP, SOF_DAI_CONFIG_FLAGS_2_STEP_STOP << SOF_DAI_CONFIG_FLAGS_QUIRK_SHIFT);
SAME_NR(SOF3_TIME_HOST_VALID, SOF_TIME_HOST_VALID);
SAME_NR(SOF3_TIME_DAI_VALID, SOF_TIME_DAI_VALID);
SAME_NR(SOF3_TIME_WALL_VALID, SOF_TIME_WALL_VALID);
SAME_NR(SOF3_TIME_HOST_64, SOF_TIME_HOST_64);
SAME_NR(SOF3_TIME_DAI_64, SOF_TIME_DAI_64);
SAME_NR(SOF3_TIME_WALL_64, SOF_TIME_WALL_64);
SAME_NR(SOF3_EXT_WINDOW, SOF_IPC_EXT_WINDOW);
SAME_NR(SOF3_EXT_CC_INFO, SOF_IPC_EXT_CC_INFO);
SAME_NR(SOF3_EXT_PROBE_INFO, SOF_IPC_EXT_PROBE_INFO);
SAME_NR(SOF3_EXT_USER_ABI_INFO, SOF_IPC_EXT_USER_ABI_INFO);
SAME_NR(SOF3_REGION_DOWNBOX, SOF_IPC_REGION_DOWNBOX);
SAME_NR(SOF3_REGION_UPBOX, SOF_IPC_REGION_UPBOX);
SAME_NR(SOF3_REGION_TRACE, SOF_IPC_REGION_TRACE);
SAME_NR(SOF3_REGION_DEBUG, SOF_IPC_REGION_DEBUG);
SAME_NR(SOF3_REGION_STREAM, SOF_IPC_REGION_STREAM);
SAME_NR(SOF3_REGION_REGS, SOF_IPC_REGION_REGS);
SAME_NR(SOF3_REGION_EXCEPTION, SOF_IPC_REGION_EXCEPTION);
SAME_NR(SOF3_MAX_WINDOWS, SOF_IPC_MAX_ELEMS);
