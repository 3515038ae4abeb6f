/** How a clip's numbers mean colour; `unknown` where the file does not say. */
export interface ClipColour {
  matrix: string
  primaries: string
  transfer: string
  range: 'tv' | 'pc' | 'unknown'
}

export interface Sound {
  codec: string
  channels: number
  /** Hz */
  sampleRate: number
}

export interface PictureInfo {
  kind: 'picture'
  format: 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'tiff'
  /** Upright size in px. */
  width: number
  height: number
  /** Of an animation, or pages of a TIFF; what is made of the file shows the first. */
  frames: number
  hasAlpha: boolean
  colour: {
    /** As libvips names it: `srgb`, `b-w`, `cmyk`, `rgb16`, … */
    space: string
    bitsPerChannel: number
    /** Whether an ICC profile says what the numbers mean. */
    hasProfile: boolean
  }
}

export interface ClipInfo {
  kind: 'clip'
  format: string
  codec: string
  pixelFormat: string
  /** Size in px as it is seen: upright and with square pixels. */
  width: number
  height: number
  /** From the first frame to the end of the last one, in seconds; what the container claims is not used. */
  durationSeconds: number
  frames: number
  /** Mean frames per second, to three decimals. */
  fps: number
  colour: ClipColour
  audio: Sound | null
}

export interface AudioInfo {
  kind: 'audio'
  format: string
  /** From the first packet of sound to the end of the last one, in seconds. */
  durationSeconds: number
  audio: Sound
}

export type MediaInfo = PictureInfo | ClipInfo | AudioInfo
