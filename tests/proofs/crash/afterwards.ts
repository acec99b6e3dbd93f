import type pg from 'pg'
import { holds, textOf } from '../proof.ts'
import { ledgerIsSound } from '../verify.ts'
import { repeat, type Entry } from './clients.ts'
import { startingPoints, startingStock, type Shop } from './shop.ts'

/**
 * What must hold after the server has come back: what was acknowledged is there, a repeated call gives the same answer, and whatever was
 * in flight has happened as a whole or not at all. `again`: how many of the acknowledged calls are repeated.
 */
export async function nothingIsLost(db: pg.ClientBase, shop: Shop, log: Entry[], again: number): Promise<void> {
  const unknown = log.filter(({ answer, refusal }) => !answer && !refusal)
  const acknowledged = log.filter(({ answer }) => answer)
  const wrong = log.find(({ refusal }) => refusal)
  holds(!wrong, () => `${wrong?.name} was refused: ${wrong?.refusal}.`)
  await acknowledgedOrdersAreThere(db, shop, log)
  await noOrderIsHalf(db, shop)
  await ledgerIsSound(db, shop.tenant.id)

  // The client does not know what became of the calls in flight, so it sends them again, under the same keys.
  for (const entry of unknown) {
    await repeat(db, entry)
    holds(entry.answer !== undefined, () => `${entry.name}, sent again, was refused: ${entry.refusal}.`)
  }
  for (const entry of acknowledged.slice(-again)) {
    const first = textOf(entry.answer)
    await repeat(db, entry)
    const changed = entry.kind === 'order' && log.some(({ cancels }) => cancels === entry)
    holds(
      changed || textOf(entry.answer) === first,
      () => `${entry.name}, repeated: ${textOf(entry.answer)}, before: ${first}.`,
    )
  }
  await figuresAreThoseOfTheLog(db, shop, log)
  await noOrderIsHalf(db, shop)
  await ledgerIsSound(db, shop.tenant.id)
}

async function acknowledgedOrdersAreThere(db: pg.ClientBase, shop: Shop, log: Entry[]): Promise<void> {
  const { rows } = await db.query<{ id: string; state: string }>(
    'select id, state from public.orders where tenant_id = $1',
    [shop.tenant.id],
  )
  const states = new Map(rows.map(({ id, state }) => [id, state]))
  for (const { kind, answer } of log) {
    const id = answer?.['order_id'] as string | undefined
    if (id === undefined) continue
    holds(states.has(id), `Order ${id} was acknowledged and is gone.`)
    holds(kind !== 'cancel' || states.get(id) === 'cancelled', `Order ${id} was cancelled and is ${states.get(id)}.`)
  }
  const { rows: grants } = await db.query<{ id: string }>('select id from public.grants where tenant_id = $1', [
    shop.tenant.id,
  ])
  const granted = new Set(grants.map(({ id }) => id))
  for (const { answer } of log)
    if (answer?.['grant_id']) holds(granted.has(answer['grant_id'] as string), 'A grant was acknowledged and is gone.')
}

/** An order has its lines, its first event, the points that it cost and the units that it took; a cancelled one has given both back. */
async function noOrderIsHalf(db: pg.ClientBase, shop: Shop): Promise<void> {
  const { rows } = await db.query(
    `with
       lines as (select order_id, sum(total_points) as points, sum(quantity) as units from public.order_lines where tenant_id = $1 group by 1),
       events as (select order_id, count(*) as events from public.order_events where tenant_id = $1 group by 1),
       paid as (
         select t.order_id, -sum(t.amount) filter (where t.kind = 'spend') as spent, coalesce(sum(t.amount) filter (where t.kind = 'refund'), 0) as refunded
         from public.ledger_transactions t where t.tenant_id = $1 and t.order_id is not null group by 1
       ),
       moved as (
         select m.order_id, -sum(m.quantity) as units from public.stock_movements m
         where m.sku_id = any ($2) and m.order_id is not null group by 1
       )
     select coalesce(o.id, l.order_id, e.order_id, p.order_id, m.order_id) as order_id, o.state, o.total_points, o.refunded_points,
       l.points, l.units, e.events, p.spent, p.refunded, m.units as units_moved
     from (select * from public.orders where tenant_id = $1) o
     full join lines l on l.order_id = o.id
     full join events e on e.order_id = o.id
     full join paid p on p.order_id = o.id
     full join moved m on m.order_id = o.id
     where (o.total_points, o.total_points) is distinct from (l.points::bigint, p.spent::bigint)
       or e.events is distinct from (case o.state when 'paid' then 1 when 'cancelled' then 2 end)
       or p.refunded is distinct from (case o.state when 'cancelled' then o.total_points else 0 end)
       or m.units is distinct from (case o.state when 'cancelled' then 0 else l.units end)`,
    [shop.tenant.id, shop.skus.map(({ skuId }) => skuId)],
  )
  holds(rows.length === 0, () => `Half orders: ${JSON.stringify(rows.slice(0, 5), null, 2)}`)
}

/** Adds up what the clients know to have happened, each call once, and compares: balances, budgets, stock and the number of orders. */
async function figuresAreThoseOfTheLog(db: pg.ClientBase, shop: Shop, log: Entry[]): Promise<void> {
  const wallets = shop.buyers.map(() => startingPoints)
  const stock = shop.skus.map(() => startingStock)
  let [budget, department, orders] = [shop.budgetAtStart, 0, 0]
  for (const { kind, buyer = 0, points, units = [0, 0] } of log) {
    const direction = kind === 'order' ? -1 : kind === 'allocate' ? 0 : 1
    wallets[buyer]! += direction * points
    if (kind === 'order' || kind === 'cancel') units.forEach((count, sku) => (stock[sku]! += direction * count))
    if (kind === 'order') orders++
    if (kind === 'grant' || kind === 'allocate') budget -= points
    if (kind === 'allocate') department += points
  }
  const accounts = [
    ...shop.buyers.map(({ accountId }) => accountId),
    shop.tenant.budgetAccountId,
    shop.department.budgetAccountId,
  ]
  const { rows } = await db.query<{ found: { balances: number[]; stock: number[]; orders: number } }>(
    `select jsonb_build_object(
       'balances', (select jsonb_agg(a.balance order by u.place) from unnest($2::uuid[]) with ordinality u (id, place)
         join public.ledger_accounts a on a.tenant_id = $1 and a.id = u.id),
       'stock', (select jsonb_agg((select sum(s.available) from public.stock s where s.sku_id = u.id) order by u.place)
         from unnest($3::uuid[]) with ordinality u (id, place)),
       'orders', (select count(*) from public.orders o where o.tenant_id = $1)) as found`,
    [shop.tenant.id, accounts, shop.skus.map(({ skuId }) => skuId)],
  )
  const found = textOf(rows[0]!.found)
  const expected = textOf({ balances: [...wallets, budget, department], stock, orders })
  holds(found === expected, `The database has ${found}, the clients' logs say ${expected}.`)
}
