import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { brokenInvariants, makeProgramme } from '../../support/points-fixture.ts'
import { apiClient } from '../../support/sign-in.ts'
import { giveRole, makeMember, one } from '../../support/tenant-fixture.ts'
import { balanceOf, openCompany, refusal, type Company } from '../points/company.ts'

describe('a list of people imported in the app', () => {
  let db: pg.Client
  let company: Company
  let other: Company

  beforeAll(async () => {
    db = await openDatabase()
    company = await openCompany(db)
    other = await openCompany(db)
  })
  afterAll(() => db.end())
  afterEach(async () => {
    expect(await brokenInvariants(db, company.tenant.id)).toEqual([])
  })

  type Role = 'hr' | 'salesAdmin' | 'groupAdmin' | 'employee'
  const start = (who: Role, columns: Record<string, unknown> = {}) =>
    company[who].client.rpc('start_grant_import', {
      programme_id: company.programme,
      name: `名单 ${randomUUID()}`,
      idempotency_key: randomUUID(),
      ...columns,
    })
  const started = async (who: Role, columns: Record<string, unknown> = {}) => {
    const { data } = await start(who, columns).throwOnError()
    return (data as { import_id: string }).import_id
  }
  const add = (who: Role, import_id: string, rows: unknown, first_row: number | null = 1) =>
    company[who].client.rpc('add_import_rows', { import_id, rows, first_row })
  const run = (who: Role, import_id: string, max_rows?: number) =>
    company[who].client.rpc('run_grant_import', { import_id, ...(max_rows ? { max_rows } : {}) })
  const problems = (who: Role, import_id: string) => company[who].client.rpc('grant_import_problems', { import_id })

  it('grants the good rows in one grant and keeps a reason with each bad one', async () => {
    const id = await started('hr', { note: '中秋快乐' })
    const before = await balanceOf(db, company.employee.accountId)
    await add('hr', id, [
      { employee_no: ` ${company.employee.employeeNo.toLowerCase()} `, amount: 30, note: '辛苦了' },
      { employee_no: company.colleague.employeeNo, amount: '20' },
      { employee_no: 'NOBODY', amount: 5 },
      { employee_no: company.hr.employeeNo, amount: 1.5 },
      { employee_no: company.employee.employeeNo, amount: 9 },
      { employee_no: other.employee.employeeNo, amount: 9 },
      { employee_no: company.hr.employeeNo, amount: 9, note: '长'.repeat(201) },
    ]).throwOnError()
    expect((await run('hr', id)).data).toEqual({
      import_id: id,
      state: 'done',
      rows: 7,
      waiting: 0,
      granted: 2,
      refused: 5,
      total_points: 50,
    })
    expect(await balanceOf(db, company.employee.accountId)).toBe(before + 30)
    const { data } = (await problems('hr', id)) as { data: { problems: object[]; next_row: number | null } }
    expect(data.next_row).toBeNull()
    expect(data.problems).toMatchObject([
      { row: 3, employee_no: 'NOBODY', code: 'member_not_found' },
      { row: 4, amount: '1.5', code: 'invalid_amount' },
      { row: 5, code: 'duplicate_row', details: { row: 1 } },
      { row: 6, code: 'member_not_found' },
      { row: 7, code: 'invalid_request', details: { field: 'note', problem: 'length' } },
    ])
    const { data: grants } = await company.hr.client
      .from('grants')
      .select('source, recipients, note')
      .eq('import_id', id)
    expect(grants).toEqual([{ source: 'import', recipients: 2, note: '中秋快乐' }])
  })

  it('does nothing twice when it is run again, and grants rows that were corrected', async () => {
    const id = await started('hr')
    const rows = [
      { employee_no: company.colleague.employeeNo, amount: 11 },
      { employee_no: company.hr.employeeNo, amount: 0 },
    ]
    await add('hr', id, rows).throwOnError()
    await run('hr', id).throwOnError()
    const before = await balanceOf(db, company.colleague.accountId)
    expect((await run('hr', id)).data).toMatchObject({ state: 'done', granted: 1, refused: 1, total_points: 11 })
    expect(await balanceOf(db, company.colleague.accountId)).toBe(before)

    const corrected = [rows[0], { ...rows[1], amount: 4 }]
    expect((await add('hr', id, corrected)).data).toMatchObject({ state: 'open', waiting: 1 })
    expect((await run('hr', id)).data).toMatchObject({ state: 'done', granted: 2, refused: 0, total_points: 15 })
    expect(await balanceOf(db, company.colleague.accountId)).toBe(before)
  })

  it('lets rows that were refused try again: somebody may have been hired since', async () => {
    const id = await started('hr')
    await add('hr', id, [{ employee_no: 'LATE-1', amount: 6 }]).throwOnError()
    expect((await run('hr', id)).data).toMatchObject({ refused: 1 })
    const hired = await makeMember(db, company.tenant, { employee_no: `late-1`, status: 'invited' })
    expect((await run('hr', id)).data).toMatchObject({ granted: 1, refused: 0 })
    expect(await balanceOf(db, hired.accountId)).toBe(6)
  })

  it('takes a call that is repeated, and refuses to change a row that was granted', async () => {
    const id = await started('hr')
    const rows = [{ employee_no: company.employee.employeeNo, amount: 3 }]
    await add('hr', id, rows, 5).throwOnError()
    expect((await add('hr', id, rows, 5)).data).toMatchObject({ rows: 1, waiting: 1 })
    await run('hr', id).throwOnError()
    expect((await add('hr', id, rows, 5)).data).toMatchObject({ rows: 1, granted: 1 })
    expect(refusal(await add('hr', id, [{ ...rows[0], amount: 4 }], 5))).toMatchObject({
      code: 'idempotency_mismatch',
      details: { row: 5 },
    })
  })

  it('is started once for one key', async () => {
    const request = { name: `名单 ${randomUUID()}`, idempotency_key: randomUUID() }
    const answers = await Promise.all(Array.from({ length: 10 }, () => start('hr', request)))
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1)
    expect(refusal(await start('hr', { ...request, name: '别的' }))).toMatchObject({ code: 'idempotency_mismatch' })
    expect(refusal(await start('hr', { name: request.name }))).toMatchObject({ code: 'name_taken', status: 409 })
  })

  it('changes nothing when the budget is short, and goes on when it was filled', async () => {
    const budget = await one(db, 'select private.budget_account_id($1)', [company.north])
    const id = await started('hr', { budget_account: budget })
    await add('hr', id, [
      { employee_no: company.employee.employeeNo, amount: 8 },
      { employee_no: company.colleague.employeeNo, amount: 9 },
      { employee_no: 'NOBODY', amount: 9 },
    ]).throwOnError()
    expect(refusal(await run('hr', id))).toEqual({
      code: 'insufficient_budget',
      status: 402,
      details: { needed: 17, available: 0 },
    })
    expect((await problems('hr', id)).data).toMatchObject({ state: 'open', waiting: 2, granted: 0 })
    await company.hr.client
      .rpc('allocate_budget', {
        from_account: company.tenant.budgetAccountId,
        to_owner: company.north,
        amount: 17,
        idempotency_key: randomUUID(),
      })
      .throwOnError()
    expect((await run('hr', id)).data).toMatchObject({ granted: 2, total_points: 17 })
    expect(await balanceOf(db, budget)).toBe(0)
  })

  it('refuses each row, not the run, when the programme is closed meanwhile', async () => {
    const programme = await makeProgramme(db, company.tenant.id)
    const id = await started('hr', { programme_id: programme })
    await add('hr', id, [{ employee_no: company.employee.employeeNo, amount: 8 }]).throwOnError()
    await db.query(`update public.programmes set status = 'closed' where id = $1`, [programme])
    expect((await run('hr', id)).data).toMatchObject({ state: 'done', refused: 1, granted: 0 })
    expect((await problems('hr', id)).data).toMatchObject({ problems: [{ row: 1, code: 'programme_closed' }] })
    await db.query(`update public.programmes set status = 'active' where id = $1`, [programme])
    expect((await run('hr', id)).data).toMatchObject({ refused: 0, granted: 1 })
  })

  it('by a department admin draws on the department’s budget and reaches the subtree only', async () => {
    await company.hr.client
      .rpc('allocate_budget', {
        from_account: company.tenant.budgetAccountId,
        to_owner: company.sales,
        amount: 10,
        idempotency_key: randomUUID(),
      })
      .throwOnError()
    const id = await started('salesAdmin')
    await add('salesAdmin', id, [
      { employee_no: company.employee.employeeNo, amount: 10 },
      { employee_no: company.colleague.employeeNo, amount: 10 },
    ]).throwOnError()
    expect((await run('salesAdmin', id)).data).toMatchObject({ granted: 1, refused: 1 })
    expect((await problems('salesAdmin', id)).data).toMatchObject({ problems: [{ row: 2, code: 'out_of_scope' }] })
    expect(await balanceOf(db, await one(db, 'select private.budget_account_id($1)', [company.sales]))).toBe(0)
    expect(refusal(await start('salesAdmin', { budget_account: company.tenant.budgetAccountId }))).toMatchObject({
      code: 'out_of_scope',
      status: 403,
    })
  })

  it('by a group admin draws on the group’s budget and reaches the group only', async () => {
    const id = await started('groupAdmin')
    await add('groupAdmin', id, [
      { employee_no: company.employee.employeeNo, amount: 1 },
      { employee_no: company.groupAdmin.employeeNo, amount: 1 },
    ]).throwOnError()
    expect((await problems('groupAdmin', id)).data).toMatchObject({
      waiting: 1,
      problems: [{ row: 2, code: 'out_of_scope' }],
    })
    expect(refusal(await run('groupAdmin', id))).toMatchObject({ code: 'insufficient_budget' })
  })

  it('reaches nobody any more when its operator has lost the role', async () => {
    const admin = await makeMember(db, company.tenant)
    await giveRole(db, company.tenant.id, admin.id, 'department_admin', { departmentId: company.sales })
    const id = await started('salesAdmin')
    await add('salesAdmin', id, [{ employee_no: company.employee.employeeNo, amount: 1 }]).throwOnError()
    await db.query('update public.grant_imports set created_by = $2 where id = $1', [id, admin.id])
    await db.query('delete from public.member_roles where member_id = $1', [admin.id])
    expect((await run('hr', id)).data).toMatchObject({ granted: 0, refused: 1 })
  })

  it('is out of reach for employees, visitors, other operators and other companies', async () => {
    const id = await started('hr')
    expect(refusal(await start('employee'))).toMatchObject({ code: 'not_permitted', status: 403 })
    const calls = (client: Company['hr']['client']) => [
      client.rpc('add_import_rows', { import_id: id, rows: [{ employee_no: 'X', amount: 1 }], first_row: 1 }),
      client.rpc('run_grant_import', { import_id: id }),
      client.rpc('grant_import_problems', { import_id: id }),
    ]
    for (const { client } of [company.employee, company.salesAdmin, company.groupAdmin, other.hr])
      for (const answer of await Promise.all(calls(client)))
        expect(refusal(answer)).toMatchObject({ code: 'import_not_found', status: 404 })
    for (const answer of await Promise.all(calls(apiClient()))) {
      expect(answer.error).not.toBeNull()
      expect(answer.status).toBeLessThan(500)
    }
    for (const table of ['grant_imports', 'grant_import_rows']) {
      const { data } = await other.hr.client.from(table).select('id, tenant_id').eq('tenant_id', company.tenant.id)
      expect(data).toEqual([])
    }
  })

  it('never takes a programme or a budget of another company', async () => {
    expect(refusal(await start('hr', { programme_id: other.programme }))).toMatchObject({ code: 'programme_not_found' })
    for (const budget_account of [other.tenant.budgetAccountId, company.employee.accountId, randomUUID()])
      expect(refusal(await start('hr', { budget_account }))).toMatchObject({ code: 'account_not_found', status: 404 })
  })

  it.each([
    ['no rows', [], 1],
    ['no list', {}, 1],
    ['an entry that is no row', [1], 1],
    ['2,001 rows', Array.from({ length: 2001 }, () => ({ employee_no: 'X', amount: 1 })), 1],
    ['row 0', [{ employee_no: 'X', amount: 1 }], 0],
    ['row 50,001', [{ employee_no: 'X', amount: 1 }], 50_001],
    ['no number', [{ employee_no: 'X', amount: 1 }], null],
  ])('refuses %s', async (_what, rows, firstRow) => {
    const id = await started('hr')
    expect(refusal(await add('hr', id, rows, firstRow))).toMatchObject({ code: 'invalid_request', status: 400 })
  })

  it.each([0, -1, 1.5, '1e3', '9223372036854775808', '１０', '', null, {}])(
    'refuses the row with the amount %j, and no other',
    async (amount) => {
      const id = await started('hr')
      await add('hr', id, [
        { employee_no: company.employee.employeeNo, amount },
        { employee_no: company.colleague.employeeNo, amount: 1 },
      ]).throwOnError()
      expect((await problems('hr', id)).data).toMatchObject({
        waiting: 1,
        refused: 1,
        problems: [{ row: 1, code: 'invalid_amount' }],
      })
    },
  )
})
