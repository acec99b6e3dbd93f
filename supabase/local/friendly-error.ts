/** An error whose message is written for the developer at the terminal: what happened and what to do. Shown without a stack trace. */
export class FriendlyError extends Error {
  override name = 'FriendlyError'
}

/** Prints an error the way it helps most, and gives the exit code. */
export function reportFailure(error: unknown): number {
  if (error instanceof FriendlyError) process.stderr.write(`\n✖ ${error.message}\n`)
  else process.stderr.write(`\n✖ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return 1
}
