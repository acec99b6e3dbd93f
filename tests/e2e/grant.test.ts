import { createClient } from '@supabase/supabase-js'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../shared/database.types.ts'
import { openBrowser } from '../support/browser.ts'
import { mall } from '../support/mall.ts'
import { demoPassword, Person } from './person.ts'

describe('周敏 of human resources issues points', () => {
  let browser: Browser
  let person: Person
  beforeAll(async () => {
    browser = await openBrowser()
    person = await Person.arrive(browser)
  })
  afterAll(() => browser.close())

  test('and the employee sees them: balance, statement, lot', async () => {
    await person.signInEmployee('xinghe', 'E1003')
    await person.find('[data-testid=home-balance]').waitFor()
    const before = await person.balance()

    const { apiUrl, publishableKey } = mall().stack
    // supabase-js refuses to start on Node 20 without some WebSocket; nothing here opens one.
    const hr = createClient<Database>(apiUrl, publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false },
      realtime: { transport: class {} as unknown as typeof WebSocket },
    })
    await hr.auth.signInWithPassword({ email: 'e1002@xinghe.members.invalid', password: demoPassword })
    const { data: programmes } = await hr.from('programmes').select('id, name').eq('name', '即时激励')
    const { data, error } = await hr.rpc('grant_points', {
      programme_id: programmes?.[0]?.id ?? '',
      grants: [{ employee_no: 'E1003', amount: 345, note: '项目上线' }],
      idempotency_key: `e2e-${Date.now()}`,
    })
    expect(error).toBeNull()
    expect(data).toMatchObject({ members: 1, total_points: 345 })

    await person.page.reload()
    await expect.poll(() => person.balance()).toBe(before + 345)
    await person.open('app/points/statement')
    await person.read('+345')
    await person.open('app/points/lots')
    await person.read('345')
  })
})
