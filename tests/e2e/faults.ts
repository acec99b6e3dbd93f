import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface AxeResults {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[]
}

/** Waits until nothing on the page is a placeholder any more and every picture in view has come. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const seen = (one: Element) => one.getClientRects().length > 0
    if (![...document.querySelectorAll('uni-page-body')].some(seen)) return false
    // A toast fades, and half of it is hard to read.
    if ([...document.querySelectorAll('.skeleton, [aria-busy=true], uni-toast')].some(seen)) return false
    return [...document.images].filter(seen).every((image) => image.complete)
  })
  // Two frames: Vue has drawn what the last answer changed.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
}

/** What a page shows badly: sideways scrolling, texts cut off without an ellipsis, controls too small for a finger. */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = []
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth
    if (over > 0) faults.push(`scrolls sideways by ${over} px`)
    const nameOf = (one: Element) => `${one.className || one.tagName} “${(one.textContent ?? '').trim().slice(0, 30)}”`
    for (const one of document.querySelectorAll<HTMLElement>('uni-page-body *')) {
      const box = one.getBoundingClientRect()
      if (box.width <= 1 || box.height <= 1) continue
      const style = getComputedStyle(one)
      const ownText = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
      const meant = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none'
      if (ownText && !meant && style.overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1)
        faults.push(`cut off: ${nameOf(one)}`)
      const isControl = one.matches('[role=button], [role=link], [role=tab], [role=switch], [role=checkbox]')
      // A finger may also land beside what is drawn, where padding that is not drawn catches it (::before, ::after).
      const reach = (pseudo: string) => parseFloat(getComputedStyle(one, pseudo).height) || 0
      const tall = Math.max(box.height, reach('::before'), reach('::after'))
      if (isControl && tall < 43.5) faults.push(`${Math.round(tall)} px high: ${nameOf(one)}`)
    }
    return [...new Set(faults)]
  })
}

/** What axe finds against WCAG 2.1 A and AA, colour contrast included. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  const { violations } = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (context: unknown, options: unknown) => Promise<AxeResults> } }
    return axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
      resultTypes: ['violations'],
      rules: {
        // Still an experiment of axe’s: a card is named after its product, and its price is read inside it.
        'label-content-name-mismatch': { enabled: false },
        // Asks for something focusable where the page itself scrolls, which every browser scrolls by keyboard.
        'scrollable-region-focusable': { enabled: false },
      },
    })
  })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 160)} ${failureSummary.split('\n')[1] ?? ''}`),
  )
}
