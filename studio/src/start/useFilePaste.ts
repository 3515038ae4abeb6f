import { useEffect, useEffectEvent } from 'react'

/** Takes pictures that are pasted anywhere on the page. Where words come along, as from a document, a text box has them. */
export function useFilePaste(onFiles: (files: File[]) => void): void {
  const take = useEffectEvent(onFiles)

  useEffect(() => {
    function onPaste(event: ClipboardEvent) {
      const { clipboardData: data } = event
      if (data === null || data.files.length === 0) return
      const typing = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement
      if (typing && data.types.includes('text/plain')) return
      event.preventDefault()
      take([...data.files])
    }
    addEventListener('paste', onPaste)
    return () => removeEventListener('paste', onPaste)
  }, [])
}
