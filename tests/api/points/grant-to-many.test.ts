import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { brokenInvariants, deposit, makeProgramme } from '../../support/points-fixture.ts'
import { signInAsNewMember } from '../../support/sign-in.ts'
import { giveRole, makeTenant, type TenantFixture } from '../../support/tenant-fixture.ts'

const people = 600

describe('granting to people who were imported a moment ago, before the planner knows of them', () => {
  let db: pg.Client
  let tenant: TenantFixture
  let hr: Awaited<ReturnType<typeof signInAsNewMember>>
  let programme: string

  beforeAll(async () => {
    db = await openDatabase()
    tenant = await makeTenant(db)
    hr = await signInAsNewMember(db, tenant)
    await giveRole(db, tenant.id, hr.id, 'hr_manager')
    programme = await makeProgramme(db, tenant.id)
    await deposit(db, tenant.id, 1_000_000)
    await db.query(
      `insert into public.members (tenant_id, employee_no, name, department_id, legal_entity_id, status)
       select $1, 'N' || n, '新人', $2, $3, 'active' from generate_series(1, $4::int) n`,
      [tenant.id, tenant.departmentId, tenant.legalEntityId, people],
    )
  })
  afterAll(() => db.end())

  // Minutes when the list is worked out anew for each wallet; a good second on a busy machine when it is not.
  it.each([
    ['by number', async () => Array.from({ length: people }, (_, n) => ({ employee_no: `n${n + 1}`, amount: 7 }))],
    [
      'by id',
      async () => {
        const { rows } = await db.query<{ id: string }>(
          `select id from public.members where tenant_id = $1 and employee_no like 'N%'`,
          [tenant.id],
        )
        return rows.map(({ id }) => ({ member_id: id, amount: 7 }))
      },
    ],
  ])('takes seconds for %s', async (_how, list) => {
    const grants = await list()
    const startedAt = performance.now()
    const { data, error } = await hr.client.rpc('grant_points', {
      programme_id: programme,
      grants,
      idempotency_key: randomUUID(),
    })
    expect(error).toBeNull()
    expect(data).toMatchObject({ members: people, total_points: people * 7 })
    expect(performance.now() - startedAt).toBeLessThan(6_000)
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })
})
