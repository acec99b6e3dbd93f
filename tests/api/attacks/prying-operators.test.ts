import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { makeProgramme, spend } from '../../support/points-fixture.ts'
import { makeGroup, makeMember, type MemberFixture } from '../../support/tenant-fixture.ts'
import { openCompany, type Company } from '../points/company.ts'

let db: pg.Client
let company: Company

beforeAll(async () => {
  db = await openDatabase()
  company = await openCompany(db)
})
afterAll(() => db.end())

type Role = 'hr' | 'salesAdmin' | 'groupAdmin'
const call = async <T>(who: Role, name: string, args: Record<string, unknown>): Promise<T> =>
  (await company[who].client.rpc(name, args).throwOnError()).data as T
const preview = (grants: unknown, who: Role = 'hr', programme = company.programme) =>
  call<Record<string, unknown> & { problems: { code: string }[] }>(who, 'preview_grant', {
    programme_id: programme,
    grants,
  })
const nothing = { returned_points: null, debt_points: null }

describe('HR does not learn what one person has spent', () => {
  let people: MemberFixture[]
  let victim: MemberFixture
  let batch: string
  const ids = (members: MemberFixture[]) => members.map(({ id }) => id)
  const revoke = (members: MemberFixture[] | null) =>
    call<Record<string, unknown>>('hr', 'revoke_grant', {
      batch_id: batch,
      reason: '名单有误',
      idempotency_key: randomUUID(),
      member_ids: members && ids(members),
    })

  beforeEach(async () => {
    people = await Promise.all(Array.from({ length: 6 }, () => makeMember(db, company.tenant)))
    victim = people[5]!
    const { grant_id } = await call<{ grant_id: string }>('hr', 'grant_points', {
      programme_id: company.programme,
      grants: people.map(({ id }) => ({ member_id: id, amount: 100 })),
      idempotency_key: randomUUID(),
    })
    batch = grant_id
    for (const [index, { accountId }] of people.entries())
      await spend(db, company.tenant.id, accountId, [{ lineNo: 1, amount: 10 + index }])
  })

  it('by a preview that gives that one much and four others who owe one point each', async () => {
    await revoke(null)
    const grants = people.slice(1).map(({ id }) => ({ member_id: id, amount: id === victim.id ? 1000 : 1 }))
    expect(await preview(grants)).toMatchObject({ members: 5, settles_debts: null, problems: [] })
  })

  it('by two previews of groups that differ by that one', async () => {
    await revoke(null)
    for (const members of [people, people.slice(0, 5)]) {
      const group = await makeGroup(db, company.tenant.id, `组 ${randomUUID()}`, ids(members))
      expect(await preview([{ group_id: group, amount: 100 }])).toMatchObject({ settles_debts: null })
    }
  })

  it('by revoking the grant of that one, and looking at the flow of the batch', async () => {
    await revoke([victim])
    const { figures } = await call<{ figures: Record<string, number | null> }>('hr', 'batch_flow', { batch_id: batch })
    expect(figures).toMatchObject({ unspent: 525, spent: 75, returned: 0, debt: null, debt_settled: null })
  })

  it('by revoking all grants but that one’s, with what the preview of all had said', async () => {
    expect(await call('hr', 'preview_revocation', { batch_id: batch })).toMatchObject({ returned_points: 525 })
    expect(await revoke(people.slice(0, 5))).toMatchObject({ members: 5, ...nothing })
    const { data } = await company.hr.client.from('grant_revocations').select('members, returned_points, debt_points')
    expect(data).toContainEqual({ members: 5, ...nothing })
  })

  it('by the previews before and after that one’s grant is revoked', async () => {
    await revoke([victim])
    expect(await call('hr', 'preview_revocation', { batch_id: batch })).toMatchObject({ members: 5, ...nothing })
    expect(await revoke(null)).toMatchObject({ members: 5, ...nothing })
  })
})

describe('the preview tells an admin nothing about people outside the scope:', () => {
  it.each(['salesAdmin', 'groupAdmin'] as const)('not how many there are (%s)', async (who) => {
    const top = company.tenant.departmentId
    expect(
      await preview(
        [
          { employee_no: company.colleague.employeeNo, amount: 5 },
          { department_id: top, amount: 5 },
          { member_id: company.employee.id, amount: 3 },
        ],
        who,
      ),
    ).toMatchObject({
      members: who === 'salesAdmin' ? 2 : 1,
      refusal: { code: 'out_of_scope' },
      budget_account_id: null,
    })
  })

  it('not whether somebody belongs to a group', async () => {
    const secret = await makeGroup(db, company.tenant.id, '工会', [company.colleague.id])
    for (const { employeeNo } of [company.colleague, company.hr])
      expect(
        await preview(
          [
            { employee_no: employeeNo, amount: 1 },
            { group_id: secret, amount: 1 },
          ],
          'groupAdmin',
        ),
      ).toMatchObject({ members: 0, recipients_twice: 0, total_points: 0 })
  })

  it('not what they have been granted', async () => {
    const capped = await makeProgramme(db, company.tenant.id, { cap_points: 50 })
    const grants = [{ member_id: company.colleague.id, amount: 40 }]
    await call('hr', 'grant_points', { programme_id: capped, grants, idempotency_key: randomUUID() })
    const { problems } = await preview(grants, 'salesAdmin', capped)
    expect(problems.map(({ code }) => code)).toEqual(['out_of_scope'])
  })
})
