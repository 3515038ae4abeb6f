import type { Random } from './createRandom.ts'
import type { ServerFault } from './ShootPlan.ts'

/** Who makes something in a turn besides the director; null when this machine does. */
export type Maker = 'images' | 'clips' | null

/** A fault of one of the servers that a turn needs. */
export function serverFault(random: Random, maker: Maker): ServerFault {
  if (maker === null || random.chance(0.3)) return directorFault(random)
  return random.chance(0.5) ? orderFault(random, maker) : resultFault(random, maker)
}

function directorFault(random: Random): ServerFault {
  const route = 'director.messages'
  const skip = random.whole(0, 2)
  switch (random.pick(['cut', 'cut', 'limit', 'wait', 'burst', 'down', 'slow'])) {
    case 'cut':
      return { route, skip, times: 1, fault: { kind: 'cut', after: random.whole(1, 30) } }
    case 'limit':
      return { route, skip, times: 1, fault: { kind: 'status', status: 429 } }
    case 'wait':
      return { route, skip, times: 1, fault: { kind: 'status', status: 429, retryAfter: 1 } }
    case 'burst':
      return { route, skip, times: random.whole(2, 3), fault: { kind: 'status', status: random.pick([500, 503]) } }
    case 'down':
      return { route, skip, times: random.whole(1, 3), fault: { kind: 'refuse' } }
    default:
      return { route, skip, times: 2, fault: { kind: 'slow', ms: random.whole(300, 1500) } }
  }
}

function orderFault(random: Random, maker: NonNullable<Maker>): ServerFault {
  const route = `${maker}.submit`
  const skip = maker === 'clips' ? random.whole(0, 4) : 0
  switch (random.pick(['lost', 'lost', 'policy', 'stall', 'limit', 'wait', 'burst', 'down', 'slow'])) {
    case 'lost':
      return { route, skip, times: 1, fault: { kind: 'lost' } }
    case 'policy':
      return { route, skip, times: 1, fault: { kind: 'policy' } }
    case 'stall':
      return { route, skip, times: 1, fault: { kind: 'stall' } }
    case 'limit':
      return { route, skip, times: random.whole(1, 2), fault: { kind: 'status', status: 429 } }
    case 'wait':
      return { route, skip, times: 1, fault: { kind: 'status', status: 429, retryAfter: 1 } }
    case 'burst':
      return { route, skip, times: random.whole(2, 6), fault: { kind: 'status', status: random.pick([500, 503]) } }
    case 'down':
      return { route, skip, times: random.whole(2, 6), fault: { kind: 'refuse' } }
    default:
      return { route, skip, times: 1, fault: { kind: 'slow', ms: random.whole(300, 2500) } }
  }
}

function resultFault(random: Random, maker: NonNullable<Maker>): ServerFault {
  const skip = random.whole(0, 2)
  switch (random.pick(['gone', 'short', 'status-burst', 'status-down', 'file-burst', 'slow'])) {
    case 'gone':
      return { route: `${maker}.file`, skip: 0, times: 1, fault: { kind: 'status', status: 404 } }
    case 'short':
      return { route: `${maker}.file`, skip: 0, times: 1, fault: { kind: 'cut', after: random.whole(0, 20_000) } }
    case 'status-burst':
      return { route: `${maker}.status`, skip, times: random.whole(2, 5), fault: { kind: 'status', status: 500 } }
    case 'status-down':
      return { route: `${maker}.status`, skip, times: random.whole(2, 5), fault: { kind: 'refuse' } }
    case 'file-burst':
      return { route: `${maker}.file`, skip: 0, times: 2, fault: { kind: 'status', status: 503 } }
    default:
      return { route: `${maker}.file`, skip: 0, times: 1, fault: { kind: 'slow', ms: random.whole(300, 2500) } }
  }
}
