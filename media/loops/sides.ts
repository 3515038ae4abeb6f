import { Histogram } from './Histogram'
import { data, stride } from './map'
import { samplesApart } from './stepsApart'

const counts: Histogram = new Histogram()

export function sideDiffering(line: i32, other: i32, from: i32, to: i32, limit: i32): f64 {
  let differs = 0
  for (let sample = from; sample < to; sample++) {
    if (samplesApart(at(line, sample), at(other, sample)) > limit) differs++
  }
  return (differs as f64) / (max(1, to - from) as f64)
}

export function sideUnevenness(line: i32, from: i32, to: i32): i32 {
  const away = max(1, (to - from) >> 3)
  const compared = to - from - away
  if (compared <= 0) return 0
  counts.clear()
  for (let sample = from; sample < to - away; sample++) {
    counts.add(samplesApart(at(line, sample), at(line, sample + away)))
  }
  return counts.stepOf((compared * 7) >> 3)
}

function at(line: i32, sample: i32): usize {
  return data + line * stride + sample * 3
}
