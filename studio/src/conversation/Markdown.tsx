import { lexer } from 'marked'
import type { ReactNode } from 'react'
import remend from 'remend'
import { MarkdownBlock } from './MarkdownBlock.tsx'

type MarkdownProps = {
  text: string
  /** True while it grows: marks that are still open are closed, so that nothing flickers when their end comes. */
  streaming: boolean
  /** Stands after the last word. */
  caret: ReactNode
}

/** Words with Markdown in them. Of HTML it makes nothing but text; a block that has not changed is not made again. */
export function Markdown({ text, streaming, caret }: MarkdownProps) {
  const blocks = lexer(streaming ? remend(text) : text).filter(({ type }) => type !== 'space')
  return (
    <>
      {blocks.map((token, index) => (
        <MarkdownBlock
          // biome-ignore lint/suspicious/noArrayIndexKey: words are only ever added, at the end.
          key={index}
          token={token}
          caret={index === blocks.length - 1 ? caret : null}
        />
      ))}
      {blocks.length === 0 && caret}
    </>
  )
}
