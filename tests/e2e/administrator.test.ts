import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { mall } from '../support/mall.ts'

interface Introspection {
  tables: { schema: string; name: string }[]
  comments: { schema: string; table: string; column?: string; text: string }[]
  columns: { schema: string; table: string; name: string }[]
}

// Only the embedded stack carries a Studio; on another project it is the platform's own.
describe.runIf(mall().stack.studioUrl)('the administrator in Studio', () => {
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    browser = await openBrowser()
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(mall().stack.studioUrl)
  })
  afterAll(() => browser.close())

  test('finds companies, people, products, orders and the ledger', async () => {
    for (const table of ['tenants', 'members', 'products', 'orders', 'ledger_transactions', 'point_lots'])
      await page.getByText(table, { exact: true }).first().waitFor({ timeout: 15_000 })
  })

  test('reads the rows of a table', async () => {
    await page.getByText('tenants', { exact: true }).first().click()
    await page.getByText('星河科技').first().waitFor({ timeout: 15_000 })
    await page.getByText('长风物流').first().waitFor()
  })

  test('finds a comment on every table and every column', async () => {
    const answer = await fetch(new URL('/_system/introspect', mall().stack.studioUrl))
    const { tables, columns, comments } = (await answer.json()) as Introspection
    const commented = new Set(comments.map(({ schema, table, column = '' }) => `${schema}.${table}.${column}`))
    const names = tables.filter(({ schema }) => schema === 'public').map(({ name }) => name)
    expect(names.length).toBeGreaterThan(20)
    const bare = [
      ...names.filter((name) => !commented.has(`public.${name}.`)),
      ...columns
        .filter(({ schema, table }) => schema === 'public' && names.includes(table))
        .filter(({ table, name }) => !commented.has(`public.${table}.${name}`))
        .map(({ table, name }) => `${table}.${name}`),
    ]
    expect(bare).toEqual([])
  })
})
