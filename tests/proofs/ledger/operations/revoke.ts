import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { Granted, Model } from '../model.ts'
import type { Expected, Prepare } from '../operation.ts'
import { holderCount } from '../world.ts'

export interface Revoke {
  kind: 'revoke'
  grant: number
  /** Of these people only, some of whom the grant may not have reached; null: of everybody. */
  holders: number[] | null
}

export const revoke: fc.Arbitrary<Revoke> = fc.record({
  kind: fc.constant('revoke' as const),
  grant: fc.nat({ max: 1_000 }),
  holders: fc.option(fc.uniqueArray(fc.nat({ max: holderCount - 1 }), { minLength: 1, maxLength: 3 }), { freq: 2 }),
})

/** HR takes a mistaken grant back. */
export const prepareRevoke: Prepare<Revoke> = ({ grant: number, holders }, { grants, world }) => {
  const grant = grants[number % Math.max(1, grants.length)]
  if (!grant) return undefined
  const key = randomUUID()
  const ids = holders && `{${holders.map((holder) => world.holders[holder]!.memberId).join(',')}}`
  const values = (reason: string) => [grant.id, reason, key, ids]
  return {
    call: { actor: 'hr', sql: 'public.revoke_grant($1, $2, $3, $4::uuid[])', values: values('mistake') },
    otherContents: values('another mistake'),
    predict: (model) => predictRevoke(model, grant, holders),
  }
}

function predictRevoke(model: Model, grant: Granted, holders: number[] | null): Expected {
  const stranger = holders?.findIndex((holder) => !grant.holders.has(holder)) ?? -1
  if (stranger >= 0) return { refused: 'member_not_found', details: { index: stranger } }
  const lots = model.lots.filter(
    (lot) => lot.grantId === grant.id && !lot.revoked && (holders === null || holders.includes(lot.holder)),
  )
  if (lots.length === 0) return { refused: 'already_revoked' }
  const valid = lots.filter((lot) => lot.expiresAt > model.now)
  const members = new Set(lots.map(({ holder }) => holder)).size
  const isWhole = holders === null && !model.lots.some((lot) => lot.grantId === grant.id && lot.revoked)
  const told = (points: number) => (members >= 5 && isWhole ? points : null)
  return {
    answer: {
      members,
      returned_points: told(valid.reduce((sum, lot) => sum + lot.remaining, 0)),
      debt_points: told(lots.reduce((sum, lot) => sum + model.usedOf(lot), 0)),
    },
    quiet: lots.every((lot) => lot.remaining === 0 && model.usedOf(lot) === 0),
    apply: (_, { debts }) => {
      for (const lot of lots) {
        model.expire(lot)
        model.budgets[lot.budget]! += lot.remaining
        lot.remaining = 0
        lot.revoked = true
        if (model.usedOf(lot) > 0) model.owe(lot, debts.find((debt) => debt.lot === lot.id)?.id)
      }
    },
  }
}
