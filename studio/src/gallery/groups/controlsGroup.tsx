import { useState } from 'react'
import { demoHealth, troubledHealth } from '../../../dev/fixtureHealth.ts'
import { UNREACHABLE } from '../../api/problems.ts'
import { BudgetForm } from '../../shared/BudgetForm.tsx'
import { Button } from '../../shared/Button.tsx'
import { HealthBanner } from '../../shared/HealthBanner.tsx'
import { ProblemNote } from '../../shared/ProblemNote.tsx'
import { Tabs } from '../../shared/ui/Tabs.tsx'
import { ToggleGroup } from '../../shared/ui/ToggleGroup.tsx'
import { WordsField } from '../../shared/WordsField.tsx'
import { type ExhibitGroup, exhibit } from '../exhibits.ts'

export const controlsGroup = {
  id: 'controls',
  title: 'Controls',
  exhibits: [
    exhibit('Button, primary', <Button look="primary">Approve, make 5 clips</Button>),
    exhibit('Button, plain', <Button>Change…</Button>),
    exhibit('Button, quiet', <Button look="quiet">Cancel</Button>),
    exhibit('Button, disabled', <Button disabled>Try again</Button>),
    exhibit('Toggle group', <Ratios />),
    exhibit('Tabs', <Versions />),
    exhibit('Words field', <Words />),
    exhibit('Budget form', <BudgetForm sessionId="none" suggestedUsd={10} action="Set the budget" />),
    exhibit('Problem', <ProblemNote problem={UNREACHABLE} />),
    exhibit('Problem, signed out', <ProblemNote problem={{ ...UNREACHABLE, status: 401 }} />),
    exhibit('Health, late', <HealthBanner health={null} late />),
    exhibit('Health, stand-ins', <HealthBanner health={demoHealth} />),
    exhibit('Health, a part is down', <HealthBanner health={troubledHealth} />),
  ],
} satisfies ExhibitGroup

const RATIOS = ['3:2', '1:1', '9:16'].map((value) => ({ value, label: value }))

function Ratios() {
  const [ratio, setRatio] = useState('3:2')
  return <ToggleGroup label="Aspect ratio" value={ratio} options={RATIOS} onChange={setRatio} />
}

function Versions() {
  const [value, setValue] = useState('1')
  const tabs = ['1', '2'].map((n) => ({ value: n, label: `Version ${n}`, content: <p>What version {n} shows.</p> }))
  return <Tabs label="Versions" value={value} tabs={tabs} onChange={setValue} />
}

function Words() {
  const [words, setWords] = useState('')
  return (
    <div className="rounded-card border border-line bg-sheet p-3 focus-within:border-outline">
      <WordsField label="Words" value={words} placeholder="It grows…" onChange={setWords} onSubmit={() => {}} />
    </div>
  )
}
