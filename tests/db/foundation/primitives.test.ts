import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { refusalOf } from '../../support/refusal.ts'
import { one } from '../../support/tenant-fixture.ts'

let db: pg.Client
beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db.end())

describe('ids', () => {
  it('are UUIDs of version 7, in the order of time', async () => {
    const { rows } = await db.query<{ id: string }>(
      'select private.new_id() as id, pg_sleep(0.002) from generate_series(1, 20)',
    )
    const ids = rows.map(({ id }) => id)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(ids).toEqual([...ids].sort())
    const milliseconds = Number.parseInt(ids[0]!.replaceAll('-', '').slice(0, 12), 16)
    expect(Math.abs(milliseconds - Date.now())).toBeLessThan(60_000)
  })
})

describe('refusals', () => {
  it('carry a code, an HTTP status and details', async () => {
    expect(await refusalOf(db.query(`select private.fail('out_of_stock', 409, '{"available": 3}')`))).toEqual({
      code: 'out_of_stock',
      status: 409,
      details: { available: 3 },
    })
  })
})

describe('amounts out of a request', () => {
  it.each([
    ['1', 1],
    ['1000000000000', 1_000_000_000_000],
    ['1e3', 1000],
  ])('take %s', async (json, amount) => {
    expect(await one<number>(db, 'select private.whole_amount($1)', [json])).toBe(amount)
  })

  it.each([
    '0',
    '-1',
    '1.5',
    '5.0',
    '"5"',
    'null',
    'true',
    '[]',
    '{}',
    '1000000000001',
    '9223372036854775808',
    '1e400',
  ])('leave %s out', async (json) => {
    expect(await one(db, 'select private.whole_amount($1)', [json])).toBeNull()
  })
})

describe('secrets', () => {
  it('were made at random when the project was installed', async () => {
    const pin = await one(db, `select private.secret('card_pin_pepper')`)
    const invite = await one(db, `select private.secret('invite_code_pepper')`)
    expect(pin).toMatch(/^[0-9a-f]{64}$/)
    expect(invite).toMatch(/^[0-9a-f]{64}$/)
    expect(invite).not.toBe(pin)
  })

  it('that do not exist are an error and no empty text', async () => {
    await expect(db.query(`select private.secret('no_such_secret')`)).rejects.toThrow('no_such_secret')
  })

  it('cannot be read by any API role', async () => {
    for (const role of ['anon', 'authenticated', 'service_role']) {
      expect(await one<boolean>(db, `select has_table_privilege($1, 'private.secrets', 'select')`, [role])).toBe(false)
      expect(
        await one<boolean>(db, `select has_function_privilege($1, 'private.secret(text)', 'execute')`, [role]),
      ).toBe(false)
    }
  })
})
