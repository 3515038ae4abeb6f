import type { Asset } from '@fashion-shoot/protocol'
import { Dialog as Radix } from 'radix-ui'
import { mediaUrl } from '../api/studioApi.ts'
import { Icon } from '../shared/Icon.tsx'
import { IconButton } from '../shared/IconButton.tsx'
import { assetTitle } from '../shoot/assetWords.ts'

type LightboxBarProps = {
  asset: Asset
  /** What it is compared with, or could be. */
  beside: Asset | undefined
  comparing: boolean
  onCompare(): void
}

/** What is looked at, and what can be done with it. */
export function LightboxBar({ asset, beside, comparing, onCompare }: LightboxBarProps) {
  return (
    <header className="flex items-center gap-1 px-4 py-2">
      <Radix.Title className="min-w-0 grow truncate font-medium text-body">
        {assetTitle(asset)}
        <span className="font-normal text-soft">
          {asset.slot === null ? ' · reference' : ` · version ${asset.version}`}
        </span>
      </Radix.Title>
      {beside && (
        <IconButton
          icon="compare"
          label={comparing ? 'End comparing' : 'Compare'}
          keys="C"
          aria-pressed={comparing}
          onClick={onCompare}
        />
      )}
      <a
        href={`${mediaUrl(asset.id)}?download`}
        download
        aria-label="Download"
        title="Download"
        className="grid size-10 place-items-center rounded-card transition hover:bg-well"
      >
        <Icon name="download" />
      </a>
      <Radix.Close asChild>
        <IconButton icon="close" label="Close" keys="Esc" />
      </Radix.Close>
    </header>
  )
}
