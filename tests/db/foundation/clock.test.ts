import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actAs, signedIn } from '../../support/act-as.ts'
import { openDatabase } from '../../support/database.ts'
import { stackFacts } from '../../support/stack.ts'
import { one } from '../../support/tenant-fixture.ts'

describe('the clock of the rules', () => {
  let db: pg.Client
  beforeAll(async () => {
    db = await openDatabase()
  })
  afterAll(() => db.end())

  it('is the time of the transaction', async () => {
    expect(await one<boolean>(db, 'select private.clock() = now()')).toBe(true)
  })

  it('can be set by a superuser’s session, also while it acts as somebody', async () => {
    const now = await actAs(
      db,
      signedIn('00000000-0000-4000-8000-000000000000'),
      (client) => one<Date>(client, 'select private.clock()'),
      '2030-05-01T12:00:00+08:00',
    )
    expect(now).toEqual(new Date('2030-05-01T04:00:00Z'))
  })

  it('cannot be set by the owner of the schema, nor by any session that API callers run in', async () => {
    const owner = new pg.Client({ connectionString: stackFacts().dbUrl })
    await owner.connect()
    await owner.query(`set fudian.now = '2030-05-01T12:00:00Z'`)
    expect(await one<boolean>(owner, 'select private.clock() = now()')).toBe(true)
    await owner.query('set role authenticated')
    expect(await one<boolean>(owner, 'select private.clock() = now()')).toBe(true)
    await owner.end()
  })
})
