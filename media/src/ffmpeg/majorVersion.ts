/**
 * The first number of a version of FFmpeg, such as 5 of `5.1.9-0+deb12u1`. Builds from the development branch carry a revision
 * (`N-118000-g…`) and no number: they are newer than any release, so theirs is infinite.
 */
export function majorVersion(version: string): number {
  const major = /^n?(\d+)\./.exec(version)?.[1]
  return major === undefined ? Number.POSITIVE_INFINITY : Number(major)
}
