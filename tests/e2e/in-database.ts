import pg from 'pg'
import { mall } from '../support/mall.ts'

/** Does something behind the person's back, as the superuser; gives the rows. */
export async function inDatabase<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: mall().stack.adminDbUrl })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

/** Every call comes from this machine, so that the tests' mistyped cards would add up to a locked source. */
export async function forgetAttempts(): Promise<void> {
  await inDatabase('delete from private.sign_in_attempts')
}

export interface Goods {
  product: string
  sku: string
  /** Points for one. */
  price: number
}

/** The cheapest thing that a whole company is offered, well in stock and without a limit per buyer. */
export async function cheapestGoodsOf(company: string): Promise<Goods> {
  const [found] = await inDatabase<Goods>(
    `select o.product_id product, o.sku_id sku, o.price_points::integer price
     from public.offers o
     join public.tenants t on t.id = o.tenant_id and t.code = $1
     where o.audience_kind = 'tenant' and o.status = 'active' and o.on_sale and o.valid_to is null
       and o.max_per_buyer is null
       and (select sum(s.available) from public.stock s where s.sku_id = o.sku_id) > 50
       and not exists (select from public.offers other where other.sku_id = o.sku_id and other.tenant_id = o.tenant_id
         and other.audience_kind in ('group', 'department'))
     order by o.price_points, o.sku_id
     limit 1`,
    [company],
  )
  if (!found) throw new Error(`Nothing is offered to ${company}`)
  return found
}
