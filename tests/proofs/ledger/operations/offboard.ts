import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { addDays, dayAt, endOfDay } from '../calendar.ts'
import type { Model } from '../model.ts'
import type { Expected, Prepare } from '../operation.ts'
import { holderCount } from '../world.ts'

export interface Offboard {
  kind: 'offboard'
  holder: number
}

export const offboard: fc.Arbitrary<Offboard> = fc.record({
  kind: fc.constant('offboard' as const),
  holder: fc.nat({ max: holderCount - 1 }),
})

/** HR ends somebody's membership. */
export const prepareOffboard: Prepare<Offboard> = ({ holder }, { world }) => {
  const key = randomUUID()
  const values = (reason: string) => [world.holders[holder]!.memberId, reason, key]
  return {
    call: { actor: 'hr', sql: 'public.offboard_member($1, $2, $3)', values: values('leaves') },
    otherContents: values('leaves for good'),
    predict: (model) => predictOffboard(model, holder),
  }
}

function predictOffboard(model: Model, holder: number): Expected {
  const { holders, leavers, zone } = model.world
  if (holder === holderCount - 1) return { refused: 'own_account' }
  if (model.departed.has(holder)) return { refused: 'already_departed' }
  return {
    answer: {
      member_id: holders[holder]!.memberId,
      policy: leavers === 'forfeit' || leavers === 'back_to_budget' ? leavers : 'keep_days',
      points: null,
    },
    // Those who leave do so in rounds of their own.
    quiet: true,
    apply: () => {
      const lots = model.lots.filter((lot) => lot.holder === holder && lot.remaining > 0)
      for (const lot of lots) model.expire(lot)
      const left = lots.filter((lot) => lot.remaining > 0)
      const keepUntil =
        typeof leavers === 'string' ? 0 : endOfDay(addDays(dayAt(model.now, zone), leavers.keepDays), zone)
      model.departed.set(holder, left.length > 0 ? keepUntil : 0)
      for (const lot of left) {
        if (typeof leavers !== 'string') {
          lot.expiresAt = Math.min(lot.expiresAt, keepUntil)
          continue
        }
        model.give(leavers, lot, lot.remaining)
        lot.remaining = 0
      }
    },
  }
}
