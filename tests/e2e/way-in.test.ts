import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { mall } from '../support/mall.ts'

describe('the way in', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  test('a visitor without a session is led to the sign-in page', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
    await page.goto(mall().h5Url)
    await page.waitForURL(/sign-in/)
    expect(await page.locator('uni-page-body').innerText()).not.toBe('')
    await page.screenshot({ path: '/tmp/e2e-way-in.png' })
  })
})
