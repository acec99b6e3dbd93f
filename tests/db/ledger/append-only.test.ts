import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actAs, platform } from '../../support/act-as.ts'
import { openDatabase } from '../../support/database.ts'
import { brokenInvariants, deposit, grantTo, makeProgramme } from '../../support/points-fixture.ts'
import { makeMember, makeTenant, one, type TenantFixture } from '../../support/tenant-fixture.ts'

const history = ['ledger_transactions', 'ledger_transfers', 'grants', 'grant_lines']
const changes = (table: string) => [
  `update public.${table} set tenant_id = tenant_id`,
  `delete from public.${table}`,
  // Without cascade: locking several tables at once could deadlock with other tests. Tables that others refer to, Postgres itself refuses.
  `truncate public.${table}`,
]

describe('the history of points', () => {
  let db: pg.Client
  let tenant: TenantFixture

  beforeAll(async () => {
    db = await openDatabase()
    tenant = await makeTenant(db)
    await deposit(db, tenant.id, 1000)
    await grantTo(db, tenant, await makeProgramme(db, tenant.id), await makeMember(db, tenant), 100)
  })
  afterAll(() => db.end())

  it.each(history.flatMap(changes))('refuses to the owner and the superuser: %s', async (change) => {
    await expect(db.query(change)).rejects.toMatchObject({ code: /^(23001|0A000)$/ })
  })

  it.each(history.flatMap(changes))('refuses to service_role: %s', async (change) => {
    await expect(actAs(db, platform, (client) => client.query(change))).rejects.toMatchObject({ code: '42501' })
  })

  it.each([...history, 'ledger_accounts', 'point_lots'])('lets no API role write %s', async (table) => {
    for (const role of ['anon', 'authenticated', 'service_role'])
      for (const verb of ['insert', 'update', 'delete', 'truncate'])
        expect(await one<boolean>(db, 'select has_table_privilege($1, $2, $3)', [role, `public.${table}`, verb])).toBe(
          false,
        )
  })

  it('is found out when somebody switches the guard off and edits it', async () => {
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
    await db.query('begin')
    await db.query('set local session_replication_role = replica')
    await db.query(
      'update public.ledger_transfers set amount = amount + 1 where tenant_id = $1 and lot_id is not null',
      [tenant.id],
    )
    const broken = (await brokenInvariants(db, tenant.id)) as { invariant: string }[]
    await db.query('rollback')
    expect(new Set(broken.map(({ invariant }) => invariant))).toEqual(
      new Set([
        'a balance equals the transfers',
        'a transaction moves what it says',
        'a lot holds what its transfers say',
        'a grant is paid by its budget and lies in its lots',
        'a lot was filled by its grant',
      ]),
    )
  })
})
