import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { foreignRows, keysOf, rowsSeen, rowsToSee } from './probe.ts'
import { relations, type Kind } from './relations.ts'
import { makeTwoCompanies, type Person } from './two-companies.ts'

let db: pg.Client
let people: Person[]
let tenants: string[]
let keys: Map<string, string[]>

beforeAll(async () => {
  db = await openDatabase()
  ;({ people, tenants } = await makeTwoCompanies(db))
  keys = await keysOf(db)
})
afterAll(() => db.end())

// Short transactions: the run that changes policies needs the tables to itself for a moment.
beforeEach(async () => void (await db.query('begin')))
afterEach(async () => void (await db.query('rollback')))

const open = Object.entries(relations).filter(([, { sees }]) => Object.keys(sees).length > 0)
const closed = Object.keys(relations).filter((name) => Object.keys(relations[name]!.sees).length === 0)

describe.each(open)('%s', (name, { sees, tenant, from }) => {
  it('shows everybody exactly their own rows, and nobody a row of another company', async () => {
    const key = keys.get(name)!
    for (const person of people) {
      const seen = await rowsSeen(db, name, key, person)
      if (person.caller.role === 'anon') {
        expect(seen, person.name).toBe('refused')
        continue
      }
      expect(seen, person.name).toEqual(await rowsToSee(db, name, key, person))
      expect(await foreignRows(db, name, key, seen as Set<string>, person), person.name).toBe(0)
    }
  })

  it('has rows for each kind of caller that may see some, and rows that they may not see', async () => {
    const { rows } = await db.query<{ count: number }>(`select count(*) from public.${name}`)
    for (const kind of Object.keys(sees) as Kind[]) {
      const sizes: number[] = []
      for (const person of people.filter(({ kinds }) => kinds.includes(kind)))
        sizes.push((await rowsToSee(db, name, keys.get(name)!, { ...person, kinds: [kind] })).size)
      expect(Math.max(...sizes), kind).toBeGreaterThan(0)
      // A view that asks who is calling shows the superuser nothing to compare with.
      if (!from) expect(rows[0]!.count, kind).toBeGreaterThan(Math.max(...sizes))
    }
    if (!tenant) return
    const owners = await db.query(`select distinct ${tenant} from public.${name} where ${tenant} = any ($1)`, [tenants])
    expect(owners.rows, 'companies with rows').toHaveLength(2)
  })
})

describe.each(closed)('%s', (name) => {
  it('is refused to everybody but the platform, though it has rows', async () => {
    for (const person of people) expect(await rowsSeen(db, name, ['*'], person), person.name).toBe('refused')
    const { tenant } = relations[name]!
    const owner = tenant ?? `'everybody'`
    const { rows } = await db.query<{ owner: string }>(`select distinct ${owner} as owner from public.${name}`)
    const owners = rows.map((row) => row.owner)
    expect(owners).toEqual(expect.arrayContaining(tenant ? tenants : ['everybody']))
  })
})
