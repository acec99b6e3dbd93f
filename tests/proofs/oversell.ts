import fc from 'fast-check'
import type pg from 'pg'
import { line, placeOrder } from '../support/order-calls.ts'
import { readRefusal } from '../support/refusal.ts'
import { makeCrowd, makeRichTenant, makeSku, offer, stockUp, unitsInStock } from '../support/shop-fixture.ts'
import { forEachAtOnce } from './at-once.ts'
import { figure, holds, type Proof, type ProofRun } from './proof.ts'
import { ledgerIsSound } from './verify.ts'

interface Sale {
  title: string
  buckets: number
  /** How many units each buyer wants: one of 1 … most. */
  most: number
}

const sales: Sale[] = [
  { title: 'one bucket', buckets: 1, most: 1 },
  { title: '16 buckets', buckets: 16, most: 1 },
  { title: '16 buckets, 1 to 3 units each', buckets: 16, most: 3 },
]
const price = 7
const points = 100

/** Lets a crowd run at one SKU; gives what happened in one line. */
async function sell(run: ProofRun, pool: pg.Pool, sale: Sale): Promise<string> {
  const { buyers, units } = run.brief ? { buyers: 300, units: 40 } : { buyers: 10_000, units: 1_000 }
  const db = await run.server.connect()
  try {
    const tenant = await makeRichTenant(db)
    const crowd = await makeCrowd(db, tenant, buyers, points)
    const sku = await makeSku(db)
    await offer(db, tenant, sku, price, { max_per_order: 3 })
    await stockUp(db, sku, units, sale.buckets)
    await db.query('analyze')
    const wishes = fc.sample(fc.integer({ min: 1, max: sale.most }), { seed: run.seed, numRuns: buyers })

    const startedAt = Date.now()
    const bought = await forEachAtOnce(pool, crowd, async (connection, buyer, index) => {
      const quantity = wishes[index]!
      run.progress.add(1, buyers * sales.length, 'buyers')
      try {
        await placeOrder(connection, buyer, [line(sku, quantity, price)])
        return quantity
      } catch (error) {
        const { code, details } = readRefusal(error)
        holds(code === 'out_of_stock', `A buyer was told ${code} instead of out_of_stock.`)
        holds(
          Number(details['available']) < quantity,
          `Told out_of_stock with ${String(details['available'])} units left.`,
        )
        return 0
      }
    })
    const seconds = (Date.now() - startedAt) / 1000

    const sold = bought.reduce((total, quantity) => total + quantity, 0)
    holds(sold === units, `${sold} units were sold of ${units}.`)
    holds((await unitsInStock(db, sku)) === 0, 'Units are left in stock although somebody was refused.')
    const { rows } = await db.query<{ id: string; balance: number }>(
      'select id, balance from public.ledger_accounts where tenant_id = $1',
      [tenant.id],
    )
    const balances = new Map(rows.map(({ id, balance }) => [id, balance]))
    const paid = (index: number) => points - balances.get(crowd[index]!.accountId)!
    const wrong = bought.findIndex((quantity, index) => paid(index) !== quantity * price)
    holds(wrong < 0, () => `Buyer ${wrong} got ${bought[wrong]} units and paid ${paid(wrong)} points.`)
    await ledgerIsSound(db, tenant.id)
    const orders = bought.filter((quantity) => quantity > 0).length
    return `${sale.title}: ${figure(buyers)} buyers on ${pool.options.max} connections, ${figure(units)} units: ${figure(sold)} sold in ${figure(orders)} orders, ${figure(buyers - orders)} told out_of_stock, 0 left, ${seconds.toFixed(1)} s`
  } finally {
    await db.end()
  }
}

export const oversell: Proof = {
  name: 'oversell',
  title: 'what is in stock is sold, all of it and no more',
  async run(run) {
    const pool = run.server.pool(40)
    try {
      const figures: string[] = []
      for (const sale of sales) figures.push(await sell(run, pool, sale))
      return figures
    } finally {
      await pool.end()
    }
  },
}
