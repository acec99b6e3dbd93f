import fc from 'fast-check'
import { Disproof } from '../proof.ts'

const shrinkingMs = 40_000

/**
 * Tries generated cases, and shrinks the first one that fails to the smallest that still does.
 * The report names the chapter's own seed, with which it comes first.
 */
export async function tryCases<T>(
  seed: number,
  cases: number,
  generated: fc.Arbitrary<T>,
  shrink: boolean,
  attempt: (generated: T) => Promise<void>,
): Promise<void> {
  let firstFailure: number | undefined
  const result = await fc.check(
    fc.asyncProperty(generated, async (value) => {
      // Races do not fail every time, and shrinking one may go on for ever: then the smallest case so far has to do.
      if (firstFailure !== undefined && Date.now() - firstFailure > shrinkingMs) return
      try {
        await attempt(value)
      } catch (error) {
        firstFailure ??= Date.now()
        throw error
      }
    }),
    { seed, numRuns: cases, endOnFailure: !shrink },
  )
  if (!result.failed) return
  const { errorInstance, counterexample, numShrinks } = result
  const cause =
    errorInstance instanceof Error
      ? errorInstance instanceof Disproof
        ? errorInstance.message
        : errorInstance.stack
      : ''
  throw new Disproof(
    `${cause}\nSmallest case (after ${numShrinks} steps of shrinking): ${JSON.stringify(counterexample?.[0])}\nIt comes first with --seed ${seed}`,
  )
}
