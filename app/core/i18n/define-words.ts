import { locale, type Locale } from './locale'
import { pluralForm } from './plural'

/** One sentence, or one per plural form, chosen by the parameter `count`. */
export type Phrase =
  string | { readonly one?: string; readonly few?: string; readonly many?: string; readonly other: string }
export type Words = Readonly<Record<string, Phrase>>

type Named<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Named<Rest> : never
type NamesIn<P extends Phrase> = P extends string
  ? Named<P>
  : P extends { other: infer O extends string }
    ? Named<O> | 'count'
    : never
type Given<P extends Phrase> = [NamesIn<P>] extends [never] ? [] : [params: Record<NamesIn<P>, string | number>]

/** Looks up a key in the language shown, and fills in its `{names}`; reactive, so a template follows a change of language. */
export type Translate<W extends Words> = <K extends keyof W & string>(key: K, ...params: Given<W[K]>) => string

/**
 * Makes a feature's own `t()` from its locale files: `const t = defineWords({ 'zh-Hans': zhHans, en })`.
 * Keys and parameters are checked against zh-Hans, which must be written `as const`.
 */
export function defineWords<const W extends Words>(
  byLocale: { 'zh-Hans': W } & Record<Exclude<Locale, 'zh-Hans'>, Record<keyof W, Phrase>>,
): Translate<W> {
  return (key, ...[params]) => fill(byLocale[locale()][key], params ?? {})
}

function fill(phrase: Phrase, params: Record<string, string | number>): string {
  const text = typeof phrase === 'string' ? phrase : choose(phrase, Number(params.count))
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

function choose(phrase: Exclude<Phrase, string>, count: number): string {
  return phrase[pluralForm(count, locale())] ?? phrase.other
}
