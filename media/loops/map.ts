/** The map: three bytes (RGB) a sample, line after line. */
export let data: usize = 0
export let lines: i32 = 0
/** Bytes of a line. */
export let stride: i32 = 0

/** Makes room for a map and returns where its bytes go. */
export function openMap(ofLines: i32, samples: i32): usize {
  lines = ofLines
  stride = samples * 3
  data = heap.alloc(lines * stride)
  return data
}
