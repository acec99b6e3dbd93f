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
  revoked: boolean
  /** Points of it that went to debts of before, when it came. */
  settled: number
}

/** What somebody owes, because a lot was revoked that had been used. */
export interface Debt {
  id: string
  lot: Lot
  amount: number
  settled: number
  createdAt: number
}

/** A grant that was made, and whom it reached. */
export interface Granted {
  id: string
  holders: Set<number>
}

/** A run of the job that books out what has expired. */
export interface ExpiryRun {
  id: string
  at: number
  entries: { lot: Lot; amount: number; toBudget: boolean }[]
  /** Holders who have got their points of it back. */
  undone: Set<number>
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
export type SystemAccount = 'funding' | 'redeemed' | 'expired' | 'claims' | 'committed'

/** The whole ledger of a company in memory, written down from the rules alone; it knows nothing of the database's tables or functions. */
export class Model {
  readonly world: World
  now = firstMoment
  budgets: number[]
  totals: Record<SystemAccount, number> = { funding: -firstDeposit, redeemed: 0, expired: 0, claims: 0, committed: 0 }
  lots: Lot[] = []
  orders: Order[] = []
  debts: Debt[] = []
  /** How many of them are older than the calls that are under way. */
  olderDebts = 0
  grants: Granted[] = []
  /** Who has left, and until when the claim code opens the wallet (0: there is none). */
  departed = new Map<number, number>()
  runs: ExpiryRun[] = []
  /** The last row of the journal that has been read. */
  readUpTo = 0
  /** Calls with a key that were answered, to be repeated. */
  answered: { call: Call; otherContents: unknown[]; whole: string }[] = []

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

  /** Books out what remains in a lot that has expired, as its programme says; gives how much. */
  expire(lot: Lot): number {
    const amount = lot.expiresAt > this.now ? 0 : lot.remaining
    this.give(this.rulesOf(lot).whenExpired, lot, amount)
    lot.remaining -= amount
    return amount
  }

  /** What a holder has used of a lot: spent and not got back, or given for debts. */
  usedOf(lot: Lot): number {
    const parts = this.orders.flatMap((order) => order.parts).filter((part) => part.lot === lot)
    return parts.reduce((sum, { amount, refunded }) => sum + amount - refunded, lot.settled)
  }

  /** What has been used of a revoked lot is owed. */
  owe(lot: Lot, id = ''): void {
    const amount = this.usedOf(lot)
    this.debts.push({ id, lot, amount, settled: 0, createdAt: this.now })
    this.totals.claims += amount
  }

  /** Pays what is owed for a revoked lot with up to so many points; gives what is left of them. */
  settleLot(lot: Lot, points: number): number {
    const debt = this.debts.find((known) => known.lot === lot)
    const part = Math.min(points, debt ? debt.amount - debt.settled : 0)
    if (debt) this.#settle(debt, part)
    return points - part
  }

  /**
   * Pays what a holder owes, oldest debts first, with lots that have just come. A budget that is not `reached` gets nothing: a debt that
   * arises while a grant waits for its locks is left to the next grant.
   */
  settleFrom(lots: Lot[], holder: number, reached: (budget: number) => boolean): void {
    const owed = this.debts
      .filter((debt) => debt.lot.holder === holder && debt.settled < debt.amount)
      .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
      .map((debt) => ({ debt, points: debt.amount - debt.settled }))
    for (const lot of lots) {
      let left = lot.granted
      for (const entry of owed) {
        const part = Math.min(left, entry.points)
        entry.points -= part
        left -= part
        if (!reached(entry.debt.lot.budget)) continue
        this.#settle(entry.debt, part)
        lot.remaining -= part
        lot.settled += part
      }
    }
  }

  #settle(debt: Debt, part: number): void {
    debt.settled += part
    this.totals.claims -= part
    this.budgets[debt.lot.budget]! += part
  }

  /** Whether nobody can spend from the wallet any more. */
  isGone(holder: number): boolean {
    return (this.departed.get(holder) ?? Infinity) <= this.now
  }

  /** What somebody owes in all. */
  debtOf(holder: number): number {
    return this.debts
      .filter(({ lot }) => lot.holder === holder)
      .reduce((sum, { amount, settled }) => sum + amount - settled, 0)
  }

  /** Points that leave a holder for good: back to the budget they came from, or forfeited. */
  give(policy: 'forfeit' | 'back_to_budget', lot: Lot, amount: number): void {
    if (policy === 'back_to_budget') this.budgets[lot.budget]! += amount
    else this.totals.expired += amount
  }
}
