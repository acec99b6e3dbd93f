import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { accessibilityFaults, layoutFaults, settled } from './faults.ts'
import { Person, type Device } from './person.ts'

const pages = [
  'app/home/home',
  'app/mall/mall',
  'app/wallet/wallet',
  'app/me/me',
  'app/orders/orders',
  'app/points/statement',
  'app/points/lots',
  'app/messages/messages',
  'app/account/addresses',
  'app/account/address',
  'app/account/settings',
  'app/account/about',
]

/** Nobody whose cart another test counts. Every width, both appearances, both languages, both brands and a guest, each pairing once. */
const people: { who: string; device: Device; signIn: (person: Person) => Promise<void> }[] = [
  {
    who: 'an employee on a small phone, by day, in Chinese',
    device: { width: 320, height: 640 },
    signIn: (person) => person.signInEmployee('xinghe', 'E1005'),
  },
  {
    who: 'an employee on a phone, by night, in English',
    device: { width: 390, locale: 'en-US', colorScheme: 'dark' },
    signIn: (person) => person.signInEmployee('xinghe', 'E1005'),
  },
  {
    who: 'an employee of another company at a desk, by day, in English',
    device: { width: 1280, height: 900, locale: 'en-US' },
    signIn: (person) => person.signInEmployee('changfeng', 'C2001'),
  },
  {
    who: 'a guest on a small phone, by night, in English',
    device: { width: 320, height: 640, locale: 'en-US', colorScheme: 'dark' },
    signIn: (person) => person.signInCard('6200 2026 1100 0686', 'FDXH2606'),
  },
  {
    who: 'an HR manager at a desk, by night, in Chinese',
    device: { width: 1280, height: 900, colorScheme: 'dark' },
    signIn: (person) => person.signInEmployee('xinghe', 'E1002'),
  },
]

describe('every page shows everything, readable by everybody', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test.concurrent.each(people)('to $who', async ({ device, signIn }) => {
    const person = await Person.arrive(browser, device)
    const faults: string[] = []
    const look = async (name: string) => {
      await settled(person.page)
      const found = [...(await layoutFaults(person.page)), ...(await accessibilityFaults(person.page))]
      faults.push(...found.map((fault) => `${name}: ${fault}`))
    }

    await person.find('company').waitFor()
    await look('sign-in')
    await signIn(person)
    await person.find('[data-testid=home-balance]').waitFor()
    for (const path of pages) {
      await person.open(path)
      await look(path)
    }
    await person.open('app/points/lots')
    await person.tap('lot')
    await person.find('lot-movement').waitFor()
    await look('lot')
    await person.open('app/orders/orders')
    if ((await person.count('order')) > 0) {
      await person.tap('order')
      await person.find('order-state').waitFor()
      await look('order')
    }
    await person.open('app/mall/mall')
    await person.tap('product')
    await person.find('[data-testid=product-price]').waitFor()
    await look('product')
    await person.tap('add')
    await person.open('app/checkout/cart')
    await person.find('cart-line').waitFor()
    await look('cart')
    await person.tap('cart-redeem')
    await person.find('checkout-line').waitFor()
    await look('checkout')
    expect(faults).toEqual([])
    expect(person.trouble).toEqual([])
    await person.leave()
  })
})
