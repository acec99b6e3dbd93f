import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { accessibilityFaults, layoutFaults, settled } from './faults.ts'
import { inDatabase } from './in-database.ts'
import { numberIn, Person, type Device } from './person.ts'

/** Somebody who is signed in and has arrived at a page. */
async function arrive(browser: Browser, employeeNo: string, path: string, device: Device = {}): Promise<Person> {
  const person = await Person.arrive(browser, device)
  await person.signInEmployee('xinghe', employeeNo)
  await person.find('[data-testid=home-balance]').waitFor()
  await person.open(path)
  return person
}

const chooseWay = (person: Person, name: string) =>
  person.page.locator('.t-ways [role=tab] >> visible=true').filter({ hasText: name }).click()
const budgetOfCompany = async () => {
  const [row] = await inDatabase<{ balance: string }>(
    `select a.balance from public.ledger_accounts a join public.tenants t on t.id = a.owner_id where t.code = 'xinghe' and a.kind = 'budget'`,
  )
  return Number(row!.balance)
}
const lastGrant = async () => {
  const [row] = await inDatabase<{ recipients: number; total_points: string }>(
    `select g.recipients, g.total_points from public.grants g join public.tenants t on t.id = g.tenant_id
     where t.code = 'xinghe' order by g.id desc limit 1`,
  )
  return row
}

describe('周敏 of human resources manages the points', () => {
  let browser: Browser
  let person: Person
  beforeAll(async () => {
    browser = await openBrowser()
    person = await arrive(browser, 'E1002', 'app/me/me')
  })
  afterAll(() => browser.close())

  test('finds the budgets from her own page, and passes some on', async () => {
    await person.tap('manage')
    await person.find('manage-budget').waitFor()
    expect(numberIn(await person.find('manage-budget').locator('.number').innerText())).toBe(await budgetOfCompany())
    await person.tap('manage-budgets')
    await person.page.locator('.t-budget .choose >> visible=true').filter({ hasText: '财务部' }).click()
    await person.tap('top-up')
    await person.type('move-amount', '99999999')
    await person.read('还差')
    const before = await budgetOfCompany()
    await person.type('move-amount', '700')
    await person.page.locator('.t-move-send >> visible=true').first().dblclick()
    await expect.poll(budgetOfCompany).toBe(before - 700)
    await expect
      .poll(() => person.page.locator('.t-budget >> visible=true').filter({ hasText: '财务部' }).innerText())
      .toContain('700')
  })

  test('grants to a department, after a preview, once although she taps twice', async () => {
    const before = await budgetOfCompany()
    await person.open('app/manage/grant')
    await person.tap('programme')
    await chooseWay(person, '部门')
    await person.page.locator('.t-unit >> visible=true').filter({ hasText: '智能算法部' }).click()
    await person.type('grant-amount', '10')
    await person.tap('grant-preview')
    await person.find('preview').waitFor()
    expect(numberIn(await person.find('preview-total').innerText())).toBe(50)
    expect(numberIn(await person.find('preview-left').innerText())).toBe(before - 50)
    await person.page.locator('.t-grant-send >> visible=true').first().dblclick()
    await person.find('batch-outcome').waitFor()
    expect(await budgetOfCompany()).toBe(before - 50)
    expect(await lastGrant()).toMatchObject({ recipients: 5, total_points: '50' })
  })

  test('sees where these points are', async () => {
    await person.find('flow-unspent').waitFor()
    expect(numberIn(await person.find('flow-unspent').locator('.amount').innerText())).toBe(50)
    await person.find('flow-row').waitFor()
    expect(await person.find('flow-row').innerText()).toContain('智能算法部')
  })

  test('revokes them, with a reason, only after she has read and typed what she does', async () => {
    const before = await budgetOfCompany()
    await person.tap('revoke')
    await person.tap('revoke-look')
    await person.read('请写明撤回原因')
    await person.type('revoke-reason', '发错了部门')
    await person.tap('revoke-look')
    await person.find('revoke-consequences').waitFor()
    expect(await person.find('revoke-send').getAttribute('aria-disabled')).toBe('true')
    await person.type('revoke-typed', '撤回')
    await person.page.locator('.t-revoke-send >> visible=true').first().dblclick()
    await person.read('已撤回 5 人')
    expect(await budgetOfCompany()).toBe(before + 50)
    await person.find('flow-returned').waitFor()
    expect(await person.count('revoke')).toBe(0)
  })

  test('pastes a list, mends what is wrong at its row, and grants', async () => {
    await person.open('app/manage/batches')
    await person.open('app/manage/grant')
    await person.tap('programme')
    await person.type('person-search', '何俊')
    await person.read('E1005')
    await chooseWay(person, '名单')
    await person.type(
      'list-text',
      '工号\t姓名\t积分\t备注\nE1005\t何俊杰\t1,000\t辛苦了\nE9999\t\t20\nE1006\t许诺\t1.5\t\n',
    )
    await person.tap('list-read')
    await person.read('数量要是大于 0 的整数')
    await person.type('mend-amount', '15')
    await person.find('list-count').click()
    await person.find('list-good').waitFor()
    await person.tap('grant-preview')
    await person.read('没有这位在职员工')
    await person.tap('list-remove')
    await person.tap('grant-preview')
    await person.find('preview').waitFor()
    await person.tap('grant-send')
    await person.find('batch-outcome').waitFor()
    expect(await lastGrant()).toMatchObject({ recipients: 2, total_points: '1015' })
    await person.find('flow-few').waitFor()
    expect(person.trouble).toEqual([])
  })
})

