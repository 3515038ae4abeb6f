import type { SessionView } from '@fashion-shoot/protocol'
import { FIXTURES, fixtureSummary, fixtureView } from '../../../dev/fixtureShoot.ts'
import { ActivityLine } from '../../conversation/ActivityLine.tsx'
import { ConnectionNote } from '../../conversation/ConnectionNote.tsx'
import { Conversation } from '../../conversation/Conversation.tsx'
import type { ToolItem } from '../../conversation/conversationRows.ts'
import { DirectorWords } from '../../conversation/DirectorWords.tsx'
import { ErrorItem } from '../../conversation/ErrorItem.tsx'
import { PersonWords } from '../../conversation/PersonWords.tsx'
import { StatusLine } from '../../conversation/StatusLine.tsx'
import { Thinking } from '../../conversation/Thinking.tsx'
import { TroubleNote } from '../../conversation/TroubleNote.tsx'
import { MoneyProvider } from '../../money/MoneyProvider.tsx'
import { type Exhibit, type ExhibitGroup, exhibit } from '../exhibits.ts'

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

const done = fixtureView('done')
const long = { ...done, conversation: Array.from({ length: 5 }, () => done.conversation).flat() }

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
      <Thinking items={[{ kind: 'director', messageType: 'thinking', text: WORDS, streaming: true }]} />,
    ),
    activity('Activity, at work', { state: 'running' }),
    activity('Activity, done, with its price', { state: 'ok', durationMs: 19_200, usd: 0.15 }),
    activity('Activity, failed', { state: 'failed', error: 'The picture was refused.' }),
    activity('Activity, stopped', { state: 'stopped' }),
    activity('Activity, interrupted', { state: 'interrupted' }),
    exhibit(
      'Activity, taken up again',
      <ActivityLine tools={[{ ...tool, state: 'ok', durationMs: 19_200 }]} resumed onRetry={undefined} />,
    ),
    exhibit('Error', <ErrorItem item={error} open sessionId="none" onRetry={nothing} />),
    exhibit(
      'Error, over budget',
      <ErrorItem item={{ ...error, code: 'over_budget' }} open sessionId="none" onRetry={nothing} />,
    ),
    exhibit(
      'Error, once the person has gone on',
      <ErrorItem item={error} open={false} sessionId="none" onRetry={undefined} />,
    ),
    exhibit(
      'Trouble, at the top of a phone',
      <TroubleNote sessionId="none" trouble={{ ...error, code: 'provider_down' }} />,
    ),
    exhibit('Status, at work', <StatusLine view={fixtureView('setup')} connection="live" />),
    exhibit('Status, waiting', <StatusLine view={fixtureView('hero')} connection="live" />),
    exhibit('Status, reconnecting', <StatusLine view={fixtureView('hero')} connection="reconnecting" />),
    exhibit('Connection, offline', <ConnectionNote connection="offline" />),
    exhibit('Connection, signed out', <ConnectionNote connection="signed_out" />),
    ...FIXTURES.map((name) => exhibit(`Conversation: ${name}`, <Whole view={fixtureView(name)} name={name} />)),
    exhibit('Conversation, of which the end is shown', <Whole view={long} name="done" />),
  ],
} satisfies ExhibitGroup

function activity(name: string, change: Pick<ToolItem, 'state'> & Partial<ToolItem>): Exhibit {
  return exhibit(
    name,
    <ActivityLine
      tools={[{ ...tool, ...change }]}
      resumed={false}
      onRetry={change.state === 'stopped' ? nothing : undefined}
    />,
  )
}

function Whole({ view, name }: { view: SessionView; name: string }) {
  const session = fixtureSummary(name)
  return (
    <div className="flex h-120 flex-col *:grow">
      <MoneyProvider session={session} view={view}>
        <Conversation session={session} view={view} connection="live" />
      </MoneyProvider>
    </div>
  )
}
