import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { brokenInvariants, grantTo, makeProgramme } from '../../support/points-fixture.ts'
import { refusalOf } from '../../support/refusal.ts'
import { makeMember } from '../../support/tenant-fixture.ts'
import { balanceOf, openCompany, refusal, type Company } from './company.ts'

describe('what one person may be granted in a programme', () => {
  let db: pg.Client
  let company: Company

  beforeAll(async () => {
    db = await openDatabase()
    company = await openCompany(db)
  })
  afterAll(() => db.end())
  afterEach(async () => {
    expect(await brokenInvariants(db, company.tenant.id)).toEqual([])
  })

  const capped = (cap: number, period = 'ever') =>
    makeProgramme(db, company.tenant.id, { cap_points: cap, cap_period: period })
  const grant = (programme: string, grants: unknown) =>
    company.hr.client.rpc('grant_points', { programme_id: programme, grants, idempotency_key: randomUUID() })

  it('is reached and not exceeded; the refusal names the entry, the cap and what there was already', async () => {
    const programme = await capped(100)
    await grant(programme, [{ member_id: company.employee.id, amount: 60 }]).throwOnError()
    const before = await balanceOf(db, company.colleague.accountId)
    expect(
      refusal(
        await grant(programme, [
          { member_id: company.colleague.id, amount: 41 },
          { member_id: company.employee.id, amount: 41 },
        ]),
      ),
    ).toEqual({ code: 'grant_cap_exceeded', status: 409, details: { index: 1, cap: 100, already: 60 } })
    expect(await balanceOf(db, company.colleague.accountId)).toBe(before)
    await grant(programme, [{ member_id: company.employee.id, amount: 40 }]).throwOnError()
  })

  it('counts everything that one request gives a person, by whatever entry', async () => {
    const programme = await capped(100)
    expect(
      refusal(
        await grant(programme, [
          { member_id: company.colleague.id, amount: 100 },
          { department_id: company.sales, amount: 60 },
          { employee_no: company.employee.employeeNo, amount: 60 },
        ]),
      ),
    ).toMatchObject({ code: 'grant_cap_exceeded', details: { index: 2, cap: 100, already: 60 } })
  })

  it('does not count other programmes', async () => {
    const programme = await capped(100)
    await grant(await capped(100), [{ member_id: company.employee.id, amount: 100 }]).throwOnError()
    await grant(programme, [{ member_id: company.employee.id, amount: 100 }]).throwOnError()
  })

  // 16:00 UTC is midnight in Shanghai.
  it.each([
    ['ever', '2020-01-01T00:00:00Z', '2031-12-31T15:59:59Z', false],
    ['year', '2030-12-31T15:59:59Z', '2030-12-31T16:00:00Z', true],
    ['year', '2030-12-31T16:00:00Z', '2031-12-31T15:59:59Z', false],
    ['month', '2031-01-31T15:59:59Z', '2031-01-31T16:00:00Z', true],
    ['month', '2031-01-31T16:00:00Z', '2031-02-28T15:59:59Z', false],
  ])('counts by the calendar of the company: %s, %s and then %s', async (period, first, second, allowed) => {
    const programme = await capped(10, period)
    const member = await makeMember(db, company.tenant)
    await grantTo(db, company.tenant, programme, member, 10, first)
    const again = grantTo(db, company.tenant, programme, member, 1, second)
    if (allowed) await again
    else
      expect(await refusalOf(again)).toMatchObject({ code: 'grant_cap_exceeded', details: { index: 0, already: 10 } })
  })

  it('stands in the preview for every entry that exceeds it, with how many people it concerns', async () => {
    const programme = await capped(50)
    await grant(programme, [{ group_id: company.group, amount: 20 }]).throwOnError()
    const { data } = await company.hr.client.rpc('preview_grant', {
      programme_id: programme,
      grants: [
        { department_id: company.sales, amount: 40 },
        { member_id: company.colleague.id, amount: 50 },
        { everyone: true, amount: 11 },
      ],
    })
    expect((data as unknown as { problems: unknown }).problems).toEqual([
      { index: 0, code: 'grant_cap_exceeded', details: { index: 0, cap: 50, already: 20, members: 1 } },
      expect.objectContaining({ index: 2, code: 'grant_cap_exceeded' }),
    ])
  })

  it('is not exceeded by grants at once', async () => {
    const programme = await capped(100)
    const member = await makeMember(db, company.tenant)
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => grant(programme, [{ member_id: member.id, amount: 30 }])),
    )
    expect(answers.filter(({ error }) => error === null)).toHaveLength(3)
    expect(answers.filter(({ error }) => error?.code === 'grant_cap_exceeded')).toHaveLength(5)
    expect(await balanceOf(db, member.accountId)).toBe(90)
  })
})
