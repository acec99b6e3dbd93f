import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFunction } from '../../support/act-as.ts'
import { onConnections, openDatabase } from '../../support/database.ts'
import { chooseCount, committedPoints, grantPack, makePack, type PackGrant } from '../../support/pack-fixture.ts'
import { brokenInvariants } from '../../support/points-fixture.ts'
import { refusalOf } from '../../support/refusal.ts'
import { balanceOf, makeRichTenant, makeShopper, makeSku, type ShopperFixture } from '../../support/shop-fixture.ts'
import { giveRole, makeDepartment, makeGroup, type TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client
let tenant: TenantFixture
let hr: ShopperFixture
let employee: ShopperFixture
let colleague: ShopperFixture
let departmentAdmin: ShopperFixture
let groupAdmin: ShopperFixture
let branch: string
let group: string
let packId: string

beforeAll(async () => {
  db = await openDatabase()
  tenant = await makeRichTenant(db)
  branch = await makeDepartment(db, tenant.id, '分公司', tenant.departmentId)
  const team = await makeDepartment(db, tenant.id, '小组', branch)
  hr = await makeShopper(db, tenant)
  employee = await makeShopper(db, tenant, 0, { department_id: team })
  colleague = await makeShopper(db, tenant)
  departmentAdmin = await makeShopper(db, tenant, 0, { department_id: branch })
  groupAdmin = await makeShopper(db, tenant)
  group = await makeGroup(db, tenant.id, '工会', [colleague.id])
  await giveRole(db, tenant.id, hr.id, 'hr_manager')
  await giveRole(db, tenant.id, departmentAdmin.id, 'department_admin', { departmentId: branch })
  await giveRole(db, tenant.id, groupAdmin.id, 'group_admin', { groupId: group })
  for (const owner of [branch, group])
    await callFunction(db, hr.caller, 'allocate_budget', {
      from_account: tenant.budgetAccountId,
      to_owner: owner,
      amount: 500,
      idempotency_key: randomUUID(),
    })
  packId = await makePack(db, tenant, [chooseCount(1, await makeSku(db))], { uses: 2 })
})
afterAll(() => db.end())

const holdersOf = async ({ grant_id }: PackGrant): Promise<string[]> => {
  const { rows } = await db.query<{ holder_id: string }>(
    'select holder_id from public.pack_entitlements where grant_id = $1',
    [grant_id],
  )
  return rows.map(({ holder_id }) => holder_id).sort()
}
const ids = (...people: ShopperFixture[]) => people.map(({ id }) => id).sort()

describe('a pack is given', () => {
  it('to a person by number, a department with its subtree, a group and everybody', async () => {
    const give = async (recipient: object) => holdersOf(await grantPack(db, hr.caller, packId, [recipient]))
    expect(await give({ employee_no: employee.employeeNo })).toEqual(ids(employee))
    expect(await give({ member_id: colleague.id })).toEqual(ids(colleague))
    expect(await give({ department_id: branch })).toEqual(ids(employee, departmentAdmin))
    expect(await give({ group_id: group })).toEqual(ids(colleague))
    expect(await give({ everyone: true })).toEqual(ids(hr, employee, colleague, departmentAdmin, groupAdmin))
  })

  it('for the value of all uses, which the budget commits', async () => {
    const before = await committedPoints(db, tenant.id)
    const budget = await balanceOf(db, tenant.budgetAccountId)
    const given = await grantPack(db, hr.caller, packId, [{ member_id: employee.id }, { member_id: colleague.id }])
    expect(given).toMatchObject({ recipients: 2, uses: 2, total_points: 400, budget_left: budget - 400 })
    expect((await committedPoints(db, tenant.id)) - before).toBe(400)
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it('by admins to their own people out of their own budget', async () => {
    expect(
      await holdersOf(await grantPack(db, departmentAdmin.caller, packId, [{ department_id: branch }])),
    ).toHaveLength(2)
    const given = await grantPack(db, groupAdmin.caller, packId, [{ group_id: group }])
    expect(given.budget_left).toBe(300)
  })

  it('twice to whoever is named twice', async () => {
    const given = await grantPack(db, hr.caller, packId, [{ member_id: employee.id }, { department_id: branch }])
    expect(await holdersOf(given)).toEqual([...ids(employee, departmentAdmin), employee.id].sort())
  })

  it('once for a key that comes again, also at the same moment', async () => {
    const key = randomUUID()
    const answers = await onConnections(5, (connection) =>
      grantPack(connection, hr.caller, packId, [{ member_id: employee.id }], key),
    )
    expect(new Set(answers.map(({ grant_id }) => grant_id)).size).toBe(1)
    expect(await refusalOf(grantPack(db, hr.caller, packId, [{ member_id: colleague.id }], key))).toMatchObject({
      code: 'idempotency_mismatch',
    })
  })
})

describe('a pack is refused', () => {
  const refused = async (caller: ShopperFixture, recipients: unknown, pack = packId) =>
    (await refusalOf(grantPack(db, caller.caller, pack, recipients))).code

  it('to those who may not grant, and beyond their people', async () => {
    expect(await refused(employee, [{ member_id: employee.id }])).toBe('not_permitted')
    expect(await refused(departmentAdmin, [{ member_id: colleague.id }])).toBe('out_of_scope')
    expect(await refused(groupAdmin, [{ everyone: true }])).toBe('out_of_scope')
  })

  it('when the budget does not cover all of it, and nobody gets any', async () => {
    const big = await makePack(db, tenant, [chooseCount(1, await makeSku(db))], { value_points: 251 })
    expect(
      await refusalOf(grantPack(db, groupAdmin.caller, big, [{ group_id: group }, { group_id: group }])),
    ).toMatchObject({
      code: 'insufficient_budget',
      details: { needed: 502 },
    })
  })

  it('for a pack of another company, a draft, a closed one and one that is over', async () => {
    const other = await makeRichTenant(db)
    const sections = [chooseCount(1, await makeSku(db))]
    expect(await refused(hr, [{ everyone: true }], await makePack(db, other, sections))).toBe('pack_not_found')
    const draft = await makePack(db, tenant, sections, {}, false)
    expect(await refused(hr, [{ everyone: true }], draft)).toBe('pack_closed')
    const closed = await makePack(db, tenant, sections)
    await db.query(`update public.packs set status = 'closed' where id = $1`, [closed])
    expect(await refused(hr, [{ everyone: true }], closed)).toBe('pack_closed')
  })

  it('to people of another company, and with amounts or notes in an entry', async () => {
    const stranger = await makeShopper(db, await makeRichTenant(db))
    expect(await refused(hr, [{ member_id: stranger.id }])).toBe('member_not_found')
    expect(await refused(hr, [{ member_id: employee.id, amount: 5 }])).toBe('invalid_request')
    expect(await refused(hr, [{ member_id: employee.id, everyone: true }])).toBe('invalid_request')
    expect(await refused(hr, [])).toBe('invalid_request')
    expect(await refused(hr, ['everyone'])).toBe('invalid_request')
  })
})
