import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { cheapestGoodsOf, inDatabase, type Goods } from './in-database.ts'
import { numberIn, Person } from './person.ts'

let browser: Browser
let person: Person
let goods: Goods

const change = (column: string, value: unknown) =>
  inDatabase(
    `update public.offers set ${column} = $2 where sku_id = $1 and audience_kind = 'tenant'
     and tenant_id = (select id from public.tenants where code = 'xinghe')`,
    [goods.sku, value],
  )
const orders = async () =>
  (
    await inDatabase<{ id: string }>(
      `select o.id from public.orders o join public.members m on m.id = o.member_id where m.employee_no = 'E1003'`,
    )
  ).length

async function openCheckout(quantity = 1): Promise<void> {
  await person.open(`app/checkout/checkout?lines=${goods.sku}:${quantity}:${goods.price}`)
  await person.find('checkout-line').waitFor()
}

beforeAll(async () => {
  browser = await openBrowser()
  goods = await cheapestGoodsOf('xinghe')
})
afterAll(() => browser.close())
beforeEach(async () => {
  person = await Person.arrive(browser)
  await person.signInEmployee('xinghe', 'E1003')
  await person.find('[data-testid=home-balance]').waitFor()
})
afterEach(() => person.leave())

describe('what changed between quote and order is told, and nothing is taken', () => {
  let before: number
  beforeEach(async () => {
    before = await orders()
    await openCheckout()
  })

  async function refused(words: string): Promise<void> {
    await person.tap('checkout-confirm')
    await person.read('这次没有兑换成功，星币没有扣除')
    expect(await person.find('checkout-trouble').innerText()).toContain(words)
    expect(await orders()).toBe(before)
  }

  test('a new price, which can be accepted', async () => {
    await change('price_points', goods.price + 7)
    try {
      await refused('价格刚刚有变动')
      await person.read(`价格变了：原来 ${goods.price}`)
      await person.tap('fix-accept')
      await expect.poll(async () => numberIn(await person.find('checkout-total').innerText())).toBe(goods.price + 7)
      await person.tap('checkout-confirm')
      await person.find('done-order-no').waitFor()
      expect(await orders()).toBe(before + 1)
    } finally {
      await change('price_points', goods.price)
    }
  })

  test('an offer that ended, which can be taken out', async () => {
    await change('status', 'paused')
    try {
      await refused('已下架')
      await person.read('这件商品已经下架')
      await person.tap('fix-remove')
      await person.read('没有要兑换的商品')
    } finally {
      await change('status', 'active')
    }
  })

  test('goods that were taken by others, which can be taken out', async () => {
    const stock = await inDatabase<{ bucket: number; available: number }>(
      'select bucket, available from public.stock where sku_id = $1',
      [goods.sku],
    )
    await inDatabase('update public.stock set available = 0 where sku_id = $1', [goods.sku])
    try {
      await refused('库存不足')
      await person.read('暂时兑完了')
      await person.tap('fix-remove')
      await person.read('没有要兑换的商品')
    } finally {
      for (const { bucket, available } of stock)
        await inDatabase('update public.stock set available = $3 where sku_id = $1 and bucket = $2', [goods.sku, bucket, available]) // prettier-ignore
    }
  })
})

describe('what the quote finds is told before anybody confirms', () => {
  const button = () => person.find('checkout-confirm')

  test('too few points, with how many are missing and two ways on', async () => {
    const [dear] = await inDatabase<{ sku: string; price: number }>(
      `select sku_id sku, price_points::integer price from public.offers o join public.tenants t on t.id = o.tenant_id
       where t.code = 'xinghe' and audience_kind = 'tenant' and o.status = 'active' and on_sale and max_per_order is null
       order by price_points desc limit 1`,
    )
    await person.open(`app/checkout/checkout?sku=${dear?.sku ?? goods.sku}&quantity=50`)
    await person.read(/需要 .*，可用 .*，还差/)
    expect(await button().getAttribute('aria-disabled')).toBe('true')
    await person.tap('way-mall')
    await person.find('product').waitFor()
  })

  test('more than the limit, which can be reduced by a tap', async () => {
    await change('max_per_order', 2)
    try {
      await openCheckout(3)
      await person.read('限兑 2 件')
      await person.tap('fix-reduce')
      await expect.poll(async () => numberIn(await person.find('checkout-total').innerText())).toBe(2 * goods.price)
    } finally {
      await change('max_per_order', null)
    }
  })
})

describe('when things change for the buyer', () => {
  test('points that have all expired are named, with the way to see when', async () => {
    const lots = await inDatabase<{ id: string; expires_at: Date | null }>(
      `select l.id, l.expires_at from public.point_lots l join public.ledger_accounts a on a.id = l.account_id
       join public.members m on m.id = a.owner_id join public.tenants t on t.id = m.tenant_id
       where m.employee_no = 'E1003' and t.code = 'xinghe'`,
    )
    const expire = (id: string, at: Date | null) =>
      inDatabase('update public.point_lots set expires_at = $2 where id = $1', [id, at])
    for (const { id } of lots) await expire(id, new Date(Date.now() - 60_000))
    try {
      await openCheckout()
      await person.read(/已经过期，可用的只剩/)
      await person.tap('way-lots')
      await person.page.waitForURL(/points\/lots/)
    } finally {
      for (const { id, expires_at } of lots) await expire(id, expires_at)
    }
  })

  test('a member who is suspended meanwhile reads so on the next page', async () => {
    const become = (status: string) =>
      inDatabase(
        `update public.members set status = $1 where employee_no = 'E1003'
         and tenant_id = (select id from public.tenants where code = 'xinghe')`,
        [status],
      )
    await become('suspended')
    try {
      await person.page.reload()
      await person.read('您的账号已被暂停使用')
    } finally {
      await become('active')
    }
  })
})

describe('an address typed by hand', () => {
  test('of a product that is not offered says so and leads back to the mall', async () => {
    await person.open('app/product/product?id=00000000-0000-7000-8000-000000000000')
    await person.read('这件商品已经下架')
    await person.page.getByText('去看看别的').filter({ visible: true }).click()
    await person.find('product').waitFor()
  })

  test('of another member’s order says that it was not found and leads to one’s own', async () => {
    const [foreign] = await inDatabase<{ id: string }>(
      `select o.id from public.orders o join public.members m on m.id = o.member_id where m.employee_no = 'E1001' limit 1`,
    )
    await person.open(`app/orders/order?id=${foreign?.id}`)
    await person.read('没有找到这个订单')
    await person.page.getByText('我的订单').filter({ visible: true }).last().click()
    await person.find('order-tabs').waitFor()
  })

  test('of nonsense says so without a technical word', async () => {
    await person.open('app/orders/order?id=nonsense')
    await person.read('没有找到这个订单')
    await person.open('app/product/product?id=nonsense')
    await person.read('这件商品已经下架')
    await person.open('app/checkout/checkout?sku=nonsense&quantity=1')
    await person.read('没有要兑换的商品')
  })
})
