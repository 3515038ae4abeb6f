import type { Health } from '@fashion-shoot/protocol'
import { Fragment, type ReactElement, useState } from 'react'
import { Popover } from './ui/Popover.tsx'
import { waitsForKey } from './waitsForKey.ts'

/** The parts that a key makes real, and by which settings, in words. */
const partsWithKeys = ({ clipKeys }: Health) =>
  [
    { part: 'director', name: 'Director', keys: 'ANTHROPIC_API_KEY' },
    { part: 'images', name: 'Pictures', keys: 'FAL_KEY' },
    { part: 'clips', name: 'Clips', keys: clipKeys },
  ] as const

/** Which key each part waits for, and where it goes; open from the start. */
export function KeysPopover({ health, trigger }: { health: Health; trigger: ReactElement }) {
  const [open, setOpen] = useState(true)
  const waiting = partsWithKeys(health).filter(({ part }) => waitsForKey(health, part))
  const isDeployed = waiting.some(({ part }) => health.parts[part].mode === 'live')
  return (
    <Popover trigger={trigger} label="Use real models" open={open} onOpenChange={setOpen}>
      <div className="w-72 text-left text-body">
        <p>Each part turns real with its key:</p>
        <dl className="mt-2 grid gap-2">
          {waiting.map(({ name, keys }) => (
            <div key={name}>
              <dt className="font-medium">{name}</dt>
              <dd className="text-soft">
                {keys.split(' ').map((word) => (
                  <Fragment key={word}>
                    <Word text={word} />{' '}
                  </Fragment>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <p className="mt-3 text-soft">{isDeployed ? <ToDeployment /> : <ToLocal />}</p>
      </div>
    </Popover>
  )
}

function ToLocal() {
  return (
    <>
      Put them into a file <Setting name=".dev.vars" /> beside the project’s <Setting name="package.json" />, one{' '}
      <Setting name="NAME=value" /> a line, and start it again. <Setting name="npm run doctor -- --live" /> says whether
      they serve. Shoots that are there stay as they are.
    </>
  )
}

function ToDeployment() {
  return (
    <>
      <Setting name="npm run setup:cloudflare" />, in the project from which this was deployed, asks for what is
      missing; it counts from then on. Shoots that are there stay as they are.
    </>
  )
}

/** A setting's name as one, with the comma that may follow it; any other word as it is. */
function Word({ text }: { text: string }) {
  const [, name, rest] = /^([A-Z_]+)(,?)$/.exec(text) ?? []
  if (name === undefined) return text
  return (
    <>
      <Setting name={name} />
      {rest}
    </>
  )
}

function Setting({ name }: { name: string }) {
  return <code className="inline-block break-all text-ink text-small">{name}</code>
}
