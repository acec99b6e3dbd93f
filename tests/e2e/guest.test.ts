import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { Person } from './person.ts'

const card = { number: '6200 2026 1100 0185', pin: 'FDXH2601' }

describe('a guest with a gift card', () => {
  let browser: Browser
  let person: Person
  let orderNo: string

  beforeAll(async () => {
    browser = await openBrowser()
    person = await Person.arrive(browser)
  })
  afterAll(() => browser.close())

  test('is told about a mistyped number before anything is sent', async () => {
    const sent: string[] = []
    person.page.on('request', (request) => {
      if (request.url().includes('/functions/v1/auth/card')) sent.push(request.url())
    })
    await person.signInCard('6200 2026 1100 0186', card.pin)
    await person.page.getByRole('alert').filter({ visible: true }).first().waitFor()
    expect(sent).toEqual([])
    await person.picture('card-sign-in')
  })

  test('reads the same sentence for a wrong PIN and for a card that does not exist', async () => {
    await person.type('card-number', card.number)
    await person.type('card-pin', 'AAAA2222')
    await person.tap('submit')
    const wrongPin = await person.find('refusal').innerText()
    await person.type('card-number', '6200 2026 1199 9994'.replace(/.$/, damm('620020261199999')))
    const answer = person.page.waitForResponse(
      (response) => response.url().endsWith('/auth/card') && response.request().method() === 'POST',
    )
    await person.tap('submit')
    expect((await answer).status()).toBe(401)
    expect(await person.find('refusal').innerText()).toBe(wrongPin)
  })

  test('signs in and sees the card, its points and only what the card may buy', async () => {
    await person.type('card-number', card.number)
    await person.type('card-pin', card.pin)
    await person.tap('submit')
    await person.find('[data-testid=home-card-hero]').waitFor()
    expect(await person.balance()).toBe(500)
    await person.picture('guest-home')
    await person.open('app/mall/mall')
    await person.find('product').waitFor()
    expect(await person.count('product')).toBe(16)
  })

  test('redeems a product to a new address', async () => {
    await person.search('茶')
    await person.tap('product')
    await person.tap('redeem')
    await person.tap('checkout-address')
    await person.type('address-recipient', '陈静')
    await person.type('address-phone', '13800138000')
    await person.type('address-province', '浙江省')
    await person.type('address-city', '杭州市')
    await person.type('address-district', '西湖区')
    await person.type('address-street', '文三路 100 号')
    await person.tap('address-save')
    await person.read('文三路 100 号')
    await person.tap('checkout-confirm')
    orderNo = await person.find('done-order-no').innerText()
    expect(orderNo).toMatch(/^\d{12,}$/)
  })

  test('finds the order again by signing in again', async () => {
    const later = await Person.arrive(browser)
    await later.signInCard(card.number, card.pin.toLowerCase())
    await later.find('[data-testid=home-card-hero]').waitFor()
    expect(await later.balance()).toBeLessThan(500)
    await later.open('app/orders/orders')
    await later.tap('order')
    await later.read(orderNo)
    await later.leave()
  })

  test('nothing went wrong unseen', () => {
    expect(person.trouble).toEqual([])
  })
})

/** The Damm check digit by the quasigroup of H. M. Damm, written out here so that the test does not trust the code it tests. */
function damm(digits: string): string {
  const table = [
    '0317598642', '7092154863', '4206871359', '1750983426', '6123045978',
    '3674209581', '5869720134', '8945362017', '9438617205', '2581436790',
  ] // prettier-ignore
  return [...digits].reduce((row, digit) => table[Number(row)]?.[Number(digit)] ?? '0', '0')
}
