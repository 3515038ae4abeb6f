import { expect, it } from 'vitest'
import { createRedaction } from './createRedaction.ts'
import { Logger } from './Logger.ts'
import { Metrics } from './Metrics.ts'

const lines: string[] = []
const write = (line: string) => void lines.push(line)
const sink = { log: write, warn: write, error: write }
const logger = new Logger({ redact: createRedaction([]), logsPrompts: false, sink })

it('changes nothing where there is no data set', () => {
  new Metrics(undefined, 'session', logger).turn('turn', 5, 'completed')
  expect(lines).toEqual([])
})

it('lets nothing fail because a point was not taken', () => {
  const dataset = {
    writeDataPoint: () => {
      throw new TypeError('Maximum of 20 blobs supported.')
    },
  }
  new Metrics(dataset, 'session', logger).turn('turn', 5, 'completed')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    event: 'metric_lost',
    metric: 'turn',
    error: { name: 'TypeError' },
  })
})
