import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { Person } from './person.ts'

describe('the way in', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test('a visitor without a session is led to the sign-in page', async () => {
    const visitor = await Person.arrive(browser)
    await visitor.find('company').waitFor()
    expect(visitor.page.url()).toContain('sign-in')
    expect(visitor.trouble).toEqual([])
  })
})
