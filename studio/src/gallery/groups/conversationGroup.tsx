import { FIXTURES, fixtureSummary, fixtureView } from '../../../dev/fixtureShoot.ts'
import { Conversation } from '../../conversation/Conversation.tsx'
import { DirectorWords } from '../../conversation/DirectorWords.tsx'
import { ErrorItem } from '../../conversation/ErrorItem.tsx'
import { PersonWords } from '../../conversation/PersonWords.tsx'
import { StatusLine } from '../../conversation/StatusLine.tsx'
import { ToolLine } from '../../conversation/ToolLine.tsx'
import { type ExhibitGroup, exhibit } from '../exhibits.ts'

const nothing = () => {}
const WORDS = 'A confident street walk against the city at dusk, hard flash.'
const tool = { kind: 'tool', toolUseId: 'one', tool: 'mcp__shoot__generate_hero' } as const
const error = {
  kind: 'error',
  code: 'provider_down',
  message: 'The image service did not answer, so there is no hero yet.',
  hint: 'Wait a moment, then try again.',
  retryable: true,
} as const

export const conversationGroup = {
  id: 'conversation',
  title: 'Conversation',
  exhibits: [
    exhibit('Person', <PersonWords text="Warmer, and let her look at us." />),
    exhibit(
      'Director',
      <DirectorWords item={{ kind: 'director', messageType: 'text', text: WORDS, streaming: false }} />,
    ),
    exhibit(
      'Director, speaking',
      <DirectorWords item={{ kind: 'director', messageType: 'text', text: WORDS, streaming: true }} />,
    ),
    exhibit(
      'Thinking',
      <DirectorWords item={{ kind: 'director', messageType: 'thinking', text: WORDS, streaming: true }} />,
    ),
    exhibit('Tool, at work', <ToolLine item={{ ...tool, state: 'running' }} onRetry={undefined} />),
    exhibit('Tool, done', <ToolLine item={{ ...tool, state: 'ok', durationMs: 19_200 }} onRetry={undefined} />),
    exhibit(
      'Tool, failed',
      <ToolLine item={{ ...tool, state: 'failed', error: 'The picture was refused.' }} onRetry={undefined} />,
    ),
    exhibit('Tool, stopped', <ToolLine item={{ ...tool, state: 'failed', error: 'Stopped.' }} onRetry={nothing} />),
    exhibit('Error', <ErrorItem item={error} sessionId="none" budgetUsd={2} onRetry={nothing} />),
    exhibit(
      'Error, over budget',
      <ErrorItem item={{ ...error, code: 'over_budget' }} sessionId="none" budgetUsd={2} onRetry={nothing} />,
    ),
    exhibit('Status, at work', <StatusLine view={fixtureView('setup')} connection="live" />),
    exhibit('Status, waiting', <StatusLine view={fixtureView('hero')} connection="live" />),
    exhibit('Status, offline', <StatusLine view={fixtureView('hero')} connection="reconnecting" />),
    exhibit('Status, signed out', <StatusLine view={fixtureView('hero')} connection="signed_out" />),
    ...FIXTURES.map((name) => exhibit(`Conversation: ${name}`, <Whole name={name} />)),
  ],
} satisfies ExhibitGroup

function Whole({ name }: { name: string }) {
  return (
    <div className="flex h-120 flex-col *:grow">
      <Conversation session={fixtureSummary(name)} view={fixtureView(name)} connection="live" />
    </div>
  )
}
