import type { Health, PartHealth } from '@fashion-shoot/protocol'

const here: PartHealth = { state: 'ok', mode: 'local', message: 'On this machine.' }
const standIn: PartHealth = { state: 'ok', mode: 'demo', message: 'A stand-in on this machine.' }

/** All parts work, and nothing charges. */
export const demoHealth: Health = {
  ok: true,
  version: 'fixture',
  clipKeys: 'KLING_ACCESS_KEY with KLING_SECRET_KEY, or FAL_KEY',
  parts: {
    database: here,
    storage: here,
    sandbox: here,
    access: here,
    director: standIn,
    images: standIn,
    clips: standIn,
  },
}

/** The pictures are live; the clips are live too, and down. */
export const troubledHealth: Health = {
  ...demoHealth,
  ok: false,
  parts: {
    ...demoHealth.parts,
    images: { state: 'ok', mode: 'live', message: 'fal answers.' },
    clips: { state: 'down', mode: 'live', message: 'Kling does not answer' },
  },
}
