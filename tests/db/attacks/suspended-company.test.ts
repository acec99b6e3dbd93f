import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { deposit, makeProgramme } from '../../support/points-fixture.ts'
import { makeMember, makeTenant, one } from '../../support/tenant-fixture.ts'

let db: pg.Client
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db.end())

it('an import of a company that was suspended waits until the company is active again', async () => {
  const tenant = await makeTenant(db)
  await deposit(db, tenant.id, 100)
  const member = await makeMember(db, tenant)
  const [name, programme] = [randomUUID(), await makeProgramme(db, tenant.id)]
  await db.query(
    `insert into public.grant_import_rows (company, import_name, programme, employee_no, amount)
     select t.code, $2, p.name, $3, '10'
     from public.tenants t join public.programmes p on p.tenant_id = t.id where t.id = $1 and p.id = $4`,
    [tenant.id, name, member.employeeNo, programme],
  )
  const continueAll = async () => {
    while (await one(db, 'select public.continue_grant_imports()')) continue
    return one(db, 'select balance from public.ledger_accounts where id = $1', [member.accountId])
  }
  await db.query(`update public.tenants set status = 'suspended' where id = $1`, [tenant.id])
  await db.query(`update public.grant_imports set state = 'running' where tenant_id = $1`, [tenant.id])
  expect(await continueAll()).toBe(0)
  await db.query(`update public.tenants set status = 'active' where id = $1`, [tenant.id])
  expect(await continueAll()).toBe(10)
})
