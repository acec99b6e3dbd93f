import fc from 'fast-check'

export interface Wait {
  kind: 'wait'
  hours: number
}

/** Time passes: mostly some days, now and then a moment, so that points expire between any two operations. */
export const wait: fc.Arbitrary<Wait> = fc.record({
  kind: fc.constant('wait' as const),
  hours: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 24 * 8 }) }, fc.integer({ min: 1, max: 24 * 40 })),
})
