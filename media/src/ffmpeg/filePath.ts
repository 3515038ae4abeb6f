import { resolve } from 'node:path'

/** How a path is handed to FFmpeg so that it is only ever a name: a leading dash, colon or `%` in it means nothing. */
export function ffmpegPath(path: string): string {
  return `file:${resolve(path)}`
}

const CLIP_FORMATS = 'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,ogg'
const SOUND_FORMATS = 'mp3,wav,w64,flac,aac,aiff,caf'

/** 8192 × 8192 px: a frame's header may claim any size. */
const MAX_FRAME_PIXELS = 67_108_864
/** Bytes of one piece of memory: an index may claim any number of frames. A frame of the largest size takes 200 MB in RGB. */
export const MAX_ALLOCATION = 268_435_456

/**
 * Input options that let FFmpeg open plain local video containers and nothing else: a playlist or a concat script that
 * carries a video's name could otherwise make it read other files or addresses.
 */
export const plainClipOptions = plainOptions(CLIP_FORMATS)

/** The same for what may also be a sound alone. */
export const plainSoundOptions = plainOptions(`${CLIP_FORMATS},${SOUND_FORMATS}`)

function plainOptions(formats: string): readonly string[] {
  const limits = ['-max_alloc', String(MAX_ALLOCATION), '-max_pixels', String(MAX_FRAME_PIXELS)]
  return [...limits, '-protocol_whitelist', 'file', '-format_whitelist', formats]
}
