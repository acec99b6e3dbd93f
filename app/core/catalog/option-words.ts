import { translated } from '../i18n/translated'

interface Chosen {
  options: { name: string; value: string }[] | null
  translations: unknown
}

/** The choices of a SKU in one breath, in the language shown: `月白 · 大号`; empty where there is nothing to choose. */
export function optionWords(line: Chosen): string {
  const options = translated(line, 'options') || []
  return options.map((option) => option.value).join(' · ')
}
