/** @module The speed curve alone, which needs neither files nor programs: it runs in a browser too. */
export { type Easing, easing } from './easing.ts'
export { type BezierHandles, type EasingName, namedEasings } from './namedEasings.ts'
