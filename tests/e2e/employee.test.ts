import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { numberIn, Person } from './person.ts'

describe('林晓雨 of 星河科技, an employee', () => {
  let browser: Browser
  let person: Person
  let balanceBefore: number
  let total: number

  beforeAll(async () => {
    browser = await openBrowser()
    person = await Person.arrive(browser)
  })
  afterAll(() => browser.close())

  test('signs in and sees the company’s home page in its colours, with her balance and what expires', async () => {
    await person.signInEmployee('xinghe', 'E1001')
    await person.read('可用星币')
    balanceBefore = await person.balance()
    expect(balanceBefore).toBeGreaterThan(0)
    await person.read(/\d+ 星币将?在 ?\d+ 天后到期/)
    const accent = await person.page.evaluate(() => {
      const page = [...document.querySelectorAll('*')].find((one) => one.getAttribute('style')?.includes('--fd-accent'))
      return page ? getComputedStyle(page).getPropertyValue('--fd-accent').toLowerCase() : ''
    })
    expect(accent).toBe('#5b4fe9')
    await person.picture('home')
  })

  test('finds a product by two Chinese characters', async () => {
    await person.open('app/mall/mall')
    await person.search('月饼')
    await person.read(/月饼礼盒/)
    expect(await person.count('product')).toBeGreaterThan(0)
    for (const name of await person.page.locator('.t-product >> visible=true').allInnerTexts())
      expect(name).toMatch(/月|饼/)
    await person.picture('search')
  })

  test('sees a product with pictures, choices and its price, and puts it into the cart', async () => {
    await person.tap('product')
    await person.find('[data-testid=product-price]').waitFor()
    expect(numberIn(await person.find('[data-testid=product-price]').innerText())).toBeGreaterThan(0)
    expect(await person.count('option')).toBeGreaterThan(1)
    await person.picture('product')
    await person.tap('add')
    await person.read('已放进购物车')
  })

  test('adds a second thing and goes from the cart to the checkout', async () => {
    await person.open('app/mall/mall')
    await person.search('茶')
    await person.tap('product')
    await person.tap('add')
    await person.read('已放进购物车')
    await person.open('app/checkout/cart')
    await person.find('cart-line').waitFor()
    expect(await person.count('cart-line')).toBe(2)
    await person.picture('cart')
    await person.tap('cart-redeem')
  })

  test('sees the server’s quote: her address, the lines, the lots that will pay and what is left', async () => {
    await person.find('checkout-lot').waitFor()
    expect(await person.count('checkout-line')).toBe(2)
    await person.read('上海市 浦东新区')
    total = numberIn(await person.find('checkout-total').innerText())
    if ((await person.count('checkout-lots-all')) > 0) await person.tap('checkout-lots-all')
    const lots = await person.page.locator('.t-checkout-lot .amount >> visible=true').allInnerTexts()
    expect(lots.reduce((sum, text) => sum + Number(text.replace(/\D/g, '')), 0)).toBe(total)
    await person.read((balanceBefore - total).toLocaleString('en-US'))
    await person.picture('checkout')
  })

  test('redeems once, although she taps twice', async () => {
    const placed: string[] = []
    person.page.on('request', (request) => {
      if (request.url().endsWith('/rpc/place_order')) placed.push(request.postData() ?? '')
    })
    await person.find('checkout-confirm').dblclick()
    await person.find('done-order-no').waitFor()
    expect(new Set(placed.map((body) => (JSON.parse(body) as { idempotency_key: string }).idempotency_key)).size).toBe(
      1,
    )
    await person.picture('done')
  })

  test('finds the order with its lines, its history and the lots that paid', async () => {
    await person.tap('done-order')
    await person.find('order-state').waitFor()
    await person.read('待发货')
    expect(numberIn(await person.find('order-total').innerText())).toBe(total)
    const lots = await person.page.locator('.t-order-lot >> visible=true').count()
    expect(lots).toBeGreaterThan(0)
    await person.picture('order')
  })

  test('does not get back into the checkout with the back button', async () => {
    const order = person.page.url()
    await person.page.goBack()
    await person.page.waitForTimeout(500)
    expect(person.page.url()).not.toMatch(/app\/checkout\/checkout/)
    await person.page.goto(order)
  })

  test('reads the redemption in her statement, with the lots', async () => {
    await person.open('app/points/statement')
    await person.read(`−${total.toLocaleString('en-US')}`)
    await person.page.locator('.t-statement-entry >> visible=true').first().click()
    await person.find('statement-lot').waitFor()
    await person.picture('statement')
  })

  test('cancels the order before it ships, and the same lots are refilled', async () => {
    await person.open('app/orders/orders')
    await person.tap('order')
    await person.find('order-lot').waitFor()
    const paid = await person.page.locator('.t-order-lot >> visible=true').count()
    await person.tap('order-cancel')
    await person.find('.t-order-cancel-dialog .t-dialog-confirm').click()
    await person.read('已取消')
    await person.find('order-lot-refunded').waitFor()
    expect(await person.count('order-lot-refunded')).toBe(paid)
    await person.open('app/home/home')
    await person.page.reload()
    await person.read('可用星币')
    expect(await person.balance()).toBe(balanceBefore)
  })

  test('nothing went wrong unseen, and nothing was fetched from elsewhere', () => {
    expect(person.trouble).toEqual([])
  })
})
