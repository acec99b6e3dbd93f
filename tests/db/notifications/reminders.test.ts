import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { onConnections, openDatabase } from '../../support/database.ts'
import { notificationsOf, remindOfExpiry } from '../../support/notification-fixture.ts'
import { deposit, grantTo, makeProgramme } from '../../support/points-fixture.ts'
import { makeMember, makeTenant, type MemberFixture, type TenantFixture } from '../../support/tenant-fixture.ts'

/** Noon of a day in Shanghai. The last day of the points of these tests is 31 March 2035. */
const noon = (day: string) => `2035-${day}T12:00:00+08:00`

describe('reminders of expiry', () => {
  let db: pg.Client
  let tenant: TenantFixture
  let member: MemberFixture
  let march: string

  beforeAll(async () => {
    db = await openDatabase()
  })
  afterAll(() => db.end())
  beforeEach(async () => {
    tenant = await makeTenant(db)
    await deposit(db, tenant.id, 10_000)
    member = await makeMember(db, tenant)
    march = await makeProgramme(db, tenant.id, {
      validity_kind: 'fixed_date',
      validity_days: null,
      valid_until: '2035-03-31',
    })
  })

  const reminded = async () =>
    (await notificationsOf(db, member.accountId, 'points_expiring')).map(({ params }) => [
      params['days'],
      params['amount'],
    ])

  it('come 30, 7 and 1 days before the last day, each once, although the job runs every hour', async () => {
    await grantTo(db, tenant, march, member, 100, noon('01-01'))
    const days = ['02-28', '03-01', '03-02', '03-23', '03-24', '03-25', '03-29', '03-30', '03-31']
    for (const day of days) for (let hour = 0; hour < 2; hour++) await remindOfExpiry(db, noon(day))
    expect(await reminded()).toEqual([
      [30, 100],
      [7, 100],
      [1, 100],
    ])
  })

  it('begin with the day in the company’s time zone', async () => {
    await grantTo(db, tenant, march, member, 100, noon('01-01'))
    await remindOfExpiry(db, '2035-02-28T23:59:59+08:00')
    expect(await reminded()).toEqual([])
    await remindOfExpiry(db, '2035-03-01T00:00:00+08:00')
    expect(await reminded()).toEqual([[30, 100]])
  })

  it('are caught up by a job that comes late, once, with the days that are really left', async () => {
    await grantTo(db, tenant, march, member, 100, noon('01-01'))
    await remindOfExpiry(db, noon('03-27'))
    await remindOfExpiry(db, noon('03-28'))
    expect(await reminded()).toEqual([[4, 100]])
    await remindOfExpiry(db, noon('03-31'))
    expect(await reminded()).toEqual([
      [4, 100],
      [0, 100],
    ])
    await remindOfExpiry(db, noon('04-01'))
    expect(await reminded()).toHaveLength(2)
  })

  it('put all points of one day into one message, and name their programmes', async () => {
    const other = await makeProgramme(db, tenant.id, { name: '高温', validity_days: 89 })
    await grantTo(db, tenant, march, member, 100, noon('01-01'))
    await grantTo(db, tenant, march, member, 20, noon('01-01'))
    await grantTo(db, tenant, other, member, 30, noon('01-01'))
    await remindOfExpiry(db, noon('03-01'))
    const told = await notificationsOf(db, member.accountId, 'points_expiring')
    expect(told.map(({ params }) => params)).toMatchObject([
      {
        days: 30,
        amount: 150,
        expires_at: '2035-03-31T15:59:59+00:00',
        programmes: [
          { programme_id: march, amount: 120 },
          { programme_id: other, name: '高温', amount: 30 },
        ],
      },
    ])
  })

  it('are for each last day by itself', async () => {
    const dayBefore = await makeProgramme(db, tenant.id, { validity_days: 88 })
    await grantTo(db, tenant, march, member, 100, noon('01-01'))
    await grantTo(db, tenant, dayBefore, member, 5, noon('01-01'))
    for (const day of ['03-23', '03-24']) await remindOfExpiry(db, noon(day))
    expect((await reminded()).sort()).toEqual([
      [7, 100],
      [7, 5],
      [8, 100],
    ])
  })

  it('leave out what was granted after their day: the grant itself said so', async () => {
    await grantTo(db, tenant, march, member, 100, noon('03-26'))
    await remindOfExpiry(db, noon('03-26'))
    expect(await reminded()).toEqual([])
    await remindOfExpiry(db, noon('03-30'))
    expect(await reminded()).toEqual([[1, 100]])
  })

  it('come once when two jobs run at the same time', async () => {
    await grantTo(db, tenant, march, member, 100, noon('01-01'))
    await onConnections(6, async (client) => {
      await client.query(`select set_config('fudian.now', $1, false)`, [noon('03-24')])
      await client.query('select public.remind_of_expiry()')
      await client.query('reset fudian.now')
    })
    expect(await reminded()).toEqual([[7, 100]])
  })
})
