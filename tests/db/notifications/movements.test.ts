import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actAs, platform, signedIn } from '../../support/act-as.ts'
import { atTime, onConnections, openDatabase } from '../../support/database.ts'
import { notificationsOf, notifyOfMovements } from '../../support/notification-fixture.ts'
import { deposit, grantTo, makeProgramme, refund, spend } from '../../support/points-fixture.ts'
import { makeGuest, makeRichTenant } from '../../support/shop-fixture.ts'
import { makeMember, makeTenant, one, type MemberFixture, type TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client
let tenant: TenantFixture
let member: MemberFixture
let festival: string

beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db.end())
beforeEach(async () => {
  tenant = await makeTenant(db)
  await deposit(db, tenant.id, 10_000)
  member = await makeMember(db, tenant)
  festival = await makeProgramme(db, tenant.id, { name: '中秋', translations: { en: { name: 'Mid-Autumn' } } })
})

const doneUntil = () => one<Date>(db, 'select done_until from private.notification_progress')

describe('a movement of a wallet', () => {
  it('is told to its holder once, however often the job runs', async () => {
    await grantTo(db, tenant, festival, member, 100, '2035-01-01T12:00:00+08:00')
    await notifyOfMovements(db)
    await notifyOfMovements(db)
    expect(await notificationsOf(db, member.accountId)).toEqual([
      {
        kind: 'points_granted',
        params: {
          transaction_id: expect.any(String) as string,
          amount: 100,
          programme_id: festival,
          name: '中秋',
          translations: { en: { name: 'Mid-Autumn' } },
          expires_at: '2036-01-01T15:59:59+00:00',
          note: null,
        },
        created_at: new Date('2035-01-01T12:00:00+08:00'),
      },
    ])
  })

  it('is told once, though eight jobs run at the same time', async () => {
    const others = await Promise.all(Array.from({ length: 5 }, () => makeMember(db, tenant)))
    for (const other of others) await grantTo(db, tenant, festival, other, 10)
    await onConnections(8, (client) => client.query('select public.notify_of_movements()'))
    for (const { accountId } of others) expect(await notificationsOf(db, accountId)).toHaveLength(1)
  })

  it('is no message when the holder made it: an order', async () => {
    await grantTo(db, tenant, festival, member, 100)
    await spend(db, tenant.id, member.accountId, [{ lineNo: 1, amount: 60 }])
    await notifyOfMovements(db)
    expect((await notificationsOf(db, member.accountId)).map(({ kind }) => kind)).toEqual(['points_granted'])
  })

  it('tells of a refund what came to the wallet and what went elsewhere', async () => {
    const strict = await makeProgramme(db, tenant.id, {
      validity_days: 1,
      refund_policy: 'forfeit',
      refund_restore_days: null,
    })
    const day = '2035-01-01T12:00:00+08:00'
    await grantTo(db, tenant, festival, member, 100, day)
    await grantTo(db, tenant, strict, member, 30, day)
    const order = await atTime(db, day, () => spend(db, tenant.id, member.accountId, [{ lineNo: 1, amount: 50 }]))
    await atTime(db, '2035-01-05T12:00:00+08:00', () => refund(db, tenant.id, order))
    await notifyOfMovements(db)
    const [told] = await notificationsOf(db, member.accountId, 'points_refunded')
    expect(told!.params).toMatchObject({ amount: 20, elsewhere: 30, order_id: order })
  })

  it('tells of expiry which programmes the points were of', async () => {
    const short = await makeProgramme(db, tenant.id, { name: '高温', validity_days: 1 })
    await grantTo(db, tenant, short, member, 30, '2035-01-01T12:00:00+08:00')
    await atTime(db, '2035-01-05T12:00:00+08:00', () =>
      db.query(`select private.expire_lots($1, array(select id from public.point_lots where tenant_id = $1))`, [
        tenant.id,
      ]),
    )
    await notifyOfMovements(db)
    expect((await notificationsOf(db, member.accountId, 'points_expired'))[0]!.params).toMatchObject({
      amount: 30,
      programmes: [{ programme_id: short, name: '高温', amount: 30 }],
    })
  })

  it('does not tell the holder of a card what is on it', async () => {
    const rich = await makeRichTenant(db)
    const guest = await makeGuest(db, rich, 500)
    await notifyOfMovements(db)
    expect(await notificationsOf(db, guest.accountId)).toEqual([])
  })
})

describe('a movement that becomes visible after a younger one was told', () => {
  it('is told, too: the job does not go on from a place that can still change', async () => {
    const slow = await openDatabase()
    try {
      const younger = await makeMember(db, tenant)
      // A company of its own: two grants from one budget would wait for each other.
      const rich = await makeRichTenant(db)
      const elsewhere = await makeMember(db, rich)
      const itsProgramme = await makeProgramme(db, rich.id)
      await slow.query('begin')
      await grantTo(slow, tenant, festival, member, 100)
      const startedAt = await one<Date>(slow, 'select now()')
      await grantTo(db, rich, itsProgramme, elsewhere, 100)
      for (let run = 0; run < 4; run++) await notifyOfMovements(db)
      expect(await notificationsOf(db, elsewhere.accountId)).toHaveLength(1)
      expect((await doneUntil()).getTime()).toBeLessThanOrEqual(startedAt.getTime())
      await slow.query('commit')
      await grantTo(db, tenant, festival, younger, 5)
      await expect
        .poll(async () => (await notifyOfMovements(db), await doneUntil()).getTime(), { timeout: 20_000 })
        .toBeGreaterThan(startedAt.getTime())
      expect(await notificationsOf(db, member.accountId)).toHaveLength(1)
      expect(await notificationsOf(db, younger.accountId)).toHaveLength(1)
    } finally {
      await slow.end()
    }
  })
})

describe('the jobs', () => {
  it.each(['notify_of_movements', 'remind_of_expiry'])('%s is the platform’s to call', async (name) => {
    await actAs(db, platform, () => db.query(`select public.${name}()`))
    await expect(actAs(db, signedIn(member.userId), () => db.query(`select public.${name}()`))).rejects.toMatchObject({
      code: '42501',
    })
  })

  it('run by themselves where the project has a scheduler', async () => {
    const { rows } = await db.query(
      `select jobname, schedule, command from cron.job where command ~ 'notify_of|remind_of' order by 1`,
    )
    expect(rows).toEqual([
      { jobname: 'notify-of-movements', schedule: '* * * * *', command: 'select public.notify_of_movements()' },
      { jobname: 'remind-of-expiry', schedule: '23 * * * *', command: 'select public.remind_of_expiry()' },
    ])
  })
})
