/** A refusal raised by private.fail(), read from the error that node-postgres throws. */
export interface Refusal {
  code: string
  status: number
  details: Record<string, unknown>
}

/** Reads a refusal; throws the error itself when it is none, so that an internal error never passes for one. */
export function readRefusal(error: unknown): Refusal {
  const { code, message, detail } = error as { code?: string; message: string; detail?: string }
  if (code !== 'PGRST') throw error
  const body = JSON.parse(message) as { code: string; details: string }
  const { status } = JSON.parse(detail ?? '{}') as { status: number }
  return { code: body.code, status, details: JSON.parse(body.details) as Record<string, unknown> }
}

/** Waits for a call that must be refused and gives the refusal. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  let answer: unknown
  try {
    answer = await call
  } catch (error) {
    return readRefusal(error)
  }
  throw new Error(`Not refused, but answered: ${JSON.stringify(answer)}`)
}
