import { resolve } from 'node:path'

/** How a path is handed to FFmpeg so that it is only ever a name: a leading dash, colon or `%` in it means nothing. */
export function ffmpegPath(path: string): string {
  return `file:${resolve(path)}`
}

/**
 * Input options that let FFmpeg open plain local video containers and nothing else: a playlist or a concat script that
 * carries a video's name could otherwise make it read other files or addresses.
 */
export const plainClipOptions = [
  '-protocol_whitelist',
  'file',
  '-format_whitelist',
  'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,ogg',
] as const
