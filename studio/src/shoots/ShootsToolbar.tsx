import type { SessionSort } from '@fashion-shoot/protocol'
import { type RefObject, useEffect, useEffectEvent, useState } from 'react'
import { ToggleGroup } from '../shared/ui/ToggleGroup.tsx'
import type { ShootsSearch } from './shootsSearch.ts'
import { HOW_FAR_WORDS } from './shootWords.ts'

const SORT_WORDS: Record<SessionSort, string> = {
  updated: 'Last changed',
  created: 'Newest',
  title: 'Title',
  spent: 'Most spent',
}

const SHELVES = [
  { value: 'current', label: 'Current' },
  { value: 'archived', label: 'Archived' },
] as const

/** ms of rest after which the words are searched for */
const REST = 200

type ShootsToolbarProps = {
  search: ShootsSearch
  searchField: RefObject<HTMLInputElement | null>
  onChange(search: ShootsSearch): void
}

/** Which shoots are to be seen, and in which order. The key / leads to the search. */
export function ShootsToolbar({ search, searchField, onChange }: ShootsToolbarProps) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <SearchField field={searchField} value={search.q ?? ''} onChange={(q) => onChange({ ...search, q })} />
      <Select
        label="Stage"
        value={search.stage ?? 'all'}
        words={{ all: 'Every stage', ...HOW_FAR_WORDS }}
        onChange={(stage) => {
          const { stage: _, ...others } = search
          onChange(stage === 'all' ? others : { ...others, stage })
        }}
      />
      <Select
        label="Sort by"
        value={search.sort ?? 'updated'}
        words={SORT_WORDS}
        onChange={(sort) => onChange({ ...search, sort })}
      />
      <ToggleGroup
        label="Which shoots"
        value={search.archived ? 'archived' : 'current'}
        options={SHELVES}
        onChange={(shelf) => {
          const { archived: _, ...others } = search
          onChange(shelf === 'archived' ? { ...others, archived: true } : others)
        }}
      />
    </div>
  )
}

type SelectProps<V extends string> = { label: string; value: V; words: Record<V, string>; onChange(value: V): void }

function Select<V extends string>({ label, value, words, onChange }: SelectProps<V>) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value as V)}
      className="min-h-10 cursor-pointer rounded-card border border-line bg-sheet px-3 hover:border-outline"
    >
      {Object.entries<string>(words).map(([one, name]) => (
        <option key={one} value={one}>
          {name}
        </option>
      ))}
    </select>
  )
}

type SearchFieldProps = { field: RefObject<HTMLInputElement | null>; value: string; onChange(words: string): void }

function SearchField({ field, value, onChange }: SearchFieldProps) {
  const [words, setWords] = useState(value)
  const search = useEffectEvent(onChange)

  useEffect(() => {
    const timer = setTimeout(() => words !== value && search(words), REST)
    return () => clearTimeout(timer)
  }, [words, value])

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const typing =
        event.target instanceof Element && event.target.closest('input, textarea, select, [role="menu"]') !== null
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing) return
      event.preventDefault()
      field.current?.select()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [field])

  return (
    <input
      ref={field}
      type="search"
      aria-label="Search shoots"
      aria-keyshortcuts="/"
      placeholder="Search titles"
      value={words}
      maxLength={200}
      onChange={(event) => setWords(event.target.value)}
      className="min-h-10 min-w-0 grow rounded-card border border-line bg-sheet px-3 placeholder:text-soft hover:border-outline max-sm:basis-full sm:max-w-72"
    />
  )
}
