import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type pg from 'pg'
import { callFunction, type Caller } from '../../support/act-as.ts'
import { readRefusal } from '../../support/refusal.ts'
import { price, type Shop } from './shop.ts'

/** What a client knows of one call: what it sent, and the answer, unless the connection broke before one came. */
export interface Entry {
  kind: 'order' | 'cancel' | 'grant' | 'allocate'
  caller: Caller
  name: string
  args: Record<string, unknown>
  answer?: Record<string, unknown>
  refusal?: string
  /** What the call moves when it happens: points of a buyer, units of a SKU. */
  buyer?: number
  points: number
  units?: [number, number]
  /** The order that is cancelled. */
  cancels?: Entry
}

interface Wish {
  kind: 'order' | 'cancel' | 'grant' | 'allocate' | 'checkpoint'
  buyer: number
  first: number
  second: number
}

const wish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.oneof(
    { weight: 60, arbitrary: fc.constant('order' as const) },
    { weight: 20, arbitrary: fc.constant('cancel' as const) },
    { weight: 12, arbitrary: fc.constant('grant' as const) },
    { weight: 7, arbitrary: fc.constant('allocate' as const) },
    { weight: 1, arbitrary: fc.constant('checkpoint' as const) },
  ),
  buyer: fc.nat({ max: 11 }),
  first: fc.integer({ min: 1, max: 5 }),
  second: fc.integer({ min: 0, max: 5 }),
})

/** Lets a client call as fast as it can until the server is gone; gives its log. */
export async function callUntilGone(db: pg.Client, shop: Shop, seed: number): Promise<Entry[]> {
  const log: Entry[] = []
  // More than a client gets done before the server is killed.
  for (const { kind, ...rest } of fc.sample(wish, { seed, numRuns: 400 })) {
    try {
      if (kind === 'checkpoint') await db.query('checkpoint')
      else if (!(await attempt(db, entryFor(shop, kind, rest, log), log))) break
    } catch {
      break
    }
  }
  await db.end().catch(() => undefined)
  return log
}

/** Makes a call and writes down what is known of it; false when the connection broke. */
async function attempt(db: pg.ClientBase, entry: Entry | undefined, log: Entry[]): Promise<boolean> {
  if (!entry) return true
  log.push(entry)
  return repeat(db, entry).then(
    () => true,
    () => false,
  )
}

/** Makes the call of an entry, for the first time or again; throws when the connection breaks. */
export async function repeat(db: pg.ClientBase, entry: Entry): Promise<void> {
  try {
    entry.answer = await callFunction(db, entry.caller, entry.name, entry.args)
  } catch (error) {
    entry.refusal = readRefusal(error).code
  }
}

function entryFor(shop: Shop, kind: Entry['kind'], wish: Omit<Wish, 'kind'>, log: Entry[]): Entry | undefined {
  const { buyer, first, second } = wish
  const { caller, addressId, id } = shop.buyers[buyer]!
  const key = randomUUID()
  if (kind === 'order') {
    const lines = shop.skus
      .map(({ skuId }, place) => ({ sku_id: skuId, quantity: place === 0 ? first : second, unit_points: price }))
      .filter(({ quantity }) => quantity > 0)
    const args = { request: { lines, address_id: addressId }, idempotency_key: key }
    return { kind, caller, name: 'place_order', args, buyer, points: (first + second) * price, units: [first, second] }
  }
  if (kind === 'cancel') {
    const cancelled = new Set(log.map(({ cancels }) => cancels))
    const order = log.find((entry) => entry.kind === 'order' && entry.answer && !cancelled.has(entry))
    if (!order) return undefined
    const { answer, ...sent } = order
    return { ...sent, kind, name: 'cancel_order', args: { order_id: answer!['order_id'] }, cancels: order }
  }
  if (kind === 'grant') {
    const grants = [{ member_id: id, amount: first }]
    const args = { programme_id: shop.programmeId, grants, idempotency_key: key }
    return { kind, caller: shop.hr, name: 'grant_points', args, buyer, points: first }
  }
  const args = {
    from_account: shop.tenant.budgetAccountId,
    to_owner: shop.department.id,
    amount: first,
    idempotency_key: key,
  }
  return { kind, caller: shop.hr, name: 'allocate_budget', args, points: first }
}
