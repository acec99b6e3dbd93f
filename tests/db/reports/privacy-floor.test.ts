import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFunction, signedIn } from '../../support/act-as.ts'
import { openDatabase } from '../../support/database.ts'
import { spend } from '../../support/points-fixture.ts'
import { refusalOf } from '../../support/refusal.ts'
import { giveRole, makeMember, one, type MemberFixture } from '../../support/tenant-fixture.ts'
import { grantBatch, makeDepartments, type Departments, type Flow } from './departments.ts'

describe('batch_flow keeps groups under five people to itself', () => {
  let db: pg.Client

  beforeAll(async () => {
    db = await openDatabase()
  })
  afterAll(() => db.end())

  /** The flow of one grant to everybody, of whom the first spent 30 of 100 points. */
  const flowOf = async (sizes: number[]): Promise<Flow> => {
    const company = await makeDepartments(db, sizes)
    const people = company.departments.flatMap(({ people }) => people)
    const batch = await grantBatch(db, company, people, 100)
    await spend(db, company.tenant.id, people[0]!.accountId, [{ lineNo: 1, amount: 30 }])
    return flow(company, batch)
  }
  const flow = (company: Departments, batch: string) =>
    callFunction<Flow>(db, company.hrCaller, 'batch_flow', { batch_id: batch })

  it('shows departments of five', async () => {
    const { figures, departments, merged, too_few } = await flowOf([5, 6])
    expect(too_few).toBe(false)
    expect(figures).toMatchObject({ unspent: 1070, spent: 30 })
    expect(departments.map((row) => [row.name, row.members, row.granted, row.spent])).toEqual([
      ['部门 1', 6, 600, 0],
      ['部门 0', 5, 500, 30],
    ])
    expect(merged).toBeNull()
  })

  it('merges smaller ones', async () => {
    const { departments, merged } = await flowOf([3, 7, 2])
    expect(departments.map(({ name }) => name)).toEqual(['部门 1'])
    expect(merged).toMatchObject({ departments: 2, members: 5, granted: 500, spent: 30 })
  })

  it.each([
    [[1, 6, 8], ['部门 2'], { departments: 2, members: 7 }],
    [[2, 2, 5, 9], ['部门 3'], { departments: 3, members: 9 }],
    [[1, 12], [], { departments: 2, members: 13 }],
    [[1, 1, 1, 1, 1], [], { departments: 5, members: 5 }],
  ])('lets a rest under five take the next larger department with it: %j', async (sizes, shown, merged) => {
    const answer = await flowOf(sizes)
    expect(answer.departments.map(({ name }) => name)).toEqual(shown)
    expect(answer.merged).toMatchObject(merged)
  })

  it.each([[[4]], [[1]], [[1, 1, 2]]])('gives no figures of a batch under five people: %j', async (sizes) => {
    expect(await flowOf(sizes)).toMatchObject({ too_few: true, figures: null, departments: [], merged: null })
  })

  it('counts people and not grants: twice the same four are four', async () => {
    const company = await makeDepartments(db, [4])
    const people = company.departments[0]!.people
    const batch = await grantBatch(db, company, [...people, ...people], 10)
    expect(await flow(company, batch)).toMatchObject({ members: 4, granted: 80, too_few: true, figures: null })
  })

  it('never lets the difference between what is shown and the whole isolate anybody', async () => {
    for (let round = 0; round < 12; round++) {
      const sizes = Array.from({ length: 1 + Math.floor(Math.random() * 6) }, () => Math.floor(Math.random() * 8))
      const { members, departments, merged, too_few } = await flowOf([...sizes, 1])
      const shown = departments.reduce((sum, row) => sum + row.members, 0)
      const hidden = members - shown
      expect([sizes, departments.every((row) => row.members >= 5)]).toEqual([sizes, true])
      if (too_few) expect(shown).toBe(0)
      else expect([sizes, hidden === 0 || hidden >= 5, merged?.members ?? 0]).toEqual([sizes, true, hidden])
    }
  })

  it('answers for the whole import when one of its parts is named, which would give the rest away', async () => {
    const company = await makeDepartments(db, [9])
    const people = company.departments[0]!.people
    const parts = [
      await grantBatch(db, company, people.slice(0, 5), 10),
      await grantBatch(db, company, people.slice(5), 10),
    ]
    const importId = await one(
      db,
      'insert into public.grant_imports (tenant_id, name, programme_id) values ($1, $2, $3) returning id',
      [company.tenant.id, randomUUID(), company.programme],
    )
    await db.query('set session_replication_role = replica')
    await db.query(`update public.grants set source = 'import', import_id = $1 where id = any ($2)`, [importId, parts])
    await db.query('set session_replication_role = origin')
    for (const id of [importId, ...parts])
      expect(await flow(company, id)).toMatchObject({ batch_id: importId, members: 9, granted: 90 })
  })
})

describe('batch_flow knows only batches that the caller may look at', () => {
  let db: pg.Client
  let company: Departments
  let batch: string
  let admin: MemberFixture

  beforeAll(async () => {
    db = await openDatabase()
    company = await makeDepartments(db, [6])
    const [department] = company.departments
    admin = await makeMember(db, company.tenant, { department_id: department!.id })
    await giveRole(db, company.tenant.id, admin.id, 'department_admin', { departmentId: department!.id })
    batch = await grantBatch(db, company, department!.people, 10, company.hr.id)
  })
  afterAll(() => db.end())

  const refused = (userId: string, id: string | null) =>
    refusalOf(callFunction(db, signedIn(userId), 'batch_flow', { batch_id: id }))

  it('not for HR of another company, not for an admin who did not make it', async () => {
    const other = await makeDepartments(db, [])
    for (const userId of [other.hr.userId, admin.userId])
      expect(await refused(userId, batch)).toMatchObject({ code: 'grant_not_found', status: 404 })
    for (const id of [randomUUID(), null]) expect((await refused(company.hr.userId, id)).code).toBe('grant_not_found')
  })

  it('for the admin who made it', async () => {
    const own = await grantBatch(db, company, company.departments[0]!.people, 10, admin.id)
    expect(await callFunction(db, signedIn(admin.userId), 'batch_flow', { batch_id: own })).toMatchObject({
      members: 6,
      granted: 60,
    })
  })

  it('not for employees, not even for those who received it', async () => {
    const { userId } = company.departments[0]!.people[0]!
    expect(await refused(userId, batch)).toMatchObject({ code: 'not_permitted', status: 403 })
    expect(await refusalOf(callFunction(db, signedIn(userId), 'grant_batches'))).toMatchObject({
      code: 'not_permitted',
    })
    expect(await refusalOf(callFunction(db, signedIn(userId), 'my_budgets'))).toMatchObject({ code: 'not_permitted' })
  })
})
