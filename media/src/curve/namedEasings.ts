/** The two handles of a CSS cubic-bezier: x1, y1, x2, y2. */
export type BezierHandles = readonly [x1: number, y1: number, x2: number, y2: number]

/**
 * Curves that have a name. x is the output's time, y the clip's, both from 0 to 1, so a curve that is flat at both ends
 * puts the cuts between clips in slow motion. The first group is CSS's, the second the cubic-bezier form of the usual
 * ease families, the last one this product's own.
 */
export const namedEasings = {
  linear: [0, 0, 1, 1],
  ease: [0.25, 0.1, 0.25, 1],
  easeIn: [0.42, 0, 1, 1],
  easeOut: [0, 0, 0.58, 1],
  easeInOut: [0.42, 0, 0.58, 1],

  easeInSine: [0.12, 0, 0.39, 0],
  easeOutSine: [0.61, 1, 0.88, 1],
  easeInOutSine: [0.37, 0, 0.63, 1],
  easeInQuad: [0.11, 0, 0.5, 0],
  easeOutQuad: [0.5, 1, 0.89, 1],
  easeInOutQuad: [0.45, 0, 0.55, 1],
  easeInCubic: [0.32, 0, 0.67, 0],
  easeOutCubic: [0.33, 1, 0.68, 1],
  easeInOutCubic: [0.65, 0, 0.35, 1],
  easeInQuart: [0.5, 0, 0.75, 0],
  easeOutQuart: [0.25, 1, 0.5, 1],
  easeInOutQuart: [0.76, 0, 0.24, 1],
  easeInQuint: [0.64, 0, 0.78, 0],
  easeOutQuint: [0.22, 1, 0.36, 1],
  easeInOutQuint: [0.83, 0, 0.17, 1],
  easeInExpo: [0.7, 0, 0.84, 0],
  easeOutExpo: [0.16, 1, 0.3, 1],
  easeInOutExpo: [0.87, 0, 0.13, 1],
  easeInCirc: [0.55, 0, 1, 0.45],
  easeOutCirc: [0, 0.55, 0.45, 1],
  easeInOutCirc: [0.85, 0.09, 0.15, 0.91],

  dramaticSwoop: [0.85, 0, 0.15, 1],
  gentleSwoop: [0.6, 0, 0.4, 1],
  cinematic: [0.7, 0.05, 0.2, 1],
  luxurious: [0.5, 0, 0.1, 1],
} as const satisfies Record<string, BezierHandles>

export type EasingName = keyof typeof namedEasings
