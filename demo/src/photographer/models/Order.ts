export type Size = { width: number; height: number }

/** A picture that an input names: a URL or a data URI, and where in the input it stands, for the words of an error. */
export type Source = { url: string; loc: (string | number)[] }

/** What a model takes as an input picture. Lengths in px, as displayed. */
export type PictureLimits = {
  formats: readonly string[]
  minSide: number
  maxSide: number
  bytes: number
  /** Longer side by shorter side. */
  ratio: number
}

type Common = {
  prompt: string
  /** In the order in which a prompt counts them; for a clip its first frame and, where there is one, its tail. */
  pictures: Source[]
  limits: PictureLimits
}

/** A file that was made, as fal's outputs describe one. */
export type MadeFile = { url: string; content_type: string; file_name: string; file_size: number }
export type MadePicture = MadeFile & Size

export type PictureOrder = Common & {
  kind: 'picture'
  /** As the prompt says, or the first picture's person in the second picture's garment. */
  scene: 'prompt' | 'try-on'
  /** The size to make, for the size of the first picture. */
  sizeFor: (first: Size | undefined) => Size
  count: number
  format: 'jpeg' | 'png' | 'webp'
  seed: number | undefined
  /** Whether pictures come back as data URIs. */
  inline: boolean
  /** Units that fal bills for all pictures of a size, made from such pictures. */
  units: (size: Size, pictures: readonly Size[]) => number
  /** The model's answer. */
  output: (made: { images: MadePicture[]; description: string; seed: number }) => Record<string, unknown>
}

export type ClipOrder = Common & {
  kind: 'clip'
  seconds: number
  sound: boolean
  /** Units that fal bills. */
  units: number
}

/** What a checked input asks for, in the renderers' terms. */
export type Order = PictureOrder | ClipOrder
