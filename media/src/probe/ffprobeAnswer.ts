import { z } from 'zod'

/** A packet as ffprobe tells it; times are seconds in text, absent or `N/A` where the file has none. */
const ProbedPacket = z.object({
  stream_index: z.number(),
  pts_time: z.string().optional(),
  dts_time: z.string().optional(),
  duration_time: z.string().optional(),
  flags: z.string(),
})
export type ProbedPacket = z.infer<typeof ProbedPacket>

const ProbedStream = z.object({
  index: z.number(),
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  pix_fmt: z.string().optional(),
  sample_aspect_ratio: z.string().optional(),
  color_space: z.string().optional(),
  color_primaries: z.string().optional(),
  color_transfer: z.string().optional(),
  color_range: z.string().optional(),
  nb_frames: z.string().optional(),
  channels: z.number().optional(),
  sample_rate: z.string().optional(),
  disposition: z.object({ attached_pic: z.number().optional() }).optional(),
  side_data_list: z.array(z.object({ rotation: z.number().optional() })).optional(),
})
export type ProbedStream = z.infer<typeof ProbedStream>

/** What of `ffprobe -of json` is used here (https://ffmpeg.org/ffprobe.html); the rest is left out. */
export const FfprobeAnswer = z.object({
  packets: z.array(ProbedPacket).optional(),
  streams: z.array(ProbedStream).optional(),
  format: z.object({ format_name: z.string().optional(), duration: z.string().optional() }).optional(),
})
export type FfprobeAnswer = z.infer<typeof FfprobeAnswer>
