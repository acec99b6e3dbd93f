import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { holds } from '../../proof.ts'
import type { Line, Lot, Model, Part } from '../model.ts'
import type { Expected, Leg, Prepare } from '../operation.ts'
import { holderCount, productCount } from '../world.ts'

export interface Spend {
  kind: 'spend'
  holder: number
  /** Points of each line: a number, or a share of what the wallet holds, so that wallets are emptied to the last point as well. */
  lines: { product: number; amount: number; share: boolean }[]
}

export const spend: fc.Arbitrary<Spend> = fc.record({
  kind: fc.constant('spend' as const),
  holder: fc.nat({ max: holderCount - 1 }),
  lines: fc.array(
    fc.record({
      product: fc.nat({ max: productCount - 1 }),
      amount: fc.oneof({ weight: 100, arbitrary: fc.integer({ min: 1, max: 60 }) }, fc.constantFrom(0, -1)),
      share: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  ),
})

/** An order is paid. */
export const prepareSpend: Prepare<Spend> = (description, now) => {
  const { world } = now
  const { holder } = description
  if (now.isGone(holder)) return undefined
  const balance = now.balanceOf(holder)
  const lines = description.lines.map(({ product, amount, share }) => ({
    product,
    amount: share && amount > 0 ? Math.max(1, Math.floor((balance * amount) / 100 / description.lines.length)) : amount,
  }))
  const orderId = randomUUID()
  return {
    call: {
      actor: 'owner',
      sql: 'private.spend_points($1, $2, $3, proofs.spend_lines($4))',
      values: [
        world.tenantId,
        world.holders[holder]!.accountId,
        orderId,
        lines.map(({ product, amount }, place) => ({
          line_no: place + 1,
          product_id: world.products[product]!.id,
          category_ids: world.products[product]!.categoryIds,
          amount,
        })),
      ],
    },
    predict: (model) => predictSpend(model, orderId, holder, lines),
  }
}

function predictSpend(model: Model, orderId: string, holder: number, lines: Line[]): Expected {
  const needed = lines.reduce((sum, { amount }) => sum + amount, 0)
  if (lines.some(({ amount }) => amount < 1)) return { refused: 'invalid_amount' }
  const available = mostThatCanBePaid(model, holder, lines)
  if (available < needed) {
    const expired = model.lots
      .filter((lot) => lot.holder === holder && lot.expiresAt <= model.now)
      .filter((lot) => lines.some(({ product }) => model.mayPay(lot, product)))
      .reduce((sum, lot) => sum + lot.remaining, 0)
    return expired > 0 && available + expired >= needed
      ? { refused: 'points_expired', details: { needed, available, expired } }
      : { refused: 'insufficient_points', details: { needed, available } }
  }
  return {
    answer: {},
    apply: (_, { legs }) => {
      const planned = lineByLine(model, holder, lines)
      const parts = planned ? samePayment(planned, legs) : otherPayment(model, holder, lines, legs)
      for (const part of parts) part.lot.remaining -= part.amount
      model.totals.redeemed += needed
      model.orders.push({ id: orderId, holder, parts })
    },
  }
}

/** Each line takes from the first lots that may pay for it; undefined where that leaves a line unpaid. */
function lineByLine(model: Model, holder: number, lines: Line[]): Part[] | undefined {
  const left = new Map(model.spendableLots(holder).map((lot) => [lot, lot.remaining]))
  const parts: Part[] = []
  for (const [place, { product, amount }] of lines.entries()) {
    let missing = amount
    for (const [lot, points] of left) {
      const part = model.mayPay(lot, product) ? Math.min(missing, points) : 0
      if (part === 0) continue
      parts.push({ line: place + 1, lot, amount: part, refunded: 0 })
      left.set(lot, points - part)
      missing -= part
    }
    if (missing > 0) return undefined
  }
  return parts
}

/**
 * How many points the wallet can pay at most. By the theorem of maximum flow and minimum cut it is the least, over all sets of lines, of
 * what the lots hold that may pay for one of the set, plus what the other lines cost.
 */
function mostThatCanBePaid(model: Model, holder: number, lines: Line[]): number {
  const lots = model.spendableLots(holder)
  let least = Infinity
  for (let set = 0; set < 2 ** lines.length; set++) {
    const inside = lines.filter((_, place) => set & (2 ** place))
    const outside = lines.filter((_, place) => !(set & (2 ** place)))
    const held = lots
      .filter((lot) => inside.some(({ product }) => model.mayPay(lot, product)))
      .reduce((sum, lot) => sum + lot.remaining, 0)
    least = Math.min(least, held + outside.reduce((sum, { amount }) => sum + amount, 0))
  }
  return least
}

/** The database must have paid as planned: the same lots for the same lines, in the same order. */
function samePayment(planned: Part[], legs: Leg[]): Part[] {
  const text = (parts: Leg[]) =>
    parts.map(({ line, lotId, amount }) => `line ${line}: ${amount} of ${lotId}`).join('\n')
  const expected = text(planned.map(({ line, lot, amount }) => ({ line, lotId: lot.id, amount })))
  holds(text(legs) === expected, () => `Paid otherwise than expected.\nPaid:\n${text(legs)}\nExpected:\n${expected}`)
  return planned
}

/** Where lots had to be rearranged, several ways are right: each line is paid in full by lots that may, and no lot pays more than it holds. */
function otherPayment(model: Model, holder: number, lines: Line[], legs: Leg[]): Part[] {
  const lots = new Map(model.spendableLots(holder).map((lot) => [lot.id, lot]))
  const parts = legs.map(({ line, lotId, amount }): Part => {
    const lot: Lot | undefined = lots.get(lotId)
    holds(lot !== undefined, `A lot paid that may not: ${lotId}.`)
    holds(model.mayPay(lot, lines[line - 1]!.product), `Lot ${lotId} may not pay for line ${line}.`)
    return { line, lot, amount, refunded: 0 }
  })
  const sumOf = (chosen: Part[]) => chosen.reduce((sum, { amount }) => sum + amount, 0)
  for (const [place, { amount }] of lines.entries())
    holds(sumOf(parts.filter(({ line }) => line === place + 1)) === amount, `Line ${place + 1} is not paid in full.`)
  for (const lot of lots.values())
    holds(sumOf(parts.filter((part) => part.lot === lot)) <= lot.remaining, `Lot ${lot.id} paid more than it held.`)
  return parts
}
