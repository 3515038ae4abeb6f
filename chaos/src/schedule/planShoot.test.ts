import { expect, it } from 'vitest'
import { planShoot } from './planShoot.ts'
import { TARGETS } from './ShootPlan.ts'

const plans = Array.from({ length: 40 }, (_, index) => planShoot(1, index + 1))

it('is decided by the seed and the number of the shoot', () => {
  expect(planShoot(5, 3)).toEqual(planShoot(5, 3))
  expect(planShoot(5, 3)).not.toEqual(planShoot(5, 4))
  expect(planShoot(5, 3)).not.toEqual(planShoot(6, 3))
})

it('kills everything there is to kill, breaks every server, and lets people change their minds', () => {
  const stages = plans.flatMap((plan) => plan.stages)
  const faults = stages.flatMap((stage) => stage.faults)
  const killed = new Set(faults.flatMap((fault) => (fault.kind === 'kill' ? [fault.target] : [])))
  expect(killed).toEqual(new Set(TARGETS))
  const broken = new Set(faults.flatMap((fault) => (fault.kind === 'server' ? [fault.declared.fault.kind] : [])))
  expect(broken).toEqual(new Set(['cut', 'lost', 'policy', 'refuse', 'slow', 'stall', 'status']))
  expect(new Set(stages.map(({ whim }) => whim.kind))).toEqual(new Set(['none', 'revise', 'cancel', 'go-back']))
  expect(faults.length).toBeGreaterThan(400)
})

it('never drops the first tab, by which moments are told', () => {
  for (const { stages, tabs } of plans) {
    for (const fault of stages.flatMap((stage) => stage.faults)) {
      if (fault.kind !== 'drop') continue
      expect(fault.tab).toBeGreaterThan(0)
      expect(fault.tab).toBeLessThan(tabs)
    }
  }
})
