import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actAs, platform } from '../../support/act-as.ts'
import { openDatabase } from '../../support/database.ts'
import { makeCategory } from '../../support/shop-fixture.ts'
import { one } from '../../support/tenant-fixture.ts'

let db: pg.Client

beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db.end())

const pathOf = (id: string) => one<string[]>(db, 'select path from public.categories where id = $1', [id])
const move = (id: string, parentId: string | null) =>
  db.query('update public.categories set parent_id = $2 where id = $1', [id, parentId])

describe('a category', () => {
  it('knows its ancestors, and takes its descendants along when it moves', async () => {
    const [food, drinks] = [await makeCategory(db, '食品'), await makeCategory(db, '饮品')]
    const tea = await makeCategory(db, '茶', food)
    const green = await makeCategory(db, '绿茶', tea)
    expect(await pathOf(green)).toEqual([food, tea, green])
    await move(tea, drinks)
    expect(await pathOf(green)).toEqual([drinks, tea, green])
    await move(tea, null)
    expect(await pathOf(green)).toEqual([tea, green])
  })

  it('cannot lie below itself, nor deeper than five levels', async () => {
    const levels = [await makeCategory(db, '一')]
    for (const name of ['二', '三', '四', '五']) levels.push(await makeCategory(db, name, levels.at(-1)))
    await expect(move(levels[0]!, levels[2]!)).rejects.toMatchObject({ code: '23514' })
    await expect(move(levels[0]!, levels[0]!)).rejects.toMatchObject({ code: '23514' })
    await expect(makeCategory(db, '六', levels.at(-1))).rejects.toMatchObject({ code: '23514' })
  })

  it('is made by the platform, who need not know of paths', async () => {
    const { rows } = await actAs(db, platform, () =>
      db.query<{ ends: boolean }>(
        `insert into public.categories (name, path) values ('礼品', '{}') returning path = array[id] as ends`,
      ),
    )
    expect(rows).toEqual([{ ends: true }])
  })
})

describe('the platform', () => {
  it('enters products and offers with its own role: what the database keeps by itself works for it', async () => {
    const { rows } = await actAs(db, platform, () =>
      db.query<{ found: boolean }>(
        `with category as (insert into public.categories (name) values ('茶') returning id),
              product as (insert into public.products (category_id, name) select id, '龙井茶' from category returning id, search_grams)
         select search_grams @> '{龙井}' as found from product`,
      ),
    )
    expect(rows).toEqual([{ found: true }])
  })
})
