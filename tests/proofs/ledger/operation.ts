import type { Model } from './model.ts'

/** Who a call is made as: the company's HR manager, the platform, or the database's owner, for functions that are no API. */
export type Actor = 'hr' | 'platform' | 'owner'

/** A call of a function, with its arguments as SQL literals understand them. */
export interface Call {
  actor: Actor
  /** The call, with $1 … for the arguments. */
  sql: string
  values: unknown[]
}

/** What the model says a call will answer. */
export type Expected =
  | { refused: string; details?: Record<string, unknown> }
  | {
      /** Fields of the answer that are known beforehand. */
      answer: Record<string, unknown>
      /** The whole answer as text, where all of it is known. */
      whole?: string
      /** True where something changes and nothing is booked, so that the journal does not tell when it happened. */
      quiet?: boolean
      /** Does the same in the model, once the database has answered. `seen` is what the database has drawn itself. */
      apply: (answer: Record<string, unknown>, seen: Seen) => void
    }

/** What the database decides alone: ids, and which lots paid. */
export interface Seen {
  /** What a spend booked, in order. */
  legs: Leg[]
  lots: { id: string; account: string; grant: string; granted: number; remaining: number; expires: number }[]
  debts: { id: string; lot: string; amount: number; settled: number }[]
  /** Where others act at the same time: the budgets to which a grant settled debts. */
  settledTo?: Set<string>
}

/** One leg of a spend: which lot paid how much for which line. */
export interface Leg {
  line: number
  lotId: string
  amount: number
}

/** An operation ready to be made: the call, and what it should do. Predicting is done anew for each state of the model. */
export interface Prepared {
  call: Call
  /** Where the call has a key: other arguments under the same key, which have to be refused once the call was answered. */
  otherContents?: unknown[]
  predict: (model: Model) => Expected
}

/** Turns a generated description into a call, given what the model knows now; undefined where there is nothing to do it to. */
export type Prepare<Description> = (description: Description, model: Model) => Prepared | undefined
