import { readFile } from 'node:fs/promises'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../shared/database.types.ts'
import { openBrowser } from '../support/browser.ts'
import { mall } from '../support/mall.ts'
import { inDatabase } from './in-database.ts'
import { demoPassword, Person } from './person.ts'

describe('唐一鸣 of 星河科技, who is told what happens to the points', () => {
  let browser: Browser
  let person: Person
  let hr: SupabaseClient<Database>
  let grantId: string

  const tell = () => inDatabase('select public.notify_of_movements()')
  const unread = async () => Number((await person.find('messages-count').innerText()).replace(/\D/g, ''))

  beforeAll(async () => {
    browser = await openBrowser()
    person = await Person.arrive(browser)
    await person.signInEmployee('xinghe', 'E1009')
    await person.find('[data-testid=home-balance]').waitFor()
    const { apiUrl, publishableKey } = mall().stack
    // supabase-js refuses to start on Node 20 without some WebSocket; nothing here opens one.
    hr = createClient<Database>(apiUrl, publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false },
      realtime: { transport: class {} as unknown as typeof WebSocket },
    })
    await hr.auth.signInWithPassword({ email: 'e1002@xinghe.members.invalid', password: demoPassword })
  })
  afterAll(() => browser.close())

  test('sees a grant as a number on the tab and as an unread message', async () => {
    await tell()
    await person.open('app/messages/messages')
    await person.read(/都看过了|条未读|还没有消息/)
    if ((await person.count('messages-read-all')) > 0) await person.tap('messages-read-all')

    const { data: programmes } = await hr.from('programmes').select('id').eq('name', '即时激励')
    const { data, error } = await hr.rpc('grant_points', {
      programme_id: programmes?.[0]?.id ?? '',
      grants: [{ employee_no: 'E1009', amount: 321, note: '=发布会顺利' }],
      idempotency_key: `e2e-${Date.now()}`,
    })
    expect(error).toBeNull()
    grantId = (data as { grant_id: string }).grant_id
    await tell()
    await person.open('app/me/me')
    await person.read('1 条未读')
    await expect.poll(() => person.find('.uni-tabbar__badge').innerText()).toBe('1')
    await person.tap('messages')
    await person.read('即时激励：321 星币已到账')
    expect(await person.count('message-unread')).toBe(1)
    await person.picture('messages')
  })

  test('reads it on the way to the statement, and it stays read', async () => {
    await person.tap('message-points_granted')
    await person.page.waitForURL(/points\/statement/)
    await person.read('+321')
    await person.page.goBack()
    await expect.poll(() => person.count('message-unread')).toBe(0)
    await person.page.reload()
    await person.find('message-points_granted').waitFor()
    expect(await unread()).toBe(0)
  })

  test('finds the lot with its programme, what is left, what it is good for and what happened to it', async () => {
    await person.open('app/points/lots')
    await person.page.locator('.t-lot >> visible=true').filter({ hasText: '321' }).first().click()
    await person.find('lot-movement').waitFor()
    expect(await person.find('lot-programme').innerText()).toBe('即时激励')
    expect(await person.find('lot-left').innerText()).toContain('321')
    expect(await person.find('lot-scope').innerText()).toContain('商城里的所有商品')
    await person.read('=发布会顺利')
  })

  test('is told the truth about a grant that was revoked: in the message, the statement and the lot', async () => {
    const lot = person.page.url()
    const { error } = await hr.rpc('revoke_grant', {
      batch_id: grantId,
      reason: '发错了人',
      idempotency_key: `e2e-revoke-${Date.now()}`,
    })
    expect(error).toBeNull()
    await tell()
    await person.open('app/messages/messages')
    await person.read(/撤回了即时激励的发放。没有用掉的 321 星币已收回。说明：发错了人/)
    await person.tap('message-grant_revoked')
    await person.tap('filter-other')
    await person.read('−321')
    await person.page.locator('.t-statement-entry >> visible=true').first().click()
    await person.read('公司撤回了这次发放')
    await person.page.goto(lot)
    await person.page.reload()
    await person.find('lot-end').waitFor()
    expect(await person.find('lot-left').innerText()).toMatch(/^0/)
  })

  test('marks all as read with two taps at once', async () => {
    await hr.rpc('grant_points', {
      programme_id: (await hr.from('programmes').select('id').eq('name', '健康打卡')).data?.[0]?.id ?? '',
      grants: [{ employee_no: 'E1009', amount: 7 }],
      idempotency_key: `e2e-again-${Date.now()}`,
    })
    await tell()
    await person.open('app/messages/messages')
    await person.page.reload()
    await person.find('messages-read-all').waitFor()
    expect(await unread()).toBeGreaterThan(0)
    const marked: string[] = []
    person.page.on('request', (request) => {
      if (request.url().endsWith('/rpc/mark_notifications_read') && request.method() === 'POST')
        marked.push(request.url())
    })
    await person.find('messages-read-all').dblclick()
    await person.read('都看过了')
    expect(await person.count('message-unread')).toBe(0)
    expect(marked).toHaveLength(1)
  })

  test('takes a month of the statement along as a file that no spreadsheet runs', async () => {
    await person.open('app/points/statement')
    await person.find('statement-entry').waitFor()
    await person.tap('statement-months')
    await person.page.locator('.t-month >> visible=true').nth(1).click()
    await person.find('statement-entry').waitFor()
    await person.tap('statement-export')
    await person.tap('export-start')
    await person.find('export-ready').waitFor()
    const [download] = await Promise.all([person.page.waitForEvent('download'), person.tap('export-save')])
    expect(download.suggestedFilename()).toMatch(/^收支明细-\d{4}年\d+月\.csv$/)
    const text = await readFile(await download.path(), 'utf8')
    expect(text.startsWith('\ufeff时间,类型,数量,余额,福利项目,订单号,备注\r\n')).toBe(true)
    expect(text).toContain(`福利发放,321,`)
    expect(text).toContain(`,即时激励,,'=发布会顺利\r\n`)
    expect(text).toContain('发放撤回,-321,')
  })

  test('reads without a connection that there is none, and the messages once there is one', async () => {
    await person.open('app/messages/messages')
    await person.find('message').waitFor()
    await person.open('app/points/statement')
    await person.find('statement-entry').waitFor()
    await person.context.setOffline(true)
    await person.tap('filter-spent')
    await person.read('网络连接不上')
    await person.tap('statement-export')
    await person.tap('export-start')
    await person.page.getByRole('alert').filter({ visible: true, hasText: '网络连接不上' }).waitFor()
    await person.context.setOffline(false)
    await person.tap('export-start')
    await person.find('export-ready').waitFor()
  })

  test('and nothing went wrong unseen', () => {
    expect(person.trouble).toEqual([])
  })
})
