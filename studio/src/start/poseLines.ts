type PoseLines = {
  /** Where the middle of the head is. */
  head: [x: number, y: number]
  /** SVG paths in a field of 64 × 80. The torso is a shape, the limbs are lines. */
  torso: string
  legs: string
  arms: string
  /** What the figure leans or sits on. */
  props?: string
}

/** A figure for each pose of the director's file, by its id. */
export const POSE_LINES: Record<string, PoseLines> = {
  'confident-standing': {
    head: [32, 13],
    torso: 'M26.5 22 L37.5 22 L36 40 L29 40 Z',
    legs: 'M30 41 L28 56 L27 71 M35 41 L38 56 L39.5 71',
    arms: 'M26 23 L22 33 L24 43 M38 23 L43.5 32 L37.5 40',
  },
  'seated-editorial': {
    head: [29, 21],
    torso: 'M25 30 L35 29 L39 47 L32 49 Z',
    legs: 'M36 49 L21 51 L20 70 M38 50 L41 55 L42 70',
    arms: 'M26 32 L22 42 L25 50 M35 31 L37 42 L40 51',
    props: 'M31 54 H52 V71 H31 Z',
  },
  'leaning-casual': {
    head: [29.5, 14],
    torso: 'M24.5 23 L35.5 23 L35 40 L28.5 41 Z',
    legs: 'M31 42 L27 56 L23.5 71 M34 42 L31 56 L32 71',
    arms: 'M24 24 L19.5 33 L26 41 M36 24 L42 32 L42 43',
    props: 'M45.5 4 V72 M8 72 H56',
  },
  'editorial-drama': {
    head: [30, 17],
    torso: 'M25 25 L35.5 24 L39 41 L32 43 Z',
    legs: 'M34 43 L31 57 L32 71 M37.5 43 L44 56 L54 69',
    arms: 'M35.5 25 L44 17 L35 8.5 M25 26 L17 33 L12 43',
  },
  'relaxed-natural': {
    head: [33.5, 13],
    torso: 'M27 22 L38 22.5 L36.5 40 L29.5 40.5 Z',
    legs: 'M31 42 L31 56 L29 71 M35 42 L37.5 56 L35.5 71',
    arms: 'M26.5 23 L24 33 L25.5 44 M38.5 23.5 L41 33 L39.5 44',
  },
  'street-walk': {
    head: [33, 13],
    torso: 'M28 22 L38.5 22 L36 40 L30 40 Z',
    legs: 'M31.5 41 L25 55 L21 70 M34.5 41 L39 54 L47 66',
    arms: 'M28 23 L22 32 L27 41 M38.5 23 L44.5 32 L48 41',
    props: 'M8 73 H56',
  },
  'urban-lean': {
    head: [32, 15],
    torso: 'M28 24 L38 23 L40 41 L33 42 Z',
    legs: 'M35 43 L32 57 L30 71 M38 42 L29 50 L42 57',
    arms: 'M28 25 L24 35 L33 42 M38 25 L38 36 L36 42',
    props: 'M45 4 V72 M8 72 H56',
  },
}
