import fc from 'fast-check'
import { Disproof } from '../proof.ts'

/**
 * Tries generated cases, and shrinks the first one that fails to the smallest that still does.
 * The report names the chapter's own seed, with which it comes first.
 */
export async function tryCases<T>(
  seed: number,
  cases: number,
  generated: fc.Arbitrary<T>,
  attempt: (generated: T) => Promise<void>,
): Promise<void> {
  const result = await fc.check(
    fc.asyncProperty(generated, (value) => attempt(value)),
    { seed, numRuns: cases },
  )
  if (!result.failed) return
  const { errorInstance, counterexample, numShrinks } = result
  const cause = errorInstance instanceof Error ? (errorInstance instanceof Disproof ? errorInstance.message : errorInstance.stack) : ''
  throw new Disproof(
    `${cause}\nSmallest case (after ${numShrinks} steps of shrinking): ${JSON.stringify(counterexample?.[0])}\nIt comes first with --seed ${seed}`,
  )
}
