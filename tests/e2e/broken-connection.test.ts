import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { cheapestGoodsOf, inDatabase, type Goods } from './in-database.ts'
import { Person } from './person.ts'

let browser: Browser
let person: Person
let goods: Goods

const orders = async () =>
  (
    await inDatabase<{ id: string }>(
      `select o.id from public.orders o join public.members m on m.id = o.member_id where m.employee_no = 'E1003'`,
    )
  ).length

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

const openCheckout = async () => {
  await person.open(`app/checkout/checkout?sku=${goods.sku}&quantity=1`)
  await person.find('checkout-lot').waitFor()
}

describe('without a connection', () => {
  test('a page says so, and loads when asked again with one', async () => {
    // The code of the pages comes by itself, a few seconds after the first one.
    await person.page.waitForTimeout(4_000)
    await person.page.waitForLoadState('networkidle')
    await person.context.setOffline(true)
    await person.open('app/orders/orders')
    await person.read('网络连接不上')
    await person.context.setOffline(false)
    await person.page.getByText('重试', { exact: true }).filter({ visible: true }).click()
    await person.read(/还没有订单|共 \d+ 件/)
  })

  test('a redemption is not lost and not doubled: asking again makes the one order', async () => {
    const before = await orders()
    await openCheckout()
    await person.context.setOffline(true)
    await person.tap('checkout-confirm')
    await person.read('还不知道这次兑换是否成功')
    expect(await orders()).toBe(before)
    await person.context.setOffline(false)
    await person.tap('checkout-ask')
    await person.find('done-order-no').waitFor()
    expect(await orders()).toBe(before + 1)
  })
})

describe('a lost answer', () => {
  const loseTheAnswerOnce = () =>
    person.page.route(
      '**/rpc/place_order',
      async (route) => {
        await route.fetch()
        await route.abort('connectionreset')
      },
      { times: 1 },
    )

  test('leaves one order, found by asking again', async () => {
    const before = await orders()
    await openCheckout()
    await loseTheAnswerOnce()
    await person.tap('checkout-confirm')
    await person.read('还不知道这次兑换是否成功')
    expect(await orders()).toBe(before + 1)
    await person.tap('checkout-ask')
    await person.find('done-order-no').waitFor()
    expect(await orders()).toBe(before + 1)
  })

  test('is remembered over a reload, and told in the cart', async () => {
    const before = await orders()
    await openCheckout()
    await loseTheAnswerOnce()
    await person.tap('checkout-confirm')
    await person.read('还不知道这次兑换是否成功')
    await person.open('app/checkout/cart')
    await person.page.reload()
    await person.read('上一次兑换还没有收到结果')
    await person.page.getByText('去查看').filter({ visible: true }).click()
    await person.tap('checkout-ask')
    await person.find('done-order-no').waitFor()
    expect(await orders()).toBe(before + 1)
  })
})

describe('a session that ended', () => {
  const end = () =>
    person.page.evaluate(() => {
      for (const name of Object.keys(localStorage).filter((key) => key.includes('fudian.session'))) {
        const kept = localStorage.getItem(name) ?? ''
        // Signed by nobody: the API refuses both tokens.
        localStorage.setItem(
          name,
          kept
            .replace(/(\\?"access_token\\?":\\?")[^"\\]*/, '$1eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjQxMDI0NDQ4MDB9.forged')
            .replace(/(\\?"refresh_token\\?":\\?")[^"\\]*/, '$1gone'),
        )
      }
    })

  test('leads to the sign-in page, which says so and leads back', async () => {
    await person.open('app/points/lots')
    await person.find('lot').waitFor()
    await end()
    await person.page.reload()
    await person.read(/登录已过期|重新登录/)
    await person.signInEmployee('xinghe', 'E1003')
    await person.page.waitForURL(/points\/lots/)
    await person.find('lot').waitFor()
  })

  test('in the middle of a redemption loses nothing', async () => {
    const before = await orders()
    await openCheckout()
    await end()
    await person.tap('checkout-confirm')
    await person.read(/登录已过期|重新登录/)
    expect(await orders()).toBe(before)
    await person.signInEmployee('xinghe', 'E1003')
    await person.page.waitForURL(/checkout\/checkout/)
    await person.tap('checkout-ask')
    await person.find('done-order-no').waitFor()
    expect(await orders()).toBe(before + 1)
  })
})

describe('a browser’s own buttons', () => {
  test('reloading the checkout shows the same order again', async () => {
    await openCheckout()
    const total = await person.find('checkout-total').innerText()
    await person.page.reload()
    await person.find('checkout-lot').waitFor()
    expect(await person.find('checkout-total').innerText()).toBe(total)
  })

  test('going back from the checkout keeps what was chosen', async () => {
    await person.open(`app/product/product?id=${goods.product}`)
    await person.find('[data-testid=product-price]').waitFor()
    await person.tap('redeem')
    await person.find('checkout-lot').waitFor()
    await person.page.goBack()
    await person.find('[data-testid=product-price]').waitFor()
    expect(person.page.url()).toContain(goods.product)
  })

  test('a sign-out is final for the back button too', async () => {
    await person.open('app/me/me')
    await person.tap('sign-out')
    await person.find('dialog-confirm').click()
    await person.find('company').waitFor()
    await person.page.goBack().catch(() => null)
    await person.page.reload()
    await person.find('company').waitFor()
  })
})
