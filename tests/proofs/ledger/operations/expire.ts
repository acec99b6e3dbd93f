import fc from 'fast-check'
import type { Prepare } from '../operation.ts'

export interface Expire {
  kind: 'expire'
}

export const expire: fc.Arbitrary<Expire> = fc.record({ kind: fc.constant('expire' as const) })

/** The job books out what has expired. */
export const prepareExpire: Prepare<Expire> = () => ({
  call: { actor: 'platform', sql: 'public.expire_points()', values: [] },
  predict: (model) => {
    const due = model.lots.filter((lot) => lot.remaining > 0 && lot.expiresAt <= model.now)
    return {
      answer: { lots: due.length, points: due.reduce((sum, { remaining }) => sum + remaining, 0) },
      apply: (answer) => {
        const entries = due.map((lot) => ({
          lot,
          amount: model.expire(lot),
          toBudget: model.rulesOf(lot).whenExpired !== 'forfeit',
        }))
        const [id] = answer['run_ids'] as string[]
        if (id) model.runs.push({ id, at: model.now, entries, undone: new Set() })
      },
    }
  },
})
