import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { mall } from '../support/mall.ts'

export interface Device {
  width?: number
  height?: number
  locale?: 'zh-CN' | 'en-US'
  colorScheme?: 'light' | 'dark'
}

/** The password of every demo account, see supabase/seed/demo-sign-ins.json. */
export const demoPassword = 'Fudian-demo-2026'

const picturesDir = process.env['PICTURES_DIR'] ?? join('node_modules', '.cache', 'fudian-tests', 'pictures')

/** Somebody with a browser of their own, at the mall. Elements are named by their test class and must be visible: H5 keeps pages behind. */
export class Person {
  /** What went wrong unseen: errors in the console, exceptions, requests to anywhere but the mall and its stack. */
  readonly trouble: string[] = []

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    const allowed = [new URL(mall().h5Url).host, new URL(mall().stack.apiUrl).host]
    page.on('pageerror', (error) => this.trouble.push(error.message))
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url())
      if (protocol.startsWith('http') && !allowed.includes(host)) this.trouble.push(`request to ${host}`)
    })
  }

  static async arrive(browser: Browser, device: Device = {}): Promise<Person> {
    const { width = 390, height = 844, locale = 'zh-CN', colorScheme = 'light' } = device
    const context = await browser.newContext({
      viewport: { width, height },
      locale,
      colorScheme,
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(15_000)
    const person = new Person(context, await context.newPage())
    await person.page.goto(mall().h5Url)
    return person
  }

  /** The visible element with this class or selector. */
  find(name: string): Locator {
    const selector = /^[\w-]+$/.test(name) ? `.t-${name}` : name
    return this.page.locator(`${selector} >> visible=true`).first()
  }

  /** How many are visible. */
  count(name: string): Promise<number> {
    return this.page.locator(`.t-${name} >> visible=true`).count()
  }

  async tap(name: string): Promise<void> {
    await this.find(name).click()
  }

  async type(name: string, value: string): Promise<void> {
    await this.page.locator(`.t-${name} :is(input, textarea) >> visible=true`).first().fill(value)
  }

  /** Waits until this can be read somewhere. */
  async read(words: string | RegExp): Promise<void> {
    await this.page.getByText(words).filter({ visible: true }).first().waitFor()
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`${mall().h5Url}/#/${path}`)
  }

  async signInEmployee(company: string, employeeNo: string, password = demoPassword): Promise<void> {
    await this.type('company', company)
    await this.type('employee', employeeNo)
    await this.type('password', password)
    await this.tap('submit')
  }

  async signInCard(cardNo: string, pin: string): Promise<void> {
    await this.page.getByText(/^(礼品卡|Gift card)$/).filter({ visible: true }).first().click() // prettier-ignore
    await this.type('card-number', cardNo)
    await this.type('card-pin', pin)
    await this.tap('submit')
  }

  /** The points shown as balance on the home page. */
  async balance(): Promise<number> {
    return numberIn(await this.find('[data-testid=home-balance]').innerText())
  }

  /** Searches the mall as typed and confirmed. */
  async search(words: string): Promise<void> {
    const input = this.page.locator('.t-search input >> visible=true').first()
    await input.fill(words)
    await input.press('Enter')
    await this.page.locator('.results >> visible=true').filter({ hasText: words }).waitFor()
  }

  /** Keeps what is on the screen; `npm run pictures` keeps it for the README. */
  async picture(name: string): Promise<void> {
    mkdirSync(picturesDir, { recursive: true })
    await this.page.waitForFunction(
      () =>
        ![...document.querySelectorAll('[aria-busy=true], uni-toast')].some((busy) => busy.checkVisibility()) &&
        [...document.images].every((image) => image.complete),
    )
    await this.page.screenshot({ path: join(picturesDir, `${name}.jpg`), type: 'jpeg', quality: 85 })
  }

  leave(): Promise<void> {
    return this.context.close()
  }
}

/** The number in a text such as `1,280 星币`. */
export const numberIn = (text: string): number => Number(text.replace(/[^\d.-]/g, ''))
