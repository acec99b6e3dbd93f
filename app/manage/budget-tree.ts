import { translated } from '../core/i18n/translated'
import type { Budget } from './types'

export interface BudgetRow {
  budget: Budget
  name: string
  /** Steps in from the left. */
  depth: number
  /** Whether something lies below it that can be shown or hidden; null where nothing does. */
  open: boolean | null
}

/** The rows to show: with a search, whatever matches with everything above it; otherwise what isn't folded away. */
export function visibleRows(budgets: readonly Budget[], folded: ReadonlySet<string>, search: string): BudgetRow[] {
  const byId = new Map(budgets.map((budget) => [budget.owner_id, budget]))
  const parents = new Set(budgets.map(({ parent_id }) => parent_id))
  const wanted = search.trim() === '' ? null : found(budgets, byId, search)
  return budgets
    .filter((budget) =>
      wanted ? wanted.has(budget.owner_id) : ancestorsOf(budget, byId).every(({ owner_id }) => !folded.has(owner_id)),
    )
    .map((budget) => ({
      budget,
      name: translated(budget, 'name'),
      depth: ancestorsOf(budget, byId).length,
      open: parents.has(budget.owner_id) ? wanted !== null || !folded.has(budget.owner_id) : null,
    }))
}

/** The budgets above one, nearest first. */
export function ancestorsOf(budget: Budget, byId: ReadonlyMap<string, Budget>): Budget[] {
  const above: Budget[] = []
  let parent = byId.get(budget.parent_id ?? '')
  while (parent && !above.includes(parent)) {
    above.push(parent)
    parent = byId.get(parent.parent_id ?? '')
  }
  return above
}

/** What lies in the budgets below one, itself left out. */
export function totalBelow(budget: Budget, budgets: readonly Budget[]): number {
  const byId = new Map(budgets.map((known) => [known.owner_id, known]))
  return budgets
    .filter((other) => ancestorsOf(other, byId).includes(budget))
    .reduce((sum, { balance }) => sum + balance, 0)
}

/** The budget that points are taken back to: the nearest above whose points the caller may move. */
export function sourceOf(budget: Budget, budgets: readonly Budget[]): Budget | undefined {
  return sourcesOf(budget, budgets)[0]
}

/** The budget that tops one up: the nearest above that has points, else the nearest. */
export function supplierOf(budget: Budget, budgets: readonly Budget[]): Budget | undefined {
  const sources = sourcesOf(budget, budgets)
  return sources.find(({ balance }) => balance > 0) ?? sources[0]
}

function sourcesOf(budget: Budget, budgets: readonly Budget[]): Budget[] {
  const byId = new Map(budgets.map((known) => [known.owner_id, known]))
  const company = budgets.filter(({ owner_kind }) => owner_kind === 'tenant')
  return [...new Set([...ancestorsOf(budget, byId), ...company])].filter(
    (above) => above !== budget && above.can_allocate,
  )
}

function found(budgets: readonly Budget[], byId: ReadonlyMap<string, Budget>, search: string): Set<string> {
  const text = search.trim().toLowerCase()
  const hits = budgets.filter((budget) =>
    [budget.name, translated(budget, 'name')].some((name) => name.toLowerCase().includes(text)),
  )
  return new Set(hits.flatMap((hit) => [hit, ...ancestorsOf(hit, byId)]).map(({ owner_id }) => owner_id))
}
