import type { Call } from './operation.ts'
import { firstDeposit, firstMoment, type Rules, type World } from './world.ts'

export interface Lot {
  /** The database's id; empty until the lot has been seen there. */
  id: string
  holder: number
  programme: number
  budget: number
  grantId: string
  granted: number
  remaining: number
  expiresAt: number
  createdAt: number
}

/** What one lot pays for one line of an order, in the order in which lots pay. */
export interface Part {
  line: number
  lot: Lot
  amount: number
  refunded: number
}

export interface Order {
  id: string
  holder: number
  parts: Part[]
}

/** A line to be paid: which of the world's products, and how many points. */
export interface Line {
  product: number
  amount: number
}

/** Where points lie that nobody holds any more, or not yet. */
export type SystemAccount = 'funding' | 'redeemed' | 'expired' | 'claims'

/** The whole ledger of a company in memory, written down from the rules alone; it knows nothing of the database's tables or functions. */
export class Model {
  readonly world: World
  now = firstMoment
  budgets: number[]
  totals: Record<SystemAccount, number> = { funding: -firstDeposit, redeemed: 0, expired: 0, claims: 0 }
  lots: Lot[] = []
  orders: Order[] = []
  /** The last row of the journal that has been read. */
  readUpTo = 0
  /** Calls with a key that were answered, to be repeated. */
  answered: { call: Call; otherContents: unknown[]; answer: Record<string, unknown> }[] = []

  constructor(world: World) {
    this.world = world
    this.budgets = world.budgets.map((_, place) => (place === 0 ? firstDeposit : 0))
  }

  rulesOf(lot: Lot): Rules {
    return this.world.programmes[lot.programme]!
  }

  balanceOf(holder: number): number {
    return this.lots.filter((lot) => lot.holder === holder).reduce((sum, lot) => sum + lot.remaining, 0)
  }

  /** The lots that may pay for anything now, in the order in which they do: restricted first, soonest-expiring, oldest. */
  spendableLots(holder: number): Lot[] {
    const open = (lot: Lot) => Number(this.rulesOf(lot).scope === 'all')
    return this.lots
      .filter((lot) => lot.holder === holder && lot.remaining > 0 && lot.expiresAt > this.now)
      .sort(
        (a, b) => open(a) - open(b) || a.expiresAt - b.expiresAt || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1),
      )
  }

  mayPay(lot: Lot, product: number): boolean {
    const { scope, scopeIds } = this.rulesOf(lot)
    const { id, categoryIds } = this.world.products[product]!
    if (scope === 'all') return true
    return scope === 'products' ? scopeIds.includes(id) : categoryIds.some((category) => scopeIds.includes(category))
  }

  /** Books out what remains in a lot that has expired, as its programme says. */
  expire(lot: Lot): void {
    if (lot.remaining === 0 || lot.expiresAt > this.now) return
    this.give(this.rulesOf(lot).whenExpired, lot, lot.remaining)
    lot.remaining = 0
  }

  /** Points that leave a holder for good: back to the budget they came from, or forfeited. */
  give(policy: 'forfeit' | 'back_to_budget', lot: Lot, amount: number): void {
    if (policy === 'back_to_budget') this.budgets[lot.budget]! += amount
    else this.totals.expired += amount
  }
}
