import fc from 'fast-check'
import type { Prepare } from '../operation.ts'

export interface Repeat {
  kind: 'repeat'
  call: number
  /** True: under the same key comes something else. */
  otherwise: boolean
}

export const repeat: fc.Arbitrary<Repeat> = fc.record({
  kind: fc.constant('repeat' as const),
  call: fc.nat({ max: 1_000 }),
  otherwise: fc.boolean(),
})

/** A call that was answered comes again under its key. */
export const prepareRepeat: Prepare<Repeat> = ({ call: number, otherwise }, { answered }) => {
  const earlier = answered[number % Math.max(1, answered.length)]
  if (!earlier) return undefined
  const { call, otherContents, whole } = earlier
  return {
    call: otherwise ? { ...call, values: otherContents } : call,
    predict: () => (otherwise ? { refused: 'idempotency_mismatch' } : { answer: {}, whole, apply: () => undefined }),
  }
}
