import { settle, type Bench } from './bench.ts'
import { orderOfHotSku } from './loads.ts'
import { atLeast, median, type Finding } from './report.ts'

/** A flash sale: everybody wants one SKU, which lies in buckets. More buyers must not make it slower. */
export async function benchHotSku({ db, pgbench, options, say }: Bench): Promise<Finding[]> {
  const rates = new Map<number, number>()
  for (const clients of [8, 20, 50, 100]) {
    const figures: number[] = []
    for (let round = 0; round < options.rounds; round++) {
      await settle(db)
      figures.push(await sold(clients))
    }
    rates.set(clients, median(figures))
    say(`hot SKU, ${clients} clients: ${rates.get(clients)!.toFixed(0)} orders/s`)
  }
  const peak = Math.max(...rates.values())
  const detail =
    [...rates].map(([clients, rate]) => `${clients} clients ${rate.toFixed(0)}`).join(', ') + ' orders per second'
  return [atLeast('hot SKU: 100 clients : its own peak', rates.get(100)! / peak, 0.8, detail)]

  /** pgbench counts what was answered; that every answer is an order is seen in the stock. */
  async function sold(clients: number): Promise<number> {
    const rate = await pgbench.tps(orderOfHotSku, clients, options.seconds)
    const { rows } = await db.query<{ sound: boolean }>(
      `select 1000000 - (select sum(available) from public.stock where sku_id = md5('bench sku 0')::uuid)
         = (select sum(quantity) from public.order_lines where tenant_id = md5('bench tenant')::uuid and sku_id = md5('bench sku 0')::uuid) as sound`,
    )
    if (!rows[0]!.sound) throw new Error('The hot SKU was not sold as often as it left the stock.')
    return rate
  }
}
