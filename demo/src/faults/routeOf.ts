import type { Route } from './DeclaredFault.ts'

/** By server: method, path, and the name of the route; the first that fits. */
const PATTERNS: readonly [method: string, path: RegExp, route: Route][] = [
  ['POST', /^\/v1\/messages$/, 'director.messages'],
  ['POST', /^\/rest\.fal\.ai\/storage\/upload\/initiate$/, 'images.upload'],
  ['GET', /^\/queue\.fal\.run\/.+\/requests\/[^/]+\/status$/, 'images.status'],
  ['GET', /^\/queue\.fal\.run\/.+\/requests\/[^/]+$/, 'images.result'],
  ['PUT', /^\/queue\.fal\.run\/.+\/requests\/[^/]+\/cancel$/, 'images.cancel'],
  ['POST', /^\/queue\.fal\.run\//, 'images.submit'],
  ['GET', /^\/v3\.fal\.media\//, 'images.file'],
  ['POST', /^\/v1\/videos\/image2video$/, 'clips.submit'],
  ['GET', /^\/v1\/videos\/image2video\/[^/]+$/, 'clips.status'],
  ['GET', /^\/clips\//, 'clips.file'],
]

/** The route that a request is for; undefined for one that faults cannot be declared for. */
export function routeOf({ method, url }: Request): Route | undefined {
  const { pathname } = new URL(url)
  return PATTERNS.find(([wanted, path]) => wanted === method && path.test(pathname))?.[2]
}
