import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signedIn, visitor, type Caller } from '../../support/act-as.ts'
import { search } from '../../support/catalog-calls.ts'
import { openDatabase } from '../../support/database.ts'
import { refusalOf } from '../../support/refusal.ts'
import { insertRow, makeCategory, makeRichTenant, makeShopper, makeSku, offer } from '../../support/shop-fixture.ts'

const range = [
  { name: '广式双黄月饼礼盒', subtitle: '中秋团圆', translations: { en: { name: 'Cantonese Mooncake Gift Box' } } },
  { name: '苏式鲜肉月饼', subtitle: '现烤酥皮' },
  { name: '明前龙井茶叶', subtitle: '配月饼最好', brand: '西湖', keywords: ['绿茶', 'Green Tea'] },
  { name: '饼干礼盒', subtitle: '月光下的点心' },
  {
    name: 'ＡＢＣ蓝牙耳机 Pro-7',
    subtitle: '降噪',
    translations: { en: { name: 'ABC Earbuds', subtitle: '50% quieter' } },
  },
  { name: '保温杯_大号', subtitle: '容量 500ml' },
]

let db: pg.Client
let caller: Caller
let cakes: string

beforeAll(async () => {
  db = await openDatabase()
  const tenant = await makeRichTenant(db)
  caller = (await makeShopper(db, tenant)).caller
  const food = await makeCategory(db, '食品')
  cakes = await makeCategory(db, '月饼', food)
  for (const [index, columns] of range.entries())
    await offer(db, tenant, await makeSku(db, { ...columns, ...(index < 2 ? { category_id: cakes } : {}) }), 10)
})
afterAll(() => db.end())

const names = async (query: string | null, category: string | null = null) =>
  (await search(db, caller, { query, category })).items.map(({ name }) => name)

describe('a search', () => {
  it.each([
    ['one character', '茶', ['明前龙井茶叶']],
    [
      'one character in a name before one in a subtitle',
      '月',
      ['苏式鲜肉月饼', '广式双黄月饼礼盒', '明前龙井茶叶', '饼干礼盒'],
    ],
    ['two characters', '月饼', ['广式双黄月饼礼盒', '苏式鲜肉月饼', '明前龙井茶叶']],
    ['three characters', '双黄月', ['广式双黄月饼礼盒']],
    ['a long piece', '广式双黄月饼礼盒', ['广式双黄月饼礼盒']],
    ['two words in any order', '礼盒 广式', ['广式双黄月饼礼盒']],
    ['a keyword', '绿茶', ['明前龙井茶叶']],
    ['a brand', '西湖', ['明前龙井茶叶']],
    ['English in any case', 'mooncake GIFT', ['广式双黄月饼礼盒']],
    ['part of an English word', 'earb', ['ＡＢＣ蓝牙耳机 Pro-7']],
    ['full width for half width', 'abc', ['ＡＢＣ蓝牙耳机 Pro-7']],
    ['half width for full width', 'ｐｒｏ', ['ＡＢＣ蓝牙耳机 Pro-7']],
    ['punctuation left out', 'pro 7', ['ＡＢＣ蓝牙耳机 Pro-7']],
    ['blanks round it', '  龙井　', ['明前龙井茶叶']],
    ['digits', '500', ['保温杯_大号']],
  ])('finds by %s', async (_, query, expected) => {
    expect((await names(query)).sort()).toEqual([...expected].sort())
  })

  it('puts names before other text, and names that begin with it first', async () => {
    expect(await names('月饼')).toHaveLength(3)
    expect((await names('月饼'))[2]).toBe('明前龙井茶叶')
    expect((await names('饼'))[0]).toBe('饼干礼盒')
  })

  it.each([
    ['characters that only meet in another order', '饼月'],
    ['pairs that do not follow each other', '广式月饼'],
    ['what is not there', '冰箱'],
    ['words of which one is not there', '月饼 冰箱'],
    ['a percent sign', '%'],
    ['an underscore', '_'],
    ['stars and dots', '.*'],
    ['operators of full-text search', '&|!:*()<->'],
    ['quotes and backslashes', `'"\\\\`],
    ['an emoji', '🥮'],
  ])('finds nothing by %s', async (_, query) => {
    expect(await names(query)).toEqual([])
  })

  it.each([null, '', '   ', '\u3000'])('finds everything without words (%j)', async (query) => {
    expect(await names(query)).toHaveLength(range.length)
  })

  it('reads no more than 60 characters of a very long text', async () => {
    expect(await names('茶'.repeat(100_000))).toEqual([])
    expect(await names(`龙井${' '.repeat(70)}冰箱`)).toEqual(['明前龙井茶叶'])
  })

  it('within a category includes those below it, and an unknown one is empty', async () => {
    const parent = (
      await db.query<{ parent_id: string }>('select parent_id from public.categories where id = $1', [cakes])
    ).rows[0]!.parent_id
    expect(await names(null, cakes)).toHaveLength(2)
    expect(await names('苏式', parent)).toEqual(['苏式鲜肉月饼'])
    expect(await names('茶', parent)).toEqual([])
    expect(await names(null, '00000000-0000-4000-8000-000000000000')).toEqual([])
  })

  it('gives what a card in a list needs, and no long texts', async () => {
    const item = (await search(db, caller, { query: '双黄' })).items[0]!
    expect(item).toMatchObject({
      name: '广式双黄月饼礼盒',
      subtitle: '中秋团圆',
      translations: { en: { name: 'Cantonese Mooncake Gift Box' } },
      image_path: null,
      category_id: cakes,
      available: 0,
    })
    await insertRow(db, 'product_media', { product_id: item.product_id, path: 'second.webp', position: 2 })
    await insertRow(db, 'product_media', { product_id: item.product_id, path: 'first.webp', position: 1 })
    expect((await search(db, caller, { query: '双黄' })).items[0]!.image_path).toBe('first.webp')
  })
})

describe('a search is refused', () => {
  it('with an unknown sort', async () => {
    expect(await refusalOf(search(db, caller, { sort: 'price; drop table' }))).toMatchObject({
      code: 'invalid_request',
      status: 400,
      details: { field: 'sort' },
    })
  })

  it('to visitors, accounts that are nobody’s, and suspended members', async () => {
    await expect(search(db, visitor)).rejects.toMatchObject({ code: '42501' })
    expect((await refusalOf(search(db, signedIn('00000000-0000-4000-8000-000000000000')))).code).toBe('not_permitted')
    const suspended = await makeShopper(db, await makeRichTenant(db), 0, { status: 'suspended' })
    expect((await refusalOf(search(db, suspended.caller))).code).toBe('member_suspended')
  })
})
