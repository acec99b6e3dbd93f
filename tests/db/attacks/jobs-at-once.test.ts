import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onConnections, openDatabase } from '../../support/database.ts'
import { makeTenant } from '../../support/tenant-fixture.ts'

let db: pg.Client
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db.end())

it('schedules wait for expiry, which locks people of several companies in another order', async () => {
  const tenant = await makeTenant(db)
  const [outcome] = await onConnections(1, async (client) => {
    await db.query('begin')
    await db.query('select public.expire_points(0)')
    await client.query(`set lock_timeout = '300ms'`)
    const code = await client.query('select public.run_grant_schedules($1)', [tenant.id]).then(
      () => 'ran',
      (error: unknown) => (error as { code: string }).code,
    )
    await db.query('rollback')
    await client.query('select public.run_grant_schedules($1)', [tenant.id])
    return code
  })
  expect(outcome).toBe('55P03')
})
