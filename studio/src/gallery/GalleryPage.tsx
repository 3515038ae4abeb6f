import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { PageHeading } from '../shared/PageHeading.tsx'
import { Tabs } from '../shared/ui/Tabs.tsx'
import { ToggleGroup } from '../shared/ui/ToggleGroup.tsx'
import { usePageTitle } from '../shared/usePageTitle.ts'
import { ExhibitFrame } from './ExhibitFrame.tsx'
import { boardGroup } from './groups/boardGroup.tsx'
import { controlsGroup } from './groups/controlsGroup.tsx'
import { conversationGroup } from './groups/conversationGroup.tsx'
import { curveGroup } from './groups/curveGroup.tsx'
import { downloadGroup } from './groups/downloadGroup.tsx'
import { lookingGroup } from './groups/lookingGroup.tsx'
import { overlaysGroup } from './groups/overlaysGroup.tsx'
import { pagesGroup } from './groups/pagesGroup.tsx'
import { shootsGroup } from './groups/shootsGroup.tsx'
import { startGroup } from './groups/startGroup.tsx'

const GROUPS = [
  controlsGroup,
  overlaysGroup,
  boardGroup,
  lookingGroup,
  conversationGroup,
  curveGroup,
  downloadGroup,
  startGroup,
  shootsGroup,
  pagesGroup,
]

type Theme = 'system' | 'light' | 'dark'
const THEMES: { value: Theme; label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

type Motion = 'moving' | 'still'
const MOTIONS: { value: Motion; label: string }[] = [
  { value: 'moving', label: 'Moving' },
  { value: 'still', label: 'Still' },
]

const route = getRouteApi('/dev/gallery')

/** Every component in each of its states. Its pictures are there where `studio/dev/showFixtures.ts` serves them. */
export function GalleryPage() {
  usePageTitle('Gallery')
  const { group = controlsGroup.id } = route.useSearch()
  const navigate = route.useNavigate()
  const [theme, setTheme] = useState<Theme>('system')
  const [motion, setMotion] = useState<Motion>('moving')
  useRootAttribute('data-theme', theme)
  useRootAttribute('data-motion', motion)

  const tabs = GROUPS.map(({ id, title, exhibits }) => ({
    value: id,
    label: title,
    content: (
      <div className="grid gap-x-8 gap-y-10 sm:grid-cols-2 wide:grid-cols-3">
        {exhibits.map((one) => (
          <ExhibitFrame key={one.name} exhibit={one} />
        ))}
      </div>
    ),
  }))
  return (
    <div className="mx-auto max-w-7xl px-4 py-6 sm:px-8">
      <header className="mb-6 flex flex-wrap items-center gap-4">
        <PageHeading className="grow">Gallery</PageHeading>
        <ToggleGroup label="Theme" value={theme} options={THEMES} onChange={setTheme} />
        <ToggleGroup label="Motion" value={motion} options={MOTIONS} onChange={setMotion} />
      </header>
      <Tabs
        label="Groups of components"
        value={group}
        tabs={tabs}
        onChange={(next) => navigate({ search: { group: next } })}
      />
    </div>
  )
}

/** Holds for the whole document, since what lies over the page is no part of it. */
function useRootAttribute(name: string, value: string): void {
  useEffect(() => {
    document.documentElement.setAttribute(name, value)
    return () => document.documentElement.removeAttribute(name)
  }, [name, value])
}
