import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { numberIn, Person } from './person.ts'

describe('赵大勇 of 长风物流, beside an employee of 星河科技', () => {
  let browser: Browser
  let person: Person
  let neighbour: Person

  beforeAll(async () => {
    browser = await openBrowser()
    person = await Person.arrive(browser)
    await person.signInEmployee('changfeng', 'C2001')
    await person.find('[data-testid=home-balance]').waitFor()
    neighbour = await Person.arrive(browser)
    await neighbour.signInEmployee('xinghe', 'E1001')
    await neighbour.find('[data-testid=home-balance]').waitFor()
  })
  afterAll(() => browser.close())

  const accent = (who: Person) =>
    who.page.evaluate(() => {
      const page = [...document.querySelectorAll('*')].find((one) => one.getAttribute('style')?.includes('--fd-accent'))
      return page ? getComputedStyle(page).getPropertyValue('--fd-accent').toLowerCase() : ''
    })

  /** Every product the mall shows to the end of its list, with its lowest price. */
  async function range(who: Person): Promise<Map<string, number>> {
    await who.open('app/mall/mall')
    await who.find('product').waitFor()
    const end = who.page.getByText('已经到底了').filter({ visible: true })
    for (const deadline = Date.now() + 40_000; Date.now() < deadline && (await end.count()) === 0;) {
      // Up and down again, as a person does who waits: the page tells only of arriving at its end, not of staying there.
      await who.page.mouse.wheel(0, -600)
      await who.page.waitForTimeout(200)
      await who.page.mouse.wheel(0, 20_000)
      await who.page.waitForTimeout(600)
    }
    await end.waitFor()
    const cards = await who.page.locator('.t-product >> visible=true').all()
    return new Map(
      await Promise.all(
        cards.map(async (card): Promise<[string, number]> => {
          const [name = '', ...lines] = (await card.innerText()).split('\n').filter(Boolean)
          return [name, numberIn((lines.find((line) => /^\d/.test(line)) ?? '').replace(/–.*/, ''))]
        }),
      ),
    )
  }

  test('sees another brand and another name for points', async () => {
    await person.read('可用风豆')
    expect(await accent(person)).not.toBe(await accent(neighbour))
    expect(await person.page.getByText('星河科技').filter({ visible: true }).count()).toBe(0)
    await person.picture('second-company')
  })

  test('sees another range at other prices', async () => {
    const own = await range(person)
    const others = await range(neighbour)
    expect(own.size).toBe(26)
    expect(others.size).toBe(42)
    const shared = [...own.keys()].filter((name) => others.has(name))
    expect(shared.length).toBeGreaterThan(0)
    expect(shared.length).toBeLessThan(own.size)
    for (const name of shared) expect(own.get(name), name).not.toBe(others.get(name))
  })

  test('finds nothing at the address of the neighbour’s order or of a product that is not offered to him', async () => {
    await neighbour.open('app/orders/orders')
    await neighbour.tap('order')
    await neighbour.find('order-state').waitFor()
    await person.page.goto(neighbour.page.url())
    await person.page.reload()
    await person.read(/没有找到这个订单|找不到这个订单|订单不存在/)
    expect(await person.count('order-state')).toBe(0)
  })

  test('nothing went wrong unseen', () => {
    expect([...person.trouble, ...neighbour.trouble]).toEqual([])
  })
})
