import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from '@vue/compiler-sfc'
import { describe, expect, it } from 'vitest'

type Phrases = Record<string, string | Record<string, string>>

const files = walk('app')
const localeFolders = [
  ...new Set(files.map((file) => /^(.*\/(?:locale|words))\/zh-Hans\.ts$/.exec(file)?.[1]).filter(Boolean)),
] as string[]
const isLocale = (file: string) => /\/(locale|words)\/[^/]+\.ts$/.test(file)

/** Characters of Chinese writing. */
const CHINESE = /[\u3400-\u9fff]/
/** What a template may show by itself: no letters, so signs and numbers only. */
const SPOKEN = /\p{L}/u

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? walk(path) : [path]
  })
}

const modules = import.meta.glob<Record<string, Phrases>>('../../../app/**/{locale,words}/*.ts', { eager: true })

function phrasesOf(folder: string, locale: string): Phrases {
  return Object.values(modules[`../../../${folder}/${locale}.ts`]!)[0]!
}

const namesIn = (phrase: string | Record<string, string>) =>
  [...new Set((typeof phrase === 'string' ? phrase : phrase.other!).match(/\{\w+\}/g) ?? [])].sort()

/** The text nodes and spoken attributes of a template, as they stand there. */
function literalsIn(file: string): string[] {
  const found: string[] = []
  const visit = (node: { type: number; content?: unknown; children?: unknown[]; props?: unknown[] }): void => {
    if (node.type === 2 && typeof node.content === 'string') found.push(node.content.trim())
    for (const prop of (node.props ?? []) as { type: number; name: string; value?: { content: string } }[]) {
      if (prop.type === 6 && /^(title|label|placeholder|text|alt|aria-label|hint)$/.test(prop.name))
        found.push(prop.value?.content ?? '')
    }
    node.children?.forEach((child) => visit(child as typeof node))
  }
  const { descriptor } = parse(readFileSync(file, 'utf8'))
  if (descriptor.template?.ast) visit(descriptor.template.ast)
  return found.filter((text) => SPOKEN.test(text))
}

describe.each(localeFolders)('the words in %s', (folder) => {
  it('exist in every language, with the same keys and parameters', () => {
    const [zhHans, en] = [phrasesOf(folder, 'zh-Hans'), phrasesOf(folder, 'en')]
    expect(Object.keys(en).sort()).toEqual(Object.keys(zhHans).sort())
    for (const key of Object.keys(zhHans)) expect([key, namesIn(en[key]!)]).toEqual([key, namesIn(zhHans[key]!)])
  })

  it('are in the language they say, and never empty', () => {
    // A language is offered under its own name.
    const [zhHans, en] = [phrasesOf(folder, 'zh-Hans'), phrasesOf(folder, 'en')]
    expect(
      Object.entries(en).filter(([key, phrase]) => !key.startsWith('language') && CHINESE.test(JSON.stringify(phrase))),
    ).toEqual([])
    for (const [key, phrase] of [...Object.entries(zhHans), ...Object.entries(en)])
      expect([key, JSON.stringify(phrase)]).not.toEqual([key, '""'])
  })
})

describe('the client', () => {
  it.each(files.filter((file) => file.endsWith('.vue')))('says nothing by itself in %s', (file) => {
    expect(literalsIn(file)).toEqual([])
  })

  it('has Chinese text in locale files alone', () => {
    const code = (file: string) =>
      readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$|<!--[\s\S]*?-->/gm, '')
    const sources = files.filter((file) => /\.(ts|vue)$/.test(file) && !isLocale(file))
    // Dates are written with 年, 月 and 日 by the rule of the language, not by a sentence.
    const exempt = ['app/core/format/dates.ts']
    expect(sources.filter((file) => !exempt.includes(file) && CHINESE.test(code(file)))).toEqual([])
  })
})
