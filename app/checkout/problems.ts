import { formatNumber } from '../core/format/numbers'
import type { Problem, QuoteLine } from './contract'
import { t } from './words'

/** The one step that gets a line out of the way. */
export type Fix = { kind: 'accept'; points: number } | { kind: 'reduce'; to: number } | { kind: 'remove' }

const numberIn = (problem: Problem, name: string): number | null => {
  const value = problem.details?.[name]
  return typeof value === 'number' ? value : null
}

/** How many of this line could be had now; 0 when none. */
function attainable(line: QuoteLine): number {
  const available = (line.problem && numberIn(line.problem, 'available')) ?? line.available ?? 0
  return Math.max(0, Math.min(line.max_quantity ?? available, line.quantity - 1))
}

/** The way on from a line's problem: the smallest change that makes it orderable. */
export function fixFor(line: QuoteLine): Fix | null {
  if (!line.problem) return null
  if (line.problem.code === 'price_changed' && line.unit_points !== null)
    return { kind: 'accept', points: line.unit_points }
  const tooMany = line.problem.code === 'out_of_stock' || line.problem.code === 'purchase_limit_exceeded'
  const left = tooMany ? attainable(line) : 0
  return left > 0 ? { kind: 'reduce', to: left } : { kind: 'remove' }
}

/** What stands in a line's way, as a sentence. `seen` is the price the buyer saw. */
export function problemWords(line: QuoteLine, seen?: number): string {
  const { problem } = line
  if (!problem) return ''
  if (problem.code === 'offer_unavailable') return t('problem.offer_unavailable')
  if (problem.code === 'out_of_stock') return stockWords(line)
  if (problem.code === 'purchase_limit_exceeded') return limitWords(line, problem)
  if (problem.code === 'price_changed') {
    return t('problem.price_changed', { was: formatNumber(seen ?? 0), now: formatNumber(line.unit_points ?? 0) })
  }
  return t('problem.other')
}

function stockWords(line: QuoteLine): string {
  const left = attainable(line)
  return left > 0 ? t('problem.out_of_stock', { available: formatNumber(left) }) : t('problem.sold_out')
}

function limitWords(line: QuoteLine, problem: Problem): string {
  const [limit, already, left] = [numberIn(problem, 'limit'), numberIn(problem, 'already'), attainable(line)]
  if (left === 0 && line.available === 0) return t('problem.sold_out')
  if (limit === null) return t('problem.limit.plain', { left })
  if (left === 0) return t('problem.limit.reached', { limit })
  return already ? t('problem.limit.already', { limit, already, left }) : t('problem.limit', { limit, left })
}

/** What the whole order lacks, as a sentence; `balance` is all the buyer has, whatever it may be spent on. */
export function shortfallWords(problem: Problem, balance: number | null): string {
  const needed = numberIn(problem, 'needed') ?? 0
  const available = numberIn(problem, 'available') ?? 0
  const amounts = {
    needed: formatNumber(needed),
    available: formatNumber(available),
    missing: formatNumber(Math.max(0, needed - available)),
  }
  if (problem.code === 'points_expired') {
    return t('problem.expired', { ...amounts, expired: formatNumber(numberIn(problem, 'expired') ?? 0) })
  }
  if (problem.code !== 'insufficient_points') return t('problem.order')
  return balance !== null && balance > available
    ? t('problem.insufficient.scope', { ...amounts, balance: formatNumber(balance) })
    : t('problem.insufficient', amounts)
}
