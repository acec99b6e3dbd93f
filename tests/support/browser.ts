import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

const quietArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Opens a headless browser: the one named by CHROME_PATH, else an installed Chrome or Chromium, else the one that an npm package
 * carries, so that the tests need nothing but Node. The caller closes it.
 */
export async function openBrowser(): Promise<Browser> {
  const path = [process.env.CHROME_PATH, ...installed].find((candidate) => candidate && existsSync(candidate))
  if (path) return chromium.launch({ executablePath: path, args: quietArgs })
  return openCarriedBrowser()
}

/** The carried browser unpacks its shared libraries only where it believes to run on its home platform, which it reads from the environment. */
async function openCarriedBrowser(): Promise<Browser> {
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x'
  const { default: carried } = await import('@sparticuz/chromium')
  const executablePath = await carried.executablePath()
  return chromium.launch({ executablePath, args: quietArgs })
}