describe('the pages of operators', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test('politely send away an employee who opens them by address', async () => {
    const person = await arrive(browser, 'E1001', 'app/me/me')
    await person.find('settings').waitFor()
    expect(await person.count('manage')).toBe(0)
    for (const page of ['manage', 'budgets', 'grant', 'import?id=1', 'batches', 'batch?id=1']) {
      await person.open(`app/manage/${page}`)
      await person.find('manage-refused').waitFor()
    }
    expect(person.trouble).toEqual([])
    await person.leave()
  })

  test('show a department admin the subtree alone', async () => {
    const person = await arrive(browser, 'E1003', 'app/manage/budgets')
    await person.find('budget').waitFor()
    const names = await person.page.locator('.t-budget .name >> visible=true').allInnerTexts()
    expect(names).toEqual(['平台研发部', '前端组', '后端组'])
    await person.leave()
  })

  const devices: [string, Device][] = [
    ['a small phone', { width: 320, height: 640 }],
    ['a phone by night, in English', { width: 390, locale: 'en-US', colorScheme: 'dark' }],
    ['a desk, in English', { width: 1280, height: 900, locale: 'en-US' }],
  ]
  test.each(devices)('show everything, readable by everybody, on %s', async (_where, device) => {
    const person = await arrive(browser, 'E1002', 'app/manage/manage', device)
    const faults: string[] = []
    const look = async (name: string) => {
      await settled(person.page)
      const found = [...(await layoutFaults(person.page)), ...(await accessibilityFaults(person.page))]
      faults.push(...found.map((fault) => `${name}: ${fault}`))
    }
    await person.find('batch').waitFor()
    await look('home')
    await person.open('app/manage/batches')
    await person.find('batch').waitFor()
    await look('batches')
    await person.page.locator('.t-batch >> visible=true').filter({ hasText: '38,000' }).click()
    await person.find('flow').waitFor()
    await look('batch')
    if (device.width === 1280) await person.picture('manage')
    await person.open('app/manage/budgets')
    await person.find('budget').waitFor()
    await look('budgets')
    await person.open('app/manage/grant')
    await person.find('programme').waitFor()
    await look('grant')
    await person.tap('programme')
    await chooseWay(person, device.locale === 'en-US' ? 'List' : '名单')
    await person.type('list-text', 'E1005\t1,000\tthanks\nE1006\t1.5\t\n')
    await person.tap('list-read')
    await person.find('list-fault').waitFor()
    await look('list')
    expect(faults).toEqual([])
    await person.leave()
  })
})
