/** What a prompt asks for, read from its words alone. */
export type Task = 'hero' | 'sheet' | 'edit'
export type Instructions = { task: Task }

const SHEET = /contact sheet|\b(2|two) rows\b|\b(3|three) columns\b|\b2\s*[x×]\s*3\b|\bsix\b/i

export function readPrompt(prompt: string, referenceCount: number): Instructions {
  if (SHEET.test(prompt)) return { task: 'sheet' }
  if (referenceCount === 1 && !/image 1\b/i.test(prompt)) return { task: 'edit' }
  return { task: 'hero' }
}
