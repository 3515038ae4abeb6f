import type { Asset } from '@fashion-shoot/protocol'
import { Dialog as Radix } from 'radix-ui'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useActivate } from '../api/mutations.ts'
import { useForgottenErrors } from '../api/useForgottenErrors.ts'
import { IconButton } from '../shared/IconButton.tsx'
import type { KeyTaker } from '../shared/KeyTaker.ts'
import { staleWords, versionTitle } from '../shoot/assetWords.ts'
import type { BoardView } from '../shoot/boardPlan.ts'
import { CompareStage } from './CompareStage.tsx'
import { comparedWith } from './comparedWith.ts'
import { Details } from './Details.tsx'
import { Filmstrip } from './Filmstrip.tsx'
import { focusBack } from './focusBack.ts'
import { LightboxBar } from './LightboxBar.tsx'
import type { Look } from './LookContext.ts'
import { LookStage } from './LookStage.tsx'
import { lookablesOf, neighbourOf, placeOf } from './lookables.ts'
import { usePrice } from './usePrice.ts'

type LightboxProps = {
  sessionId: string
  view: BoardView
  asset: Asset
  /** What it is compared with now. */
  beside: Asset | undefined
  onLook(look: Look): void
  onClose(): void
}

/** One picture or clip of the shoot over everything else, large, with what is to know about it and all others in a strip. */
export function Lightbox({ sessionId, view, asset, beside, onLook, onClose }: LightboxProps) {
  const content = useRef<HTMLDivElement>(null)
  const keys = useRef<KeyTaker>(null)
  const [opener] = useState(() => document.activeElement)
  const activation = useActivate(sessionId)
  useForgottenErrors(`${asset.slot} ${view.running}`, activation)
  const priceUsd = usePrice(sessionId, view, asset)
  const other = beside ?? comparedWith(view, asset)

  function step(by: 1 | -1) {
    const next = neighbourOf(view, asset, by)
    if (next) onLook({ look: next.id })
  }

  function toggleCompare() {
    if (beside === undefined && other) onLook({ look: asset.id, beside: other.id })
    else onLook({ look: asset.id })
  }

  function press(event: KeyboardEvent) {
    if (event.defaultPrevented) return
    const taken = keys.current?.press(event.nativeEvent) || pressOwn(event)
    if (taken) event.preventDefault()
  }

  function pressOwn({ key, metaKey, ctrlKey, altKey }: KeyboardEvent): boolean {
    if (metaKey || ctrlKey || altKey) return false
    if (key === 'ArrowRight') step(1)
    else if (key === 'ArrowLeft') step(-1)
    else if (key.toLowerCase() === 'c') toggleCompare()
    else return false
    return true
  }

  return (
    <Radix.Root open onOpenChange={onClose}>
      <Radix.Portal>
        <Radix.Content
          ref={content}
          aria-describedby={undefined}
          // The keys are for the picture: no button is to take the space bar at first.
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            content.current?.focus()
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            focusBack(opener, view, asset)
          }}
          onEscapeKeyDown={(event) => {
            if (beside === undefined) return
            event.preventDefault()
            toggleCompare()
          }}
          onKeyDown={press}
          className="fixed inset-0 z-40 flex animate-develop flex-col bg-paper outline-none"
        >
          <LightboxBar asset={asset} beside={other} comparing={beside !== undefined} onCompare={toggleCompare} />
          <div className="flex min-h-0 grow flex-col wide:flex-row">
            <div className="relative min-h-0 min-w-0 grow px-2 wide:px-14">
              <div className="relative size-full">
                {beside ? (
                  <CompareStage key={beside.id} view={view} left={beside} right={asset} keys={keys} />
                ) : (
                  <LookStage view={view} asset={asset} keys={keys} onSwipe={step} />
                )}
              </div>
              <Arrow side="left" disabled={neighbourOf(view, asset, -1) === undefined} onPress={() => step(-1)} />
              <Arrow side="right" disabled={neighbourOf(view, asset, 1) === undefined} onPress={() => step(1)} />
            </div>
            <div className="shrink-0 overflow-y-auto px-4 py-3 max-wide:max-h-[28dvh] wide:w-76 wide:pr-6 wide:pl-2">
              <Details
                view={view}
                asset={asset}
                priceUsd={priceUsd}
                problem={activation.variables?.slot === asset.slot ? activation.error?.problem : undefined}
                onLook={onLook}
                onActivate={({ slot, version }) => slot !== null && activation.mutate({ slot, version })}
              />
            </div>
          </div>
          <Filmstrip view={view} current={asset} onLook={({ id }) => onLook({ look: id })} />
          <p role="status" className="sr-only">
            {announcement(view, asset, beside)}
          </p>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Arrow({ side, disabled, onPress }: { side: 'left' | 'right'; disabled: boolean; onPress(): void }) {
  return (
    <IconButton
      icon={side}
      label={side === 'left' ? 'Before' : 'Next'}
      keys={side === 'left' ? '←' : '→'}
      disabled={disabled}
      onClick={onPress}
      className={`absolute top-1/2 -translate-y-1/2 max-wide:hidden ${side === 'left' ? 'left-2' : 'right-2'}`}
    />
  )
}

/** What a screen reader is told when another is looked at. */
function announcement(view: BoardView, asset: Asset, beside: Asset | undefined): string {
  if (beside) return `${versionTitle(beside)} beside ${versionTitle(asset)}`
  const all = lookablesOf(view)
  const stale = staleWords(view, asset)
  return `${versionTitle(asset)}, ${placeOf(all, asset) + 1} of ${all.length}${stale === null ? '' : `, stale: ${stale}`}`
}
