import { z } from 'zod'

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
  streams: z.array(ProbedStream),
  format: z.object({ format_name: z.string(), probe_score: z.number() }),
})
export type FfprobeAnswer = z.infer<typeof FfprobeAnswer>
