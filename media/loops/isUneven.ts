/** Samples an eighth of a line apart are compared, every ninth of them. */
const EIGHTH: i32 = 3
const SKIP: i32 = 9
/** Neither the gradient of a gutter nor its noise makes such a step of green, and what crosses it makes it in fewer samples. */
const STEP: i32 = 24
const SHARE: i32 = 3

/** Whether a glance at `count` samples shows that their line runs across pictures. Where it does not, it may all the same. */
export function isUneven(start: usize, count: i32): bool {
  const away = (count >> EIGHTH) * 3
  const last = start + count * 3 - away
  let seen = 0
  let stepped = 0
  for (let at = start + 1; at < last; at += SKIP * 3) {
    if (abs((load<u8>(at) as i32) - (load<u8>(at + away) as i32)) > STEP) stepped++
    seen++
  }
  return stepped << EIGHTH > SHARE * seen
}
