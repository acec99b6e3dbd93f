import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { addDays, dateText, dayAt, endOfDay } from '../calendar.ts'
import type { ExpiryRun, Model } from '../model.ts'
import type { Expected, Prepare } from '../operation.ts'
import { holderCount } from '../world.ts'

export interface UndoExpiry {
  kind: 'undo expiry'
  run: number
  /** For how many more days the points are valid. */
  days: number
  holder: number | null
}

export const undoExpiry: fc.Arbitrary<UndoExpiry> = fc.record({
  kind: fc.constant('undo expiry' as const),
  run: fc.nat({ max: 1_000 }),
  days: fc.integer({ min: -1, max: 30 }),
  holder: fc.option(fc.nat({ max: holderCount - 1 }), { freq: 2 }),
})

/** HR gives expired points back. Mostly one of the last runs, because others are too old. */
export const prepareUndoExpiry: Prepare<UndoExpiry> = ({ run: number, days, holder }, { now, runs, world }) => {
  const run = runs.at(-1 - (number % Math.max(1, Math.min(4, runs.length))))
  if (!run) return undefined
  const key = randomUUID()
  const until = addDays(dayAt(now, world.zone), days)
  const members = holder === null ? null : `{${world.holders[holder]!.memberId}}`
  const values = (reason: string) => [run.id, dateText(until), reason, key, members]
  return {
    call: { actor: 'hr', sql: 'public.undo_expiry($1, $2, $3, $4, $5::uuid[])', values: values('mistake') },
    otherContents: values('another mistake'),
    predict: (model) => predictUndo(model, run.id, endOfDay(until, world.zone), days, holder),
  }
}

function predictUndo(model: Model, id: string, until: number, days: number, holder: number | null): Expected {
  const run = model.runs.find((known) => known.id === id)!
  if (model.now > run.at + 7 * 86_400_000) return { refused: 'undo_too_late' }
  if (days < 0) return { refused: 'invalid_request' }
  const entries = pending(model, run).filter(({ lot }) => holder === null || lot.holder === holder)
  if (entries.length === 0 && holder !== null && !run.undone.has(holder))
    return { refused: 'member_not_found', details: { index: 0 } }
  if (entries.length === 0) return { refused: 'already_undone' }
  const owedBy = new Map<number, number>()
  for (const { lot, amount, toBudget } of entries)
    if (toBudget) owedBy.set(lot.budget, (owedBy.get(lot.budget) ?? 0) + amount)
  for (const [budget, needed] of owedBy) if (model.budgets[budget]! < needed) return { refused: 'insufficient_budget' }
  const wallets = new Set(entries.map(({ lot }) => lot.holder))
  const points = entries.reduce((sum, { amount }) => sum + amount, 0)
  return {
    answer: {
      run_id: run.id,
      wallets: wallets.size,
      lots: wallets.size >= 5 ? entries.length : null,
      points: wallets.size >= 5 ? points : null,
    },
    apply: () => {
      for (const { lot, amount, toBudget } of entries) {
        lot.remaining += amount
        lot.expiresAt = Math.max(lot.expiresAt, until)
        if (toBudget) model.budgets[lot.budget]! -= amount
        else model.totals.expired -= amount
      }
      for (const wallet of wallets) run.undone.add(wallet)
    },
  }
}

/** What can still come back: not what was undone before, nothing of a grant that was revoked, nothing for somebody who has gone. */
const pending = (model: Model, run: ExpiryRun) =>
  run.entries.filter(({ lot }) => !run.undone.has(lot.holder) && !lot.revoked && !model.isGone(lot.holder))
