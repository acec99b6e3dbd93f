import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { atTime, openDatabase } from '../../support/database.ts'
import { deposit, grantTo, makeProgramme, spend } from '../../support/points-fixture.ts'
import { refusalOf } from '../../support/refusal.ts'
import { makeMember, makeTenant, one } from '../../support/tenant-fixture.ts'

type Rule = {
  validity_kind: 'days' | 'months' | 'fixed_date'
  validity_days?: number
  validity_months?: number
  valid_until?: string
}
const days = (n: number): Rule => ({ validity_kind: 'days', validity_days: n })
const months = (n: number): Rule => ({ validity_kind: 'months', validity_months: n })
const until = (date: string): Rule => ({ validity_kind: 'fixed_date', valid_until: date })

/** Zone, rule, moment of the grant, end of validity. */
const cases: [zone: string, rule: Rule, granted: string, ends: string][] = [
  ['Asia/Shanghai', days(10), '2035-01-31T12:00:00+08:00', '2035-02-10T23:59:59+08:00'],
  // Seven in the evening in London is the next day in Shanghai.
  ['Asia/Shanghai', days(10), '2035-01-31T19:00:00Z', '2035-02-11T23:59:59+08:00'],
  ['Asia/Shanghai', months(1), '2035-01-31T12:00:00+08:00', '2035-02-28T23:59:59+08:00'],
  ['Asia/Shanghai', months(1), '2036-01-31T12:00:00+08:00', '2036-02-29T23:59:59+08:00'],
  ['Asia/Shanghai', months(12), '2036-02-29T00:00:00+08:00', '2037-02-28T23:59:59+08:00'],
  ['Asia/Shanghai', until('2035-10-08'), '2035-09-20T12:00:00+08:00', '2035-10-08T23:59:59+08:00'],
  ['America/New_York', until('2035-10-08'), '2035-09-20T12:00:00Z', '2035-10-08T23:59:59-04:00'],
  // The clocks go back in between: the last day ends an hour later by the world's clock.
  ['America/New_York', days(10), '2035-10-25T12:00:00-04:00', '2035-11-04T23:59:59-05:00'],
  ['Pacific/Kiritimati', days(1), '2035-06-30T10:30:00Z', '2035-07-02T23:59:59+14:00'],
  ['Pacific/Pago_Pago', days(1), '2035-06-30T10:30:00Z', '2035-06-30T23:59:59-11:00'],
]

describe('the validity of points', () => {
  let db: pg.Client
  beforeAll(async () => {
    db = await openDatabase()
  })
  afterAll(() => db.end())

  const newWallet = async (zone: string, rule: Rule) => {
    const tenant = await makeTenant(db, { time_zone: zone })
    await deposit(db, tenant.id, 1000)
    const programme = await makeProgramme(db, tenant.id, { validity_days: null, ...rule })
    return { tenant, programme, member: await makeMember(db, tenant) }
  }

  it.each(cases)('in %s with the rule %j, granted at %s, ends at %s', async (zone, rule, granted, ends) => {
    const { tenant, programme, member } = await newWallet(zone, rule)
    const lot = await grantTo(db, tenant, programme, member, 100, granted)
    expect(await one<Date>(db, 'select expires_at from public.point_lots where id = $1', [lot])).toEqual(new Date(ends))
  })

  it('is over from its last second on', async () => {
    const { tenant, programme, member } = await newWallet('Asia/Shanghai', until('2035-10-08'))
    await grantTo(db, tenant, programme, member, 100, '2035-09-20T12:00:00+08:00')
    const spendAt = (moment: string) =>
      atTime(db, moment, () => spend(db, tenant.id, member.accountId, [{ lineNo: 1, amount: 10 }]))
    await spendAt('2035-10-08T23:59:58+08:00')
    expect(await refusalOf(spendAt('2035-10-08T23:59:59+08:00'))).toEqual({
      code: 'points_expired',
      status: 402,
      details: { needed: 10, available: 0, expired: 90 },
    })
  })

  it('of a fixed date that is over lets nothing be granted any more', async () => {
    const { tenant, programme, member } = await newWallet('Asia/Shanghai', until('2035-10-08'))
    await grantTo(db, tenant, programme, member, 1, '2035-10-08T23:00:00+08:00')
    expect(await refusalOf(grantTo(db, tenant, programme, member, 1, '2035-10-09T00:00:00+08:00'))).toMatchObject({
      code: 'programme_closed',
      status: 409,
    })
  })

  it.each(['draft', 'closed'])('does not come into question for a programme that is %s', async (status) => {
    const { tenant, programme, member } = await newWallet('Asia/Shanghai', days(10))
    await db.query('update public.programmes set status = $2 where id = $1', [programme, status])
    expect(await refusalOf(grantTo(db, tenant, programme, member, 1))).toMatchObject({ code: 'programme_closed' })
  })

  it('needs a complete rule', async () => {
    const tenant = await makeTenant(db)
    for (const rule of [
      { validity_kind: 'days', validity_days: null },
      { validity_kind: 'months', validity_days: 3 },
      { validity_kind: 'fixed_date', validity_days: 3, valid_until: '2027-01-01' },
    ])
      await expect(makeProgramme(db, tenant.id, rule)).rejects.toMatchObject({
        constraint: 'validity_rule_is_complete',
      })
  })
})
