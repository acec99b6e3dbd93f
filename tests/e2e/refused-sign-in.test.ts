import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { mall } from '../support/mall.ts'
import { forgetAttempts } from './in-database.ts'
import { demoPassword, Person } from './person.ts'

let browser: Browser
let person: Person

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await forgetAttempts()
  await browser.close()
})
beforeEach(async () => {
  await forgetAttempts()
  person = await Person.arrive(browser)
})
afterEach(() => person.leave())

const refusal = () => person.find('refusal').innerText()

describe('an employee who cannot sign in', () => {
  test('reads the same sentence for a wrong password, an unknown number and an unknown company, and gets in after all', async () => {
    await person.signInEmployee('xinghe', 'E1001', 'not-the-password')
    const sentence = await refusal()
    expect(sentence).toContain('公司代码、工号或密码不正确')
    for (const [company, number] of [
      ['xinghe', 'E9999'],
      ['nowhere', 'E1001'],
    ] as const) {
      // prettier-ignore
      const answered = person.page.waitForResponse(/auth\/v1\/token/)
      await person.signInEmployee(company, number)
      expect((await answered).status()).toBe(400)
      await expect.poll(refusal).toBe(sentence)
    }
    await person.signInEmployee('xinghe', 'E1001')
    await person.find('[data-testid=home-balance]').waitFor()
  })

  test.each([
    ['is suspended', 'E1007', '您的账号已被暂停使用，请联系公司的福利管理员'],
    ['has left the company', 'E1008', '您已不在这家公司的员工名单中'],
  ])('and %s reads so and whom to ask, and stays outside', async (_why, number, words) => {
    await person.signInEmployee('xinghe', number)
    expect(await refusal()).toContain(words)
    await person.open('app/orders/orders')
    await person.find('company').waitFor()
  })

  test('reads what is missing at its field, before anything is sent', async () => {
    const sent: string[] = []
    person.page.on('request', (request) => request.url().includes('/auth/v1/') && sent.push(request.url()))
    await person.signInEmployee('', '', '')
    for (const words of ['请填写公司代码', '请填写工号', '请填写密码']) await person.read(words)
    expect(sent).toEqual([])
  })

  test('reads that there is no connection, keeps what was typed, and gets in when there is one', async () => {
    await person.find('company').waitFor()
    await person.context.setOffline(true)
    await person.signInEmployee('xinghe', 'E1001')
    expect(await refusal()).toContain('网络连接不上')
    await person.context.setOffline(false)
    await person.tap('submit')
    await person.find('[data-testid=home-balance]').waitFor()
  })

  test('taps twice and signs in once', async () => {
    const sent: string[] = []
    person.page.on('request', (request) => request.url().includes('/auth/v1/token') && sent.push(request.url()))
    await person.type('company', 'xinghe')
    await person.type('employee', 'E1001')
    await person.type('password', demoPassword)
    await person.find('submit').dblclick()
    await person.find('[data-testid=home-balance]').waitFor()
    expect(sent).toHaveLength(1)
  })

  test('reads it in English on an English device', async () => {
    const visitor = await Person.arrive(browser, { locale: 'en-US' })
    await visitor.signInEmployee('xinghe', 'E1007')
    expect(await visitor.find('refusal').innerText()).toContain('Your account is suspended')
    await visitor.signInEmployee('xinghe', 'E1001', 'not-the-password')
    await visitor.read(/password is not right/)
    await visitor.leave()
  })
})

describe('a guest whose card is refused', () => {
  test.each([
    ['is frozen', '6200 2026 1100 0782', 'FDXH2607', '这张卡已被冻结'],
    ['has expired', '6200 2026 1100 0888', 'FDXH2608', '这张卡已过有效期'],
    ['is not valid yet', '6200 2026 1100 0989', 'FDXH2609', '这张卡还没有生效'],
  ])('because it %s reads so', async (_why, number, pin, words) => {
    await person.signInCard(number, pin)
    expect(await refusal()).toContain(words)
    expect(person.page.url()).toContain('sign-in')
  })

  test('after too many wrong PINs reads how long to wait, and the button waits too', async () => {
    const card = '6200 2026 1100 0383'
    const { functionsUrl, publishableKey } = mall().stack
    for (let guess = 0; guess < 5; guess++)
      await fetch(`${functionsUrl}/auth/card`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', apikey: publishableKey },
        body: JSON.stringify({ card_no: card.replaceAll(' ', ''), pin: 'AAAA2222' }),
      })
    await person.signInCard(card, 'FDXH2603')
    expect(await refusal()).toMatch(/尝试次数过多.*请在 \d+ 秒后再试/)
    expect(await person.find('submit').getAttribute('aria-disabled')).toBe('true')
  })
})
