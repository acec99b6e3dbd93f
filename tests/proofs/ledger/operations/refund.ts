import fc from 'fast-check'
import { addDays, dayAt, endOfDay } from '../calendar.ts'
import type { Model, Order, Part } from '../model.ts'
import type { Expected, Prepare } from '../operation.ts'

export interface Refund {
  kind: 'refund'
  order: number
  /** Of each line so many percent of what is refundable (0: the line is not named); null: everything. */
  shares: number[] | null
}

export const refund: fc.Arbitrary<Refund> = fc.record({
  kind: fc.constant('refund' as const),
  order: fc.nat({ max: 1_000 }),
  shares: fc.oneof(
    { weight: 4, arbitrary: fc.array(fc.integer({ min: 0, max: 104 }), { minLength: 1, maxLength: 3 }) },
    fc.constant(null),
  ),
})

const refundable = (parts: Part[]) => parts.reduce((sum, { amount, refunded }) => sum + amount - refunded, 0)
const linesOf = (order: Order) => [...new Set(order.parts.map(({ line }) => line))].sort((a, b) => a - b)

/** Points of an order go back: everything, or a part of some lines. */
export const prepareRefund: Prepare<Refund> = ({ order: number, shares }, now) => {
  const { world } = now
  const order = now.orders[number % Math.max(1, now.orders.length)]
  if (!order) return undefined
  const lines = shares
    ? linesOf(order)
        .map((line, place) => ({
          line_no: line,
          amount: Math.ceil(
            (refundable(order.parts.filter((part) => part.line === line)) * (shares[place] ?? 0)) / 100,
          ),
          // A line of which nothing is left is named too now and then, and has to be refused.
          named: (shares[place] ?? 0) > (refundable(order.parts.filter((part) => part.line === line)) > 0 ? 0 : 95),
        }))
        .filter(({ named }) => named)
        .map(({ line_no, amount }) => ({ line_no, amount }))
    : null
  return {
    call: { actor: 'owner', sql: 'private.refund_points($1, $2, $3)', values: [world.tenantId, order.id, lines] },
    predict: (model) =>
      predictRefund(
        model,
        model.orders.find(({ id }) => id === order.id)!,
        lines,
      ),
  }
}

function predictRefund(model: Model, order: Order, lines: { line_no: number; amount: number }[] | null): Expected {
  const ofLine = (line: number) => order.parts.filter((part) => part.line === line)
  for (const { line_no, amount } of lines ?? [])
    if (amount < 1 || amount > refundable(ofLine(line_no))) return { refused: 'invalid_amount' }
  const chosen = (lines ?? linesOf(order).map((line) => ({ line_no: line, amount: refundable(ofLine(line)) }))).flatMap(
    ({ line_no, amount }) => lastFirst(ofLine(line_no), amount),
  )
  const total = chosen.reduce((sum, { amount }) => sum + amount, 0)
  return {
    answer: { amount: total },
    apply: () => {
      // What had expired in a lot must not come back to life with it.
      for (const { part } of chosen) model.expire(part.lot)
      const before = new Map(chosen.map(({ part }) => [part.lot, part.lot.expiresAt]))
      for (const { part, amount } of chosen) giveBack(model, part, amount, before.get(part.lot)!)
      model.totals.redeemed -= total
    },
  }
}

/** Which parts of a line come back: what was taken last comes back first. */
function lastFirst(parts: Part[], amount: number): { part: Part; amount: number }[] {
  let missing = amount
  const chosen: { part: Part; amount: number }[] = []
  for (const part of [...parts].reverse()) {
    const points = Math.min(missing, part.amount - part.refunded)
    if (points > 0) chosen.push({ part, amount: points })
    missing -= points
  }
  return chosen
}

/** Puts points back into the very lot that paid, or, where that has expired, does what its programme says. */
function giveBack(model: Model, part: Part, amount: number, expiredAt: number): void {
  const { lot } = part
  const { whenRefunded } = model.rulesOf(lot)
  part.refunded += amount
  // What is still owed for the lot is paid first.
  const rest = model.settleLot(lot, amount)
  if (rest === 0) return
  if (model.isGone(lot.holder)) {
    // What a company has not said otherwise.
    model.give('back_to_budget', lot, rest)
    return
  }
  if (expiredAt <= model.now && typeof whenRefunded === 'string') {
    model.give(whenRefunded, lot, rest)
    return
  }
  lot.remaining += rest
  if (expiredAt <= model.now && typeof whenRefunded !== 'string')
    lot.expiresAt = endOfDay(addDays(dayAt(model.now, model.world.zone), whenRefunded.restoreDays), model.world.zone)
  // The claim code of somebody who has left lasts as long as the points.
  const claim = model.departed.get(lot.holder)
  if (claim !== undefined) model.departed.set(lot.holder, Math.max(claim, lot.expiresAt))
}
