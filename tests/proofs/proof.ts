import type { ProofServer } from './server.ts'
import type { Progress } from './progress.ts'

export interface ProofOptions {
  /** Small sizes, for `npm test`. */
  brief: boolean
  /** Where every random choice of the run begins; printed, and given again with `--seed`. */
  seed: number
  /** Ends the longest proofs after so many minutes, whatever they have done by then. */
  minutes: number | undefined
  /** Whether a failing case is worth the time to look for the smallest one that fails. */
  shrink: boolean
}

export interface ProofRun extends ProofOptions {
  server: ProofServer
  progress: Progress
}

/** Something that is tried so often, or so roughly, that it may be called proven. */
export interface Proof {
  name: string
  title: string
  /** True for a server that keeps what a real disk has to keep. */
  durable?: boolean
  /** Throws when the proof fails; gives what was done in figures, one line each. */
  run(run: ProofRun): Promise<string[]>
}

/** What a proof found wrong. Its text holds everything that is needed to see it again. */
export class Disproof extends Error {
  override name = 'Disproof'
}

/** Fails the proof unless the claim holds. */
export function holds(claim: boolean, otherwise: string | (() => string)): asserts claim {
  if (!claim) throw new Disproof(typeof otherwise === 'string' ? otherwise : otherwise())
}

const sorted = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, inner]) => [key, sorted(inner)]),
      )
    : Array.isArray(value)
      ? value.map(sorted)
      : value

/** A text that is equal for equal answers, whatever the order of their keys. */
export const textOf = (value: unknown): string => JSON.stringify(sorted(value)) ?? 'undefined'

/** A number as people read it. */
export const figure = (value: number): string => Math.round(value).toLocaleString('en-GB')
