/**
 * What the director is told when its turn was interrupted and goes on in another process. `shoot` is the state of the shoot as
 * `get_shoot` gives it; `prompt` what the person had said, where the transcript has lost it, else null.
 */
export function composeInterruption(shoot: string, prompt: string | null): string {
  const note = `<interruption>
Your work on this turn was interrupted: the machine that you run on was started anew. The person has said nothing since. What you
were saying when it happened was not delivered.

All that the tools have stored is kept, and paid jobs go on without you. This is the true state of the shoot now, as get_shoot
gives it:
${shoot}

Go on from here with what the person asked for in this turn:
- What is there already counts. Don't make it again.
- Where you don't know a tool's outcome, the state above says it. If its result is not there, call the tool again with exactly the
  same input: a paid job that is running or done is then found again, and nothing is paid twice.
- If all that was asked for is there, say so in a sentence and stop.
- Don't speak of the interruption unless it changed something for the person.
</interruption>`
  return prompt === null ? note : `${prompt}\n\n${note}`
}
