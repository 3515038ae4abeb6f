import { expect, it } from 'vitest'
import { planShoot } from './planShoot.ts'
import { type ShootPlan, TARGETS } from './ShootPlan.ts'

const plans = Array.from({ length: 40 }, (_, index) => planShoot(1, index + 1))
/** The changes that are asked for, with the faults of their turns. */
const changesOf = ({ stages }: ShootPlan) => stages.flatMap(({ whim }) => ('faults' in whim ? [whim] : []))

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

it('strikes changes too: edits where their pictures are made, and the way back to an earlier version', () => {
  const changes = plans.flatMap(changesOf)
  const edits = changes.filter(({ note }) => note.startsWith('edit')).flatMap(({ faults }) => faults)
  const routes = edits.flatMap((fault) => (fault.kind === 'server' ? [fault.declared.route] : []))
  expect(routes.filter((route) => route.startsWith('images.')).length).toBeGreaterThan(1)
  expect(edits.filter(({ kind }) => kind === 'kill').length).toBeGreaterThan(1)
  for (const { kind, faults } of changes) {
    const isStruck = faults.some((fault) => fault.kind === 'kill' && fault.moment.on === 'version')
    expect(isStruck).toBe(kind === 'go-back')
  }
})

it('never drops the first tab, by which moments are told', () => {
  for (const plan of plans) {
    const { stages, tabs } = plan
    for (const fault of [...stages, ...changesOf(plan)].flatMap(({ faults }) => faults)) {
      if (fault.kind !== 'drop') continue
      expect(fault.tab).toBeGreaterThan(0)
      expect(fault.tab).toBeLessThan(tabs)
    }
  }
})
