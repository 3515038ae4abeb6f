/**
 * The shoots that are part of `npm test`. In the first, the runner dies in the middle of an edit of two frames, after its first result
 * and while the second's file is slow and breaks off. In both together everything that can be killed is killed, and orders to both
 * providers lose their answers. `chaos.test.ts` holds them to that.
 */
export const SHORT_FORM = { seed: 18795, shoots: [21, 28] }
